//! What is written as Markdown reads back as the very text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../markup/tests/pages/mod.rs"]
mod pages;

use model::{Document, Event, RowBuf, Sink, TableHead};

/// The name that a note has once it was written.
const NOTE: &str = "1";

fn write(document: &Document) -> String {
    write_markdown::write_to_string(document).unwrap()
}

fn read(page: &str) -> Document {
    convert_read_markdown::read_str(page).unwrap()
}

#[test]
fn a_wider_row_after_the_look_ahead_begins_the_table_again() {
    let mut document = Document::default();
    let _ = document.event(Event::TableStart(&TableHead::with_names(["a"]))).unwrap();
    for _ in 0..1000 {
        let _ = document.event(Event::Row(["x"].into_iter().collect::<RowBuf>().as_row())).unwrap();
    }
    let _ = document.event(Event::Row(["y", "z"].into_iter().collect::<RowBuf>().as_row())).unwrap();
    let back = read(&write(&document));
    let tables: Vec<_> = back.tables().collect();
    assert_eq!((tables.len(), tables[0].rows.len(), tables[1].rows.len()), (2, 1000, 1));
    assert_eq!(tables[1].rows[0].as_row().text(1), "z");
}
