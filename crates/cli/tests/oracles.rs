//! Our output, read and checked by third-party programs.
//!
//! `CONVERT_TEST_PYTHON` names a Python with PyYAML, ruamel.yaml, jsonschema and frictionless (default `python3`),
//! `CONVERT_TEST_ODF_SCHEMA` the file of the ODF 1.3 schema, and `CONVERT_TEST_NODE_MODULES` a folder with js-yaml. A test
//! whose program is not available prints so and passes, unless `CONVERT_TEST_PROGRAMS=required`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{convert, fixtures, is_multiple, present, runs, testdata};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

const PAGE: &str = "wiki/short-track-1000m.wiki";

fn python() -> String {
    std::env::var("CONVERT_TEST_PYTHON").unwrap_or_else(|_| "python3".into())
}

fn python_with(modules: &str) -> bool {
    let works = runs(Command::new(python()).args(["-c", &format!("import {modules}")]));
    present(&format!("python with {modules}"), works)
}

/// Runs a script with arguments, which must succeed.
fn check_with_python(script: &str, arguments: &[&Path]) {
    let output = Command::new(python()).arg("-c").arg(script).args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

const ALL: [&str; 6] = ["wiki", "csv", "json", "yaml", "fods", "ods"];

#[test]
fn python_reads_the_csv_of_the_page_cell_for_cell() {
    if !python_with("csv, json") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (csv, json) = (folder.path().join("page.csv"), folder.path().join("page.json"));
    convert(&testdata().join(PAGE), &csv, &[]);
    convert(&testdata().join(PAGE), &json, &["--view", "records"]);
    let script = r#"
import csv, json, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
records = json.load(open(sys.argv[2], encoding="utf-8"), parse_float=str, parse_int=str)
assert len(rows) == len(records) == 72, (len(rows), len(records))
assert list(rows[0]) == ["section", "table", "Rank", "Heat", "Name", "Country", "Time", "Notes"], list(rows[0])
for row, record in zip(rows, records):
    assert row == {key: record.get(key) or "" for key in row}, (row, record)
assert all(row["Heat"] == "" for row in rows if "Final " in row["section"])
"#;
    check_with_python(script, &[&csv, &json]);
}

/// Strings that some YAML parser reads as other values or as syntax, both as values and as keys.
fn awkward(folder: &Path) -> PathBuf {
    let words = [
        "no",
        "NO",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "true",
        "False",
        "null",
        "~",
        "",
        "NaN",
        ".inf",
        "-.Inf",
        "0",
        "-0",
        "01",
        "0o17",
        "0x1F",
        "0b1",
        "1_000",
        "1e3",
        "1.",
        ".5",
        "+1",
        "1:24",
        "1:24.537",
        "12:30:45",
        "190:20:30",
        "685.230_15e+03",
        "2026-02-10",
        "2026-02-10 20:34:00",
        "2026-02-10T20:34:00Z",
        "<<",
        "=",
        "!",
        "&a",
        "*a",
        "- a",
        "-",
        "--",
        "---",
        "...",
        "?",
        "? a",
        ":",
        ": a",
        "a:",
        "a: b",
        "a:b",
        "#",
        "# a",
        "a #b",
        "a#b",
        "[",
        "]",
        "{",
        "}",
        "[a]",
        "{a}",
        ",",
        "a, b",
        "'",
        "\"",
        "'a'",
        "\"a\"",
        "it's",
        "%",
        "%YAML 1.2",
        "@a",
        "`a`",
        "|",
        ">",
        "|-",
        "\\",
        "\\n",
        " a",
        "a ",
        " ",
        "\t",
        "a\tb",
        "\ta",
        "a\nb",
        "a\n",
        "\na",
        "\n",
        "a\r\nb",
        "\r",
        "\u{7}",
        "\u{1b}[0m",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "a\u{2029}b",
        "\u{feff}",
        "\u{feff}a",
        "\u{fffe}",
        "\u{1f600}",
        "\u{e000}",
        "Krūzbergs",
        "00:00",
        "1,234",
        "1 234",
        "12e03",
        "0.0",
        "100000000000000000000000000000",
        "0777",
        "0.1e-7",
        "!!str a",
        "!a b",
        "key: |",
        "a\\",
        "=a",
    ];
    let mut records = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let next = words[(number * 7 + 3) % words.len()];
        for text in
            [(*word).to_owned(), format!("{word}{next}"), format!("{word} {next}"), format!("{word}\n{next}")]
        {
            records.push(json!({"text": text, "nested": {word.to_string(): [text, word]}}));
        }
    }
    let path = folder.join("awkward.json");
    std::fs::write(&path, serde_json::to_vec(&records).unwrap()).unwrap();
    path
}

/// Every fixture, and awkward strings, as JSON and as YAML in a folder, in both views.
fn twins(folder: &Path) {
    let fixtures = fixtures(&ALL).into_iter().chain([awkward(folder)]);
    for (number, fixture) in fixtures.enumerate() {
        for view in ["document", "records"] {
            let json = folder.join(format!("{number}-{view}.json"));
            let yaml = folder.join(format!("{number}-{view}.yaml"));
            convert(&fixture, &json, &["--view", view]);
            convert(&fixture, &yaml, &["--view", view]);
        }
    }
    std::fs::remove_file(folder.join("awkward.json")).unwrap();
}

#[test]
fn a_yaml_reader_in_javascript_loads_what_json_has() {
    let modules = std::env::var("CONVERT_TEST_NODE_MODULES").unwrap_or_default();
    let node = || {
        let mut node = Command::new("node");
        node.env("NODE_PATH", &modules);
        node
    };
    if !present("node with js-yaml", runs(node().args(["-e", "require('js-yaml')"]))) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    twins(folder.path());
    // JSON.parse refuses a text with several values.
    let script = r#"
const fs = require('fs'), yaml = require('js-yaml'), assert = require('assert');
let checked = 0;
for (const name of fs.readdirSync(process.argv[1]).filter(name => name.endsWith('.json'))) {
  const path = process.argv[1] + '/' + name;
  const text = fs.readFileSync(path, 'utf8');
  let expected;
  // Numbers beyond doubles are infinities to JSON.parse; js-yaml refuses them.
  if (text.includes('1e400')) continue;
  try { expected = JSON.parse(text); } catch { continue; }
  const found = yaml.load(fs.readFileSync(path.replace(/json$/, 'yaml'), 'utf8'));
  assert.deepStrictEqual(found, expected, name);
  checked += 1;
}
assert(checked > 100, checked);
"#;
    let run = node().args(["-e", script]).arg(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn yaml_readers_of_both_versions_load_what_json_has() {
    if !python_with("yaml, ruamel.yaml") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    twins(folder.path());
    // Numbers are compared by value, which is what a program gets.
    let script = r#"
import json, pathlib, sys, yaml, ruamel.yaml
decoder = json.JSONDecoder()
def values(text):
    found, at = [], 0
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        value, at = decoder.raw_decode(text, at)
        found.append(value)
    return found
checked = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    expected = values(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".yaml").read_text(encoding="utf-8")
    loaded = {"PyYAML": list(yaml.load_all(text, Loader=yaml.SafeLoader)),
              "ruamel": list(ruamel.yaml.YAML(typ="safe", pure=True).load_all(text))}
    for reader, data in loaded.items():
        assert data == expected or (not expected and data in ([], [None])), (path.name, reader, data, expected)
        assert repr(data) == repr(expected) or not expected, (path.name, reader, "types differ")
        checked += 1
assert checked > 100, checked
"#;
    check_with_python(script, &[folder.path()]);
}

#[test]
fn a_yaml_reader_in_rust_loads_what_json_has() {
    let folder = tempfile::tempdir().unwrap();
    for fixture in fixtures(&["wiki"]).into_iter().chain([awkward(folder.path())]) {
        let (json, yaml) = (folder.path().join("page.json"), folder.path().join("page.yaml"));
        convert(&fixture, &json, &[]);
        convert(&fixture, &yaml, &[]);
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        let expected: serde_json::Value = serde_json::from_str(&read(&json)).unwrap();
        let found: serde_yaml::Value = serde_yaml::from_str(&read(&yaml)).unwrap();
        same(&expected, &found, &fixture.display().to_string());
    }
}

/// Compares by value: the two libraries represent numbers differently.
fn same(expected: &serde_json::Value, found: &serde_yaml::Value, at: &str) {
    use serde_json::Value as Json;
    use serde_yaml::Value as Yaml;
    match (expected, found) {
        (Json::Null, Yaml::Null) => {}
        (Json::Bool(expected), Yaml::Bool(found)) => assert_eq!(expected, found, "{at}"),
        (Json::Number(expected), Yaml::Number(found)) => {
            assert_eq!(expected.as_f64(), found.as_f64(), "{at}");
        }
        (Json::String(expected), Yaml::String(found)) => assert_eq!(expected, found, "{at}"),
        (Json::Array(expected), Yaml::Sequence(found)) => {
            assert_eq!(expected.len(), found.len(), "{at}");
            expected.iter().zip(found).enumerate().for_each(|(n, (expected, found))| {
                same(expected, found, &format!("{at}/{n}"));
            });
        }
        (Json::Object(expected), Yaml::Mapping(found)) => {
            assert_eq!(expected.len(), found.len(), "{at}");
            expected.iter().zip(found).for_each(|((key, expected), (name, found))| {
                assert_eq!(Some(key.as_str()), name.as_str(), "{at}");
                same(expected, found, &format!("{at}/{key}"));
            });
        }
        (expected, found) => panic!("{at}: {expected} is read as {found:?}"),
    }
}

#[test]
fn documents_as_json_are_valid_by_their_schema() {
    if !python_with("jsonschema") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (number, fixture) in fixtures(&ALL).iter().enumerate() {
        convert(fixture, &folder.path().join(format!("{number}.json")), &["--view", "document"]);
    }
    let script = r#"
import json, pathlib, sys, jsonschema
schema = json.load(open(sys.argv[2], encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
decoder = json.JSONDecoder()
checked = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    text, at = path.read_text(encoding="utf-8").strip(), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        at += len(text[at:]) - len(text[at:].lstrip())
        errors = list(validator.iter_errors(value))
        assert not errors, (path.name, errors[0].message, list(errors[0].absolute_path))
        checked += 1
assert checked > 60, checked
for wrong in [{"title": 1}, {"title": None, "blocks": [{"type": "nonsense"}], "sections": []}, {"blocks": {}}]:
    assert list(validator.iter_errors(wrong)), wrong
"#;
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../write-json/document.schema.json");
    check_with_python(script, &[folder.path(), &schema]);
}

#[test]
fn directories_are_valid_data_packages_by_frictionless() {
    if !python_with("frictionless") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let fixtures = fixtures(&["wiki", "csv", "json", "yaml", "fods", "ods", "mediawiki-xml"]);
    for (number, fixture) in fixtures.iter().enumerate() {
        for (format, more) in
            [("csv", &[][..]), ("tsv", &["--crlf", "--bom"]), ("csv", &["--output-delimiter", ";"])]
        {
            let output = folder.path().join(format!("{number}-{format}{}", more.len()));
            convert(fixture, &output, &[&["--split", "--to", format], more].concat());
        }
    }
    // Every package is valid and has the rows of its files, and the column of a wrong cell is found.
    let script = r#"
import csv, pathlib, sys
from frictionless import Package, system
packages, tables = 0, 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*/datapackage.json")):
    package = Package(str(path))
    report = package.validate()
    assert report.valid, (path, report.flatten(["type", "message"])[:3])
    for resource in package.resources:
        rows = resource.read_rows()
        delimiter = resource.dialect.get_control("csv").delimiter
        with open(path.parent / resource.path, encoding="utf-8-sig", newline="") as file:
            written = list(csv.reader(file, delimiter=delimiter))
        assert len(rows) == len(written) - bool(resource.dialect.header), (path, resource.path)
        tables += 1
    packages += 1
assert packages > 200 and tables > 300, (packages, tables)
wrong = next(pathlib.Path(sys.argv[1]).glob("*-csv0/01-results-heats.csv"))
wrong.write_text(wrong.read_text(encoding="utf-8").replace("\n1,1,", "\n1,one,", 1), encoding="utf-8")
report = Package(str(wrong.parent / "datapackage.json")).validate()
assert report.flatten(["type", "fieldName"]) == [["type-error", "Heat"]], report.flatten(["type", "fieldName"])
"#;
    check_with_python(script, &[folder.path()]);
}

#[test]
fn spreadsheets_are_valid_by_the_odf_schema() {
    let schema = std::env::var("CONVERT_TEST_ODF_SCHEMA").unwrap_or_default();
    let works = Path::new(&schema).is_file()
        && runs(
            Command::new("jing").args(["-c", "-i", &schema]).args([testdata().join("fods/handwritten.fods")]),
        );
    if !present("jing with the ODF 1.3 schema", works) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (number, fixture) in fixtures(&ALL).iter().enumerate() {
        if is_multiple(fixture) {
            continue;
        }
        let fods = folder.path().join(format!("{number}.fods"));
        convert(fixture, &fods, &["--view", "document"]);
        files.push(fods);
    }
    let output = Command::new("jing").args(["-c", "-i", &schema]).args(&files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(files.len() > 60);
}

#[test]
fn libreoffice_shows_the_cells_of_the_page_and_knows_their_types() {
    if !present("LibreOffice", runs(Command::new("soffice").arg("--version"))) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let sheets: Vec<(&str, String)> = ["Heats", "Quarterfinals", "Semifinals", "Final B", "Final A"]
        .into_iter()
        .map(|table| {
            let csv = folder.path().join(format!("{table}.csv"));
            convert(&testdata().join(PAGE), &csv, &["--table", table]);
            (table, std::fs::read_to_string(csv).unwrap())
        })
        .collect();
    for format in ["fods", "ods"] {
        let file = folder.path().join(format!("page-{format}.{format}"));
        convert(&testdata().join(PAGE), &file, &[]);
        // Each sheet to its own CSV: first as displayed, then as raw values.
        for (displayed, raw) in [("true", "shown"), ("false", "raw")] {
            let out = folder.path().join(format!("{format}-{raw}"));
            let filter = format!(
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,{displayed},false,false,-1"
            );
            let ran = Command::new("soffice")
                .args(["--headless", &profile, "--convert-to", &filter, "--outdir"])
                .arg(&out)
                .arg(&file)
                .output()
                .unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            for (table, expected) in &sheets {
                let sheet = out.join(format!("page-{format}-{table}.csv"));
                let found = std::fs::read_to_string(&sheet).unwrap();
                if displayed == "true" {
                    assert_eq!(&found, expected, "{format} {table}");
                } else {
                    // A raw duration is a clock time, so the cell is a time value, not text.
                    let line = expected.lines().nth(1).unwrap();
                    let time = line.split(',').find(|cell| cell.contains(':')).unwrap();
                    assert!(
                        !found.contains(&format!(",{time},")),
                        "{format} {table}: {time} is text in {found}"
                    );
                    assert!(found.contains(&format!("0{}", &time[..4])), "{format} {table}: {found}");
                }
            }
        }
    }
}

/// Random cells in every dialect that Python's csv module writes, read with the options for that dialect.
#[test]
fn dialects_of_python_are_read_cell_for_cell() {
    if !python_with("csv") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = r##"
import csv, itertools, json, pathlib, random, sys
folder, random, cases = pathlib.Path(sys.argv[1]), random.Random(7), []
words = ["a", "it's", 'say "so"', "x,y", "p;q", "a|b", "k:v", "two words", " lead", "line\nbreak", "1.5", "-", "#no", "Krūzbergs", "\\", "a\\b", "\t", "'", '"']
kinds = itertools.product(",;|:\t", "\"'", [True, False], [csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE], ["\n", "\r\n"])
for number, (delimiter, quote, doubled, quoting, end) in enumerate(kinds):
    escape = None if doubled and quoting != csv.QUOTE_NONE else "\\"
    rows = [[random.choice(words) for _ in range(4)] for _ in range(30)]
    if quoting == csv.QUOTE_NONE:
        rows = [["-" if cell[:1] in "'\"" else cell for cell in row] for row in rows]
    file = folder / f"{number}.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, delimiter=delimiter, quotechar=quote, doublequote=doubled, quoting=quoting, escapechar=escape, lineterminator=end).writerows(rows)
    options = ["--delimiter", delimiter, "--quote-char", quote] + (["--escape-char", escape] if escape else [])
    cases.append({"file": str(file), "options": options, "rows": rows})
file = folder / "blanks.csv"
file.write_text('a, "b, c", d\n1,  2,"3 "\n')
cases.append({"file": str(file), "options": ["--skip-initial-space"], "rows": list(csv.reader(file.open(), skipinitialspace=True))})
(folder / "cases.json").write_text(json.dumps(cases))
"##;
    check_with_python(script, &[folder.path()]);
    let cases = std::fs::read(folder.path().join("cases.json")).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_slice(&cases).unwrap();
    assert!(cases.len() > 150);
    for case in &cases {
        let options: Vec<&str> =
            case["options"].as_array().unwrap().iter().map(|option| option.as_str().unwrap()).collect();
        let run = Command::new(env!("CARGO_BIN_EXE_convert"))
            .args(["-q", "--header", "none", "--types", "text", "-t", "json"])
            .args(&options)
            .arg(case["file"].as_str().unwrap())
            .output()
            .unwrap();
        let found: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        let cells = |row: &serde_json::Value| row.as_object().unwrap().values().cloned().collect::<Vec<_>>();
        let found: Vec<Vec<serde_json::Value>> = found.as_array().unwrap().iter().map(cells).collect();
        assert_eq!(json!(found), case["rows"], "{options:?}: {}", String::from_utf8_lossy(&run.stderr));
    }
}
