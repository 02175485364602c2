//! Writes pipe rows, and checks what they can represent.

use crate::escape::Place;
use crate::text::{self, is_multiline};
use model::{Cell, Row, RowBuf, TableHead};

/// Whether pipe rows can represent the part of a table above its body: a single header row.
pub(crate) fn holds_head(head: &TableHead) -> bool {
    let plain = head.caption.is_none() && head.attributes.is_empty();
    match head.header.as_slice() {
        [row] => plain && holds_row(row.as_row()),
        _ => false,
    }
}

/// Whether pipe rows can represent a row.
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

/// Writes a table: the header row, and the other rows.
pub(crate) fn table(out: &mut String, header: &[RowBuf], rows: &[RowBuf]) {
    for names in header {
        row(out, names.as_row(), "");
    }
    for (index, body) in rows.iter().enumerate() {
        // The first row must not look like a Markdown delimiter row.
        let guard = if index == 0 && body.as_row().texts().all(is_dashes) { "<nowiki/>" } else { "" };
        row(out, body.as_row(), guard);
    }
}

/// Writes a row, with `guard` before its first text.
fn row(out: &mut String, row: Row<'_>, guard: &str) {
    out.push('|');
    for (column, Cell { text, extra, .. }) in row.cells().enumerate() {
        out.push(' ');
        let start = out.len();
        if column == 0 {
            out.push_str(guard);
        }
        let marks = extra.map_or(&[][..], |extra| &extra.marks);
        text::write(out, text, marks, Place::PipeCell);
        if out.len() > start {
            out.push(' ');
        }
        out.push('|');
    }
    out.push('\n');
}

fn is_dashes(text: &str) -> bool {
    text.contains('-') && text.bytes().all(|byte| matches!(byte, b'-' | b':' | b' '))
}
