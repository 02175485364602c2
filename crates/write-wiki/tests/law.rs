//! The round-trip law: the output reads back as the same document, and writing that again gives the same bytes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use convert_write_wiki::{WikiStyle, WikiWriteOptions};
use model::{Block, Document, Extra, Heading, Infobox, Kind, Mark, MarkKind, RowBuf, Table, TableHead, Text};
use proptest::prelude::*;

fn read(page: &[u8]) -> Document {
    testkit::read(&read_wiki::FORMATS[0], page).document()
}

fn write(document: &Document, wiki_style: Option<WikiStyle>) -> String {
    let options = WikiWriteOptions { wiki_style };
    testkit::write_with(&convert_write_wiki::FORMATS[0], [document], &options).text()
}

/// Checks the law for a document, in every style.
fn check(document: &Document, source: &str) {
    for style in [None, Some(WikiStyle::Pipe), Some(WikiStyle::MediaWiki)] {
        let written = write(document, style);
        let again = read(written.as_bytes());
        same(&again.normalized(), &document.normalized(), || {
            format!(
                "{style:?} {source:?}
--- was written as
{written}"
            )
        });
        assert_eq!(write(&again, style), written, "{style:?}\n{source}");
        assert_eq!(write(&again, None), written, "the style is the page's own\n{source}");
    }
}

/// Like `assert_eq`, but shows only the first block that differs.
fn same(found: &Document, expected: &Document, what: impl Fn() -> String) {
    if found != expected {
        let blocks = found.blocks.len().max(expected.blocks.len());
        let first = (0..blocks).find(|&at| found.blocks.get(at) != expected.blocks.get(at)).unwrap_or(blocks);
        let (found_block, expected_block) = (found.blocks.get(first), expected.blocks.get(first));
        panic!(
            "{}\nfound {:?} {found_block:?}\nnot   {:?} {expected_block:?}",
            what(),
            found.meta.title,
            expected.meta.title
        );
    }
}

fn check_page(page: &str) {
    check(&read(page.as_bytes()), page);
}

#[test]
fn fixtures() {
    let folder = testkit::testdata("wiki");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder of fixtures") {
        let path = entry.expect("a fixture").path();
        check_page(&String::from_utf8(std::fs::read(&path).expect("a fixture")).expect("UTF-8"));
        count += 1;
    }
    assert!(count > 20, "{count} fixtures");
    let page =
        String::from_utf8(testkit::fixture("wiki/short-track-1000m.wiki")).expect("the canonical page");
    assert_eq!(write(&read(page.as_bytes()), None), page);
}

#[test]
fn corner_cases() {
    for page in [
        "a {{>}} b {{x}y}} {{a>b|c}}",
        "={{clear}}<s>=",
        "= =",
        "= <!-- a --> =\n\nb",
        "<small><!--",
        "<s><!--",
        "<span><!--",
        "<table><!--",
        "<table><tr><td>a<td>b</table>",
        "<table><caption>c<tr><th>a<tr><td>\n* b\n{|\n|x\n|}\n<table><td>y</table></table>",
        "a <s>b <!--",
        "* <small>a<!--",
        "{|\n| <small><!--",
        "{|\n|+a\n|+5",
        "{|\n|+a\n|+5\n|}",
        "{|\n|+a\n|+\n|+ * c\n|}",
        "[[&#10;]]",
        "''<div>\na</div>''",
        "[[a|<nowiki>b|]]</nowiki>]] [[b|c&#93;&#93;]]",
        "a&#10;[[Category:x]]\n\nb",
        "{|\n| a&#10;[[Category:x]]\n\nb\n|}",
        "{| a=\"b|{{x|y}}\"\n|}",
        "http://a|b (http://a/(b)) http://a/&#91; [http://a] ahttp://a [[b]]<nowiki/>http://c.",
        "; http://a : [http://b]",
        "a-&#123;b}- -{zh:a; zh-tw:b}--{'''}-",
        "{{DEFAULTSORT:a}}\n{{DISPLAYTITLE:b}}\n#REDIRECT [[c]]",
        "{|\n|a\n{|\nb\n* c\n|d\n|}\n|}",
        "{|\n|\n== a ==\n----\n<ul><li>b<li>c</ul>\n|}",
        "* a\n: b\n*: c\n*** d",
        "[[a&#10;b]] [[&#10;|c]]",
        "{|\n|\n*a\n*<u>[[Category:x]]\n|}",
        "{|\n|\n{|\n| colspan=2 {{N/A}}\n|}\nrowspan=2|\n|}",
    ] {
        check_page(page);
    }
}

const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n\n",
    " ",
    "a",
    "word",
    "1:24.5",
    "é",
    "\u{a0}",
    "'",
    "''",
    "'''",
    "'''''",
    "[[",
    "]]",
    "[[a]]",
    "[[a|b]]",
    "[[a|]]",
    "[[:Category:x]]",
    "[[Category:x]]",
    "[[File:a.jpg|thumb|c]]",
    "[http://a b]",
    "[http://a]",
    "http://a",
    "[",
    "]",
    "{",
    "}",
    "{{",
    "}}",
    "{{nowrap|x}}",
    "{{flagIOC|NED}}",
    "{{mystery|a=b|c}}",
    "{{N/A}}",
    "{{nowrap|a<ref>r</ref>}}",
    "{{nowrap|<!-- c -->}}",
    "colspan=2 {{N/A}}",
    "{{ubl|a|b}}",
    "{{flagicon|NED}}",
    "{{!}}",
    "{{{1}}}",
    "{{Infobox x|a=b|c=\n* d\n* e}}",
    "{{Infobox",
    "|k = v",
    "{|",
    "|}",
    "|-",
    "|+",
    "|",
    "||",
    "!",
    "!!",
    "\n{|\n",
    "\n|}\n",
    "\n|-\n",
    "\n|",
    "\n| a || b",
    "\n! a !! b",
    "\n|+ c",
    "\n{| class=\"wikitable\"\n! x !! y\n|-\n| 1 || 2\n|}\n",
    "rowspan=2|",
    "colspan=2|",
    "style=\"x\" |",
    "\n| a | b |",
    "\n| a | b |\n| 1 | 2 |\n",
    "\\|",
    "|---|---|",
    "=",
    "\n= t =\n",
    "\n== h ==\n",
    "==",
    "\n*",
    "\n**",
    "\n#",
    "\n;",
    "\n:",
    "*",
    "#",
    ":",
    ";",
    ": ",
    "----",
    "\n----\n",
    "\n pre",
    "<!-- c -->",
    "<!--",
    "-->",
    "<ref>r</ref>",
    "<ref name=a />",
    "<ref>",
    "</ref>",
    "<br>",
    "<br />",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<small>",
    "</small>",
    "<sup>2</sup>",
    "<span style=\"color:red\">",
    "</span>",
    "<div>",
    "</div>",
    "<span style=\"display:none\">k</span>",
    "<nowiki>",
    "</nowiki>",
    "<nowiki/>",
    "<nowiki>|''[[</nowiki>",
    "<pre>",
    "</pre>",
    "<math>|x|</math>",
    "<u>",
    "<code>",
    "<",
    ">",
    "&",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&#124;",
    "&#10;",
    "&#32;",
    "&foo;",
    "__NOTOC__",
    "{{DEFAULTSORT:x}}",
    "-{",
    "}-",
    "-{zh-hans:a; zh-hant:b}-",
    "http://a/?b",
    "ftp://",
    ",",
    "(",
    "__",
    "~~~~",
    "\nInfobox\n- Key: value\n",
    "Infobox",
    "- a: b",
    "#REDIRECT [[x]]",
    "\t",
    "\r\n",
    "<table><tr><td>x</td></tr></table>",
    "<table>",
    "<table class=\"x\">",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td rowspan=2>",
    "</td>",
    "<th>",
    "<caption>",
    "</caption>",
    "<tbody>",
    "\n<tr><td>\n",
    "<noinclude>",
    "<hr>",
    "\u{feff}",
    "-",
];

/// The parts of HTML tables, and wiki markup mixed with them.
const HTML: &[&str] = &[
    "<table>",
    "<table class=\"wikitable\">\n",
    "</table>",
    "</table>\n",
    "<tr>",
    "\n<tr>\n",
    "</tr>",
    "<td>",
    "<td colspan=2>",
    "<td rowspan=2>",
    "</td>",
    "<th>",
    "</th>\n",
    "<caption>",
    "</caption>",
    "<tbody id=\"b\">",
    "</thead>",
    "\n{|\n",
    "\n|}\n",
    "\n|",
    "\n|-\n",
    "\n! ",
];

/// Runs the same cases every time, unless PROPTEST_RNG_SEED selects others.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let rng_seed = match std::env::var("PROPTEST_RNG_SEED") {
        Ok(_) => default.rng_seed,
        Err(_) => proptest::test_runner::RngSeed::Fixed(1),
    };
    ProptestConfig { failure_persistence: None, rng_seed, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn pages_of_any_markup(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        check_page(&pieces.concat());
    }

    #[test]
    fn tables_of_any_markup(cells in prop::collection::vec(prop::collection::vec(prop::sample::select(PIECES), 0..6), 1..6)) {
        let mut page = String::from("{|\n! a !! b\n|-\n");
        for cell in cells {
            page.push_str("| ");
            page.push_str(&cell.concat());
            page.push('\n');
        }
        page.push_str("|}\n");
        check_page(&page);
    }

    #[test]
    fn html_tables_of_any_markup(cells in prop::collection::vec((prop::sample::select(HTML), prop::collection::vec(prop::sample::select(PIECES), 0..3)), 1..10)) {
        let mut page = String::new();
        for (tag, content) in cells {
            page.push_str(tag);
            page.push_str(&content.concat());
        }
        check_page(&page);
    }

    #[test]
    fn documents_of_any_text(texts in prop::collection::vec(text(), 12)) {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let rows: Vec<RowBuf> = (0..3)
            .map(|_| [next(), next()].iter().map(String::as_str).collect())
            .collect();
        let cell_mark = next();
        let mut marked = RowBuf::default();
        marked.push("x", Kind::Untyped);
        let kind = MarkKind::Comment { text: "c".into() };
        marked.push_with(&cell_mark, Kind::Untyped, Extra { marks: vec![Mark::new(0..0, kind)], ..Extra::default() });
        let (first, second, third) = (next(), next(), next());
        let mut infobox = Infobox::default();
        infobox.set(model::Entry { key: "k".into(), value: Text::plain(first), kind: Kind::Untyped });
        let table = Table { head: TableHead::with_names(["a", "b"]), rows: rows.into_iter().chain([marked]).collect() };
        let blocks = vec![
            Block::Paragraph(Text::plain(second.replace(['\n', '\r'], " "))),
            Block::Heading(Heading { level: 2, text: Text::plain(third.replace(['\n', '\r'], " ")) }),
            Block::Infobox(infobox),
            Block::Table(table),
        ];
        check(&Document { blocks, ..Document::default() }, "");
    }
}

/// Text that looks like markup.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..5).prop_map(|pieces| pieces.concat())
}
