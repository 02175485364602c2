//! Lists, previews, defaults and mistakes, as at a prompt.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{PAGE, good, run as convert, testdata};
use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn a_list_shows_the_outline() {
    let list = good(&["--list", PAGE]);
    assert!(list.contains("infobox: 15 entries"), "{list}");
    assert!(list.contains("table 1, 32 × 6: Rank, Heat, Name, Country, Time, Notes"), "{list}");
    let sheets = good(&["--list", "fods/regions.fods"]);
    assert!(sheets.contains("table 2 (hidden), 1 × 1: Note"), "{sheets}");
    let json: serde_json::Value = serde_json::from_str(&good(&["--list", "-t", "json", PAGE])).unwrap();
    let tables = json.as_array().unwrap().iter().filter(|item| item["type"] == "table");
    let rows: Vec<_> = tables.map(|table| table["rows"].as_u64().unwrap()).collect();
    assert_eq!(rows, [32, 20, 10, 5, 5]);
    // It has the first rows in JSON, and on request.
    let tables = json.as_array().unwrap().iter().filter(|item| item["type"] == "table");
    let first: Vec<_> = tables.map(|table| table["preview"].as_array().unwrap().clone()).collect();
    assert!(first.iter().all(|rows| rows.len() == 3));
    assert_eq!(first[0][1], serde_json::json!(["2", "1", "Quentin Fercoq", "", "1:25.818", "Q"]));
    assert!(!list.contains("Quentin Fercoq"), "{list}");
    let preview = good(&["--list", "--preview", "1", PAGE]);
    assert!(
        preview
            .contains("\n           1     1  Pietro Sighel           1:25.740  Q\n        … 31 more rows\n")
    );
}

#[test]
fn an_option_without_effect_is_noted() {
    let messages = |arguments: &[&str]| convert(&[arguments, &[PAGE]].concat()).stderr;
    let expected = |name: &str, formats: &str| {
        format!("{PAGE}: note: --{name} has no effect here: {formats} this option [option-unused]\n")
    };
    let table = ["-t", "csv", "--table", "1"];
    assert_eq!(
        messages(&[&table[..], &["--encoding", "latin1"]].concat()),
        expected("encoding", "neither wiki nor csv has")
    );
    assert_eq!(messages(&["-t", "wiki", "--quote", "all"]), expected("quote", "wiki does not have"));
    assert_eq!(messages(&[&table[..], &["--quote", "all", "--flags", "code"]].concat()), "");
    assert_eq!(messages(&["--list", "--encoding", "latin1"]), "");
    let mut command = Command::new(env!("CARGO_BIN_EXE_convert"));
    command.args(table).arg(PAGE).current_dir(testdata()).env("CONVERT_ENCODING", "latin1");
    assert_eq!(String::from_utf8(command.output().unwrap().stderr).unwrap(), "");
}

#[test]
fn a_list_has_only_the_chosen_tables() {
    let list = good(&["--list", "--table", "Final A", "--table", "2", PAGE]);
    let (_, list) = list.split_once('\n').unwrap();
    assert_eq!(
        list,
        "  Results
    Quarterfinals
      table 2, 20 × 6: Rank, Heat, Name, Country, Time, Notes
    Finals
      Final A
        table 5, 5 × 5: Rank, Name, Country, Time, Notes
"
    );
    let run = convert(&["--list", "--table", "9", PAGE]);
    assert!(run.status == 2 && run.stderr.contains("no table 9; the tables are 1 'Heats'"), "{}", run.stderr);
    let run = convert(&["--list", "--columns", "Rank", PAGE]);
    assert!(run.status == 2 && run.stderr.contains("cannot be used with"), "{}", run.stderr);
}

#[test]
fn a_preview_shows_what_would_be_converted() {
    let rows = |arguments: &[&str]| good(&[&["--preview", PAGE, "-q"], arguments].concat());
    let one =
        rows(&["--table", "Final A", "--columns", "Time,Name", "--rename", "Name=Who", "--rows", "2:3"]);
    let (_, table) = one.split_once(" × ").unwrap();
    assert_eq!(table, "2\n    Time  Who\n────────  ───────────\n1:24.565  Sun Long\n1:24.611  Rim Jong-un\n");
    assert_eq!(rows(&[]).matches("\ntable ").count(), 5);
    assert!(rows(&["--table", "4", "--table", "5"]).contains("\nResults > Finals > Final A, 5 × 5\n"));
    assert!(rows(&["--view", "records"]).contains("Results > Heats      1     1     1  Pietro Sighel"));
    assert!(
        rows(&["--infobox"]).contains("\nVenue        Forum di Milano, Milan\n"),
        "{}",
        rows(&["--infobox"])
    );
    for wrong in [&["--table", "9"], &["--table", "Slalom"], &["--to", "csv"]] {
        let run = convert(&[&["--preview", PAGE], wrong.as_slice()].concat());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{wrong:?}: {}", run.stderr);
    }
    let run = convert(&["--preview", "csv/bom.csv", "--columns", "Naem"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.ends_with("the columns are Name, Club; did you mean 'Name'?\n"), "{}", run.stderr);
}

/// The preview is complete while the other end of the pipe is still writing.
#[test]
fn a_preview_reads_no_more_than_it_needs() {
    for (format, head, row) in [
        ("csv", "a,b\n", "1,2\n"),
        ("ndjson", "", "{\"a\":1,\"b\":2}\n"),
        ("json", "[", "{\"a\":1,\"b\":2},\n"),
        ("yaml", "", "- a: 1\n  b: 2\n"),
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
            .args(["--preview", "3", "--from", format])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let start = format!("{head}{}", row.repeat(200_000));
        // The pipe stays open until the preview has ended.
        let feed = std::thread::spawn(move || {
            let _ = stdin.write_all(start.as_bytes());
            stdin
        });
        let ended = (0..600).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            child.try_wait().unwrap().is_some()
        });
        if !ended {
            child.kill().unwrap();
        }
        drop(feed.join().unwrap());
        let output = child.wait_with_output().unwrap();
        assert!(ended && output.status.success(), "{format} is read to its end");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "a  b\n─  ─\n1  2\n1  2\n1  2\n… more rows\n");
    }
}

#[test]
fn the_environment_has_defaults() {
    let run = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_convert"));
        command.current_dir(testdata()).args(arguments).envs(variables.iter().copied());
        let output = command.output().unwrap();
        let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        (output.status.code().unwrap(), stdout, stderr)
    };
    let latin = ["csv/latin1.csv", "-t", "csv"];
    assert_eq!(run(&[], &latin).0, 1);
    let good = run(&[("CONVERT_ENCODING", "latin1")], &latin);
    assert!(good.0 == 0 && good.1.contains("Étienne"), "{good:?}");
    let line =
        run(&[("CONVERT_ENCODING", "utf-16le")], &[latin.as_slice(), &["--encoding", "latin1"]].concat());
    assert_eq!(line, good);
    // Options of a single call do not have variables.
    assert_eq!(
        run(&[("CONVERT_TABLE", "9"), ("CONVERT_LIST", "1"), ("CONVERT_ENCODING", "latin1")], &latin),
        good
    );
    for (variable, value, expected) in [
        ("CONVERT_ENCODING", "latn1", "invalid CONVERT_ENCODING 'latn1' (expected utf-8, "),
        ("CONVERT_DELIMITER", "ab", "invalid CONVERT_DELIMITER 'ab' (expected one ASCII character or 'tab')"),
        ("CONVERT_TEMPLATES", "none.yaml", "CONVERT_TEMPLATES: none.yaml: "),
        (
            "CONVERT_STRICT",
            "perhaps",
            "invalid CONVERT_STRICT 'perhaps' (expected 1, true, yes or on, or 0, false, no or off)",
        ),
        ("CONVERT_JOBS", "0", "invalid CONVERT_JOBS '0' (expected a whole number, 1 or more)"),
    ] {
        let (status, stdout, stderr) = run(&[(variable, value)], &latin);
        assert!(status == 2 && stdout.is_empty() && stderr.contains(expected), "{variable}: {stderr}");
    }
}

/// An error names a variable only if it is about the option of that variable, not if it just mentions the option.
#[test]
fn a_column_named_like_an_option_does_not_blame_a_variable() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.csv"), "a;--delimiter\n1;2\n").unwrap();
    let run = |value: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_convert"));
        command.current_dir(folder.path()).env("CONVERT_DELIMITER", value);
        let output = command.args(["a.csv", "-t", "json"]).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let none = "convert: error: no column 'x'; the columns are a, --delimiter\n";
    assert_eq!(run(";", &["--columns", "x"]), (Some(2), none.into()));
    let wrong = "convert: error: invalid CONVERT_DELIMITER ';;' (expected one ASCII character or 'tab')\n";
    assert_eq!(run(";;", &["--columns", "x"]), (Some(2), wrong.into()));
    // A value on the command line is not that of the variable.
    let line = wrong.replace("CONVERT_DELIMITER", "--delimiter");
    assert_eq!(run(";", &["--delimiter", ";;"]), (Some(2), line));
}

#[test]
fn a_mistyped_name_is_answered_with_the_nearest() {
    for (arguments, meant) in [
        (["-t", "ymal", "-q"].as_slice(), "did you mean 'yaml'?"),
        (&["-f", "wikki", "-t", "csv"], "did you mean 'wiki'?"),
        (&["-t", "csv", "--table", "Heta"], "did you mean 'Heats'?"),
        (&["-t", "csv", "--table", "Quaterfinal"], "did you mean 'Quarterfinals'?"),
        (&["-t", "csv", "--table", "1", "--columns", "nmae"], "did you mean 'Name'?"),
        (&["-t", "csv", "--table", "1", "--rename", "Tmie=T"], "did you mean 'Time'?"),
        (&["-t", "csv", "--tabel", "1"], "unknown option '--tabel' (did you mean '--table'?)"),
        (&["-t", "csv", "--types", "txet"], "invalid --types 'txet' (did you mean 'text'?)"),
    ] {
        let run = convert(&[&[PAGE], arguments].concat());
        assert!(run.status == 2 && run.stderr.contains(meant), "{arguments:?}: {}", run.stderr);
    }
    for (format, expected) in [
        ("pdf", "convert: error: convert cannot write 'pdf' (formats: wiki, csv, tsv, "),
        ("toml", "convert: error: convert cannot write 'toml' (formats: wiki, csv, tsv, "),
        ("excel", "convert: error: unknown format 'excel' (did you mean 'xlsx'?)\n"),
        ("text", "convert: error: convert cannot write 'text' (formats: wiki, "),
    ] {
        let run = convert(&["-t", format, PAGE]);
        assert!(run.status == 2 && run.stderr.starts_with(expected), "{format}: {}", run.stderr);
    }
    assert_eq!(good(&["-t", "md", "--table", "5", PAGE]), good(&["-t", "markdown", "--table", "5", PAGE]));
}

/// The program may have another name, next to ImageMagick's `convert`.
#[test]
#[cfg(unix)]
fn help_and_messages_use_the_name_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("convert-tables");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_convert"), &program).unwrap();
    let run = |argument: &str| Command::new(&program).arg(argument).stdin(Stdio::null()).output().unwrap();
    let help = String::from_utf8(run("--help").stdout).unwrap();
    assert!(help.contains("Usage: convert-tables [OPTIONS]"), "{help}");
    assert!(help.contains("  convert-tables page.wiki -o page.ods"), "{help}");
    assert!(String::from_utf8(run("--version").stdout).unwrap().starts_with("convert-tables "));
    assert!(String::from_utf8(run("page.csv").stderr).unwrap().starts_with("convert-tables: error: "));
}
