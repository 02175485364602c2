//! Workbooks that were edited in another program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::{FODS, ODS};
use model::{Block, Extra, Kind, Mark, MarkKind, RowBuf, Table, TableHead, Text};
use std::io::{Cursor, Read, Write};
use testkit::build::{heading, page, untyped};
use testkit::{read, write};

fn written(blocks: Vec<Block>) -> String {
    FODS.write([&page(blocks)])
}

fn swap(file: &str, old: &str, new: &str) -> String {
    assert!(file.contains(old), "{old}");
    file.replace(old, new)
}

#[test]
fn a_sheet_renamed_to_a_deleted_one_is_reported() {
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
fn edited_notes_are_read() {
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

/// A table of codes and mixed durations whose last row was cleared. Its cells keep their styles.
#[test]
fn a_cleared_last_row_is_dropped() {
    let head = || TableHead::with_names(["Code", "Time"]);
    let rows: &[&[&str]] = &[&["007", "1:00.123"], &["012", "59.872"], &["099", "58.9"]];
    let cleared = |file: &str| {
        let start = file.rfind("<table:table-row").unwrap();
        let end = start + file[start..].find("</table:table-row>").unwrap();
        let cells = file[start..end].split("<table:table-cell").skip(1).map(|cell| {
            let style = cell.split("table:style-name=\"").nth(1).unwrap().split('"').next().unwrap();
            format!("<table:table-cell table:style-name=\"{style}\"/>")
        });
        let cells: String = cells.collect();
        assert!(cells.contains("AsText"), "{cells}");
        let row = &file[start..start + file[start..].find('>').unwrap() + 1];
        format!("{}{row}{cells}{}", &file[..start], &file[end..])
    };
    let expected = page(vec![untyped(head(), &rows[..2])]);
    let texts = |document: &model::Document| -> Vec<Vec<String>> {
        let table = document.tables().next().unwrap();
        table.rows().map(|row| row.texts().map(str::to_owned).collect()).collect()
    };
    let file = cleared(&written(vec![untyped(head(), rows)]));
    let reading = read(FODS.reader, file);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(texts(&reading.document()), texts(&expected));

    let package = write(ODS.writer, [&page(vec![untyped(head(), rows)])]).bytes;
    let reading = read(ODS.reader, with_content(&package, cleared));
    assert_eq!(reading.diagnostics, []);
    assert_eq!(texts(&reading.document()), texts(&expected));
}

/// A package with changed content.
fn with_content(package: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let mut text = String::new();
        let part_name = part.name().unwrap().into_owned();
        part.read_to_string(&mut text).unwrap();
        let text = if part_name == "content.xml" { change(&text) } else { text };
        new.start_file(part_name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}
