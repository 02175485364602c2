//! Releases, step by step. Nothing is published from here, but the commands that publish are printed.

use crate::dist;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The version of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");
const CHANGELOG: &str = "crates/convert/CHANGELOG.md";

/// Checks that a version can be released. A dry run also builds its packages; otherwise the commands that publish it
/// are printed.
pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let (version, is_dry_run) = match arguments {
        [version] => (*version, false),
        [version, "--dry-run"] | ["--dry-run", version] => (*version, true),
        _ => return Err("expected a version, such as 0.1.0, and optionally --dry-run".into()),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().map_err(text)?;

    println!("1. Check that the working tree is clean.");
    let changes = output(Command::new("git").args(["status", "--porcelain"]).current_dir(&root))?;
    if !changes.is_empty() {
        return Err(format!("the working tree has changes; commit them first:\n{changes}"));
    }
    println!("2. Check that the workspace has the version {version}.");
    if version != VERSION {
        return Err(format!("the workspace has the version {VERSION}, not {version}"));
    }
    println!("3. Check that {CHANGELOG} has a section for it.");
    let changelog = std::fs::read_to_string(root.join(CHANGELOG));
    let changelog = changelog.map_err(|error| format!("{CHANGELOG}: {error}"))?;
    match section(&changelog, version) {
        Some(Section::Version) => {}
        Some(Section::Unreleased) if is_dry_run => {
            println!("   It is 'Unreleased'; before the release, give it the version and the date.");
        }
        Some(Section::Unreleased) => {
            return Err(format!("the section is 'Unreleased'; make it '## [{version}] - YEAR-MONTH-DAY'"));
        }
        None => return Err(format!("{CHANGELOG} has neither '## [{version}]' nor '## [Unreleased]'")),
    }
    let crates = publishable(&root)?;
    if !is_dry_run {
        println!("After cargo xtask release {version} --dry-run, publish it with these commands:\n");
        println!("git tag --annotate v{version} --message 'convert {version}'");
        println!("git push origin v{version}");
        crates.iter().for_each(|name| println!("cargo publish --package {name}"));
        return Ok(());
    }
    println!("4. Package {}, in this order.", model::plural(crates.len(), "crate", "crates"));
    let selected = crates.iter().flat_map(|name| ["--package", name]);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // Unpublished dependencies cannot be built from packages, so the packages are not built.
    run_to_end(
        Command::new(cargo).args(["package", "--no-verify", "--offline"]).args(selected).current_dir(&root),
    )?;
    println!("5. Package the binary.");
    dist::run(&[])?;
    println!("6. Build a Python wheel of the binary.");
    let wheel = ["build", "--release", "--locked", "--bindings", "bin", "--out", "target/dist"];
    if Command::new("maturin").arg("--version").output().is_err() {
        println!("   Skipped: maturin is not installed.");
        return Ok(());
    }
    let manifest = ["--manifest-path", "crates/cli/Cargo.toml"];
    run_to_end(Command::new("maturin").args(wheel).args(manifest).current_dir(&root))
}

/// The section of the changelog for a version.
#[derive(Debug, PartialEq, Eq)]
enum Section {
    Version,
    Unreleased,
}

fn section(changelog: &str, version: &str) -> Option<Section> {
    let mut titles = changelog.lines().filter_map(|line| line.strip_prefix("## [")?.split_once(']'));
    let (title, _) = titles.find(|(title, _)| *title == version || *title == "Unreleased")?;
    Some(if title == version { Section::Version } else { Section::Unreleased })
}

/// The names of the crates that are published, each after those that it depends on.
fn publishable(root: &Path) -> Result<Vec<String>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--format-version=1", "--no-deps", "--offline"];
    let metadata = output(Command::new(cargo).args(arguments).current_dir(root))?;
    in_order(&serde_json::from_str(&metadata).map_err(text)?)
}

fn in_order(metadata: &Value) -> Result<Vec<String>, String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    // Without `publish` a crate may go to any registry; an empty list is `publish = false`.
    let mut waiting: Vec<(String, Vec<String>)> = list(&metadata["packages"])
        .iter()
        .filter(|package| package["publish"].is_null())
        .map(|package| {
            let dependencies = list(&package["dependencies"]);
            let ours = dependencies.iter().filter(|other| !other["path"].is_null() && other["kind"] != "dev");
            (name(package), ours.map(name).collect())
        })
        .collect();
    let mut order = Vec::new();
    while !waiting.is_empty() {
        let (ready, later): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|(_, needs)| needs.iter().all(|name| order.contains(name)));
        if ready.is_empty() {
            let names: Vec<String> = later.into_iter().map(|(name, _)| name).collect();
            return Err(format!("these depend on crates that are not published: {}", names.join(", ")));
        }
        order.extend(ready.into_iter().map(|(name, _)| name));
        waiting = later;
    }
    Ok(order)
}

fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim_end()));
    }
    String::from_utf8(output.stdout).map_err(text)
}

fn run_to_end(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_section_has_the_version_or_is_unreleased() {
        let changelog = "# Changelog\n\n## [0.2.0] - 2026-12-01\n\n## [0.1.0] - 2026-11-28\n";
        assert_eq!(section(changelog, "0.1.0"), Some(Section::Version));
        assert_eq!(section(changelog, "0.1"), None);
        assert_eq!(section("## [Unreleased]\n\n## [0.1.0]\n", "0.2.0"), Some(Section::Unreleased));
    }

    #[test]
    fn crates_come_after_those_they_need() {
        let package = |name: &str, needs: &[&str]| {
            let dependencies: Vec<Value> =
                needs.iter().map(|name| json!({"name": name, "path": "/", "kind": null})).collect();
            json!({"name": name, "publish": null, "dependencies": dependencies})
        };
        let tests = json!({"name": "xtask", "publish": [], "dependencies": []});
        let packages = [package("a", &["c", "b"]), package("b", &["c"]), package("c", &[]), tests];
        assert_eq!(in_order(&json!({"packages": packages})), Ok(["c", "b", "a"].map(str::to_owned).to_vec()));
        let stuck = in_order(&json!({"packages": [package("a", &["xtask"])]}));
        assert_eq!(stuck, Err("these depend on crates that are not published: a".into()));
    }
}
