//! The binary, as a user runs it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{PAGE, convert_in, good, run as convert, testdata};
use convert_tables::Format;
use std::process::Command;

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
    let recognised = convert_in(&testdata(), &["-t", "csv", "-"], &page);
    assert_eq!(recognised.stdout, piped.stdout);
}

#[test]
fn one_table_has_its_own_columns() {
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
    assert!(
        run.stderr.contains("'Final' matches several tables: 4 'Final B', 5 'Final A'"),
        "{}",
        run.stderr
    );
    let run = convert(&["-t", "csv", "--table", "Slalom", PAGE]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("no table 'Slalom'; the tables are 1 'Heats', 2 'Quarterfinals'"),
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
fn one_note_lists_what_records_leave_out() {
    let run = convert(&["-t", "csv", PAGE]);
    assert_eq!(run.stderr.matches("note:").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("the infobox (15 entries)"), "{}", run.stderr);
    assert_eq!(convert(&["-t", "csv", "--quiet", PAGE]).stderr, "");
    assert_eq!(convert(&["-t", "csv", "--strict", PAGE]).status, 0);
}

#[test]
fn every_format_converts_back_to_the_same_page() {
    let folder = tempfile::tempdir().unwrap();
    let canonical = good(&["-f", "wiki", "-t", "wiki", PAGE]);
    assert_eq!(canonical, std::fs::read_to_string(testdata().join(PAGE)).unwrap());
    for format in ["csv", "tsv", "json", "ndjson", "yaml", "fods", "ods", "xlsx"] {
        let file = folder.path().join(format!("page.{format}"));
        let file = file.to_str().unwrap();
        good(&["--view", "document", PAGE, "-o", file]);
        assert!(good(&[file, "-t", "wiki"]) == canonical, "{format} does not convert back");
    }
}

#[test]
fn a_file_with_the_wrong_extension_is_recognised_in_the_hint() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.ods", "a.xlsx"] {
        std::fs::write(folder.path().join(name), "a,b\n1,2\n").unwrap();
        let run = convert_in(folder.path(), &[name, "-t", "json"], b"");
        assert_eq!(run.status, 1);
        assert!(
            run.stderr.contains("(its content looks like csv; read it with --from csv)"),
            "{}",
            run.stderr
        );
    }
    std::fs::write(folder.path().join("a.ods"), "PK\x03\x04").unwrap();
    let run = convert_in(folder.path(), &["a.ods", "-t", "json"], b"");
    assert!(run.stderr.contains("(the file is cut off, or is not a package)"), "{}", run.stderr);
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
fn a_format_is_recognised_by_its_content() {
    let recognised = |input: &str, expected: &str| {
        let run = convert_in(&testdata(), &["-t", "csv", "-q"], input.as_bytes());
        assert_eq!(run.stdout, expected, "{input}: {}", run.stderr);
    };
    recognised("[{\"a\":1,\"b\":2}]", "a,b\n1,2\n");
    recognised("{\"a\":1,\"b\":2}", "key,value\na,1\nb,2\n");
    recognised("[[1,2],[3,4]]", "1,2\n3,4\n");
    recognised("{\"a\":1}\n{\"a\":2}\n", "a\n1\n2\n");
    recognised("a,b\n1,2\n", "a,b\n1,2\n");
    recognised("a\tb\n1\t2\n", "a,b\n1,2\n");
    recognised("| a | b |\n| 1 | 2 |\n", "a,b\n1,2\n");
    recognised("- a: 1\n- a: 2\n", "a\n1\n2\n");
}

#[test]
fn data_that_is_not_a_table_is_kept_as_it_is() {
    let through = |format: &str, input: &str| {
        convert_in(&testdata(), &["-f", format, "-t", format], input.as_bytes()).stdout
    };
    assert_eq!(through("ndjson", "1\n\"x\"\nnull\n"), "1\n\"x\"\nnull\n");
    assert_eq!(through("ndjson", "{\"a\":1}\n5\n"), "{\"a\":1}\n5\n");
    for mixed in ["{\"a\":1}\n[]\n{\"a\":2}\n", "[]\n5\n", "{\"a\":1}\n5\n[]\n[]\n"] {
        assert_eq!(through("ndjson", mixed), mixed);
    }
    // The same after a table.
    assert_eq!(through("ndjson", "[{\"a\":1}]\n5\n{\"b\":2}\n"), "{\"a\":1}\n5\n{\"b\":2}\n");
    assert_eq!(through("json", "[1,[2,{\"a\":1e3}]]").replace(['\n', ' '], ""), "[1,[2,{\"a\":1e3}]]");
    // Data that rows cannot hold is reported.
    let run = convert_in(&testdata(), &["-f", "ndjson", "-t", "csv"], b"{\"a\":1}\n[1,2]\n5\n");
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.starts_with("<stdin>:2:1: error: element 2 is an array"), "{}", run.stderr);
    let run = convert_in(&testdata(), &["-f", "ndjson", "-t", "csv"], b"5\n\"x\"\n");
    assert!(run.stderr.contains("warning: 2 values that are not tables are left out"), "{}", run.stderr);
    let run = convert_in(&testdata(), &["-f", "csv", "-t", "json"], b"a,b\n");
    assert!(
        run.stdout == "[]\n" && run.stderr.contains("loses the names of its columns: a, b"),
        "{}",
        run.stderr
    );
}

#[test]
fn names_of_columns_are_kept_exactly() {
    let csv = "\"a\nb\",convert:block,\"\"\n1,2,3\n";
    assert_eq!(
        convert_in(&testdata(), &["-f", "csv", "-t", "csv"], csv.as_bytes()).stdout,
        csv.replace("\"\"", "")
    );
    let json = convert_in(&testdata(), &["-f", "csv", "-t", "ndjson"], csv.as_bytes()).stdout;
    assert_eq!(json, "{\"a\\nb\":1,\"convert:block\":2,\"column_3\":3}\n");
}

#[test]
fn spreadsheets_have_a_creation_date() {
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
        stderr.contains("invalid SOURCE_DATE_EPOCH 'today' (expected a number of seconds since 1970)"),
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

/// A place inside a package is not a line of the file, so no line is shown.
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
fn several_inputs_go_into_a_directory_and_a_failure_does_not_stop_the_others() {
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
fn an_output_is_complete_or_absent() {
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
    // An input is never overwritten.
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
            let context = format!("{name} as {from}: status {}, {}", run.status, run.stderr);
            assert!(run.status == 0 || run.status == 1, "{context}");
            assert_eq!(run.status == 0, target.exists(), "{context}");
            if run.status == 1 {
                assert!(run.stderr.contains("error: "), "{context}");
                assert!(run.stderr.starts_with(path), "{context}");
            }
            assert!(!run.stderr.contains("panicked") && !run.stderr.contains("internal error"), "{context}");
        }
    }
}

/// LibreOffice refuses a file whose settings have a sheet twice.
#[test]
fn the_settings_list_a_long_sheet_once() {
    // More than the writer buffers.
    let row = format!("1,{}\n", "a name that takes some room ".repeat(20));
    let csv = format!("Rank,Name\n{}", row.repeat(20_000));
    let conversion = convert_tables::from_bytes(csv).from_format(Format::Csv).to(Format::Ods);
    let package = conversion.into_bytes().unwrap().output;
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let settings = std::io::read_to_string(package.by_name("settings.xml").unwrap()).unwrap();
    assert_eq!(settings.matches("config:name=\"VerticalSplitPosition\"").count(), 1);
}

#[test]
fn a_minute_typed_into_a_column_of_seconds_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = folder.path().join("times.fods");
    let times = "Name,Time\nA,1:02.537\nB,41.400\nC,41.512\n";
    let made = convert_in(folder.path(), &["-f", "csv", "-o", "times.fods"], times.as_bytes());
    assert_eq!(made.status, 0, "{}", made.stderr);
    // As LibreOffice stores 1:05.3 typed over 41.512: the format of the cell shows only its seconds.
    let text = std::fs::read_to_string(&sheet).unwrap();
    let edited = text.replace("PT00H00M41.512S", "PT00H01M05.3S").replace(">41.512<", ">5.300<");
    assert_ne!(text, edited);
    std::fs::write(&sheet, edited).unwrap();
    let read = convert_in(folder.path(), &["times.fods", "-t", "csv"], b"");
    assert_eq!(read.stdout, "Name,Time\nA,1:02.537\nB,41.400\nC,1:05.300\n");
}
