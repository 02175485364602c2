//! Many files in one call, as in scripts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Run, convert_in, feed};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn run(directory: &Path, arguments: &[&str]) -> Run {
    convert_in(directory, arguments, b"")
}

/// A directory with these files.
fn tree(files: &[(&str, &str)]) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

/// Every file below a directory, with its content.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![directory.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(directory).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn names(directory: &Path) -> Vec<String> {
    files(directory).into_keys().collect()
}

const SMALL: &[(&str, &str)] = &[
    ("in/a.csv", "x\n1\n"),
    ("in/deep/er/b.csv", "x\n2\n"),
    ("in/deep/c.ndjson", "{\"x\":3}\n"),
    ("in/deep/notes.bin", "unknown"),
    ("in/.hidden.csv", "x\n4\n"),
    ("in/.git/d.csv", "x\n5\n"),
    ("in/ignored.csv", "x\n6\n"),
    ("in/.gitignore", "ignored.csv\n"),
    ("in/package/datapackage.json", "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"}]}"),
    ("in/package/t.csv", "x\n7\n"),
];

#[test]
fn a_directory_is_mirrored() {
    let tree = tree(SMALL);
    let made = run(tree.path(), &["-r", "in", "-o", "out", "-t", "json", "--view", "records"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert_eq!(names(&tree.path().join("out")), ["a.json", "deep/c.json", "deep/er/b.json", "package.json"]);
    assert!(made.stderr.contains("1 file of unknown format is left out"), "{}", made.stderr);
    assert!(made.stderr.ends_with("converted 4 of 4\n"), "{}", made.stderr);
    // If outputs go below the directory itself, they are not inputs of the next run.
    for _ in 0..2 {
        let inside = run(tree.path(), &["-r", "in", "-o", "in/out", "-t", "json", "-q"]);
        assert_eq!((inside.status, inside.stderr.as_str()), (0, ""));
        assert_eq!(names(&tree.path().join("in/out")).len(), 4);
    }
    // If there are several directories, each keeps its name.
    let two = run(tree.path(), &["-r", "in/deep", "in/package/../deep/er", "-o", "two", "-t", "csv", "-q"]);
    assert_eq!(two.status, 0, "{}", two.stderr);
    assert_eq!(names(&tree.path().join("two")), ["deep/c.csv", "deep/er/b.csv", "er/b.csv"]);
    let refused = run(tree.path(), &["in", "-t", "json"]);
    assert!(refused.status == 1 && refused.stderr.contains("--recursive"), "{}", refused.stderr);
}

#[test]
fn patterns_and_lists_name_files() {
    let tree = tree(SMALL);
    let made = run(tree.path(), &["in/**/*.csv", "-o", "out/", "-t", "yaml", "-q"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert_eq!(
        names(&tree.path().join("out")),
        ["a.yaml", "deep/er/b.yaml", "ignored.yaml", "package/t.yaml"]
    );
    let none = run(tree.path(), &["in/*.ods", "-o", "none/", "-t", "yaml"]);
    assert_eq!(none.status, 1);
    assert!(none.stderr.contains("in/*.ods: no file matches"), "{}", none.stderr);
    assert!(!tree.path().join("none").exists());
    // A file whose name looks like a pattern is just that file.
    fs::write(tree.path().join("[x].csv"), "y\n").unwrap();
    assert_eq!(run(tree.path(), &["[x].csv", "-t", "csv"]).stdout, "y\n");
    for (list, name) in [("in/a.csv\r\n\nin/deep/er/b.csv\n", "lines"), ("in/a.csv\0in/deep/er/b.csv", "nul")]
    {
        let made =
            convert_in(tree.path(), &["--files-from", "-", "-o", name, "-t", "csv", "-q"], list.as_bytes());
        assert_eq!(made.status, 0, "{}", made.stderr);
        assert_eq!(names(&tree.path().join(name)), ["in/a.csv", "in/deep/er/b.csv"]);
    }
    fs::write(tree.path().join("list"), "../nowhere.csv\nin/a.csv\n").unwrap();
    let made = run(tree.path(), &["--files-from", "list", "-o", "up", "-t", "csv"]);
    assert_eq!((made.status, names(&tree.path().join("up"))), (1, vec!["in/a.csv".to_owned()]));
    assert!(made.stderr.ends_with("converted 1 of 2, 1 failed\n"), "{}", made.stderr);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let tree = tree(&[("1.json", "[1,"), ("2.csv", "a,b\n1\n"), ("3.csv", "a\n\"1"), ("4.csv", "a\n1\n")]);
    let all = ["1.json", "2.csv", "3.csv", "4.csv", "5.csv"];
    let made = run(tree.path(), &[&all[..], &["-o", "out", "-t", "csv"]].concat());
    assert_eq!((made.status, names(&tree.path().join("out"))), (1, vec!["2.csv".into(), "4.csv".into()]));
    let order: Vec<usize> =
        all.iter().map(|name| made.stderr.find(&format!("{name}:")).unwrap_or(0)).collect();
    assert!(order[0] < order[1] && order[1] < order[2] && order[2] < order[4], "{}", made.stderr);
    assert!(made.stderr.ends_with("converted 2 of 5, 3 failed, 1 warning\n"), "{}", made.stderr);
    let made = run(tree.path(), &[&all[..], &["-o", "first", "-t", "csv", "--fail-fast", "-j1"]].concat());
    assert!(made.status == 1 && !tree.path().join("first").exists(), "{}", made.stderr);
    assert!(made.stderr.ends_with("converted 0 of 5, 1 failed, 4 not tried\n"), "{}", made.stderr);
}

#[test]
fn collisions_are_found_before_anything_is_written() {
    let tree = tree(&[("a/x.csv", "a\n1\n"), ("b/x.csv", "a\n2\n"), ("x.json", "[]")]);
    let refused = run(tree.path(), &["a/x.csv", "b/x.csv", "-o", "out", "-t", "json"]);
    assert_eq!(refused.status, 2);
    assert!(refused.stderr.contains("would both become"), "{}", refused.stderr);
    let refused = run(tree.path(), &["a/x.csv", "a/x.csv", "-o", "out", "-t", "json"]);
    assert!(refused.stderr.contains("'a/x.csv' is given twice"), "{}", refused.stderr);
    // An output is never an input, not even of another output.
    let refused = run(tree.path(), &["a/x.csv", "x.json", "-o", ".", "-t", "json"]);
    assert_eq!(refused.status, 2, "{}", refused.stderr);
    assert!(!tree.path().join("out").exists());
    assert_eq!(fs::read_to_string(tree.path().join("x.json")).unwrap(), "[]");
    // Nor is it a file that a package, an option or a list of files names.
    fs::create_dir(tree.path().join("p")).unwrap();
    let descriptor = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"}]}";
    fs::write(tree.path().join("p/datapackage.json"), descriptor).unwrap();
    fs::write(tree.path().join("p/t.csv"), "a\n1\n").unwrap();
    fs::write(tree.path().join("rules.yaml"), "A: b\n").unwrap();
    fs::write(tree.path().join("list.json"), "a/x.csv\n").unwrap();
    let before = files(tree.path());
    for over in [
        &["p", "-o", "p/t.csv"][..],
        &["--join", "p", "x.json", "-o", "p/t.csv"],
        &["a/x.csv", "p", "-o", "p", "-t", "csv", "--name-template", "t.{ext}", "-n"],
        &["a/x.csv", "--templates", "rules.yaml", "-o", "rules.yaml"],
        &["--files-from", "list.json", "--join", "-o", "list.json"],
        &["a/x.csv", "-o", "a/x.csv", "-n"],
    ] {
        let refused = run(tree.path(), over);
        assert!(refused.status == 2 && refused.stderr.contains("overwrites"), "{over:?}: {}", refused.stderr);
        assert_eq!(files(tree.path()), before, "{over:?}");
    }
    #[cfg(unix)]
    for script in [
        "\"$0\" x.json -t csv >>x.json",
        "\"$0\" --join a/x.csv x.json -t csv >>x.json",
        "\"$0\" -f csv -o a/x.csv <a/x.csv",
    ] {
        let binary = env!("CARGO_BIN_EXE_convert");
        let refused = feed(Command::new("sh").current_dir(tree.path()).args(["-c", script, binary]), b"");
        assert!(refused.status == 2 && refused.stderr.contains("overwrites"), "{script}: {}", refused.stderr);
        assert_eq!(files(tree.path()), before, "{script}");
    }
}

/// Links and directories may make two outputs the same file.
#[test]
fn collisions_that_are_hard_to_see_are_found() {
    let tree = tree(&[
        ("a/x.csv", "a\n1\n"),
        ("b/x.csv", "a\n2\n"),
        ("d/y.csv", "a\n1\n"),
        ("d/y.json/z.csv", "a\n1\n"),
    ]);
    #[cfg(unix)]
    {
        fs::create_dir_all(tree.path().join("links/real")).unwrap();
        fs::create_dir_all(tree.path().join("later")).unwrap();
        for link in ["a", "b"] {
            std::os::unix::fs::symlink("real", tree.path().join("links").join(link)).unwrap();
        }
        // A dangling link.
        std::os::unix::fs::symlink("a", tree.path().join("later/b")).unwrap();
        for to in ["links", "later"] {
            let list = b"a/x.csv\nb/x.csv\n";
            let refused = convert_in(tree.path(), &["--files-from", "-", "-o", to, "-t", "json"], list);
            assert!(
                refused.status == 2 && refused.stderr.contains("would both become"),
                "{to}: {}",
                refused.stderr
            );
        }
    }
    let refused = run(tree.path(), &["-r", "d", "-o", "out", "-t", "json"]);
    assert!(refused.status == 2 && refused.stderr.contains("a directory of that name"), "{}", refused.stderr);
    let made = run(&tree.path().join("a"), &["*", "-o", "../star", "-t", "json"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert_eq!(names(&tree.path().join("star")), ["x.json"]);
}

#[test]
fn a_template_names_outputs() {
    let tree = tree(&[("a/x.csv", "a\n1\n"), ("b/x.csv", "a\n2\n")]);
    let template =
        ["a/x.csv", "b/x.csv", "-o", "out", "-t", "json", "--name-template", "{number}/{name}.{ext}.gz"];
    assert_eq!(run(tree.path(), &template).status, 0);
    let packed = fs::read(tree.path().join("out/2/x.csv.json.gz")).unwrap();
    assert_eq!(packed[..2], [0x1f, 0x8b]);
    for bad in ["../{stem}", "/{stem}", "{what}", "{stem"] {
        let refused = run(tree.path(), &["a/x.csv", "-o", "out", "-t", "json", "--name-template", bad]);
        assert_eq!(refused.status, 2, "{bad}: {}", refused.stderr);
    }
}

#[test]
fn a_second_run_converts_what_is_new() {
    let tree = tree(&[("in/a.csv", "a\n1\n"), ("in/b.csv", "a\n2\n")]);
    let arguments = ["-r", "in", "-o", "out", "-t", "csv", "--skip-newer"];
    assert!(run(tree.path(), &arguments).stderr.ends_with("converted 2 of 2\n"));
    assert!(run(tree.path(), &arguments).stderr.ends_with("converted 0 of 2, 2 kept\n"));
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    let touched = fs::File::options().append(true).open(tree.path().join("in/b.csv")).unwrap();
    touched.set_modified(later).unwrap();
    assert!(run(tree.path(), &arguments).stderr.ends_with("converted 1 of 2, 1 kept\n"));
    let dry = run(tree.path(), &["-r", "in", "-o", "dry", "-t", "ods", "--dry-run"]);
    assert_eq!((dry.status, dry.stderr.as_str()), (0, ""));
    let expected = [("in/a.csv", "dry/a.ods"), ("in/b.csv", "dry/b.ods")];
    let expected =
        expected.map(|(from, to)| format!("{from} -> {to}\n").replace('/', std::path::MAIN_SEPARATOR_STR));
    assert_eq!(dry.stdout, expected.concat());
    assert!(!tree.path().join("dry").exists());
    let kept = run(tree.path(), &["in/b.csv", "gone.csv", "-o", "out", "-t", "csv", "-n", "--no-clobber"]);
    assert_eq!((kept.status, kept.stdout.as_str()), (1, "in/b.csv -> out/b.csv (kept)\n"));
    assert_eq!(kept.stderr, "gone.csv: error: no such file\n");
}

/// Files, messages and their order do not depend on the number of workers.
#[test]
fn workers_change_nothing() {
    let mut list: Vec<(String, String)> = Vec::new();
    for number in 0..200 {
        let text = match number % 5 {
            0 => format!("a,b\n{number}\n"),
            1 => format!("a\n\"{number}"),
            _ => format!("a,b\n{number},{}\n", "x".repeat(number * 50)),
        };
        list.push((format!("in/{number:03}.csv"), text));
    }
    let list: Vec<(&str, &str)> = list.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let tree = tree(&list);
    let one = run(tree.path(), &["-r", "in", "-o", "1", "-t", "ndjson", "-j", "1"]);
    let eight = run(tree.path(), &["-r", "in", "-o", "8", "-t", "ndjson", "-j", "8"]);
    assert_eq!((one.status, &one.stderr), (1, &eight.stderr));
    assert_eq!(files(&tree.path().join("1")), files(&tree.path().join("8")));
    assert!(one.stderr.contains("converted 160 of 200, 40 failed, 40 warnings"), "{}", one.stderr);
    let list = |jobs: &str| run(tree.path(), &["-r", "in", "--list", "-j", jobs]).stdout;
    assert_eq!(list("1"), list("8"));
}

#[test]
fn records_of_all_inputs_are_joined() {
    let tree = tree(&[
        ("1.csv", "a,b\n1,2\n"),
        ("2.csv", "b,document\n3,x\n4,y,7\n"),
        ("3.ndjson", "{\"a\":1}\n{\"late\":{\"x\":2}}\n"),
        ("4.csv", "1,2\n3,4\n"),
        ("5.wiki", "== H ==\n{|\n! a\n|-\n| 5\n|}\n"),
    ]);
    let joined = |arguments: &[&str]| {
        let made = run(tree.path(), &[&["--join", "-q"], arguments].concat());
        assert_eq!(made.status, 0, "{}", made.stderr);
        made.stdout
    };
    assert_eq!(
        joined(&["1.csv", "2.csv", "3.ndjson", "4.csv", "5.wiki", "-t", "csv"]),
        "document,a,b,document_2,late.x,column_1,column_2\n\
         1.csv,1,2,,,,\n2.csv,,3,x,,,\n2.csv,,4,y,,,,7\n3.ndjson,1,,,,,\n3.ndjson,,,,2,,\n\
         4.csv,,,,,1,2\n4.csv,,,,,3,4\n5.wiki,5,,,,,\n"
    );
    assert_eq!(
        joined(&["1.csv", "3.ndjson", "-t", "ndjson"]),
        "{\"document\":\"1.csv\",\"a\":1,\"b\":2}\n{\"document\":\"3.ndjson\",\"a\":1}\n\
         {\"document\":\"3.ndjson\",\"late\":{\"x\":2}}\n"
    );
    assert_eq!(
        joined(&["*.csv", "--columns", "b,a", "--rename", "a=A", "--rows", ":2", "-t", "csv"]),
        "document,b,A\n1.csv,2,1\n2.csv,3,\n"
    );
    assert_eq!(joined(&["1.csv", "2.csv", "--table", "1", "-t", "csv"]).lines().count(), 4);
    assert_eq!(
        joined(&["5.wiki", "5.wiki", "--table", "H", "-t", "csv"]),
        "document,a\n5.wiki,5\n5.wiki,5\n"
    );
    let refused = run(tree.path(), &["--join", "1.csv", "2.csv", "--columns", "a,a", "-t", "csv"]);
    assert!(refused.status == 2 && refused.stderr.contains("'a' is named twice"), "{}", refused.stderr);
    let refused = run(tree.path(), &["--join", "1.csv", "2.csv", "--columns", "documen", "-t", "csv"]);
    assert!(refused.status == 2 && refused.stderr.contains("did you mean 'document'?"), "{}", refused.stderr);
    let piped = convert_in(tree.path(), &["--join", "1.csv", "-", "-f", "csv", "-t", "csv"], b"c\n9\n");
    assert_eq!(piped.stdout, "document,a,b,c\n1.csv,1,2,\n-,,,9\n");
    // One output, or none.
    fs::write(tree.path().join("bad.csv"), "a\n1\n\"2").unwrap();
    let failed = run(tree.path(), &["--join", "1.csv", "bad.csv", "-o", "out.csv"]);
    assert!(failed.status == 1 && failed.stderr.contains("bad.csv:3:1: error"), "{}", failed.stderr);
    assert!(!tree.path().join("out.csv").exists());
    let refused = run(tree.path(), &["--join", "1.csv", "2.csv", "-o", "1.csv"]);
    assert_eq!(
        (refused.status, fs::read_to_string(tree.path().join("1.csv")).unwrap()),
        (2, "a,b\n1,2\n".into())
    );
}

/// File names are bytes, which may not be text.
#[cfg(target_os = "linux")]
#[test]
fn file_names_need_not_be_text() {
    use std::os::unix::ffi::OsStrExt;
    let tree = tree(&[]);
    let name = OsStr::from_bytes(b"caf\xe9.csv");
    fs::create_dir(tree.path().join("in")).unwrap();
    fs::write(tree.path().join("in").join(name), "a\n1\n").unwrap();
    let made = run(tree.path(), &["-r", "in", "-o", "out", "-t", "json"]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let expected: PathBuf = tree.path().join("out").join(OsStr::from_bytes(b"caf\xe9.json"));
    assert!(expected.exists());
    let made = run(tree.path(), &["in/*.csv", "in/*.zzz", "-o", "pattern", "-t", "json"]);
    assert!(made.status == 1 && made.stderr.contains("in/*.zzz: no file matches"), "{}", made.stderr);
    assert!(tree.path().join("pattern").join(OsStr::from_bytes(b"caf\xe9.json")).exists());
    let joined =
        convert_in(tree.path(), &["--join", "--files-from", "-", "-t", "ndjson"], b"in/caf\xe9.csv\n");
    assert_eq!(joined.stdout, "{\"document\":\"in/caf\\\\xE9.csv\",\"a\":1}\n", "{}", joined.stderr);
}
