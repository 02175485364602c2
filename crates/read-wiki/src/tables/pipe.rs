//! Tables of the pipe dialect: `| a | b |` rows, the first of which is the header.

use crate::syntax::pipe::{cells, is_separator};
use crate::syntax::spans::SpanKind;
use crate::text::{Context, Mode, TextBuf, kind};
use model::{Event, Extra, Kind, Mark, Outlet, Result, RowBuf, TableHead};
use std::ops::Range;

impl Context<'_, '_> {
    /// Sends a run of rows as a table.
    pub(crate) fn pipe_table(&self, range: Range<usize>, sink: &mut Outlet<'_>) -> Result<()> {
        let source = &self.source;
        let (mut ranges, mut row, mut buf) = (Vec::new(), RowBuf::default(), TextBuf::default());
        let mut walk = source.walk(range.start);
        let mut at = range.start;
        let mut width = None;
        let mut number = 0;
        let mut comments: Vec<Mark> = Vec::new();
        while at < range.end && sink.is_open() {
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
                    "the text after the last bar is the last cell",
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
}
