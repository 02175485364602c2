//! Footnotes are displayed as notes of cells, and read back as footnotes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{FODS, check};
use model::{Block, Document, Extra, Kind, Mark, MarkKind, RowBuf, Table, TableHead, Text};
use testkit::build::page;

fn footnote(name: Option<&str>, text: &str) -> MarkKind {
    MarkKind::Reference { name: name.map(str::to_owned), group: None, text: Box::new(Text::plain(text)) }
}

/// A table whose cells have footnotes; the last one also has a note.
fn document() -> Document {
    let cell = |row: &mut RowBuf, text: &str, marks: Vec<MarkKind>, note: Option<&str>| {
        let marks = marks.into_iter().map(|kind| Mark::new(text.len()..text.len(), kind)).collect();
        let note = note.map(Text::plain);
        row.push_with(text, Kind::Untyped, Extra { marks, note, ..Extra::default() });
    };
    let (mut names, mut first, mut second) = (RowBuf::default(), RowBuf::default(), RowBuf::default());
    cell(&mut names, "Name", vec![footnote(None, "As on the start list.")], None);
    cell(&mut names, "Time", vec![], None);
    cell(&mut first, "Anna Lind", vec![footnote(Some("b"), ""), footnote(None, "One")], None);
    cell(&mut first, "41.400", vec![footnote(Some("a"), "Two")], None);
    cell(&mut second, "Bea Moss", vec![footnote(Some("b"), "Named.")], None);
    cell(&mut second, "41.512", vec![footnote(Some("a"), "")], Some("her own"));
    let head = TableHead::with_header(vec![names]);
    page(vec![
        Block::Paragraph(Text::with_marks("Prose", vec![Mark::new(5..5, footnote(None, "In prose."))])),
        Block::Table(Table { head, rows: vec![first, second] }),
    ])
}

fn flat(document: &Document) -> String {
    FODS.write([document])
}

fn back(flat: &str) -> Document {
    testkit::read(FODS.reader, flat).document()
}

#[test]
fn footnotes_are_displayed_as_notes_and_read_back_as_footnotes() {
    check(&document());
    let flat = flat(&document());
    for note in [
        "As on the start list.",
        "Named.</text:p><text:p>One",
        "Two",
        "Named.",
        "her own</text:p><text:p>Two",
        "In prose.",
    ] {
        let note = format!("<office:annotation><text:p>{note}</text:p></office:annotation>");
        assert!(flat.contains(&note), "{note}");
    }
}

#[test]
fn an_edited_note_is_a_note_of_the_cell() {
    let changed = flat(&document()).replace("<text:p>her own</text:p>", "<text:p>theirs</text:p>");
    let back = back(&changed);
    let table = back.tables().next().unwrap();
    let note = table.rows[1].as_row().extra(1).and_then(|extra| extra.note.clone());
    assert_eq!(note, Some(Text::plain("theirs\nTwo")));
}

#[test]
fn notes_dropped_by_a_program_are_restored() {
    let mut dropped = flat(&document());
    while let Some(start) = dropped.find("<office:annotation>") {
        let end =
            start + dropped[start..].find("</office:annotation>").unwrap() + "</office:annotation>".len();
        dropped.replace_range(start..end, "");
    }
    assert_eq!(back(&dropped).normalized(), document().normalized());
}
