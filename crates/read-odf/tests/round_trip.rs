//! Documents of every shape are written and read back in both formats.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::{FODS, ODS, check};
use model::{
    Block, Column, Diagnostics, Document, Entry, Extra, Infobox, Item, ItemKind, Kind, List, Mark, MarkKind,
    Meta, Output, Property, RowBuf, Shape, Sink, Table, TableHead, Text, Verbatim,
};
use testkit::build::{heading, page, table, untyped};
use testkit::{read, write};

#[test]
fn an_empty_document() {
    check(&Document::default());
}

#[test]
fn a_page() {
    let infobox = Infobox {
        name: Some("Infobox Olympic event".into()),
        entries: vec![
            Entry { key: "Venue".into(), value: "Milan".into(), kind: Kind::Untyped },
            Entry { key: "Competitors".into(), value: "32".into(), kind: Kind::Untyped },
            Entry { key: "Nations".into(), value: "17".into(), kind: Kind::Text },
            Entry { key: "Empty".into(), value: "".into(), kind: Kind::Null },
            Entry { key: "Win".into(), value: "1:24.537".into(), kind: Kind::Duration },
            Entry {
                key: "Gold".into(),
                value: Text::with_marks("Jens", vec![Mark::new(0..4, MarkKind::Link { target: "J".into() })]),
                kind: Kind::Untyped,
            },
        ],
    };
    let meta = Meta {
        title: Some("Men's 1000 metres – <final>".into()),
        dialect: Some("pipe".into()),
        properties: vec![("id".into(), "7".into())],
        shape: Shape::Page,
        ..Meta::default()
    };
    let names = || TableHead::with_names(["Rank", "Name", "Time"]);
    let rows: &[&[&str]] = &[&["1", "Sun Long", "1:24.537"], &["", "Lin, \"X\" & Co", "DNF"]];
    let blocks = vec![
        Block::Infobox(infobox),
        Block::Paragraph("  two  blanks\n\nand lines\t ".into()),
        Block::Paragraph("".into()),
        Block::Paragraph(Text::with_marks(
            "bold and link",
            vec![
                Mark::new(0..4, MarkKind::Bold),
                Mark::new(
                    9..13,
                    MarkKind::Reference { name: None, group: None, text: Box::new("note".into()) },
                ),
            ],
        )),
        heading(2, "Results"),
        heading(3, "Heats"),
        untyped(names(), rows),
        untyped(TableHead { caption: Some("second".into()), ..names() }, rows),
        heading(3, "Finals: [A]/B*?"),
        untyped(TableHead { caption: Some("".into()), name: Some("own".into()), ..names() }, rows),
        heading(6, "heats"),
        untyped(
            TableHead { attributes: vec![("class".into(), "wikitable".into())], hidden: true, ..names() },
            rows,
        ),
        untyped(names(), &[]),
        untyped(TableHead::default(), rows),
        untyped(TableHead::default(), &[]),
        Block::Verbatim(Verbatim { format: "wiki".into(), text: "{{x\n|y=<1>}}".into() }),
        Block::Property(Property { name: "category".into(), value: "Skating".into() }),
        Block::Data(model::shape::block_to_value(&Block::Paragraph("x".into()))),
    ];
    check(&Document { meta, blocks });
}

#[test]
fn lists() {
    let item = |kind, text: &str, items| Item { kind, text: text.into(), items };
    let nested = vec![
        item(
            ItemKind::Bullet,
            "a",
            vec![item(ItemKind::Number, "b", vec![]), item(ItemKind::Number, "", vec![])],
        ),
        item(ItemKind::Term, "c", vec![]),
        item(
            ItemKind::Definition,
            "",
            vec![item(ItemKind::Bullet, "", vec![item(ItemKind::Bullet, "deep", vec![])])],
        ),
    ];
    let list = |items| Block::List(List { items });
    check(&page(vec![list(nested.clone()), list(nested), list(vec![]), list(vec![])]));
}

#[test]
fn every_kind() {
    use Kind::*;
    let head = TableHead::with_names(["a", "b"]);
    let rows: &[&[(&str, Kind)]] = &[
        &[("41.400", Untyped), ("41.400", Number)],
        &[("41.400", Text), ("007", Untyped)],
        &[("1E5", Number), ("123456789012345678901234567890", Number)],
        &[("-0", Number), ("0.0000000000000001", Untyped)],
        &[("true", Boolean), ("false", Boolean)],
        &[("TRUE", Boolean), ("TRUE", Text)],
        &[("", Null), ("", Missing)],
        &[("", Text), ("", Untyped)],
        &[("", Missing), ("", Missing)],
        &[("", Null), ("", Null)],
        &[("{\"a\":[1]}", Json), ("[1]", Text)],
        &[("1:24.537", Duration), ("1:24.537", Text)],
        &[("61:25.741", Untyped), ("26:00:00", Duration)],
        &[("2026-02-10", Date), ("10 February 2026", Untyped)],
        &[("2026-02-10T11:10", DateTime), ("February 10, 2026, 11:10:09", Untyped)],
        &[("10.02.2026", Date), ("noon", Time)],
        &[("11:10", Time), ("€ 5", Currency)],
        &[("12.50%", Percentage), ("12.50%", Untyped)],
        &[("half", Percentage), ("-3%", Untyped)],
        &[("a\u{A0}b", Untyped), ("tab\there", Untyped)],
        &[("line\nbreak", Untyped), ("\nfirst and last\n", Untyped)],
        &[("  lead", Untyped), ("trail  ", Untyped)],
        &[("carriage\rreturn\r\n", Untyped), ("<b>&amp;</b>", Untyped)],
        &[("=1+1", Untyped), ("#REF!", Untyped)],
        &[("x", Untyped)],
        &[("", Null), ("", Null), ("", Null)],
        &[("", Null)],
    ];
    check(&page(vec![table(head.clone(), rows)]));
    check(&Document {
        meta: Meta { shape: Shape::Records, ..Meta::default() },
        blocks: vec![table(head, rows)],
    });
    check(&Document {
        meta: Meta { shape: Shape::Rows, title: Some("rows".into()), ..Meta::default() },
        blocks: vec![table(TableHead::default(), rows)],
    });
}

fn cell(row: &mut RowBuf, text: &str, kind: Kind, extra: Extra) {
    row.push_with(text, kind, extra);
}

#[test]
fn extras_of_cells() {
    let mut rows = Vec::new();
    let mut add = |cells: Vec<(&str, Extra)>| {
        let mut row = RowBuf::default();
        cells.into_iter().for_each(|(text, extra)| cell(&mut row, text, Kind::Untyped, extra));
        rows.push(row);
    };
    let marks = |marks| Extra { marks, ..Extra::default() };
    let x = Extra::default;
    add(vec![
        ("bold", marks(vec![Mark::new(0..4, MarkKind::Bold)])),
        ("both", marks(vec![Mark::new(0..4, MarkKind::Bold), Mark::new(1..3, MarkKind::Italic)])),
        ("odd", marks(vec![Mark::new(0..2, MarkKind::Italic), Mark::new(0..2, MarkKind::Bold)])),
        ("H2O", marks(vec![Mark::new(1..2, MarkKind::Sub)])),
    ]);
    add(vec![
        (
            "link",
            marks(vec![Mark::new(0..4, MarkKind::ExternalLink { url: "https://example.org/?a&b".into() })]),
        ),
        ("wiki", marks(vec![Mark::new(0..4, MarkKind::Link { target: "x".into() })])),
        ("", marks(vec![Mark::new(0..0, MarkKind::Comment { text: "nothing".into() })])),
        ("12", marks(vec![Mark::new(0..2, MarkKind::Bold)])),
    ]);
    add(vec![
        ("head", Extra { header: true, ..x() }),
        ("7", Extra { header: true, ..x() }),
        ("", Extra { header: true, ..x() }),
        ("1:24.537", Extra { header: true, ..x() }),
    ]);
    add(vec![
        ("noted", Extra { note: Some("a note\nof two lines".into()), ..x() }),
        ("", Extra { note: Some("on nothing".into()), ..x() }),
        ("styled", Extra { attributes: vec![("style".into(), "x".into())], ..x() }),
        ("nested", Extra { blocks: vec![Block::Paragraph("inside".into())], ..x() }),
    ]);
    add(vec![
        ("wide", Extra { columns: 2, rows: 2, ..x() }),
        ("wide", Extra { covered: true, ..x() }),
        ("b", x()),
        ("", Extra { attributes: vec![("a".into(), "b".into())], ..x() }),
    ]);
    add(vec![
        ("wide", Extra { covered: true, ..x() }),
        ("wide", Extra { covered: true, ..x() }),
        ("tall", Extra { rows: 2, header: true, ..x() }),
        ("1,234.50", x()),
    ]);
    add(vec![("", x()), ("", x()), ("tall", Extra { covered: true, header: true, ..x() }), ("", x())]);
    rows[0].attributes_mut().push(("class".into(), "odd".into()));
    let mut typed = RowBuf::default();
    cell(&mut typed, "1,234.50", Kind::Number, Extra { value: Some("1234.5".into()), ..x() });
    cell(&mut typed, "10/02/26", Kind::Date, Extra { value: Some("2026-02-10".into()), ..x() });
    cell(&mut typed, "11:10", Kind::Time, Extra { value: Some("PT11H10M00S".into()), ..x() });
    cell(&mut typed, "€ 5", Kind::Currency, Extra { value: Some("5 EUR".into()), ..x() });
    rows.push(typed);
    let mut header = vec![RowBuf::default(), ["Rank", "1", "2", "x"].into_iter().collect()];
    cell(&mut header[0], "Rank", Kind::Untyped, marks(vec![Mark::new(0..4, MarkKind::Code)]));
    cell(&mut header[0], "Time", Kind::Untyped, Extra { columns: 2, ..x() });
    cell(&mut header[0], "Time", Kind::Untyped, Extra { covered: true, ..x() });
    cell(&mut header[0], "", Kind::Untyped, x());
    let head = TableHead {
        caption: Some(Text::with_marks("cap", vec![Mark::new(0..3, MarkKind::Small)])),
        ..TableHead::with_header(header)
    };
    check(&page(vec![Block::Table(Table { head: head.clone(), rows: rows.clone() })]));
    let meta = Meta { shape: Shape::Records, ..Meta::default() };
    check(&Document { meta, blocks: vec![Block::Table(Table { head, rows })] });
}

#[test]
fn nested_columns_and_long_texts() {
    let mut head = TableHead::with_names(["id", "club.name", "a.b"]);
    head.columns[1] = Column { name: "club.name".into(), path: vec!["club".into(), "name".into()] };
    let blocks = vec![
        Block::Paragraph(Text::plain("word ".repeat(20_000))),
        Block::Paragraph(Text::with_marks("x".repeat(70_000), vec![Mark::new(0..70_000, MarkKind::Bold)])),
        untyped(head, &[&["1", &"long ".repeat(10_000), "3"]]),
    ];
    check(&page(blocks));
}

#[test]
fn characters_that_a_cell_cannot_hold_are_reported() {
    let document = page(vec![untyped(TableHead::with_names(["a"]), &[&["bell \u{7}"]])]);
    let expected = "note: sheet 'Table', cell A2: the text has a control character, which XML does not allow \
                    (the cell shows U+FFFD; its details keep the character)";
    assert_eq!(write(FODS.writer, [&document]).messages(), [expected]);
}

#[test]
fn a_second_document_is_refused() {
    let diagnostics = Diagnostics::ignore();
    let mut writer = write_odf::open_ods(Output::new(std::io::sink(), &diagnostics)).unwrap();
    let _ = Document::default().replay(&mut *writer).unwrap();
    assert!(Document::default().replay(&mut *writer).is_err());
}

#[test]
fn equal_documents_give_equal_bytes() {
    let document = page(vec![untyped(TableHead::with_names(["a"]), &[&["1"]])]);
    for writer in write_odf::FORMATS {
        assert_eq!(write(writer, [&document]).bytes, write(writer, [&document]).bytes);
    }
}

/// The document is too long to be buffered, so its outline is written in parts.
#[test]
fn a_document_too_long_to_buffer() {
    let long = |tag: &str| {
        let mut rows = Vec::new();
        for number in 0..6_000 {
            let mut row = RowBuf::default();
            row.push(&number.to_string(), Kind::Untyped);
            row.push(&format!("{tag} {number} {}", "long ".repeat(300)), Kind::Untyped);
            row.push("1:24.537", Kind::Untyped);
            if number == 5_900 || (number == 5 && tag == "first") {
                let extra = Extra { attributes: vec![("a".into(), "b".into())], ..Extra::default() };
                row.push_with("late", Kind::Untyped, extra);
            } else {
                row.push("", Kind::Untyped);
            }
            rows.push(row);
        }
        Block::Table(Table { head: TableHead::with_names(["n", "text", "time", "note"]), rows })
    };
    let blocks = vec![
        heading(2, "One"),
        untyped(TableHead::with_names(["a"]), &[&["1"]]),
        long("first"),
        Block::Paragraph("between".into()),
        heading(2, "Two"),
        long("second"),
        Block::Paragraph("after".into()),
    ];
    let document = page(blocks);
    let mut sink = Document::default();
    for format in [FODS, ODS] {
        let reading = read(format.reader, write(format.writer, [&document]).bytes);
        assert_eq!(reading.diagnostics, []);
        let back = reading.document();
        assert!(back.normalized() == document.normalized(), "{}", format.writer.format.id);
        let _ = back.replay(&mut sink).unwrap();
    }
    let _: &mut dyn Sink = &mut sink;
}
