//! Content that spreadsheets drop or cannot represent survives a round trip.

mod common;

use common::check;
use model::{
    Block, Column, Entry, Extra, Heading, Infobox, Item, ItemKind, Kind, List, Mark, MarkKind, Property,
    RowBuf, Shape, Table, TableHead, Text, Value, Verbatim,
};
use testkit::build::{page, untyped};

#[test]
fn empty_names_are_kept() {
    check(&page(vec![untyped(TableHead::with_names(["a", ""]), &[&["1", ""]])]));
    check(&page(vec![untyped(TableHead::with_names([""]), &[&["x"]])]));
    check(&page(vec![untyped(TableHead::with_names(["", "", ""]), &[&["", "", ""]])]));
    check(&page(vec![untyped(TableHead::with_names(["", "", "a", "", ""]), &[])]));
    let header = [["", ""], ["a", ""], ["", ""]].map(|row| row.into_iter().collect::<RowBuf>());
    check(&page(vec![untyped(TableHead::with_header(header.to_vec()), &[&["1", "2"], &["", ""]])]));
}

#[test]
fn an_empty_name_keeps_its_footnote() {
    let footnote = MarkKind::Reference { name: None, group: None, text: Box::new(Text::plain("secret")) };
    let mut names = RowBuf::default();
    names.push("a", Kind::Untyped);
    names.push_with("", Kind::Untyped, Extra { marks: vec![Mark::new(0..0, footnote)], ..Extra::default() });
    let mut row = RowBuf::default();
    row.push("x", Kind::Untyped);
    let head = TableHead::with_header(vec![names]);
    check(&page(vec![Block::Table(Table { head, rows: vec![row] })]));
}

#[test]
fn an_empty_key_is_a_path() {
    let mut head = TableHead::with_names(["a", ""]);
    head.columns[1] = Column { name: String::new(), path: vec![String::new()] };
    check(&page(vec![untyped(head, &[&["1", ""]])]));
}

#[test]
fn a_name_keeps_its_line_breaks() {
    check(&page(vec![untyped(TableHead::with_names(["a\nb"]), &[&["1"]])]));
}

/// Characters that XML does not allow, in every place where a document has text.
#[test]
fn characters_that_xml_does_not_allow() {
    for c in ["\0", "\u{1F}", "\u{B}", "\u{FFFE}", "\u{FFFF}"] {
        let bad = format!("a{c}\u{FFFD}b");
        let text = || Text::plain(bad.as_str());
        let bold = || Text::with_marks(bad.as_str(), vec![Mark::new(0..1, MarkKind::Bold)]);
        let mut row: RowBuf = [bad.as_str(), "\u{FFFD}", "1"].into_iter().collect();
        row.push(&Value::from(vec![bad.as_str()]).to_string(), Kind::Json);
        row.push_with("noted", Kind::Untyped, Extra { note: Some(text()), ..Extra::default() });
        row.push_with(&bad, Kind::Untyped, Extra { marks: bold().marks, header: true, ..Extra::default() });
        row.attributes_mut().push(("style".to_owned(), bad.clone()));
        let head = TableHead {
            caption: Some(text()),
            name: Some(bad.clone()),
            ..TableHead::with_names([bad.as_str(), "b", "c", "d", "e", "f"])
        };
        let mut infobox = Infobox { name: Some(bad.clone()), entries: Vec::new() };
        for (key, value) in
            [(bad.clone(), text()), (format!("b{c}"), Text::plain("1")), ("c".to_owned(), bold())]
        {
            infobox.entries.push(Entry { key, value, kind: Kind::Text });
        }
        let mut document = page(vec![
            Block::Infobox(infobox),
            Block::Heading(Heading { level: 2, text: text() }),
            Block::Paragraph(text()),
            Block::Paragraph(bold()),
            Block::Paragraph(Text::plain(bad.repeat(20_000))),
            Block::List(List {
                items: vec![Item { kind: ItemKind::Bullet, text: text(), items: Vec::new() }],
            }),
            Block::Verbatim(Verbatim { format: bad.clone(), text: bad.clone() }),
            Block::Property(Property { name: bad.clone(), value: bad.clone() }),
            Block::Data(Value::Object([(bad.clone(), Value::from(bad.as_str()))].into_iter().collect())),
            Block::Table(Table { head, rows: vec![row] }),
        ]);
        document.meta.title = Some(bad.clone());
        document.meta.properties = vec![(bad.clone(), bad.clone())];
        check(&document);
    }
}

/// The outline of a plain table is stored in a field of the file.
#[test]
fn a_plain_table_keeps_characters_that_xml_does_not_allow() {
    let bad = "a\u{1}\u{FFFE}";
    let mut document = page(vec![untyped(TableHead::with_names([bad]), &[&[bad]])]);
    (document.meta.title, document.meta.shape) = (Some(bad.to_owned()), Shape::Records);
    check(&document);
}
