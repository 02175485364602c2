//! The rows of the pipe dialect: `| a | b |`.

use crate::syntax::page_text::{BLANK, PageText};
use std::ops::Range;

/// Whether a line is a row: it has a bar at its start and another one.
pub(crate) fn is_row(source: &PageText<'_>, at: usize, end: usize) -> bool {
    starts_row(source, at, end) && next_bar(source, at + 1, end).is_some()
}

/// Whether a line continues a table of rows; it may lack the second bar.
pub(crate) fn is_next_row(source: &PageText<'_>, at: usize, end: usize) -> bool {
    let is_mark = || ["|-", "|+"].iter().any(|mark| source.slice(at..end).starts_with(mark));
    starts_row(source, at, end) && (!is_mark() || next_bar(source, at + 1, end).is_some())
}

fn starts_row(source: &PageText<'_>, at: usize, end: usize) -> bool {
    let line = source.slice(at..end);
    line.starts_with('|') && !line.starts_with("|}")
}

/// The next bar that ends a cell.
fn next_bar(source: &PageText<'_>, mut at: usize, end: usize) -> Option<usize> {
    let bytes = source.bytes();
    while at < end {
        let step =
            bytes[at..end].iter().position(|byte| matches!(byte, b'|' | b'\\' | b'{' | b'[' | b'<'))?;
        at += step;
        match bytes[at] {
            b'|' => return Some(at),
            b'\\' => at += if bytes.get(at + 1) == Some(&b'|') { 2 } else { 1 },
            _ => at = source.span_at(at, end).map_or(at + 1, |span| span.end()),
        }
    }
    None
}

/// The cells of a row line; returns whether the last bar is present.
pub(crate) fn cells(source: &PageText<'_>, line: Range<usize>, cells: &mut Vec<Range<usize>>) -> bool {
    cells.clear();
    let end = line.start + source.slice(line.clone()).trim_end_matches(BLANK).len();
    let mut at = line.start + 1;
    while let Some(bar) = next_bar(source, at, end) {
        cells.push(at..bar);
        at = bar + 1;
    }
    let closed = at >= end && !cells.is_empty();
    if !closed {
        cells.push(at.min(end)..end);
    }
    closed
}

/// Whether the cells of a row are those of a Markdown separator, `|---|:-:|`.
pub(crate) fn is_separator(source: &PageText<'_>, cells: &[Range<usize>]) -> bool {
    let dashes = |cell: &Range<usize>| {
        let cell = source.slice(cell.clone()).trim_matches(BLANK);
        let middle = cell.strip_prefix(':').unwrap_or(cell);
        let middle = middle.strip_suffix(':').unwrap_or(middle);
        !middle.is_empty()
            && middle.bytes().all(|byte| byte == b'-')
            && (cell.len() > middle.len() || middle.len() > 1)
    };
    !cells.is_empty() && cells.iter().all(dashes)
}
