//! What is written as Markdown reads back the same.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use model::{Document, Event, RowBuf, Sink, TableHead};
use testkit::{Pair, pages::Pages};

const MARKDOWN: Pages = Pages {
    pair: Pair { reader: &convert_read_markdown::FORMATS[0], writer: &write_markdown::FORMATS[0] },
    note: "1",
};

#[test]
fn every_text_comes_back() {
    MARKDOWN.check_texts();
}

#[test]
fn marks_come_back() {
    MARKDOWN.check_marks();
}

#[test]
fn footnotes_come_back() {
    MARKDOWN.check_footnotes();
}

#[test]
fn a_wider_row_after_the_look_ahead_starts_a_new_table() {
    let mut document = Document::default();
    let _ = document.event(Event::TableStart(&TableHead::with_names(["a"]))).unwrap();
    for _ in 0..1000 {
        let _ = document.event(Event::Row(["x"].into_iter().collect::<RowBuf>().as_row())).unwrap();
    }
    let _ = document.event(Event::Row(["y", "z"].into_iter().collect::<RowBuf>().as_row())).unwrap();
    let back = MARKDOWN.read(&MARKDOWN.write(&document));
    let tables: Vec<_> = back.tables().collect();
    assert_eq!((tables.len(), tables[0].rows.len(), tables[1].rows.len()), (2, 1000, 1));
    assert_eq!(tables[1].rows[0].as_row().text(1), "z");
}
