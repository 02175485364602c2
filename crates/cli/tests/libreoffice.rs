//! Pages that went through LibreOffice as spreadsheets: without edits they come back byte for byte, and with an edit they
//! come back with exactly that edit.
//!
//! A single LibreOffice opens, edits and saves all spreadsheets, driven by `libreoffice.py`. Expected pages are made from
//! the page itself, with the edits that a person would make.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{convert, fixtures, is_multiple, present, runs, testdata};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python of Debian's python3-uno.
const PYTHON: &str = "/usr/bin/python3";
const FORMATS: [&str; 3] = ["ods", "fods", "xlsx"];
const PIPE: &str = "short-track-1000m.wiki";
const MEDIAWIKI: &str = "short-track-1000m.mediawiki";

fn is_present() -> bool {
    let works = runs(Command::new("soffice").arg("--version"))
        && runs(Command::new(PYTHON).args(["-c", "import uno"]));
    present("LibreOffice with python3-uno", works)
}

/// Converts a file to standard output.
fn print(input: &Path, to: &str) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_convert")).arg(input).args(["--to", to]).output().unwrap();
    assert!(run.status.success(), "{}: {}", input.display(), String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// Opens, edits and saves spreadsheets.
fn edit(folder: &Path, cases: &[(PathBuf, PathBuf, Value)]) {
    let cases: Vec<Value> = cases
        .iter()
        .map(|(input, output, edits)| json!({"in": input, "out": output, "edits": edits}))
        .collect();
    let list = folder.join("cases.json");
    std::fs::write(&list, Value::from(cases).to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/libreoffice.py");
    let run = Command::new(PYTHON).arg(script).arg(list).output().unwrap();
    let errors = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{}{errors}", String::from_utf8_lossy(&run.stdout));
}

#[test]
fn pages_come_back_as_they_were() {
    if !is_present() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut cases, mut expected) = (Vec::new(), Vec::new());
    let fixtures = fixtures(&["wiki", "json", "yaml", "csv"]);
    for (number, fixture) in fixtures.iter().enumerate() {
        // Other formats even out rows of different widths.
        if is_multiple(fixture) || fixture.ends_with("ragged.csv") {
            continue;
        }
        let kind = fixture.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let whole = fixture.to_string_lossy().contains("short-track");
        let pairs = FORMATS.into_iter().flat_map(|from| FORMATS.map(|to| (from, to)));
        for (from, to) in pairs {
            if !whole && !matches!((from, to), ("fods", "ods") | ("ods", "xlsx") | ("xlsx", "xlsx")) {
                continue;
            }
            let input = folder.path().join(format!("{number}.{from}"));
            let output = folder.path().join(format!("{number}-{from}.{to}"));
            convert(fixture, &input, &[]);
            cases.push((input, output, json!([])));
            expected.push((fixture.clone(), kind));
        }
    }
    edit(folder.path(), &cases);
    for ((_, output, _), (fixture, kind)) in cases.iter().zip(&expected) {
        assert_eq!(print(output, kind), print(fixture, kind), "{}", fixture.display());
    }
    assert!(cases.len() > 70);
}

/// Replaces a text that occurs once.
fn swap(page: &str, old: &str, new: &str) -> String {
    assert_eq!(page.matches(old).count(), 1, "{old}");
    page.replace(old, new)
}

/// Cuts out the part that starts with one text and ends before another.
fn cut<'p>(page: &'p str, from: &str, to: &str) -> (String, &'p str) {
    let start = page.find(from).unwrap();
    let end = if to.is_empty() { page.len() } else { start + page[start..].find(to).unwrap() };
    (format!("{}{}", &page[..start], &page[end..]), &page[start..end])
}

type Expected = Box<dyn Fn(&str) -> String>;

fn swaps(pairs: &'static [(&'static str, &'static str)]) -> Expected {
    Box::new(move |page| pairs.iter().fold(page.to_owned(), |page, (old, new)| swap(&page, old, new)))
}

/// Edits of the page in the pipe dialect.
fn pipe_edits() -> Vec<(Value, Expected)> {
    let extra = json!([["Rank", "Name"], ["1", "Anna Lind"]]);
    vec![
        (
            json!([["type_in", "Heats", "E2", "1:25.999"], ["type_in", "Final B", "A2", "66"]]),
            swaps(&[("| 1:25.740 |", "| 1:25.999 |"), ("| 6 | Shaoang Liu |", "| 66 | Shaoang Liu |")]),
        ),
        (
            json!([
                ["insert_rows", "Heats", 3, 1],
                ["type_in", "Heats", "C4", "New"],
                ["type_in", "Heats", "E4", "1:30.123"]
            ]),
            swaps(&[("| 3 | 1 | Denis", "| | | New | | 1:30.123 | |\n| 3 | 1 | Denis")]),
        ),
        (
            json!([["delete_rows", "Heats", 3, 1]]),
            swaps(&[("| 3 | 1 | Denis Nikisha | | 1:25.987 | |\n", "")]),
        ),
        (json!([["rename_sheet", "Heats", "Rounds"]]), swaps(&[("=== Heats ===", "=== Rounds ===")])),
        (
            // Two names are swapped.
            json!([
                ["rename_sheet", "Final A", "x"],
                ["rename_sheet", "Final B", "Final A"],
                ["rename_sheet", "x", "Final B"]
            ]),
            swaps(&[("Final A", "x"), ("Final B", "Final A"), ("==== x", "==== Final B")]),
        ),
        (
            json!([["move_sheet", "Final A", 1]]),
            Box::new(|page| {
                let (rest, section) = cut(page, "\n==== Final A ====\n", "");
                swap(&rest, "\n=== Heats", &format!("{}\n=== Heats", section.replace("====", "===")))
            }),
        ),
        (
            // Next to another section of the same level, before the sheet of the outline.
            json!([["move_sheet", "Semifinals", 0]]),
            Box::new(|page| {
                let (rest, section) = cut(page, "=== Semifinals ===\n", "=== Finals");
                swap(&rest, "=== Heats", &format!("{section}=== Heats"))
            }),
        ),
        (
            json!([["move_sheet", "Final A", 4]]),
            Box::new(|page| {
                let (rest, section) = cut(page, "\n==== Final A ====\n", "");
                swap(&rest, "\n==== Final B", &format!("{section}\n==== Final B"))
            }),
        ),
        (
            json!([["delete_sheet", "Final B"]]),
            Box::new(|page| cut(page, "\n| Rank | Name | Country", "\n==== Final A").0),
        ),
        (
            json!([["add_sheet", "Extra", 3, extra]]),
            swaps(&[(
                "=== Semifinals",
                "=== Extra ===\n| Rank | Name |\n| 1 | Anna Lind |\n\n=== Semifinals",
            )]),
        ),
        (
            json!([["add_sheet", "Extra", 6, extra], ["add_sheet", "Blank", 6, []]]),
            Box::new(|page| format!("{page}\n==== Extra ====\n| Rank | Name |\n| 1 | Anna Lind |\n")),
        ),
        (
            json!([
                ["replace", "Page", "top two places", "top three places"],
                ["replace", "Page", "Background", "Before"]
            ]),
            swaps(&[("top two places", "top three places"), ("== Background", "== Before")]),
        ),
        (
            json!([
                ["insert_rows", "Page", 20, 1],
                ["set_text", "Page", "A21", "paragraph"],
                ["set_text", "Page", "C21", "Added."]
            ]),
            swaps(&[("\n== Background", "\nAdded.\n\n== Background")]),
        ),
        (json!([["grows", "Page", "C20", "word "]]), swaps(&[])),
    ]
}

/// Edits of the page with the markup of MediaWiki.
fn mediawiki_edits() -> Vec<(Value, Expected)> {
    vec![
        (
            json!([["set_text", "Heats", "C3", "Someone Else"]]),
            swaps(&[(
                "align=\"left\" | [[Quentin Fercoq]]\n| align=\"left\" | {{flagIOC|FRA|2026 Winter}}\n| 1:25.818",
                "align=\"left\" | Someone Else\n| align=\"left\" | {{flagIOC|FRA|2026 Winter}}\n| 1:25.818",
            )]),
        ),
        (
            json!([["set_text", "Semifinals", "B1", "Group"]]),
            swaps(&[("! scope=\"col\" | Heat\n", "! scope=\"col\" | Group\n")]),
        ),
        (
            json!([
                ["insert_rows", "Heats", 2, 2],
                ["type_in", "Heats", "C3", "New"],
                ["type_in", "Heats", "D4", "France"]
            ]),
            Box::new(|page| {
                let page = page.replacen("rowspan=\"4\" | 1\n", "rowspan=\"6\" | 1\n", 1);
                swap(
                    &page,
                    "|-\n| 2\n| align=\"left\" | [[Quentin",
                    "|-\n| || New || || ||\n|-\n| || || France || ||\n|-\n| 2\n| align=\"left\" | [[Quentin",
                )
            }),
        ),
        (
            json!([["sort", "Final A", "A2:E6", 1, true]]),
            Box::new(|page| {
                // By name: Jens, Rim, Roberts, Sun, William.
                let (page, rim) = cut(page, "! scope=\"row\" | {{bronze03}}", "! scope=\"row\" | 4");
                let (page, rim) = (page, rim.to_owned());
                let (page, roberts) = cut(&page, "|-\n! scope=\"row\" | 5", "|}\n\n== Notes");
                let roberts = roberts.strip_prefix("|-\n").unwrap();
                swap(
                    &page,
                    "! scope=\"row\" | {{silver02}}",
                    &format!("{rim}{roberts}|-\n! scope=\"row\" | {{{{silver02}}}}"),
                )
            }),
        ),
        (
            json!([["delete_columns", "Final A", 2, 1]]),
            Box::new(|page| {
                let at = page.find("==== Final A").unwrap();
                let (before, table) = page.split_at(at);
                let (table, after) = table.split_at(table.find("|}").unwrap());
                let lines = table.split_inclusive('\n').filter(|line| !line.contains("{{flagIOC"));
                format!("{before}{}{after}", lines.collect::<String>().replace(" !! Country", ""))
            }),
        ),
        (
            json!([["merge", "Final A", "D2:E2"]]),
            swaps(&[("| {{nowrap|1:24.537}} ||", "| colspan=\"2\" | {{nowrap|1:24.537}}")]),
        ),
        (
            json!([["rename_sheet", "Final A", "Medal race"]]),
            swaps(&[("==== Final A ====", "==== Medal race ====")]),
        ),
        (
            json!([["move_sheet", "Final B", 1]]),
            Box::new(|page| {
                let (rest, section) = cut(page, "==== Final B ====\n", "==== Final A");
                swap(&rest, "=== Heats", &format!("{}=== Heats", section.replace("====", "===")))
            }),
        ),
        (
            json!([["delete_sheet", "Quarterfinals"]]),
            Box::new(|page| {
                let start = page.find("=== Quarterfinals ===\n").unwrap() + "=== Quarterfinals ===\n".len();
                let end = page.find("\n=== Semifinals").unwrap();
                format!("{}{}", &page[..start], &page[end..])
            }),
        ),
        (
            json!([["add_sheet", "Extra", 9, [["Rank", "Name"], ["1", "Anna Lind"]]]]),
            swaps(&[(
                "== Notes",
                "==== Extra ====\n{| class=\"wikitable\"\n! Rank !! Name\n|-\n| 1 || Anna Lind\n|}\n\n== Notes",
            )]),
        ),
        (
            // A word everywhere, including the hidden details.
            json!([["replace", "Page", "top two places", "top three places"]]),
            swaps(&[("top two places", "top three places")]),
        ),
    ]
}

/// Edits of rows that differ only in their numbers.
fn alike_edits() -> Vec<(Value, Expected)> {
    /// The page with these rows in this order.
    fn of_rows(rows: &'static [usize]) -> Expected {
        Box::new(move |page| {
            let (before, rest) = page.split_once("|-").unwrap();
            let (table, after) = rest.split_once("|}").unwrap();
            let all: Vec<&str> = table.split("|-").collect();
            let chosen = rows.iter().map(|&row| match row {
                0 => "|-\n| 0 || New || DQ\n".to_owned(),
                row => format!("|-{}", all[row - 1]),
            });
            format!("{before}{}|}}{after}", chosen.collect::<String>())
        })
    }
    let new = json!([
        ["insert_rows", "Disqualified", 1, 1],
        ["type_in", "Disqualified", "A2", "0"],
        ["type_in", "Disqualified", "B2", "New"],
        ["type_in", "Disqualified", "C2", "DQ"]
    ]);
    let sort = json!(["sort", "Disqualified", "A2:C8", 0, false]);
    let edited =
        swaps(&[("4 || {{flagathlete|Bo Moss|NED}} || DQ", "44 || {{flagathlete|Bo Moss|NED}} || DQ")]);
    vec![
        (json!([["delete_rows", "Disqualified", 1, 1]]), of_rows(&[2, 3, 4, 5, 6, 7])),
        (new.clone(), of_rows(&[0, 1, 2, 3, 4, 5, 6, 7])),
        (json!([sort]), of_rows(&[7, 6, 5, 4, 3, 2, 1])),
        (json!([["delete_rows", "Disqualified", 3, 1]]), of_rows(&[1, 2, 4, 5, 6, 7])),
        (new, of_rows(&[0, 1, 2, 3, 4, 5, 6, 7])),
        (json!([sort]), of_rows(&[7, 6, 5, 4, 3, 2, 1])),
        (json!([["type_in", "Disqualified", "A5", "44"]]), edited),
        (json!([["delete_rows", "Disqualified", 1, 3]]), of_rows(&[4, 5, 6, 7])),
        (json!([sort]), of_rows(&[7, 6, 5, 4, 3, 2, 1])),
    ]
}

#[test]
fn edits_come_back_and_nothing_else() {
    if !is_present() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut cases, mut expected) = (Vec::new(), Vec::new());
    let pages = [(PIPE, pipe_edits()), (MEDIAWIKI, mediawiki_edits()), ("rows-alike.wiki", alike_edits())];
    for (page, edits) in pages {
        let page = testdata().join("wiki").join(page);
        let canonical = print(&page, "wiki");
        let inputs = FORMATS.map(|format| {
            let input = folder.path().join(format!("{}.{format}", cases.len()));
            convert(&page, &input, &[]);
            input
        });
        for (number, (edits, change)) in edits.into_iter().enumerate() {
            // Each format is read by LibreOffice and written by it in turn.
            let output = folder.path().join(format!("out-{}.{}", cases.len(), FORMATS[number / 3 % 3]));
            cases.push((inputs[number % 3].clone(), output, edits));
            expected.push(change(&canonical));
        }
    }
    edit(folder.path(), &cases);
    for ((_, output, edits), expected) in cases.iter().zip(&expected) {
        assert!(
            &print(output, "wiki") == expected,
            "{edits}\n{}",
            difference(expected, &print(output, "wiki"))
        );
    }
}

/// The lines around the first difference.
fn difference(expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.lines().skip(same.saturating_sub(2)).take(12).collect::<Vec<_>>().join("\n");
    format!("expected:\n{}\nfound:\n{}", from(expected), from(found))
}
