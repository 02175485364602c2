//! Our Markdown and HTML in third-party parsers: they show exactly the cells of the source.
//!
//! `CONVERT_TEST_PYTHON` names a Python with markdown-it-py and html5lib (default `python3`).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{convert, present, runs, testdata};
use std::process::Command;

const SCRIPT: &str = r#"
import csv, sys
from html.parser import HTMLParser

class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.open = [], False
    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.open = True
        elif tag == "br" and self.open:
            self.rows[-1][-1] += "\n"
    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.open = False
    def handle_data(self, data):
        if self.open:
            self.rows[-1][-1] += data

kind, page, source = sys.argv[1:]
text = open(page, encoding="utf-8", newline="").read()
if kind == "markdown":
    from markdown_it import MarkdownIt
    text = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
else:
    import html5lib
    html5lib.HTMLParser(strict=True).parse(text)
cells = Cells()
cells.feed(text)
# The last break of a cell only ends its last line.
found = [[cell[:-1] if kind == "html" and cell.endswith("\n") else cell for cell in row] for row in cells.rows]
rows = [row for row in csv.reader(open(source, encoding="utf-8-sig", newline="")) if row]
width = max(len(row) for row in rows + found)
rows = [[cell.replace("\r\n", "\n") for cell in row] + [""] * (width - len(row)) for row in rows]
found = [row + [""] * (width - len(row)) for row in found]
for number, (row, want) in enumerate(zip(found, rows)):
    assert row == want, (number, row, want)
assert len(found) == len(rows), (len(found), len(rows))
"#;

#[test]
fn other_programs_show_exactly_the_cells() {
    let python = std::env::var("CONVERT_TEST_PYTHON").unwrap_or_else(|_| "python3".into());
    let works = runs(Command::new(&python).args(["-c", "import markdown_it, html5lib"]));
    if !present("python with markdown_it, html5lib", works) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let awkward = folder.path().join("awkward.csv");
    let texts = [
        "*a*",
        "_a_ b_c_d",
        "`a`",
        "a|b",
        "\\|",
        "\\",
        "a\\",
        "<b>a</b>",
        "<!-- a -->",
        "&amp; &lt; & a",
        "[a](b)",
        "![a](b)",
        "[^1]",
        "[a]: b",
        "# a",
        "- a",
        "1. a",
        "> a",
        "~~a~~",
        "https://a.b/c_d_e?f=g&h",
        "<https://a.b>",
        "a\nb",
        "a*b*c",
        "**",
        "***",
        "__init__",
        "a_",
        "|-|",
        "---",
        ":--",
        "^a^",
        "$a$",
        "a  b",
        "a\tb",
        "&#35;",
        "</td>",
        "]]>",
        "a\\*b",
    ];
    let quoted = |text: &&str| format!("\"{}\",\"x{text}y\"\n", text.replace('"', "\"\""));
    std::fs::write(&awkward, format!("one,two\n{}", texts.iter().map(quoted).collect::<String>())).unwrap();
    let fixtures = ["text-traps", "quoted-newlines", "typed-results", "ragged", "bom", "columns"];
    let fixtures = fixtures.iter().map(|name| testdata().join(format!("csv/{name}.csv")));
    for source in fixtures.chain([awkward]) {
        for kind in ["markdown", "html"] {
            let page = folder.path().join("page");
            convert(&source, &page, &["--to", kind]);
            let output =
                Command::new(&python).args(["-c", SCRIPT, kind]).args([&page, &source]).output().unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{kind} of {}: {errors}", source.display());
        }
    }
}
