//! The binary, as a user runs it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use ::convert::Format;
use common::{Run, convert_in, testdata};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn convert(arguments: &[&str]) -> Run {
    convert_in(&testdata(), arguments, b"")
}

const PAGE: &str = "wiki/short-track-1000m.wiki";

/// Runs that must succeed, and their output.
fn good(arguments: &[&str]) -> String {
    let run = convert(arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

#[test]
fn all_tables_of_a_page_stack_into_one_csv() {
    let csv = good(&["--from", "wiki", "--to", "csv", PAGE]);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "section,table,Rank,Heat,Name,Country,Time,Notes");
    assert_eq!(lines.len(), 1 + 32 + 20 + 10 + 5 + 5);
    assert_eq!(lines[1], "Results > Heats,1,1,1,Pietro Sighel,,1:25.740,Q");
    assert_eq!(lines[28], "Results > Heats,1,,7,Ivan Posashkov,,,PEN");
    assert_eq!(lines[72], "Results > Finals > Final A,5,5,,Roberts Krūzbergs,,1:24.681,");
}

#[test]
fn standard_input_gives_the_same() {
    let page = std::fs::read(testdata().join(PAGE)).unwrap();
    let piped = convert_in(&testdata(), &["-f", "wiki", "-t", "csv"], &page);
    assert_eq!(piped.stdout, good(&["-f", "wiki", "-t", "csv", PAGE]));
    let told_by_content = convert_in(&testdata(), &["-t", "csv", "-"], &page);
    assert_eq!(told_by_content.stdout, piped.stdout);
}

#[test]
fn one_table_comes_with_its_own_columns() {
    let csv = good(&["-f", "wiki", "-t", "csv", "--table", "Heats", PAGE]);
    assert_eq!(csv.lines().next(), Some("Rank,Heat,Name,Country,Time,Notes"));
    assert_eq!(csv.lines().count(), 33);
    assert_eq!(good(&["-t", "csv", "--table", "1", PAGE]), csv);
    let always = good(&["-t", "csv", "--table", "heats", "--context", "always", PAGE]);
    assert!(always.starts_with("section,table,Rank,"), "{always}");
}

#[test]
fn a_name_that_fits_several_tables_lists_them() {
    let run = convert(&["-f", "wiki", "-t", "csv", "--table", "Final", PAGE]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("'Final' fits several tables: 4 'Final B', 5 'Final A'"), "{}", run.stderr);
    let run = convert(&["-t", "csv", "--table", "Slalom", PAGE]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("no table is called 'Slalom'; there are 1 'Heats', 2 'Quarterfinals'"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_infobox_is_keys_and_values() {
    let csv = good(&["-f", "wiki", "-t", "csv", "--infobox", PAGE]);
    assert_eq!(csv.lines().count(), 16);
    assert!(csv.starts_with("key,value\nEvent,Men's 1000 metres\n"), "{csv}");
    assert!(csv.contains("\nWin Value,1:24.537\n"), "{csv}");
}

#[test]
fn what_records_leave_out_is_one_note() {
    let run = convert(&["-t", "csv", PAGE]);
    assert_eq!(run.stderr.matches("note:").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("the infobox (15 entries)"), "{}", run.stderr);
    assert_eq!(convert(&["-t", "csv", "--quiet", PAGE]).stderr, "");
    assert_eq!(convert(&["-t", "csv", "--strict", PAGE]).status, 0);
}

#[test]
fn every_format_leads_back_to_the_same_page() {
    let folder = tempfile::tempdir().unwrap();
    let canonical = good(&["-f", "wiki", "-t", "wiki", PAGE]);
    assert_eq!(canonical, std::fs::read_to_string(testdata().join(PAGE)).unwrap());
    for format in ["csv", "tsv", "json", "ndjson", "yaml", "fods", "ods", "xlsx"] {
        let file = folder.path().join(format!("page.{format}"));
        let file = file.to_str().unwrap();
        good(&["--view", "document", PAGE, "-o", file]);
        assert!(good(&[file, "-t", "wiki"]) == canonical, "{format} does not lead back");
    }
}

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
    // Its first rows are there for programs, and for those who ask for them.
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
fn a_file_by_the_wrong_name_is_told_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.ods", "a.xlsx"] {
        std::fs::write(folder.path().join(name), "a,b\n1,2\n").unwrap();
        let run = convert_in(folder.path(), &[name, "-t", "json"], b"");
        assert_eq!(run.status, 1);
        assert!(run.stderr.contains("(by its content it is csv: read it with --from csv)"), "{}", run.stderr);
    }
    std::fs::write(folder.path().join("a.ods"), "PK\x03\x04").unwrap();
    let run = convert_in(folder.path(), &["a.ods", "-t", "json"], b"");
    assert!(run.stderr.contains("(the file is cut off, or is no package at all)"), "{}", run.stderr);
}

#[test]
fn an_option_that_says_nothing_is_said() {
    let said = |arguments: &[&str]| convert(&[arguments, &[PAGE]].concat()).stderr;
    let expected = |name: &str, formats: &str| {
        format!("{PAGE}: note: --{name} says nothing here: {formats} no such option [option-unused]\n")
    };
    let table = ["-t", "csv", "--table", "1"];
    assert_eq!(
        said(&[&table[..], &["--encoding", "latin1"]].concat()),
        expected("encoding", "wiki and csv have")
    );
    assert_eq!(said(&["-t", "wiki", "--quote", "all"]), expected("quote", "wiki has"));
    assert_eq!(said(&[&table[..], &["--quote", "all", "--flags", "code"]].concat()), "");
    assert_eq!(said(&["--list", "--encoding", "latin1"]), "");
    let mut command = Command::new(env!("CARGO_BIN_EXE_convert"));
    command.args(table).arg(PAGE).current_dir(testdata()).env("CONVERT_ENCODING", "latin1");
    assert_eq!(String::from_utf8(command.output().unwrap().stderr).unwrap(), "");
}

#[test]
fn a_list_is_of_the_tables_chosen() {
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
    assert!(
        run.status == 2 && run.stderr.contains("there is no table 9; there are 1 'Heats'"),
        "{}",
        run.stderr
    );
    let run = convert(&["--list", "--columns", "Rank", PAGE]);
    assert!(run.status == 2 && run.stderr.contains("cannot be used with"), "{}", run.stderr);
}

#[test]
fn a_preview_is_of_what_would_be_converted() {
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
    assert!(run.stderr.ends_with("there are Name, Club; did you mean 'Name'?\n"), "{}", run.stderr);
}

/// Whoever writes into the pipe is still at it when the rows are there.
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
        // It stays open until the end is known.
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
    // What says what one call does has none.
    assert_eq!(
        run(&[("CONVERT_TABLE", "9"), ("CONVERT_LIST", "1"), ("CONVERT_ENCODING", "latin1")], &latin),
        good
    );
    for (variable, value, said) in [
        ("CONVERT_ENCODING", "latn1", "did you mean 'latin1'? (from CONVERT_ENCODING)"),
        ("CONVERT_DELIMITER", "ab", "(from CONVERT_DELIMITER)"),
        ("CONVERT_TEMPLATES", "none.yaml", "CONVERT_TEMPLATES: none.yaml: "),
        (
            "CONVERT_STRICT",
            "perhaps",
            "CONVERT_STRICT is a switch: it takes 1, true, yes or on, or 0, false, no or off, not 'perhaps'",
        ),
        ("CONVERT_JOBS", "0", "CONVERT_JOBS: invalid value '0' for '--jobs <N>'"),
    ] {
        let (status, stdout, stderr) = run(&[(variable, value)], &latin);
        assert!(status == 2 && stdout.is_empty() && stderr.contains(said), "{variable}: {stderr}");
    }
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
        (&["-t", "csv", "--tabel", "1"], "a similar argument exists: '--table'"),
        (&["-t", "csv", "--types", "txet"], "a similar value exists: 'text'"),
    ] {
        let run = convert(&[&[PAGE], arguments].concat());
        assert!(run.status == 2 && run.stderr.contains(meant), "{arguments:?}: {}", run.stderr);
    }
    assert!(!convert(&["-t", "pdf", PAGE]).stderr.contains("did you mean"));
}

#[test]
fn types_and_spans_and_headers_by_option() {
    let csv = b"code,n\n007,1\n";
    let json = |arguments: &[&str]| {
        let arguments = [&["-f", "csv", "-t", "ndjson"], arguments].concat();
        convert_in(&testdata(), &arguments, csv).stdout
    };
    assert_eq!(json(&[]), "{\"code\":\"007\",\"n\":1}\n");
    assert_eq!(json(&["--types", "text"]), "{\"code\":\"007\",\"n\":\"1\"}\n");
    assert_eq!(json(&["--text", "n"]), "{\"code\":\"007\",\"n\":\"1\"}\n");
    let bare = json(&["--header", "none"]);
    assert_eq!(bare, "{\"column_1\":\"code\",\"column_2\":\"n\"}\n{\"column_1\":\"007\",\"column_2\":1}\n");
    let page = b"{|\n! a !! b\n|-\n| rowspan=2 | x || 1\n|-\n| 2\n|}\n";
    let spans = |arguments: &[&str]| {
        convert_in(&testdata(), &[&["-f", "wiki", "-t", "csv"], arguments].concat(), page).stdout
    };
    assert_eq!(spans(&[]), "a,b\nx,1\nx,2\n");
    assert_eq!(spans(&["--spans", "blank"]), "a,b\nx,1\n,2\n");
}

#[test]
fn late_keys_become_columns() {
    let mut records = String::new();
    (0..5000).for_each(|row| records += &format!("{{\"a\":{row}}}\n"));
    records += "{\"a\":1,\"late\":\"x\"}\n";
    let csv = convert_in(&testdata(), &["-f", "ndjson", "-t", "csv"], records.as_bytes()).stdout;
    assert!(csv.starts_with("a,late\n0,\n1,\n") && csv.ends_with("1,x\n"), "{}", &csv[..40]);
    for format in ["json", "ndjson", "yaml", "csv", "fods", "wiki"] {
        let arguments = ["-f", "ndjson", "-t", format, "--view", "document"];
        let run = convert_in(&testdata(), &arguments, records.as_bytes());
        assert!(run.status == 0 && run.stdout.contains("late"), "{format}: {}", run.stderr);
    }
}

#[test]
fn a_pipe_gives_what_a_file_gives() {
    for format in ["csv", "tsv", "json", "ndjson", "yaml", "fods"] {
        let document = good(&[PAGE, "-t", format, "--view", "document"]);
        let piped = convert_in(&testdata(), &["-f", format, "-t", "csv"], document.as_bytes());
        assert_eq!(piped.stdout, good(&[PAGE, "-t", "csv"]), "{format}: {}", piped.stderr);
    }
}

#[test]
fn a_format_is_told_by_its_content() {
    let told = |input: &str, expected: &str| {
        let run = convert_in(&testdata(), &["-t", "csv", "-q"], input.as_bytes());
        assert_eq!(run.stdout, expected, "{input}: {}", run.stderr);
    };
    told("[{\"a\":1,\"b\":2}]", "a,b\n1,2\n");
    told("{\"a\":1,\"b\":2}", "key,value\na,1\nb,2\n");
    told("[[1,2],[3,4]]", "1,2\n3,4\n");
    told("{\"a\":1}\n{\"a\":2}\n", "a\n1\n2\n");
    told("a,b\n1,2\n", "a,b\n1,2\n");
    told("a\tb\n1\t2\n", "a,b\n1,2\n");
    told("| a | b |\n| 1 | 2 |\n", "a,b\n1,2\n");
    told("- a: 1\n- a: 2\n", "a\n1\n2\n");
}

#[test]
fn data_that_is_no_table_goes_through_as_it_is() {
    let through = |format: &str, input: &str| {
        convert_in(&testdata(), &["-f", format, "-t", format], input.as_bytes()).stdout
    };
    assert_eq!(through("ndjson", "1\n\"x\"\nnull\n"), "1\n\"x\"\nnull\n");
    assert_eq!(through("ndjson", "{\"a\":1}\n5\n"), "{\"a\":1}\n5\n");
    for mixed in ["{\"a\":1}\n[]\n{\"a\":2}\n", "[]\n5\n", "{\"a\":1}\n5\n[]\n[]\n"] {
        assert_eq!(through("ndjson", mixed), mixed);
    }
    // What follows a table and is none comes through as well.
    assert_eq!(through("ndjson", "[{\"a\":1}]\n5\n{\"b\":2}\n"), "{\"a\":1}\n5\n{\"b\":2}\n");
    assert_eq!(through("json", "[1,[2,{\"a\":1e3}]]").replace(['\n', ' '], ""), "[1,[2,{\"a\":1e3}]]");
    // What rows cannot hold is said.
    let run = convert_in(&testdata(), &["-f", "ndjson", "-t", "csv"], b"{\"a\":1}\n[1,2]\n5\n");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.starts_with("<stdin>:2:1: error: element 2 is an array"), "{}", run.stderr);
    let run = convert_in(&testdata(), &["-f", "ndjson", "-t", "csv"], b"5\n\"x\"\n");
    assert!(run.stderr.contains("warning: 2 values of no tabular shape left out"), "{}", run.stderr);
    let run = convert_in(&testdata(), &["-f", "csv", "-t", "json"], b"a,b\n");
    assert!(
        run.stdout == "[]\n" && run.stderr.contains("leaves no record of its columns: a, b"),
        "{}",
        run.stderr
    );
}

#[test]
fn names_of_columns_are_kept_to_the_letter() {
    let csv = "\"a\nb\",convert:block,\"\"\n1,2,3\n";
    assert_eq!(
        convert_in(&testdata(), &["-f", "csv", "-t", "csv"], csv.as_bytes()).stdout,
        csv.replace("\"\"", "")
    );
    let json = convert_in(&testdata(), &["-f", "csv", "-t", "ndjson"], csv.as_bytes()).stdout;
    assert_eq!(json, "{\"a\\nb\":1,\"convert:block\":2,\"column_3\":3}\n");
}

#[test]
fn spreadsheets_say_when_they_were_made() {
    let run = |time: Option<&str>, to: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_convert"));
        command.current_dir(testdata()).args(["-t", to, PAGE]).env_remove("SOURCE_DATE_EPOCH");
        let output = command.envs(time.map(|time| ("SOURCE_DATE_EPOCH", time))).output().unwrap();
        (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
    };
    let made = |time| {
        let flat = String::from_utf8(run(time, "fods").1).unwrap();
        let (_, rest) = flat.split_once("<meta:creation-date>").unwrap();
        rest.split_once("</meta:creation-date>").unwrap().0.to_owned()
    };
    assert_eq!(made(Some("1770721800")), "2026-02-10T11:10:00Z");
    assert!(made(None) > made(Some("1770721800")));
    assert_eq!(run(Some("0"), "ods"), run(Some("0"), "ods"));
    let (status, _, stderr) = run(Some("today"), "ods");
    assert_eq!(status, 2);
    assert!(
        stderr.contains("SOURCE_DATE_EPOCH takes a number of seconds since 1970, not 'today'"),
        "{stderr}"
    );
    assert_eq!(run(Some("today"), "csv").0, 0);
}

#[test]
fn usage_errors_have_status_2() {
    assert_eq!(convert(&["--nonsense"]).status, 2);
    assert_eq!(convert(&[PAGE]).status, 2);
    assert_eq!(convert(&["-t", "nonsense", PAGE]).status, 2);
    assert_eq!(convert(&["-t", "csv", PAGE, "csv/ragged.csv"]).status, 2);
    assert_eq!(convert(&["--table", "9", "-t", "csv", PAGE]).status, 2);
    assert_eq!(convert(&["--help"]).status, 0);
    assert_eq!(convert(&["--preview=some", PAGE]).status, 2);
    assert_eq!(convert(&["--version"]).stdout, concat!("convert ", env!("CARGO_PKG_VERSION"), "\n"));
    assert!(good(&["--list-formats"]).contains("\nfods "));
}

/// A place inside of a package has no line in the file: its bytes are nothing to show.
#[test]
fn an_error_in_a_package_shows_no_bytes_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.ods");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, b"<html/>").unwrap();
    zip.finish().unwrap();
    let run = convert(&[path.to_str().unwrap(), "-t", "csv"]);
    assert_eq!((run.status, run.stderr.lines().count()), (1, 1), "{}", run.stderr);
    assert!(
        run.stderr.contains("broken.ods:content.xml:1:1: error: the root element 'html'"),
        "{}",
        run.stderr
    );
}

#[test]
fn several_inputs_go_into_a_directory_and_one_failure_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let run = convert(&["csv/ragged.csv", "bad/truncated.csv", "csv/bom.csv", "-t", "ndjson", "-o", out]);
    assert_eq!(run.status, 1);
    let mut names: Vec<_> = std::fs::read_dir(out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["bom.ndjson", "ragged.ndjson"]);
    let clash = convert(&["csv/records.csv", "json/records.csv", "-t", "ndjson", "-o", out]);
    assert_eq!(clash.status, 2, "{}", clash.stderr);
}

#[test]
fn an_output_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out.ndjson");
    let target_name = target.to_str().unwrap();
    std::fs::write(&target, "before").unwrap();
    assert_eq!(convert(&["bad/truncated.csv", "-o", target_name]).status, 1);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "before");
    assert_eq!(convert(&["csv/bom.csv", "-o", target_name, "--no-clobber"]).status, 0);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "before");
    assert_eq!(convert(&["csv/bom.csv", "-o", target_name]).status, 0);
    assert!(std::fs::read_to_string(&target).unwrap().starts_with('{'));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    // An input is never written over.
    let input = folder.path().join("in.csv");
    std::fs::write(&input, "a\n1\n").unwrap();
    let input = input.to_str().unwrap();
    let run = convert(&[input, "-o", input]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(input).unwrap(), "a\n1\n");
}

#[test]
fn broken_input_is_an_error_with_a_place_and_no_output() {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(testdata().join("bad")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        for from in ["wiki", "csv", "tsv", "json", "ndjson", "yaml", "fods", "ods", "xlsx"] {
            let target = folder.path().join(format!("{name}.{from}.json"));
            let (path, target_name) = (path.to_str().unwrap(), target.to_str().unwrap());
            let run = convert(&["-f", from, path, "-o", target_name]);
            let who = format!("{name} as {from}: status {}, {}", run.status, run.stderr);
            assert!(run.status == 0 || run.status == 1, "{who}");
            assert_eq!(run.status == 0, target.exists(), "{who}");
            if run.status == 1 {
                assert!(run.stderr.contains("error: "), "{who}");
                assert!(run.stderr.starts_with(path), "{who}");
            }
            assert!(!run.stderr.contains("panicked") && !run.stderr.contains("internal error"), "{who}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut input = String::from("a,b\n");
    (0..200_000).for_each(|row| input += &format!("{row},x\n"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    std::fs::write(&path, input).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
        .arg(&path)
        .args(["-t", "ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn records_flow_before_their_input_ends() {
    use std::io::Read;
    for (from, line) in [("csv", "1,2\n"), ("ndjson", "{\"a\":1,\"b\":2}\n")] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
            .args(["-f", from, "-t", "ndjson"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let feed = std::thread::spawn(move || {
            let lines =
                if from == "csv" { format!("a,b\n{}", line.repeat(1_000_000)) } else { line.repeat(500_000) };
            stdin.write_all(lines.as_bytes()).unwrap();
            stdin
        });
        // The input is still open.
        let mut first = [0; 12];
        stdout.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"{\"a\":1,\"b\":2");
        std::io::copy(&mut stdout.by_ref().take(1 << 20), &mut std::io::sink()).unwrap();
        let rest = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()));
        drop(feed.join().unwrap());
        rest.join().unwrap().unwrap();
        assert!(child.wait().unwrap().success());
    }
}

/// Peak memory is flat in the number of rows.
#[cfg(target_os = "linux")]
#[test]
fn a_long_table_needs_no_more_memory_than_a_short_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    file.write_all(b"Rank,Name,Time\n").unwrap();
    for row in 0..1_500_000 {
        writeln!(file, "{},Pietro Sighel,1:25.{:03}", row, row % 1000).unwrap();
    }
    file.into_inner().unwrap();
    for format in ["csv", "ndjson", "json", "yaml"] {
        let peak = peak_of(&path, format);
        assert!(peak < 64 * 1024, "{format}: {peak} KiB");
    }
}

/// The peak resident memory of a conversion to standard output, in KiB, as the kernel counts it.
#[cfg(target_os = "linux")]
fn peak_of(path: &Path, format: &str) -> u64 {
    use std::io::Read;
    let mut child = Command::new(env!("CARGO_BIN_EXE_convert"))
        .arg(path)
        .args(["-t", format])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut stdout = child.stdout.take().unwrap();
    let (mut block, mut peak) = (vec![0; 1 << 20], 0);
    while stdout.read(&mut block).unwrap() > 0 {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let line = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(peak).max(peak);
    }
    assert!(child.wait().unwrap().success());
    peak
}

/// LibreOffice refuses a file whose settings have a sheet twice.
#[test]
fn the_settings_have_a_long_sheet_once() {
    // More than is held back.
    let row = format!("1,{}\n", "a name that takes some room ".repeat(20));
    let csv = format!("Rank,Name\n{}", row.repeat(20_000));
    let conversion = ::convert::from_bytes(csv).from_format(Format::Csv).to(Format::Ods);
    let package = conversion.into_bytes().unwrap().output;
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let settings = std::io::read_to_string(package.by_name("settings.xml").unwrap()).unwrap();
    assert_eq!(settings.matches("config:name=\"VerticalSplitPosition\"").count(), 1);
}

/// Where ImageMagick's `convert` is, ours goes by another name.
#[test]
#[cfg(unix)]
fn the_help_and_messages_say_the_name_it_is_called_by() {
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
