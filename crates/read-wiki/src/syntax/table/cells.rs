//! The cells of a line, separated by bars.

use super::{Cell, Reader};
use crate::syntax::tags::starts_tag;
use crate::syntax::template::is_bar;
use memchr::{memchr, memchr2, memchr3};

/// What a line contains.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Cells, separated by two bars or exclamation marks.
    Cells,
    /// A single text, in which these are not separators.
    Text,
}

impl Reader<'_, '_> {
    /// Reads the cells of a line, starting after the bar of the first one.
    pub(super) fn cells(&mut self, line: usize, mut at: usize, end: usize, header: bool) {
        loop {
            let (cell, next) = self.cell_and_next(at, end, header, Line::Cells);
            let content = cell.content.clone();
            self.begin_cell(line, cell);
            match next {
                Some(next) => {
                    if self.has_tags(content.clone()) {
                        self.extend(content.start);
                        self.flow(content.start, content.end, content.end);
                    }
                    at = next;
                }
                None => return,
            }
        }
    }

    /// A caption, which may start with attributes and a bar like a cell.
    pub(super) fn caption_cell(&self, at: usize, end: usize) -> Cell {
        self.cell_and_next(at, end, false, Line::Text).0
    }

    /// The cell that starts here, and the start of the next one in the line.
    fn cell_and_next(&self, start: usize, end: usize, header: bool, line: Line) -> (Cell, Option<usize>) {
        let bytes = self.source.bytes();
        let mut walk = self.source.walk(start);
        let find = |from: usize| {
            let rest = &bytes[from..end];
            let step = if header { memchr3(b'|', b'!', b'<', rest) } else { memchr2(b'|', b'<', rest) };
            step.map_or(end, |step| from + step)
        };
        let bar_at = |at: usize| match bytes.get(at).filter(|_| at < end) {
            Some(b'|') => Some(1),
            Some(b'{') => self.source.span_at(at, end).filter(|&span| is_bar(self.source, span)).map(|_| 5),
            _ => None,
        };
        let mut at = start;
        let mut next = find(at);
        let mut content = None;
        let cell = |content: Option<usize>, stop: usize, bar: usize| match content {
            Some(content) => Cell { header, attributes: start..bar, content: content..stop },
            None => Cell { header, attributes: start..start, content: start..stop },
        };
        let mut first_bar = start;
        let mut tags_close = true;
        loop {
            let mut here = next;
            if let Some(span) = walk.opaque(at).filter(|span| span.start() <= next) {
                if is_bar(self.source, span) {
                    here = span.start();
                } else if span.start() < next || bytes.get(next) == Some(&b'<') {
                    at = span.end();
                    if next < at {
                        next = find(at.min(end));
                    }
                    continue;
                }
            }
            if here >= end {
                return (cell(content, end, first_bar), None);
            }
            match bytes[here] {
                b'!' if line == Line::Cells && bytes.get(here + 1) == Some(&b'!') && here + 1 < end => {
                    return (cell(content, here, first_bar), Some(here + 2));
                }
                // Characters inside a tag are not separators.
                b'<' => {
                    let tag = starts_tag(self.source, here, end);
                    let close = if tag && tags_close { memchr(b'>', &bytes[here..end]) } else { None };
                    // If one tag of a line is not closed, no later one is.
                    tags_close &= !tag || close.is_some();
                    at = here + close.map_or(1, |step| step + 1);
                }
                b'!' => at = here + 1,
                _ => {
                    let width = bar_at(here).unwrap_or(1);
                    if let Some(second) = bar_at(here + width).filter(|_| line == Line::Cells) {
                        return (cell(content, here, first_bar), Some(here + width + second));
                    }
                    if content.is_none() {
                        first_bar = here;
                        let before = &bytes[start..here];
                        let text = before.windows(2).any(|pair| matches!(pair, b"[[" | b"-{"))
                            || self.has_tags(start..here);
                        content = Some(if text { start } else { here + width });
                        if text {
                            first_bar = start;
                        }
                    }
                    at = here + width;
                }
            }
            if next < at {
                next = find(at.min(end));
            }
        }
    }
}
