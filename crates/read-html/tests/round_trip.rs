//! What is written as HTML reads back the same.

use testkit::{Pair, pages::Pages};

const HTML: Pages = Pages {
    pair: Pair { reader: &convert_read_html::FORMATS[0], writer: &write_html::FORMATS[0] },
    note: "note-1",
};

#[test]
fn every_text_comes_back() {
    HTML.check_texts();
}

#[test]
fn marks_come_back() {
    HTML.check_marks();
}

#[test]
fn footnotes_come_back() {
    HTML.check_footnotes();
}
