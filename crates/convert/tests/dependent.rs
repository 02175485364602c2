//! A program that depends on the library: the dependency does not change how other crates behave.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

/// The cargo features of this test, so that nothing new has to be built for the program.
fn features() -> Vec<&'static str> {
    macro_rules! on {
        ($($name:literal)+) => { [$((cfg!(feature = $name), $name)),+] };
    }
    let features = on! {
        "bzip2" "csv" "data-package" "gzip" "html" "json" "markdown" "mediawiki-xml" "odf" "serde" "wiki" "xls" "xlsx" "xz"
        "yaml" "zstd"
    };
    features.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect()
}

/// A program's own JSON: a tagged enum that holds a number with a fraction, and keys in serde_json's default order.
/// Both break if a dependency turns on features of serde_json for the whole program.
const PROGRAM: &str = r##"
#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(tag = "type")]
enum Shape {
    Circle { radius: f64 },
}

fn main() {
    let shape: Shape = serde_json::from_str(r#"{"type": "Circle", "radius": 1.5}"#).unwrap();
    assert_eq!(shape, Shape::Circle { radius: 1.5 });
    let value: serde_json::Value = serde_json::from_str(r#"{"b": 1, "a": 1.10}"#).unwrap();
    assert_eq!(value.to_string(), r#"{"a":1.1,"b":1}"#);
    let formats = convert_tables::registry::formats();
    assert!(!formats.is_empty());
    print!("done");
}
"##;

#[test]
fn a_program_keeps_its_own_json() {
    let (here, folder) = (Path::new(env!("CARGO_MANIFEST_DIR")), tempfile::tempdir().unwrap());
    let manifest = format!(
        "[package]\nname = \"dependent\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
         convert-tables = {{ path = {here:?}, default-features = false, features = {:?} }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n",
        features()
    );
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.path().join("src/main.rs"), PROGRAM).unwrap();
    // The same versions, so that nothing has to be fetched.
    std::fs::copy(here.join("../../Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stdout), "done", "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn no_dependency_turns_on_features_of_serde_json() {
    let arguments =
        ["tree", "--offline", "--quiet", "--package", "convert-tables", "--edges", "normal,features"];
    let run = Command::new(env!("CARGO")).args(arguments).args(["--prefix", "none"]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let tree = String::from_utf8(run.stdout).unwrap();
    let turned_on: Vec<&str> = tree.lines().filter(|line| line.starts_with("serde_json feature")).collect();
    assert!(
        turned_on.iter().all(|line| ["\"default\"", "\"std\""].iter().any(|own| line.contains(own))),
        "{turned_on:?}"
    );
}
