//! Tables as ranges of the page.
//!
//! `{| … |}` is parsed with MediaWiki's own line-based algorithm; HTML table tags inside are recognised too.

mod cells;
mod flow;
pub(crate) mod width;

use crate::syntax::html_tags::tag_at;
use crate::syntax::line::table_start;
use crate::syntax::page_text::{PageText, Walk};
use crate::syntax::spans::SpanKind;
use crate::syntax::template::{self, Shows, is_bar};
use memchr::memrchr;
use std::ops::Range;

/// A table as ranges of the page.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) attributes: Range<usize>,
    pub(crate) captions: Vec<Cell>,
    pub(crate) rows: Vec<Row>,
    pub(crate) cells: Vec<Cell>,
    /// Tables inside cells, with the index of the cell.
    pub(crate) nested: Vec<(usize, Range<usize>)>,
    /// Comment lines before a cell, with the index of the cell.
    pub(crate) comments: Vec<(usize, Range<usize>)>,
    /// Text outside the cells.
    pub(crate) stray: Vec<Range<usize>>,
    /// Offsets of tags that are left out, or whose attributes are.
    pub(crate) lost: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) start: usize,
    pub(crate) attributes: Range<usize>,
    /// The indices of its cells.
    pub(crate) cells: Range<usize>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) header: bool,
    pub(crate) attributes: Range<usize>,
    pub(crate) content: Range<usize>,
}

/// The part of the table that continuation lines belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Nothing,
    Cell,
    Caption,
}

/// The end of the table that starts at `{|`, and whether it has a `|}`.
pub(crate) fn end(source: &PageText<'_>, walk: &mut Walk<'_>, start: usize, limit: usize) -> (usize, bool) {
    let bytes = source.bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while at < limit {
        let line_end = source.line_end(walk, at, limit);
        let first = source.skip_blank(at, line_end);
        let mark = bytes[first.min(limit)..line_end].get(..2);
        let open = if at == start { Some(start) } else { table_start(source, first, line_end) };
        if let Some(open) = open {
            // `{||}` opens and closes a table.
            if let Some(end) = closed_at_once(source, open, line_end) {
                if depth == 0 {
                    return (end, true);
                }
            } else {
                depth += 1;
            }
        } else if mark == Some(b"|}") {
            depth -= 1;
            if depth == 0 {
                return (first + 2, true);
            }
        }
        at = line_end + 1;
    }
    (limit, false)
}

fn closed_at_once(source: &PageText<'_>, open: usize, end: usize) -> Option<usize> {
    source.slice(open + 2..end).starts_with("|}").then_some(open + 4)
}

impl Table {
    fn clear(&mut self) {
        self.attributes = 0..0;
        self.captions.clear();
        self.rows.clear();
        self.cells.clear();
        self.nested.clear();
        self.comments.clear();
        self.stray.clear();
        self.lost.clear();
    }

    /// Parses the table in a range, from its `{|` or `<table>` to its end.
    pub(crate) fn parse<'p>(
        &'p mut self,
        source: &'p PageText<'_>,
        shows: &'p Shows<'p>,
        range: Range<usize>,
    ) {
        self.clear();
        let limit = range.end;
        if let Some(tag) = tag_at(source, range.start, limit) {
            self.attributes = tag.attributes;
            let is_closed = source.html.table_at(range.start, limit).is_some_and(|table| table.closed);
            let close = memrchr(b'<', &source.bytes()[..limit]).filter(|_| is_closed);
            let mut reader = Reader { source, shows, table: self, target: Target::Nothing, row: None };
            reader.html(tag.range.end, close.map_or(limit, |close| close.max(tag.range.end)));
            return;
        }
        let mut walk = source.walk(range.start);
        let mut at = source.line_end(&mut walk, range.start, limit);
        if closed_at_once(source, range.start, at).is_some() {
            return;
        }
        // A template may take the place of `{|` and its attributes.
        let is_opened = source.byte(range.start + 1) == Some(b'{');
        self.attributes = range.start + if is_opened { 0 } else { 2 }..at;
        let mut reader = Reader { source, shows, table: self, target: Target::Nothing, row: None };
        at += 1;
        while at < limit {
            let end = source.line_end(&mut walk, at, limit);
            let first = source.skip_blank(at, end);
            match reader.line(&mut walk, at, first, end, limit) {
                Some(next) => at = next,
                None => break,
            }
        }
        reader.end_row();
    }
}

struct Reader<'p, 's> {
    source: &'p PageText<'s>,
    shows: &'p Shows<'p>,
    table: &'p mut Table,
    target: Target,
    /// The open row: its start, its attributes, the index of its first cell.
    row: Option<(usize, Range<usize>, usize)>,
}

impl<'p> Reader<'p, '_> {
    /// Reads a line; returns the offset to continue at, or `None` at the table's end.
    fn line(
        &mut self,
        walk: &mut Walk<'p>,
        at: usize,
        first: usize,
        end: usize,
        limit: usize,
    ) -> Option<usize> {
        let bytes = self.source.bytes();
        if first == end {
            if self.source.comments(at..end).next().is_some() && self.target == Target::Nothing {
                self.table.comments.push((self.table.cells.len(), at..end));
            } else if self.target != Target::Nothing {
                self.extend(end);
            }
            return Some(end + 1);
        }
        if let Some(next) = self.nested_table(walk, first, end, limit) {
            return Some(next);
        }
        let bar = match bytes[first] {
            b'|' | b'!' => Some(1),
            b'{' => self.source.span_at(first, end).filter(|&span| is_bar(self.source, span)).map(|_| 5),
            _ => None,
        };
        let Some(bar) = bar else {
            if !self.has_tags(first..end) {
                self.text(first, end);
                return Some(end + 1);
            }
            let next = self.flow(first, end, limit);
            *walk = self.source.walk(next.min(limit));
            return Some(next);
        };
        let header = bytes[first] == b'!';
        let after = first + bar;
        match bytes.get(after).filter(|_| !header && after < end) {
            Some(b'}') => return None,
            Some(b'-') => {
                self.end_row();
                let dashes = bytes[after..end].iter().take_while(|&&byte| byte == b'-').count();
                self.row = Some((at, after + dashes..end, self.table.cells.len()));
                self.target = Target::Nothing;
            }
            Some(b'+') => {
                self.target = Target::Caption;
                let caption = self.caption_cell(after + 1, end);
                self.table.captions.push(caption);
                return Some(self.tags(walk, end, limit));
            }
            _ => {
                if first > at && self.source.comments(at..first).next().is_some() {
                    self.table.comments.push((self.table.cells.len(), at..first));
                }
                self.cells(at, after, end, header);
                return Some(self.tags(walk, end, limit));
            }
        }
        Some(end + 1)
    }

    /// Reads a `{|` table inside this one, if the line starts one; returns the offset to continue at.
    fn nested_table(&mut self, walk: &mut Walk<'p>, first: usize, end: usize, limit: usize) -> Option<usize> {
        let start = table_start(self.source, first, end)?;
        *walk = self.source.walk(start);
        let (stop, _) = self::end(self.source, walk, start, limit);
        if self.target != Target::Cell {
            self.begin_cell(first, Cell { content: start..start, ..Cell::default() });
        }
        self.table.nested.push((self.table.cells.len() - 1, start..stop));
        let line_end = self.source.line_end(walk, stop, limit);
        if self.has_tags(stop..line_end) {
            self.extend(stop);
            let next = self.flow(stop, line_end, limit);
            *walk = self.source.walk(next.min(limit));
            return Some(next);
        }
        self.extend(line_end);
        Some(line_end + 1)
    }

    /// Reads the tags in the cell or caption that ends with this line; returns the offset to continue at.
    fn tags(&mut self, walk: &mut Walk<'p>, end: usize, limit: usize) -> usize {
        let cell = match self.target {
            Target::Nothing => None,
            Target::Cell => self.table.cells.last_mut(),
            Target::Caption => self.table.captions.last_mut(),
        };
        let Some(start) = cell.map(|cell| cell.content.start) else { return end + 1 };
        if !self.has_tags(start..end) {
            return end + 1;
        }
        self.extend(start);
        let next = self.flow(start, end, limit);
        *walk = self.source.walk(next.min(limit));
        next
    }

    fn end_row(&mut self) {
        if let Some((start, attributes, first)) = self.row.take()
            && first < self.table.cells.len()
        {
            self.table.rows.push(Row { start, attributes, cells: first..self.table.cells.len() });
        }
    }

    fn begin_cell(&mut self, at: usize, cell: Cell) {
        self.row.get_or_insert((at, 0..0, self.table.cells.len()));
        self.table.cells.push(cell);
        self.target = Target::Cell;
    }

    /// Extends the last cell or caption to the end of this line.
    fn extend(&mut self, end: usize) {
        let cell = match self.target {
            Target::Nothing => None,
            Target::Cell => self.table.cells.last_mut(),
            Target::Caption => self.table.captions.last_mut(),
        };
        if let Some(cell) = cell {
            cell.content.end = end;
        }
    }

    /// Whether text between rows may be a row: an unknown template.
    fn may_be_row(&self, range: Range<usize>) -> bool {
        self.source.span_at(range.start, range.end).is_some_and(|span| {
            let title = || template::parse(self.source, span).title(self.source);
            span.kind == SpanKind::Template && !(self.shows)(&title())
        })
    }

    fn text(&mut self, first: usize, end: usize) {
        match self.target {
            Target::Nothing if self.may_be_row(first..end) => {
                self.begin_cell(first, Cell { content: first..end, ..Cell::default() });
            }
            Target::Nothing => self.stray(first..end),
            _ => self.extend(end),
        }
    }

    /// Adds text between the rows; a line continues the text of the line before.
    fn stray(&mut self, range: Range<usize>) {
        match self.table.stray.last_mut() {
            Some(last)
                if self.source.slice(last.end..range.start).trim_matches([' ', '\t', '\r']) == "\n" =>
            {
                last.end = range.end;
            }
            _ => self.table.stray.push(range),
        }
    }
}
