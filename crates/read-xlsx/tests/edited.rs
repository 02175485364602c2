//! Workbooks written by `convert` and then edited.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test helpers outside of #[test] functions")]

mod common;

use common::document;
use model::{Block, Document, Meta, Table, TableHead};
use std::io::{Cursor, Read, Write};

fn written(rows: &[[&str; 2]]) -> Vec<u8> {
    let head = TableHead::with_names(["Code", "Time"]);
    let rows = rows.iter().map(|row| row.iter().copied().collect()).collect();
    let document = Document { meta: Meta::default(), blocks: vec![Block::Table(Table { head, rows })] };
    write_xlsx::write_to_vec(&document).unwrap()
}

/// A package with one part changed.
fn with_part(package: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let mut text = String::new();
        let part_name = part.name().unwrap().into_owned();
        part.read_to_string(&mut text).unwrap();
        let text = if part_name == name { change(&text) } else { text };
        new.start_file(part_name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// A table of codes and mixed durations, whose last row was cleared: its cells keep their styles.
#[test]
fn a_cleared_last_row_is_dropped() {
    let package = written(&[["007", "1:00.123"], ["012", "59.872"], ["099", "58.9"]]);
    let edited = with_part(&package, SHEET, |sheet| {
        let start = sheet.rfind("<row").unwrap();
        let end = start + sheet[start..].find("</row>").unwrap();
        let attribute = |cell: &str, name: &str| {
            let value = cell.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap();
            format!(" {name}=\"{value}\"")
        };
        let cells = sheet[start..end].split("<c").skip(1);
        let cells: String =
            cells.map(|cell| format!("<c{}{}/>", attribute(cell, "r"), attribute(cell, "s"))).collect();
        let row = &sheet[start..=start + sheet[start..].find('>').unwrap()];
        format!("{}{row}{cells}{}", &sheet[..start], &sheet[end..])
    });
    let (found, messages) = document(&edited);
    let table = found.tables().next().unwrap();
    let rows: Vec<Vec<&str>> = table.rows().map(|row| row.texts().collect()).collect();
    assert_eq!(rows, [["007", "1:00.123"], ["012", "59.872"]]);
    assert_eq!(messages, Vec::<String>::new());
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
