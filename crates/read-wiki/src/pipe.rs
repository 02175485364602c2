//! The pipe dialect: `| a | b |` rows, and `- key: value` lines under an `Infobox` line.

use crate::inline::{Mode, TextBuf, kind};
use crate::page::Page;
use crate::source::BLANK;
use crate::source::Source;
use crate::spans::SpanKind;
use model::{Entry, Event, Extra, Infobox, Kind, Mark, Result, RowBuf, Sink, TableHead};
use std::ops::Range;

/// Whether a line is a row: bars at its start and further on. Within a run the second bar may be missing.
pub(crate) fn is_row(source: &Source<'_>, at: usize, end: usize, within: bool) -> bool {
    let bytes = source.bytes();
    if at >= end || bytes[at] != b'|' || bytes[at..end].starts_with(b"|}") {
        return false;
    }
    let mark = bytes[at..end].starts_with(b"|-") || bytes[at..end].starts_with(b"|+");
    (within && !mark) || next_bar(source, at + 1, end).is_some()
}

/// The next bar that ends a cell.
fn next_bar(source: &Source<'_>, mut at: usize, end: usize) -> Option<usize> {
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

/// The cells of a row line, and whether its last bar is there.
fn cells(source: &Source<'_>, line: Range<usize>, cells: &mut Vec<Range<usize>>) -> bool {
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
fn is_separator(source: &Source<'_>, cells: &[Range<usize>]) -> bool {
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

impl Page<'_, '_> {
    /// Sends a run of rows as a table.
    pub(crate) fn pipe_table(&self, range: Range<usize>, sink: &mut dyn Sink) -> Result<()> {
        let source = &self.source;
        let (mut ranges, mut row, mut buf) = (Vec::new(), RowBuf::default(), TextBuf::default());
        let mut walk = source.walk(range.start);
        let mut at = range.start;
        let mut width = None;
        let mut number = 0;
        let mut comments: Vec<Mark> = Vec::new();
        while at < range.end {
            let end = source.line_end(&mut walk, at, range.end);
            let (start, next) = (at, (end + 1).min(range.end));
            while let Some(span) = source.span_at(at, end).filter(|span| span.kind == SpanKind::Comment) {
                let text = source.slice(span.start() + 4..span.end() - 3).to_owned();
                comments.push(Mark::new(0..0, model::MarkKind::Comment { text }));
                at = span.end();
            }
            if at >= end {
                at = next;
                continue;
            }
            number += 1;
            let closed = cells(source, at..end, &mut ranges);
            if number == 2 && is_separator(source, &ranges) {
                at = next;
                continue;
            }
            row.clear();
            for cell in &ranges {
                self.read_text(&mut buf, cell.clone(), Mode::PipeCell, 0)?;
                let mut marks = std::mem::take(&mut comments);
                if marks.is_empty() {
                    marks = std::mem::take(&mut buf.marks);
                } else {
                    marks.append(&mut buf.marks);
                }
                if marks.is_empty() {
                    row.push(&buf.text, Kind::Untyped);
                } else {
                    let kind = kind(&buf.text, &marks);
                    row.push_with(&buf.text, kind, Extra { marks, ..Extra::default() });
                }
            }
            if !closed {
                self.report.warn(
                    "wiki-open-row",
                    start,
                    "the row does not end with a bar",
                    "what follows the last bar is its last cell",
                )?;
            }
            row.set_source(self.report.place(&(start..next)));
            match width {
                None => {
                    width = Some(row.len());
                    let head = TableHead {
                        source: self.report.place(&range),
                        ..TableHead::with_header(vec![std::mem::take(&mut row)])
                    };
                    sink.event(Event::TableStart(&head))?;
                }
                Some(width) => {
                    self.ragged(&mut row, width, start)?;
                    sink.row(&mut row)?;
                }
            }
            at = next;
        }
        match width {
            Some(_) => sink.event(Event::TableEnd),
            None => Ok(()),
        }
    }

    /// Pads a row that is shorter than the header; says so, and also that one is longer.
    pub(crate) fn ragged(&self, row: &mut RowBuf, width: usize, at: usize) -> Result<()> {
        let count = row.len();
        if count == width {
            return Ok(());
        }
        let hint = if count < width {
            "the missing cells are left empty"
        } else {
            "the further cells have no column name"
        };
        let message =
            format!("row has {count} {}, the header has {width}", if count == 1 { "cell" } else { "cells" });
        row.pad(width, Kind::Untyped);
        self.report.warn("wiki-ragged", at, message, hint)
    }

    /// Reads `Infobox` and its lines. `first` is the line of the word itself.
    pub(crate) fn pipe_infobox(&self, range: Range<usize>, first: Range<usize>) -> Result<Infobox> {
        let source = &self.source;
        let name = source.slice(first.clone()).trim_matches(BLANK);
        let mut entries = crate::infobox::Entries::default();
        let mut walk = source.walk(first.end);
        let mut at = first.end + 1;
        while at < range.end {
            let end = source.line_end(&mut walk, at, range.end);
            let line = source.slice(at..end);
            let start = at + 2;
            let body = source.slice(start..end).trim_end_matches(BLANK);
            let (key, value) = match body.find(": ") {
                Some(colon) => (start..start + colon, start + colon + 2..end),
                None if body.ends_with(':') => (start..start + body.len() - 1, end..end),
                None => {
                    let message = format!("infobox line without a colon: '{}'", line.trim_matches(BLANK));
                    self.report.warn(
                        "wiki-infobox-line",
                        at,
                        message,
                        "it is kept as a key without a value",
                    )?;
                    (start..start + body.len(), end..end)
                }
            };
            let value = self.text(value, Mode::Line, 0)?;
            let key = crate::entities::decode_all(source.slice(key).trim_matches(BLANK));
            let kind = kind(&value.text, &value.marks);
            entries.set(self, Entry { key, value, kind }, at)?;
            at = (end + 1).min(range.end).max(end);
            if end >= range.end {
                break;
            }
        }
        Ok(Infobox { name: (name != "Infobox").then(|| name.to_owned()), entries: entries.into_vec() })
    }
}
