//! Options for dialects, columns and rows, and compressed files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Run, convert_in, testdata};

/// Runs the binary with an input on standard input; returns its status, output and messages.
fn run(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let Run { status, stdout, stderr } = convert_in(&testdata(), arguments, input);
    (status, stdout, stderr)
}

fn check(arguments: &str, input: &str, expected: &str) {
    let (status, printed, messages) = run(&arguments.split(' ').collect::<Vec<_>>(), input.as_bytes());
    assert_eq!((status, printed.as_str()), (0, expected), "{arguments}: {messages}");
}

fn refused(arguments: &str, input: &str, expected: &str) {
    let (status, printed, messages) = run(&arguments.split(' ').collect::<Vec<_>>(), input.as_bytes());
    assert_eq!((status, printed.as_str(), messages.trim_end()), (2, "", expected), "{arguments}");
}

#[test]
fn dialects_are_recognised_and_shown() {
    let recognised = |input: &str, expected: &str| {
        check("-f csv --list", input, &format!("<stdin>\n  {expected}\n"));
    };
    recognised(
        "a;b\n1,5;2\n",
        "';' between fields, quotes '\"', a header, lines end in LF, UTF-8\n  table 1, 1 × 2: a, b",
    );
    recognised(
        "'a'\t'b'\r\n'1'\t'it''s'\r\n",
        "tabs between fields, quotes ''', a header, lines end in CR LF, UTF-8\n  table 1, 1 × 2: a, b",
    );
    recognised(
        "1|2\n3|4\n",
        "'|' between fields, quotes '\"', no header, lines end in LF, UTF-8\n  table 1, 2 × 2",
    );
    let found_in = |format: &str, input: &[u8]| {
        let (_, printed, _) = run(&["-f", format, "--list", "-t", "json"], input);
        serde_json::from_str::<serde_json::Value>(&printed).unwrap()[0]["found"].clone()
    };
    let found = |input: &[u8]| found_in("csv", input);
    assert_eq!(
        found(b"a,b\r1,2\r"),
        serde_json::json!({
            "encoding": "UTF-8", "byte_order_mark": false,
            "delimiter": ",", "quote": "\"", "escape": null, "header": true, "line_end": "CR"
        })
    );
    let marked = found("\u{feff}'a'\t'b'\r\n".as_bytes());
    assert_eq!((&marked["byte_order_mark"], &marked["delimiter"]), (&true.into(), &"\t".into()));
    assert_eq!((&marked["quote"], &marked["line_end"]), (&"'".into(), &"CRLF".into()));
    // Only what is known is shown.
    for (format, input) in [
        ("json", "[{\"a\": 1}]"),
        ("ndjson", "{\"a\": 1}\n"),
        ("wiki", "| a |\n| 1 |\n"),
        ("markdown", "| a |\n| - |\n| 1 |\n"),
    ] {
        let known = |mark| serde_json::json!({"encoding": "UTF-8", "byte_order_mark": mark});
        assert_eq!(found_in(format, input.as_bytes()), known(false), "{format}");
        assert_eq!(found_in(format, format!("\u{feff}{input}").as_bytes()), known(true), "{format}");
    }
    let (_, printed, _) = run(&["-f", "yaml", "--list", "-t", "json"], b"- a: 1\n");
    assert!(!printed.contains("found"), "{printed}");
    let (_, printed, messages) = run(&["-f", "csv", "-t", "csv"], b"1,2\n3,4\n");
    assert_eq!(printed, "1,2\n3,4\n");
    assert!(messages.contains("is read as a row (--header first makes it the header)"), "{messages}");
    check("-f csv -t ndjson --header first", "1,2\n3,4\n", "{\"1\":3,\"2\":4}\n");
    check(
        "-f csv -t ndjson --header none",
        "a,2\n3,4\n",
        "{\"column_1\":\"a\",\"column_2\":2}\n{\"column_1\":3,\"column_2\":4}\n",
    );
}

#[test]
fn dialects_are_named() {
    // What Python's csv module calls delimiter, quotechar, QUOTE_NONE, escapechar without doublequote, and a comment.
    check("-f csv -t csv --delimiter : --quote-char '", "'it''s':b\n'1:2':3\n", "it's,b\n1:2,3\n");
    check("-f csv -t csv --quote-char none", "a,b\n\"x\",y\"\n", "a,b\n\"\"\"x\"\"\",\"y\"\"\"\n");
    check("-f csv -t csv --escape-char \\", "a,b\n\"x\\\"y\",1\n", "a,b\n\"x\"\"y\",1\n");
    check("-f csv -t csv --comment-char #", "#,\"\na,b\n#1,2\n3,4\n", "a,b\n3,4\n");
    check("-f csv -t csv --skip-lines 2", "made by hand\n\na,b\n1,2\n", "a,b\n1,2\n");
    check("-f csv -t csv --skip-lines 9", "a,b\n1,2\n", "");
    // Places count the skipped lines.
    let (_, _, messages) = run(&["-f", "csv", "-t", "csv", "--skip-lines", "1"], b"x\na,b\n1\n");
    assert!(messages.starts_with("<stdin>:3:1: warning: row has 1 cell, the header has 2"), "{messages}");
    refused(
        "-f csv -t csv --quote-char ab",
        "",
        "convert: error: invalid --quote-char 'ab' (expected one ASCII character that has no other meaning)",
    );
}

#[test]
fn fields_are_quoted_and_guarded_as_asked() {
    let input =
        "[{\"a\":1,\"b\":\"1\",\"c\":null,\"d\":\"\"},{\"a\":-2.5,\"b\":\"=1\",\"c\":true,\"d\":\"x,y\"}]";
    check(
        "-f json -t csv --quote all",
        input,
        "\"a\",\"b\",\"c\",\"d\"\n\"1\",\"1\",\"\",\"\"\n\"-2.5\",\"=1\",\"true\",\"x,y\"\n",
    );
    check(
        "-f json -t csv --quote nonnumeric",
        input,
        "\"a\",\"b\",\"c\",\"d\"\n1,\"1\",,\"\"\n-2.5,\"=1\",\"true\",\"x,y\"\n",
    );
    check("-f json -t csv --guard-formulas", input, "a,b,c,d\n1,1,,\n-2.5,'=1,true,\"x,y\"\n");
}

#[test]
fn near_misses_get_a_hint() {
    let (status, _, messages) = run(&["-t", "cvs"], b"");
    assert!(status == 2 && messages.ends_with("unknown format 'cvs' (did you mean 'csv'?)\n"), "{messages}");
    refused(
        "-f csv -t csv --rows 5:4",
        "",
        "convert: error: invalid --rows '5:4': the end is before the start",
    );
    refused(
        "-f wiki -t csv --table 1,2",
        "{|\n| 1\n|}\n\n{|\n| 2\n|}\n",
        "convert: error: no table '1,2' (for several, repeat it: --table 1 --table 2)",
    );
    // Blanks around names are not part of them.
    for columns in ["b, a", " b ,a ", "\"b\", \"a\""] {
        for input in ["a,b\n1,2\n", "a, b\n1,2\n"] {
            let (status, printed, messages) =
                run(&["-f", "csv", "-t", "ndjson", "--columns", columns], input.as_bytes());
            assert_eq!((status, printed.split(',').count()), (0, 2), "{messages}");
            assert!(printed.ends_with("\"a\":1}\n"), "{printed}");
        }
    }
}

#[test]
fn a_missing_text_column_is_reported() {
    let expected = "<stdin>: warning: no column 'Tme'; the columns are Time, n; did you mean 'Time'? (--text names the columns that are read as text) [select-text-column]\n";
    for to in ["json", "csv", "yaml"] {
        let (status, _, messages) =
            run(&["-f", "csv", "-t", to, "--text", "Tme", "--text", "n"], b"Time,n\n1,2\n");
        assert_eq!((status, messages.as_str()), (0, expected), "{to}");
    }
    assert_eq!(run(&["-f", "csv", "-t", "json", "--text", "Tme", "--strict"], b"Time,n\n1,2\n").0, 1);
    // Columns may turn up late, and the last table may have the column.
    for text in ["[{\"a\":1},{\"b\":2}]\n", "{\"x\":[{\"a\":1}],\"y\":[{\"b\":2}]}\n"] {
        for to in ["json", "csv"] {
            let (status, _, messages) = run(&["-f", "json", "-t", to, "--text", "b"], text.as_bytes());
            assert!(status == 0 && !messages.contains("--text"), "{messages}");
        }
    }
}

#[test]
fn columns_and_rows_are_chosen() {
    let input = "a,b,a,\"c,d\"\n1,2,3,4\n5,6,7,8\n9,10,11,12\n";
    check("-f csv -t csv --columns \"c,d\",a_2,a", input, "\"c,d\",a,a\n4,3,1\n8,7,5\n12,11,9\n");
    check("-f csv -t csv --rename b=B --rename a_2=A --rows 2", input, "a,B,A,\"c,d\"\n5,6,7,8\n");
    check("-f csv -t ndjson --columns b --rename b=x --rows 2:", input, "{\"x\":6}\n{\"x\":10}\n");
    check("-f csv -t csv --columns b --rows :1", input, "b\n2\n");
    check("-f ndjson -t csv --columns b,a", "{\"a\":1}\n{\"b\":2}\n", "b,a\n,1\n2,\n");
    check("-f csv -t csv --header none --rename column_2=x", "1,2\n3,4\n", "column_1,x\n1,2\n3,4\n");
    check(
        "-f json -t json --rename column_1=x",
        "[[1],[2,3]]",
        "[\n{\"x\":1},\n{\"x\":2,\"column_2\":3}\n]\n",
    );
    let page = "{|\n| 1 || 2\n|}\n";
    check("-f wiki -t wiki --rename column_1=x", page, "{|\n! x !! column_2\n|-\n| 1 || 2\n|}\n");
    check("-f wiki -t wiki --columns column_2", page, "{|\n| 2\n|}\n");
    refused(
        "-f csv -t csv --header none --rename column_3=x",
        "1,2\n",
        "convert: error: no column 'column_3'; the columns are column_1, column_2; did you mean 'column_1' or 'column_2'?",
    );
    refused(
        "-f csv -t csv --columns \"a",
        input,
        "convert: error: invalid --columns '\"a': a quote is never closed",
    );
    refused(
        "-f csv -t csv --columns x",
        input,
        "convert: error: no column 'x'; the columns are a, b, a_2, c,d",
    );
    refused(
        "-f ndjson -t csv --columns a,x",
        "{\"a\":1}\n",
        "convert: error: no column 'x'; the columns are a",
    );
    refused(
        "-f csv -t csv --rows 3:2",
        input,
        "convert: error: invalid --rows '3:2': the end is before the start",
    );
    refused("-f csv -t csv --rename b", input, "convert: error: invalid --rename 'b' (expected OLD=NEW)");
}

#[test]
fn merged_cells_are_cut_with_their_columns_and_rows() {
    let page = "{|\n! A !! B !! C\n|-\n| colspan=2 | wide || 1\n|-\n| rowspan=2 | tall || x || 2\n|-\n| y || 3\n|}\n";
    let wiki =
        |body: &str| format!("{{| class=\"wikitable\"\n{body}|}}\n").replace(" class=\"wikitable\"", "");
    check(
        "-f wiki -t wiki --columns A,C",
        page,
        &wiki("! A !! C\n|-\n| wide || 1\n|-\n| rowspan=\"2\" | tall\n| 2\n|-\n| 3\n"),
    );
    check("-f wiki -t wiki --columns B", page, &wiki("! B\n|-\n| wide\n|-\n| x\n|-\n| y\n"));
    check("-f wiki -t wiki --rows 3:", page, &wiki("! A !! B !! C\n|-\n| tall || y || 3\n"));
    check(
        "-f wiki -t wiki --rows :2",
        page,
        &wiki("! A !! B !! C\n|-\n| colspan=\"2\" | wide\n| 1\n|-\n| tall || x || 2\n"),
    );
}

#[test]
fn rows_end_the_reading() {
    // What follows the last row of the range is not read.
    check("-f csv -t csv --rows :1", "a,b\n1,2\n\"never closed\n", "a,b\n1,2\n");
}

#[test]
fn a_column_that_only_later_rows_have_is_not_a_mistake() {
    let rows = "{\"a\":1}\n{\"a\":2,\"b\":3}\n";
    check("--columns b --rows :1 -t csv", rows, "b\n\"\"\n");
    check("--rename b=c --rows :1 -t ndjson", rows, "{\"a\":1}\n");
    for to in ["csv", "ndjson"] {
        let known = "convert: error: no column 'c'; the columns are a, b";
        refused(&format!("--columns c --rows :1 -t {to}"), rows, known);
    }
}

#[test]
fn compressed_files_are_read_and_written() {
    let folder = tempfile::tempdir().unwrap();
    let plain = b"Rank,Name\n1,Sun Long\n";
    for extension in ["gz", "zst", "bz2", "xz"] {
        let path = folder.path().join(format!("table.csv.{extension}"));
        let target = path.to_str().unwrap();
        run(&["-f", "csv", "-o", target], plain);
        let packed = std::fs::read(&path).unwrap();
        assert!(!packed.is_empty() && packed != plain, "{extension}");
        let (_, printed, messages) = run(&[target, "-t", "ndjson"], b"");
        assert_eq!(printed, "{\"Rank\":1,\"Name\":\"Sun Long\"}\n", "{messages}");
        let (_, printed, messages) = run(&["-f", "csv", "-t", "csv"], &packed);
        assert_eq!(printed.as_bytes(), plain, "{messages}");
        std::fs::write(&path, &packed[..packed.len() / 2]).unwrap();
        let (status, printed, messages) = run(&[target, "-t", "ndjson"], b"");
        assert_eq!((status, printed.as_str()), (1, ""));
        assert!(messages.contains("the compressed data is truncated or damaged"), "{messages}");
    }
}

/// If late columns make the conversion start over, nothing is written or reported twice.
#[test]
fn late_columns_are_in_the_header() {
    let mut records = "{\"a\":0,\"a\":1}\n".to_owned();
    let mut rows = "a,late\n1,\n".to_owned();
    for number in 0..40_000 {
        records += &format!("{{\"a\":{number}}}\n");
        rows += &format!("{number},\n");
    }
    let (_, printed, messages) = run(&["-f", "ndjson", "-t", "csv"], records.as_bytes());
    assert!(printed.starts_with("a\n1\n0\n") && printed.ends_with("\n39999\n"));
    assert_eq!(messages.matches("duplicate key").count(), 1, "{messages}");
    records += "{\"late\":\"x\"}\n";
    rows += ",x\n";
    let (status, printed, messages) = run(&["-f", "ndjson", "-t", "csv"], records.as_bytes());
    assert_eq!((status, messages.matches("duplicate key").count()), (0, 1), "{messages}");
    assert!(printed == rows, "{} bytes, not {}", printed.len(), rows.len());
    // Two arrays are two tables.
    let array = format!("[{}]\n", records.trim_end().replace('\n', ","));
    let (status, printed, _) = run(&["-f", "json", "-t", "csv"], (array.clone() + &array).as_bytes());
    assert_eq!((status, printed.lines().next()), (0, Some("document,a,late")));
    assert_eq!(printed.lines().count(), 1 + 2 * (rows.lines().count() - 1));
}

#[test]
fn renamed_columns_are_reported_once_per_table() {
    let messages = |arguments: &str, input: &str| {
        let (status, _, messages) = run(&arguments.split(' ').collect::<Vec<_>>(), input.as_bytes());
        assert_eq!(status, 0, "{messages}");
        messages.lines().filter(|line| line.contains("records use")).map(str::to_owned).collect::<Vec<_>>()
    };
    let expected = [
        "<stdin>: note: the columns 'a', '' share a name or have none; records use a_2, column_3 instead [renamed-columns]",
    ];
    for to in ["json", "ndjson", "yaml"] {
        // A longer row changes the keys, but is not reported again.
        assert_eq!(messages(&format!("-f csv -t {to}"), "a,a,\n1,2,3\n1,2,3,4\n"), expected);
        assert!(messages(&format!("-f csv -t {to}"), "a,b\n1,2\n1,2,3\n").is_empty());
        assert!(messages(&format!("-f csv -t {to} --header none"), "a,a,\n1,2,3\n").is_empty());
    }
    assert!(messages("-f csv -t csv", "a,a,\n1,2,3\n").is_empty());
    let table = "{|\n! a !! a !!\n|-\n| 1 || 2 || 3\n|}\n";
    assert_eq!(messages("-f wiki -t ndjson", &table.repeat(2)), expected);
    assert_eq!(messages("-f wiki -t csv", &table.repeat(2)), expected);
    let many = messages("-f csv -t ndjson", "a,a,a,a,a,a,a,a\n1,2,3,4,5,6,7,8\n");
    assert!(
        many[0].ends_with("records use a_2, a_3, a_4, a_5, a_6, ... instead [renamed-columns]"),
        "{many:?}"
    );
}

/// The places and codes of what is reported about a page, with these arguments.
fn reported(format: &str, page: &str, arguments: &str) -> (i32, Vec<String>) {
    let given = format!("-f {format} -t json --diagnostics json {arguments}");
    let (status, _, lines) = run(&given.split_whitespace().collect::<Vec<_>>(), page.as_bytes());
    let place = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        format!("{} {}", line["line"], line["code"].as_str().unwrap())
    };
    (status, lines.lines().map(place).collect())
}

#[test]
fn what_is_reported_concerns_what_was_asked_for() {
    let page = "{{Infobox race\n| a = {{one}}\n}}\n\
        == A ==\n{|\n! A\n|-\n| {{two}} ''b\n|}\n\
        <nowiki>\n\
        == B ==\n{|\n! A\n|-\n| {{two}} || 2\n|}\n\
        == C ==\n{|\n! A\n|-\n| {{two}}\n|}\n\
        {{navigation}} <!-- open\n";
    let (one, two) = ("2 wiki-unknown-template", "8 wiki-unknown-template");
    let (quotes, nowiki) = ("8 wiki-unclosed-quotes", "10 wiki-unclosed-tag");
    let cases: &[(&str, &[&str])] = &[
        ("--infobox", &[one]),
        ("--table A", &[two, quotes]),
        ("--table 1", &[two, quotes]),
        // A tag that is never closed could have swallowed the table. What is reported once is reported where it was
        // asked for.
        ("--table B", &[nowiki, "15 wiki-unknown-template", "14 ragged-row"]),
        ("--table 3", &[nowiki, "21 wiki-unknown-template"]),
        ("--table A --table C", &[two, quotes, nowiki]),
        ("--table C --table A --view records", &[two, quotes, nowiki, "null beside-tables"]),
        ("--table C --table 9", &[nowiki, "23 wiki-unclosed-comment", "null usage"]),
        // Records leave out what stands outside tables and infoboxes.
        ("--view records", &[nowiki, one, two, quotes, "14 ragged-row", "null beside-tables"]),
        (
            "",
            &[
                nowiki,
                "23 wiki-unclosed-comment",
                one,
                two,
                quotes,
                "14 ragged-row",
                "23 wiki-unknown-template",
            ],
        ),
    ];
    for (arguments, expected) in cases {
        let (_, mut found) = reported("wiki", page, arguments);
        let mut expected: Vec<String> = expected.iter().map(|place| (*place).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{arguments}");
    }
    // Nothing was found, and this may be why.
    assert_eq!(reported("wiki", "{{x}} <!--\n{{Infobox a|b=c}}", "--infobox").1.len(), 2);

    let page = "# T\n\n> quoted\n\n<video>\n</video>\n\n| a |\n| - |\n| <abbr>b</abbr> |\n\nAnd <abbr>c</abbr>.\n\n\
        | d |\n| - |\n| <abbr>e</abbr> |\n";
    let found = |arguments: &str| reported("markdown", page, arguments).1;
    assert_eq!(found("--table 1"), ["5 markdown-html", "10 markdown-html-tag"]);
    assert_eq!(found("--table 2"), ["5 markdown-html", "16 markdown-html-tag"]);
    assert_eq!(found("--infobox").len(), 2);
    assert_eq!(found("").len(), 3);
}

#[test]
fn strict_rules_are_for_what_was_asked_for() {
    let page = "{{other}}\n== A ==\n{|\n! A\n|-\n| 1\n|}\n== B ==\n{|\n! A\n|-\n| {{two}}\n|}\n{{other}}\n";
    for (arguments, status) in
        [("--table A", 0), ("--table 1", 0), ("--table B", 1), ("--table 2", 1), ("", 1)]
    {
        assert_eq!(reported("wiki", page, &format!("{arguments} --strict")).0, status, "{arguments}");
    }
    let (status, _, messages) =
        run(&["wiki/short-track-1000m.mediawiki", "--table", "Heats", "-t", "csv", "--strict"], b"");
    let note = "wiki/short-track-1000m.mediawiki: note: csv records hold only the tables; left out: markup in 68 cells (--view document keeps everything) [beside-tables]\n";
    assert_eq!((status, messages.as_str()), (0, note));
}

#[test]
fn what_may_have_swallowed_a_table_is_reported() {
    let scroll = "{{Scroll|1=\n{|\n! a\n|-\n| 1\n|}\n}}\n\n{|\n! b\n|-\n| 2\n|}\n";
    let swallowed = "1 wiki-table-in-template".to_owned();
    assert_eq!(reported("wiki", scroll, "--table 1"), (0, vec![swallowed.clone()]));
    assert_eq!(reported("wiki", scroll, "--table 1 --strict").0, 1);
    assert_eq!(reported("wiki", scroll, "--table 2"), (2, vec![swallowed, "null usage".into()]));
    // The table is not found, and this may be why.
    let comment = "<!-- open\n{|\n! a\n|-\n| 1\n|}\n";
    let expected = (2, vec!["1 wiki-unclosed-comment".to_owned(), "null usage".into()]);
    assert_eq!(reported("wiki", comment, "--table 1"), expected);
    assert_eq!(reported("wiki", comment, "--table A --view records"), expected);
}

#[test]
fn losses_in_selected_tables_are_reported() {
    let page = "Text.\n\n{|\n! a\n|-\n| {{flagicon|CAN}} 1\n|}\n\n{|\n! b\n|-\n| 2\n|}\n";
    let (_, _, messages) = run(&["-f", "wiki", "-t", "csv", "--table", "1"], page.as_bytes());
    let left_out = "left out: markup in 1 cell, 1 of them with flags or other templates without text (";
    assert!(messages.contains(left_out), "{messages}");
    let (_, _, messages) = run(&["-f", "wiki", "-t", "csv", "--table", "2"], page.as_bytes());
    assert_eq!(messages, "");
}

#[test]
fn a_join_reports_once() {
    let page = "{|\n! a\n|-\n| 1 || {{foo}}\n|}\n\n{|\n! b\n|-\n| 2\n|}\n";
    let (_, _, messages) = run(&["-f", "wiki", "-t", "csv", "--join", "--table", "1"], page.as_bytes());
    assert_eq!(messages.matches("unknown template").count(), 1, "{messages}");
}
