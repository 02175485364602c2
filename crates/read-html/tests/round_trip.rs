//! What is written as HTML reads back as the very text.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../markup/tests/pages/mod.rs"]
mod pages;

use model::Document;

/// The name that a note has once it was written.
const NOTE: &str = "note-1";

fn write(document: &Document) -> String {
    write_html::write_to_string(document).unwrap()
}

fn read(page: &str) -> Document {
    convert_read_html::read_str(page).unwrap()
}
