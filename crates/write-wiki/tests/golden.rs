//! Documents and their wiki text.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use convert_write_wiki::WikiWriteOptions;
use model::{
    Block, Diagnostics, Document, Entry, Extra, Flow, Given, Heading, Infobox, Item, ItemKind, Kind, List,
    Mark, MarkKind, Meta, Options, Output, Property, RowBuf, Table, TableHead, Text, Value, Verbatim,
};

fn write(document: &Document, style: &str) -> String {
    let mut options = WikiWriteOptions::default();
    options.give("wiki_style", Given::Text(style.into())).expect("a style");
    testkit::write_with(&convert_write_wiki::FORMATS[0], [document], &options).text()
}

fn page(blocks: Vec<Block>) -> Document {
    Document { meta: Meta { title: Some("T".into()), ..Meta::default() }, blocks }
}

fn check(block: Block, style: &str, expected: &str) {
    assert_eq!(write(&Document { blocks: vec![block], ..Document::default() }, style), expected);
}

fn check_text(text: &str, marks: Vec<Mark>, expected: &str) {
    check(Block::Paragraph(Text::with_marks(text, marks)), "mediawiki", &format!("{expected}\n"));
}

fn table(rows: Vec<RowBuf>) -> Table {
    Table { head: TableHead::with_names(["Rank", "Name"]), rows }
}

fn entry(key: &str, value: &str) -> Entry {
    Entry { key: key.into(), value: value.into(), kind: Kind::Untyped }
}

#[test]
fn pipe_style() {
    let infobox = Infobox { name: None, entries: vec![entry("Venue", "Forum"), entry("Note", "")] };
    let blocks = vec![
        Block::Infobox(infobox),
        Block::Paragraph("Lead.".into()),
        Block::Heading(Heading { level: 2, text: "Heats".into() }),
        Block::Table(table(vec![["1", "a | b"].into_iter().collect(), ["", ""].into_iter().collect()])),
    ];
    let expected = "= T =\n\nInfobox\n- Venue: Forum\n- Note:\n\nLead.\n\n== Heats ==\n| Rank | Name |\n| 1 | a \\| b |\n| | |\n";
    assert_eq!(write(&page(blocks), "pipe"), expected);
}

#[test]
fn mediawiki_style() {
    let infobox = Infobox {
        name: Some("Infobox rink".into()),
        entries: vec![entry("Venue", "a | b"), entry("Note", "")],
    };
    let mut wide = RowBuf::default();
    let extra = Extra { columns: 2, attributes: vec![("style".into(), "x".into())], ..Extra::default() };
    wide.push_with("both", Kind::Untyped, extra);
    wide.push_with("both", Kind::Untyped, Extra { covered: true, ..Extra::default() });
    let mut named = RowBuf::default();
    named.push_with("Total", Kind::Untyped, Extra { header: true, ..Extra::default() });
    named.push("5", Kind::Untyped);
    let blocks = vec![
        Block::Infobox(infobox),
        Block::Table(table(vec![
            ["1", "a"].into_iter().collect(),
            ["", "one\ntwo"].into_iter().collect(),
            wide,
            named,
        ])),
    ];
    let expected = "= T =\n\n{{Infobox rink\n| Venue = a &#124; b\n| Note =\n}}\n\n{| class=\"wikitable\"\n! Rank !! Name\n|-\n| 1 || a\n|-\n|\n| one\n\ntwo\n|-\n| colspan=\"2\" style=\"x\" | both\n|-\n! Total\n| 5\n|}\n";
    assert_eq!(write(&page(blocks), "mediawiki"), expected);
}

#[test]
fn tables_that_pipe_rows_cannot_represent() {
    let lines = table(vec![["1", "a"].into_iter().collect(), ["2", "b\nc"].into_iter().collect()]);
    let expected = "{| class=\"wikitable\"\n! Rank !! Name\n|-\n| 1 || a\n|-\n| 2\n| b\n\nc\n|}\n";
    check(Block::Table(lines), "pipe", expected);
    let headless = Table { head: TableHead::default(), rows: vec![["1", "2"].into_iter().collect()] };
    check(Block::Table(headless), "pipe", "{| class=\"wikitable\"\n| 1 || 2\n|}\n");
    let dashes = table(vec![["---", ":-:"].into_iter().collect()]);
    check(Block::Table(dashes), "pipe", "| Rank | Name |\n| <nowiki/>--- | :-: |\n");
}

#[test]
fn text_that_looks_like_markup() {
    check_text("[[a]] {{b}} ''c'' <ref>", vec![], "&#91;[a]] &#123;{b&#125;} &#39;'c&#39;' &lt;ref>");
    check_text(
        "&amp; & &x; a|b {| ~~~~ __NOTOC__",
        vec![],
        "&amp;amp; & &amp;x; a|b &#123;| &#126;&#126;~~ &#95;_NOTOC__",
    );
    check_text("* a", vec![], "<nowiki/>* a");
    check_text(" a ", vec![], "&#32;a&#32;");
    check_text(
        "van 't Wout 1:24.537 (a) [b] x{y} 3 < 4 https://a/?b=c&d",
        vec![],
        "van 't Wout 1:24.537 (a) [b] x{y} 3 < 4 https://a/?b=c&d",
    );
}

#[test]
fn marks_become_markup() {
    let mark = |start, end, kind| Mark { start, end, kind };
    let link = |target: &str| MarkKind::Link { target: target.into() };
    check_text("cats b", vec![mark(0, 4, link("cat")), mark(5, 6, link("B (x)"))], "[[cat]]s [[B (x)|b]]");
    check_text("ab", vec![mark(0, 1, link("a"))], "[[a]]<nowiki/>b");
    check_text("a", vec![mark(0, 1, link("Category:x"))], "[[:Category:x|a]]");
    check_text("ab c", vec![mark(0, 4, MarkKind::Bold), mark(0, 2, MarkKind::Italic)], "<b>''ab'' c</b>");
    check_text("ab", vec![mark(0, 2, MarkKind::Italic), mark(0, 2, MarkKind::Bold)], "'''''ab'''''");
    check_text("a's", vec![mark(0, 1, MarkKind::Bold)], "'''a'''&#39;s");
    check_text(
        "abc",
        vec![mark(0, 2, MarkKind::Bold), mark(1, 3, MarkKind::Small)],
        "'''a<small>b</small>'''<small>c</small>",
    );
    let url = MarkKind::ExternalLink { url: "http://a/".into() };
    check_text("x http://a/", vec![mark(0, 1, url.clone()), mark(2, 11, url)], "[http://a/ x] http://a/");
    let reference = MarkKind::Reference { name: Some("n".into()), group: None, text: Box::new("b".into()) };
    check_text("a", vec![mark(1, 1, reference)], "a<ref name=\"n\">b</ref>");
}

#[test]
fn lists_properties_and_data() {
    let item = |kind, text: &str, items| Item { kind, text: text.into(), items };
    let list = List {
        items: vec![
            item(ItemKind::Bullet, "a", vec![item(ItemKind::Number, "b", vec![])]),
            item(ItemKind::Term, "c: d", vec![]),
        ],
    };
    check(Block::List(list), "mediawiki", "* a\n*# b\n; c&#58; d\n");
    let property =
        |name: &str, value: &str| Block::Property(Property { name: name.into(), value: value.into() });
    check(property("category", "A|b"), "pipe", "[[Category:A|b]]\n");
    check(property("switch", "NOTOC"), "pipe", "__NOTOC__\n");
    let data = Block::Data(Value::String("</x>".into()));
    check(data, "pipe", "<syntaxhighlight lang=\"json\">\n\"<\\/x>\"\n</syntaxhighlight>\n");
}

#[test]
fn a_second_page_is_an_error() {
    let diagnostics = Diagnostics::ignore();
    let mut writer = convert_write_wiki::open(Output::new(Vec::new(), &diagnostics)).expect("a writer");
    assert_eq!(Document::default().replay(&mut *writer).expect("the first page"), Flow::Continue);
    let error = Document::default().replay(&mut *writer).expect_err("the second page");
    assert!(error.to_string().contains("one page"), "{error}");
}

/// Checks a table of one cell that contains blocks, and the codes of the warnings.
fn check_cell(text: &str, blocks: Vec<Block>, expected: &str, codes: &[&str]) {
    let mut row = RowBuf::default();
    row.push_with(text, Kind::Untyped, Extra { blocks, ..Extra::default() });
    let document = page(vec![Block::Table(Table { head: TableHead::default(), rows: vec![row] })]);
    let written = testkit::write(&convert_write_wiki::FORMATS[0], [&document]);
    let expected = format!("= T =\n\n{{| class=\"wikitable\"\n{expected}\n|}}\n");
    assert_eq!(written.codes(), codes);
    assert_eq!(written.text(), expected);
}

#[test]
fn blocks_in_cells() {
    let item = |text: &str| Item { kind: ItemKind::Bullet, text: text.into(), items: Vec::new() };
    let list = || Block::List(List { items: vec![item("a || b"), item("c")] });
    check_cell("x", vec![list()], "| x\n* a || b\n* c", &[]);
    check_cell("", vec![list(), Block::Paragraph("! y".into())], "|\n* a || b\n* c\n<nowiki/>! y", &[]);
    check_cell("x", vec![Block::Paragraph("y".into()), Block::Paragraph("z".into())], "| x\n\ny\n\nz", &[]);
    check_cell("", vec![Block::Heading(Heading { level: 3, text: "h".into() })], "|\n=== h ===", &[]);
    let infobox = Infobox { name: None, entries: vec![entry("k", "v")] };
    check_cell("", vec![Block::Infobox(infobox)], "|\n{{Infobox\n| k = v\n}}", &[]);
    let value = Value::Array(vec![Value::Bool(true)]);
    let data = "|\n<syntaxhighlight lang=\"json\">\n[true]\n</syntaxhighlight>";
    check_cell("", vec![Block::Data(value)], data, &[]);
    let property = |name: &str| Block::Property(Property { name: name.into(), value: "v".into() });
    check_cell("", vec![property("category")], "|\n[[Category:v]]", &[]);
    check_cell("x", vec![property("redirect")], "| x", &["cell-block"]);
    let verbatim = |text: &str| Block::Verbatim(Verbatim { format: "wiki".into(), text: text.into() });
    check_cell("", vec![verbatim("{|\n| a\n|}")], "|\n{|\n| a\n|}", &[]);
    check_cell("", vec![verbatim("a\n| b")], "|\na\n\n<nowiki/>&#124; b", &["cell-block"]);
}

#[test]
fn a_template_keeps_its_name() {
    let kind = MarkKind::Template { name: "a>b|c".into(), args: Vec::new() };
    check_text("x", vec![Mark::new(0..1, kind)], "<nowiki/>{{a&#62;b&#124;c}}");
}
