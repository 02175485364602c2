//! Workbooks as other programs leave them after an edit.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::FODS;
use model::{Block, Extra, Kind, Mark, MarkKind, RowBuf, Table, TableHead, Text};
use testkit::build::{heading, page, untyped};
use testkit::read;

fn written(blocks: Vec<Block>) -> String {
    FODS.write([&page(blocks)])
}

fn swap(file: &str, old: &str, new: &str) -> String {
    assert!(file.contains(old), "{old}");
    file.replace(old, new)
}

#[test]
fn a_sheet_under_the_name_of_a_deleted_one_is_said() {
    let names = || TableHead::with_names(["x"]);
    let file = written(vec![
        heading(2, "A"),
        untyped(names(), &[&["1"]]),
        heading(2, "B"),
        untyped(names(), &[&["2"]]),
    ]);
    let start = file.find("<table:table table:name=\"A\"").unwrap();
    let end = file.find("<table:table table:name=\"B\"").unwrap();
    let file = format!("{}{}", &file[..start], &file[end..]);
    let file = swap(&file, "<table:table table:name=\"B\"", "<table:table table:name=\"A\"");
    let file = swap(&swap(&file, "$'A'.$A$1:", "#REF!:"), "$'B'.", "$'A'.");
    let reading = read(FODS.reader, file);
    assert_eq!(reading.codes(), ["sheet-mistaken", "sheet-table-gone"]);
    reading.document();
}

#[test]
fn notes_are_those_of_the_sheet() {
    let note = Text::with_marks("a note", vec![Mark::new(2..6, MarkKind::Bold)]);
    let mut row = RowBuf::default();
    row.push_with("1", Kind::Untyped, Extra { note: Some(note.clone()), ..Extra::default() });
    let head = TableHead::with_names(["x"]);
    let file = written(vec![Block::Table(Table { head, rows: vec![row] })]);
    let found = |file: &str| {
        let document = read(FODS.reader, file).document();
        document.tables().next().unwrap().rows[0].as_row().cell(0).extra.and_then(|extra| extra.note.clone())
    };
    assert_eq!(found(&file), Some(note));
    let shown = "<office:annotation><text:p>a note</text:p></office:annotation>";
    let changed = Text::with_marks("the note", vec![Mark::new(4..8, MarkKind::Bold)]);
    assert_eq!(found(&swap(&file, shown, &shown.replace("a note", "the note"))), Some(changed));
    assert_eq!(found(&swap(&file, shown, "")), None);
}
