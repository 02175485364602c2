//! What is written as HTML reads back as the very text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../markup/tests/pages/mod.rs"]
mod pages;

use model::{Diagnostics, Document, Input, Output, Params};

/// The name that a note has once it was written.
const NOTE: &str = "note-1";

fn write(document: &Document) -> String {
    let (mut bytes, diagnostics) = (Vec::new(), Diagnostics::ignore());
    let output = Output { bytes: Box::new(&mut bytes), diagnostics: &diagnostics, survey: None };
    let mut writer = write_html::open(output, &Params::default()).unwrap();
    document.replay(&mut writer).unwrap();
    writer.finish().unwrap();
    String::from_utf8(bytes).unwrap()
}

fn read(page: &str) -> Document {
    let (mut document, diagnostics) = (Document::default(), Diagnostics::ignore());
    let input = Input { bytes: &mut std::io::Cursor::new(page), diagnostics: &diagnostics };
    convert_read_html::read(input, &Params::default(), &mut document).unwrap();
    document
}
