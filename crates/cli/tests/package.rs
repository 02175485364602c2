//! `--split` and Data Packages, as a user runs them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::testdata;
use std::fs;
use std::path::Path;
use std::process::Command;

const PAGE: &str = "wiki/short-track-1000m.wiki";

/// Runs the binary in the folder of the test data; returns its status and both of its outputs.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_convert"))
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1770721800")
        .current_dir(testdata())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (run.status.code().unwrap(), text(run.stdout), text(run.stderr))
}

fn good(arguments: &[&str]) -> String {
    let (status, stdout, stderr) = run(arguments);
    assert_eq!(status, 0, "{arguments:?}: {stderr}");
    stdout
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A package of these files; the last is the descriptor.
fn package(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_page_is_one_csv_per_table_and_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("page");
    let out_name = out.to_str().unwrap();
    for format in ["csv", "tsv"] {
        good(&[PAGE, "-o", out_name, "--split", "-t", format]);
        let expected = [
            "01-results-heats",
            "02-results-quarterfinals",
            "03-results-semifinals",
            "04-results-finals-final-b",
            "05-results-finals-final-a",
        ];
        let mut expected = expected.map(|name| format!("{name}.{format}")).to_vec();
        expected.push("datapackage.json".into());
        assert_eq!(files(&out), expected);
        let descriptor: serde_json::Value =
            serde_json::from_slice(&fs::read(out.join("datapackage.json")).unwrap()).unwrap();
        assert_eq!(descriptor["created"], "2026-02-10T11:10:00Z");
        assert_eq!(descriptor["resources"][0]["title"], "Results > Heats");
        assert_eq!(descriptor["resources"][0]["schema"]["fields"][0]["type"], "integer");
        let page = fs::read_to_string(testdata().join(PAGE)).unwrap();
        let descriptor = out.join("datapackage.json");
        assert!(good(&[out_name, "-t", "wiki"]) == page);
        assert!(good(&[descriptor.to_str().unwrap(), "-t", "wiki"]) == page);
        fs::remove_dir_all(&out).unwrap();
    }
    // Each table is written as it would be alone.
    good(&[PAGE, "-o", out_name, "--split", "-t", "csv"]);
    let alone = good(&[PAGE, "-t", "csv", "--table", "Heats"]);
    assert_eq!(fs::read_to_string(out.join("01-results-heats.csv")).unwrap(), alone);
}

#[test]
fn typed_data_comes_back_digit_by_digit() {
    let folder = tempfile::tempdir().unwrap();
    let (mut checked, out) = (0, folder.path().to_str().unwrap());
    for input in common::fixtures(&["json", "yaml"]) {
        let input = input.to_str().unwrap();
        good(&[input, "-o", out, "--split", "-t", "csv", "-q"]);
        for format in ["json", "yaml"] {
            assert_eq!(good(&[out, "-t", format, "-q"]), good(&[input, "-t", format, "-q"]), "{input}");
        }
        checked += 1;
    }
    assert!(checked > 15);
    let values = r#"[{"a": 1, "b": "1", "c": null, "d": true, "e": 1e3, "f": "", "g": {"h": "x"}},
 {"a": 12345678901234567890, "b": "007", "c": "null", "d": "true", "e": 1.10, "f": null, "g": {"h": [1]}}, {}]"#;
    let input = folder.path().join("in.json");
    fs::write(&input, values).unwrap();
    good(&[input.to_str().unwrap(), "-o", out, "--split", "-t", "csv"]);
    let back: serde_json::Value = serde_json::from_str(&good(&[out, "-t", "json"])).unwrap();
    assert_eq!(back, serde_json::from_str::<serde_json::Value>(values).unwrap());
}

#[test]
fn every_format_has_one_file_per_table() {
    for format in ["json", "ndjson", "yaml", "wiki", "ods", "fods", "xlsx"] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().to_str().unwrap();
        let (status, _, stderr) = run(&[PAGE, "-o", out, "--split", "-t", format]);
        assert_eq!(status, 0, "{stderr}");
        assert!(stderr.contains("left out: 10 blocks"), "{stderr}");
        assert_eq!(files(folder.path()).len(), 5);
        let file = folder.path().join(format!("05-results-finals-final-a.{format}"));
        let csv = good(&[file.to_str().unwrap(), "-t", "csv", "-q"]);
        assert_eq!(csv, good(&[PAGE, "-t", "csv", "--table", "Final A"]), "{format}");
    }
}

#[test]
fn names_stay_in_the_directory() {
    let folder = tempfile::tempdir().unwrap();
    let (page, out) = (folder.path().join("page.wiki"), folder.path().join("out"));
    let table = "{| class=\"wikitable\"\n|-\n! a\n|-\n| 1\n|}\n";
    let headings = ["../../up", "/etc/passwd", "CON", "con", ".hidden", "a\\b:c*?", "ÉTÉ", "結果"];
    let text: String = headings.iter().map(|heading| format!("== {heading} ==\n{table}\n")).collect();
    fs::write(&page, text).unwrap();
    good(&[page.to_str().unwrap(), "-o", out.to_str().unwrap(), "--split", "-t", "csv"]);
    let expected = [
        "01-up.csv",
        "02-etc-passwd.csv",
        "03-con.csv",
        "04-con.csv",
        "05-hidden.csv",
        "06-a-b-c.csv",
        "07-ete.csv",
        "08-table.csv",
        "datapackage.json",
    ];
    assert_eq!(files(&out), expected);
    assert_eq!(files(folder.path()), ["out", "page.wiki"]);
}

#[test]
fn a_directory_has_all_files_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let name = out.to_str().unwrap();
    let (status, _, stderr) = run(&["bad/truncated.csv", "-o", name, "--split", "-t", "csv"]);
    assert!(status == 1 && stderr.contains("truncated.csv:3:12: error"), "{stderr}");
    assert!(!out.exists(), "the directory that was made is left behind");
    let deep = out.join("deep/er");
    assert_eq!(
        run(&["bad/truncated.csv", "bad/invalid-utf8.csv", "-o", deep.to_str().unwrap(), "--split"]).0,
        1
    );
    assert!(!out.exists());
    fs::create_dir(&out).unwrap();
    // The first document is complete, the second is not. An existing directory stays.
    let broken = folder.path().join("broken.json");
    fs::write(&broken, "[{\"a\": 1}]\n[{\"a\": 2}").unwrap();
    assert_eq!(run(&[broken.to_str().unwrap(), "-o", name, "--split", "-t", "json"]).0, 1);
    assert_eq!(files(&out), [""; 0]);
    // The default format is CSV.
    good(&["csv/ragged.csv", "-o", name, "--split", "-q"]);
    fs::write(out.join("01-table.csv"), "mine").unwrap();
    let (_, _, stderr) = run(&["csv/ragged.csv", "-o", name, "--split", "-t", "csv", "--no-clobber"]);
    assert!(stderr.contains("01-table.csv' exists and is kept"), "{stderr}");
    assert_eq!(fs::read_to_string(out.join("01-table.csv")).unwrap(), "mine");
    let (status, _, stderr) =
        run(&["json/records.json", "json/records.ndjson", "-o", name, "--split", "-t", "csv"]);
    assert!(status == 2 && stderr.contains("would both become"), "{stderr}");
}

#[test]
fn split_needs_a_directory_that_is_not_the_input() {
    let (status, _, stderr) = run(&[PAGE, "--split"]);
    assert!(status == 2 && stderr.contains("--split needs an output directory"), "{stderr}");
    let folder = package(&[
        ("a.csv", "a\n1\n"),
        ("datapackage.json", r#"{"resources": [{"name": "a", "path": "a.csv"}]}"#),
    ]);
    let name = folder.path().to_str().unwrap();
    let (status, _, stderr) = run(&[name, "-o", name, "--split", "-t", "csv"]);
    assert!(status == 2 && stderr.contains("is the input; convert never overwrites one"), "{stderr}");
    let file = folder.path().join("a.csv");
    assert_eq!(run(&[name, "-o", file.to_str().unwrap(), "--split", "-t", "csv"]).0, 2);
    assert_eq!(run(&[PAGE, "-o", name, "--split", "--list"]).0, 2);
    let file = folder.path().join("b.csv");
    for inputs in [&[PAGE][..], &[PAGE, "csv/ragged.csv"]] {
        let (status, _, stderr) = run(&[inputs, &["-o", file.to_str().unwrap(), "--split"]].concat());
        assert!(status == 2 && stderr.contains("b.csv' looks like a file"), "{stderr}");
        assert!(!file.exists());
    }
    // A trailing slash makes it a directory.
    good(&[PAGE, "-o", &format!("{}/", file.display()), "--split"]);
    assert_eq!(files(&file).len(), 6);
}

#[test]
fn packages_of_others_are_tables_with_the_kinds_of_their_schema() {
    let folder = package(&[
        ("a.csv", "id;rank;ok;on\n007;1;1;2026-02-10\n'a;''b\"';NA;false;NA\n"),
        ("sub/b.csv", "id;rank;ok;on\n9;3;;\n"),
        ("c.csv", "1,x\n2,y\n"),
        ("schema.json", r#"{"fields": [{"name": "n", "type": "number"}, {"name": "s"}]}"#),
        (
            "datapackage.json",
            r#"{"name": "races", "description": "All races.", "version": "1.0", "resources": [
  {"name": "times", "title": "All times", "path": ["a.csv", "sub/b.csv"], "dialect": {"delimiter": ";", "quoteChar": "'"},
   "schema": {"missingValues": ["", "NA"], "fields": [{"name": "id", "type": "string"}, {"name": "rank", "type": "integer"},
     {"name": "ok", "type": "boolean"}, {"name": "on", "type": "date"}]}},
  {"name": "plain", "path": "c.csv", "dialect": {"header": false}, "schema": "schema.json"},
  {"name": "inline", "data": [["x", "y"], [1, "a"], [null, true]]},
  {"name": "picture", "path": "p.png"}]}"#,
        ),
    ]);
    let (status, json, stderr) = run(&[folder.path().to_str().unwrap(), "-t", "json"]);
    assert_eq!(status, 0, "{stderr}");
    assert!(stderr.contains("datapackage.json:7:3: warning: resource 'picture' is not CSV"), "{stderr}");
    assert_eq!(stderr.matches("warning").count(), 1, "{stderr}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["title"], "races");
    assert_eq!(json["properties"], serde_json::json!({"name": "races", "version": "1.0"}));
    assert_eq!(json["blocks"][0]["text"], "All races.");
    let table = |at: usize| (&json["sections"][at]["heading"], &json["sections"][at]["blocks"][0]["rows"]);
    let times = serde_json::json!([
        ["007", 1, true, "2026-02-10"],
        ["a;'b\"", null, false, null],
        ["9", 3, null, null]
    ]);
    assert_eq!(table(0), (&"All times".into(), &times));
    assert_eq!(table(1), (&"plain".into(), &serde_json::json!([[1, "x"], [2, "y"]])));
    assert_eq!(table(2), (&"inline".into(), &serde_json::json!([[1, "a"], [null, true]])));
}

/// The error of a package whose resource has this path.
fn refusal(folder: &Path, path: &str) -> String {
    let descriptor = format!("{{\"resources\": [\n {{\"name\": \"x\", \"path\": \"{path}\"}}]}}");
    fs::write(folder.join("datapackage.json"), descriptor).unwrap();
    let (status, _, stderr) = run(&[folder.to_str().unwrap(), "-t", "json"]);
    assert_eq!(status, 1, "{path}: {stderr}");
    assert!(stderr.contains("datapackage.json:2:24: error: "), "{path}: {stderr}");
    stderr
}

#[test]
fn a_package_only_names_files_in_its_folder() {
    let outer = package(&[("secret.csv", "a\n1\n"), ("p/sub/x.csv", "a\n1\n")]);
    let folder = outer.path().join("p");
    for (path, message) in [
        ("/etc/passwd", "is an absolute path"),
        ("C:\\\\x.csv", "is an absolute path"),
        ("../secret.csv", "leads out of the folder"),
        ("sub/../../secret.csv", "leads out of the folder"),
        ("sub\\\\..\\\\..\\\\secret.csv", "leads out of the folder"),
        ("https://example.org/a.csv", "is a URL; nothing is fetched"),
        ("missing.csv", "cannot be read: no such file"),
        ("sub", "is not a regular file"),
        ("", "is not a file path"),
    ] {
        let error = refusal(&folder, path);
        assert!(error.contains(message), "{path}: {error}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outer.path().join("secret.csv"), folder.join("link.csv")).unwrap();
        assert!(refusal(&folder, "link.csv").contains("leads out of the folder"));
    }
}

#[test]
fn mistakes_are_shown_where_they_are() {
    for (descriptor, message) in [
        ("{\"resources\": [}", ":1:16: error: expected a value"),
        ("{\"name\": \"x\"}", ":1:1: error: a descriptor must have an array 'resources'"),
        ("{\"resources\": [\n  5]}", ":2:3: error: a resource must be an object"),
        ("{\"resources\": [{}]}", ":1:16: error: a resource must have a 'path'"),
        (
            "{\"resources\": [{\"path\": \"a.csv\", \"dialect\": {\"delimiter\": \"ab\"}}]}",
            ":1:59: error: 'delimiter'",
        ),
        (
            "{\"resources\": [{\"path\": \"a.csv\", \"schema\": {\"fields\": 1}}]}",
            ":1:55: error: a schema must have",
        ),
        (
            "{\"resources\": [{\"path\": \"a.csv\", \"encoding\": \"x\"}]}",
            ":1:46: error: invalid encoding 'x' (expected utf-8",
        ),
        (
            "{\"resources\": [{\"path\": \"a.csv\"}]}",
            "datapackage.json:a.csv:2:3: error: a quoted field is never closed",
        ),
        (
            "{\"resources\": [{\"path\": \"a.csv\", \"schema\": \"s.json\"}]}",
            "datapackage.json:s.json:1:2: error: expected a key",
        ),
        (
            "{\"resources\": [], \"convert\": {\"version\": 2, \"documents\": []}}",
            ":1:42: error: the package was written by a later version",
        ),
        (
            "{\"resources\": [], \"convert\": {\"version\": 1, \"documents\": [1]}}",
            ":1:59: error: this is not a document",
        ),
        (
            "{\"resources\": [], \"convert\": {\"version\": 1, \"documents\": [{\"title\": null, \"infobox\": null, \
             \"blocks\": [{\"type\": \"table\", \"columns\": [\"a\"], \"resource\": \"x\"}], \"sections\": []}]}}",
            ":1:59: error: missing resource 'x'",
        ),
    ] {
        let folder =
            package(&[("a.csv", "a,b\n1,\"2\n"), ("s.json", "{x"), ("datapackage.json", descriptor)]);
        let (status, _, stderr) = run(&[folder.path().to_str().unwrap(), "-t", "json"]);
        assert!(status == 1 && stderr.contains(message), "{descriptor}: {stderr}");
    }
    let empty = tempfile::tempdir().unwrap();
    let (status, _, stderr) = run(&[empty.path().to_str().unwrap(), "-t", "json"]);
    assert!(status == 1 && stderr.contains("it is a directory without a datapackage.json"), "{stderr}");
}

#[test]
fn an_edited_package_is_what_its_files_say() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let input = folder.path().join("in.json");
    fs::write(&input, r#"[{"a": 1, "b": "x"}, {"a": "2", "b": "y"}, {"a": 3}]"#).unwrap();
    good(&[input.to_str().unwrap(), "-o", out, "--split", "-t", "csv"]);
    let csv = folder.path().join("01-table.csv");
    assert_eq!(fs::read_to_string(&csv).unwrap(), "a,b\n1,x\n2,y\n3,\n");
    // The string is now a number, and there is another row.
    fs::write(&csv, "a,b\n1,x\n5,y\n3,\n4,z\n").unwrap();
    let (status, json, stderr) = run(&[out, "-t", "json"]);
    assert_eq!(status, 0, "{stderr}");
    assert!(stderr.contains("warning: 1 cell changed since the package was written"), "{stderr}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json,
        serde_json::json!([{"a": 1, "b": "x"}, {"a": 5, "b": "y"}, {"a": 3}, {"a": 4, "b": "z"}])
    );
    // A table that another program added comes last.
    let path = folder.path().join("datapackage.json");
    let mut descriptor: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    descriptor["resources"]
        .as_array_mut()
        .unwrap()
        .push(serde_json::json!({"name": "more", "path": "more.csv"}));
    fs::write(&path, descriptor.to_string()).unwrap();
    fs::write(folder.path().join("more.csv"), "c\n9\n").unwrap();
    let list = good(&[out, "--list"]);
    assert!(list.contains("table 1, 4 × 2: a, b") && list.contains("more\n    table 2, 1 × 1: c"), "{list}");
}

/// A text at the start of a file that looks like a byte order mark.
#[test]
fn a_mark_at_the_start_of_a_table_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("in.json"), folder.path().to_str().unwrap());
    fs::write(&input, "[[\"\u{FEFF}a\", 1], [\"b\", 2]]").unwrap();
    good(&[input.to_str().unwrap(), "-o", out, "--split", "-t", "csv"]);
    assert_eq!(good(&[out, "-t", "json"]), good(&[input.to_str().unwrap(), "-t", "json"]));
}

/// Peak memory does not depend on the number of rows, in both directions.
#[cfg(target_os = "linux")]
#[test]
fn a_long_table_streams_into_a_directory_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("long.ndjson"), folder.path().join("out"));
    let row = |row: usize| {
        format!("{{\"rank\":{row},\"name\":\"Pietro Sighel\",\"bib\":\"{row}\",\"time\":\"1:25.740\"}}\n")
    };
    fs::write(&input, (0..250_000).map(row).collect::<String>()).unwrap();
    let (input, out) = (input.to_str().unwrap(), out.to_str().unwrap());
    let back = folder.path().join("back.ndjson");
    for arguments in [&[input, "-o", out, "--split", "-t", "csv"][..], &[out, "-o", back.to_str().unwrap()]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_convert")).args(arguments).spawn().unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait().unwrap().is_none() {
            let now = fs::read_to_string(&status).unwrap_or_default();
            let line = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            peak =
                line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(peak).max(peak);
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(child.wait().unwrap().success());
        assert!((1..64 * 1024).contains(&peak), "{arguments:?}: {peak} KiB");
    }
    assert!(fs::read(input).unwrap() == fs::read(back).unwrap());
}

#[test]
fn files_of_an_earlier_split_stay_and_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let split = |arguments: &[&str]| run(&[&[PAGE, "-o", out, "--split"], arguments].concat());
    // The same tables under the same names leave nothing behind.
    assert_eq!(split(&[]).2, "");
    assert_eq!(split(&[]).2, "");
    let (status, _, stderr) = split(&["--table", "Final A"]);
    let expected = format!(
        "warning: 5 files of an earlier split remain in '{out}': 01-results-heats.csv, 02-results-quarterfinals.csv, 03-results-semifinals.csv, … (the new datapackage.json does not list them; remove them if you do not need them)"
    );
    assert!(status == 0 && stderr.contains(&expected), "{stderr}");
    assert_eq!(files(folder.path()).len(), 7);
    // With --strict, nothing is replaced: the old descriptor names the old files.
    let descriptor = fs::read(folder.path().join("datapackage.json")).unwrap();
    assert_eq!(split(&["--table", "Heats", "--strict"]).0, 1);
    assert!(!split(&["--table", "Heats", "--no-clobber"]).2.contains("earlier"));
    assert_eq!(fs::read(folder.path().join("datapackage.json")).unwrap(), descriptor);
}
