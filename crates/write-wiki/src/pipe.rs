//! Pipe rows, and what they can hold.

use crate::escape::Place;
use crate::text::{self, is_multiline};
use model::{Cell, Row, TableHead};

/// Whether pipe rows can hold what stands above a table's body: one row of names.
pub(crate) fn holds_head(head: &TableHead) -> bool {
    let plain = head.caption.is_none() && head.attributes.is_empty();
    match head.header.as_slice() {
        [row] => plain && holds_row(row.as_row()),
        _ => false,
    }
}

/// Whether pipe rows can hold a row.
pub(crate) fn holds_row(row: Row<'_>) -> bool {
    row.attributes().is_empty()
        && !row.is_empty()
        && row.extras().iter().all(|extra| {
            extra.columns <= 1
                && extra.rows <= 1
                && !extra.covered
                && !extra.header
                && extra.attributes.is_empty()
                && extra.blocks.is_empty()
        })
        && row.cells().all(|cell| {
            (cell.extra.is_none() && !cell.text.contains('\n')) || !is_multiline(cell.text, cell.marks())
        })
}

/// Writes a row. The first body row must not look like a Markdown separator.
pub(crate) fn row(out: &mut String, row: Row<'_>, first: bool) {
    out.push('|');
    let guard = first && row.texts().all(is_dashes);
    for (column, Cell { text, extra, .. }) in row.cells().enumerate() {
        out.push(' ');
        if guard && column == 0 {
            out.push_str("<nowiki/>");
        }
        let marks = extra.map_or(&[][..], |extra| &extra.marks);
        let start = out.len();
        text::write(out, text, marks, Place::PipeCell);
        if out.len() > start || (guard && column == 0) {
            out.push(' ');
        }
        out.push('|');
    }
    out.push('\n');
}

fn is_dashes(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|byte| matches!(byte, b'-' | b':' | b' '))
}
