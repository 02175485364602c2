//! `{| … |}` tables: their syntax, as MediaWiki's own line algorithm has it.

mod emit;

pub(crate) use emit::Buffers;

use crate::blocks::table_start;
use crate::source::{Source, Walk};
use crate::spans::SpanKind;
use crate::template::is_bar;
use memchr::{memchr, memchr3};
use std::ops::Range;

/// A table as places in the page.
#[derive(Debug, Default)]
pub(crate) struct Table {
    attributes: Range<usize>,
    captions: Vec<Cell>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    /// Tables inside of cells, by the cell's number.
    nested: Vec<(usize, Range<usize>)>,
    /// Comment lines before a cell, by the cell's number.
    comments: Vec<(usize, Range<usize>)>,
    /// Text outside of any cell.
    stray: Vec<Range<usize>>,
}

#[derive(Debug)]
struct Row {
    start: usize,
    attributes: Range<usize>,
    /// Its cells, by their number.
    cells: Range<usize>,
}

#[derive(Clone, Debug, Default)]
struct Cell {
    header: bool,
    attributes: Range<usize>,
    content: Range<usize>,
}

/// What continuation lines belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Nothing,
    Cell,
    Caption,
}

/// The end of the table that starts at `{|`, and whether its `|}` is there.
pub(crate) fn end(source: &Source<'_>, walk: &mut Walk<'_>, start: usize, limit: usize) -> (usize, bool) {
    let bytes = source.bytes();
    let mut depth = 0_usize;
    let mut at = start;
    while at < limit {
        let line_end = source.line_end(walk, at, limit);
        let first = source.skip_blank(at, line_end);
        let mark = bytes[first.min(limit)..line_end].get(..2);
        if at == start || table_start(source, first, line_end).is_some() {
            // `{||}` is opened and closed at once.
            if let Some(end) = closed_at_once(source, first, line_end) {
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

fn closed_at_once(source: &Source<'_>, first: usize, end: usize) -> Option<usize> {
    let open = first + source.slice(first..end).find("{|")?;
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
    }

    /// Reads a table that lies in a range, from its `{|` to its end.
    pub(crate) fn parse<'p>(&'p mut self, source: &'p Source<'_>, range: Range<usize>) {
        self.clear();
        let limit = range.end;
        let mut walk = source.walk(range.start);
        let mut at = source.line_end(&mut walk, range.start, limit);
        if closed_at_once(source, range.start, at).is_some() {
            return;
        }
        self.attributes = range.start + 2..at;
        let mut reader = Reader { source, table: self, target: Target::Nothing, row: None };
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
    source: &'p Source<'s>,
    table: &'p mut Table,
    target: Target,
    /// The row that is open: where it starts, its attributes, its first cell.
    row: Option<(usize, Range<usize>, usize)>,
}

impl<'p> Reader<'p, '_> {
    /// Reads a line; gives where to go on, or nothing at the table's end.
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
        if let Some(start) = table_start(self.source, first, end) {
            *walk = self.source.walk(start);
            let (stop, _) = self::end(self.source, walk, start, limit);
            if self.target != Target::Cell {
                self.begin_cell(first, Cell { content: start..start, ..Cell::default() });
            }
            self.table.nested.push((self.table.cells.len() - 1, start..stop));
            let line_end = self.source.line_end(walk, stop, limit);
            self.extend(line_end);
            return Some(line_end + 1);
        }
        let bar = match bytes[first] {
            b'|' | b'!' => Some(1),
            b'{' => self.source.span_at(first, end).filter(|&span| is_bar(self.source, span)).map(|_| 5),
            _ => None,
        };
        let Some(bar) = bar else {
            self.text(first, end);
            return Some(end + 1);
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
                let caption = self.cell(after + 1, end, false);
                self.table.captions.push(caption);
            }
            _ => {
                if first > at && self.source.comments(at..first).next().is_some() {
                    self.table.comments.push((self.table.cells.len(), at..first));
                }
                self.cells(at, after, end, header);
            }
        }
        Some(end + 1)
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

    /// The last cell or the caption goes on to the end of this line.
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

    fn text(&mut self, first: usize, end: usize) {
        let template = self.source.span_at(first, end).is_some_and(|span| span.kind == SpanKind::Template);
        match self.target {
            Target::Nothing if template => {
                self.begin_cell(first, Cell { content: first..end, ..Cell::default() });
            }
            Target::Nothing => self.table.stray.push(first..end),
            _ => self.extend(end),
        }
    }

    /// Reads the cells of a line from the first one's bar on.
    fn cells(&mut self, line: usize, mut at: usize, end: usize, header: bool) {
        loop {
            let (cell, next) = self.cell_and_next(at, end, header, true);
            self.begin_cell(line, cell);
            match next {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    fn cell(&self, at: usize, end: usize, header: bool) -> Cell {
        self.cell_and_next(at, end, header, false).0
    }

    /// The cell that starts here, and where the next one of the line starts.
    fn cell_and_next(&self, start: usize, end: usize, header: bool, several: bool) -> (Cell, Option<usize>) {
        let bytes = self.source.bytes();
        let mut walk = self.source.walk(start);
        let find = |from: usize| {
            let rest = &bytes[from..end];
            let step = if header { memchr3(b'|', b'!', b'<', rest) } else { memchr(b'|', rest) };
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
                b'!' if several && bytes.get(here + 1) == Some(&b'!') && here + 1 < end => {
                    return (cell(content, here, first_bar), Some(here + 2));
                }
                // What is inside of a tag separates nothing.
                b'<' => {
                    let tag =
                        bytes.get(here + 1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
                    let close = if tag && tags_close { memchr(b'>', &bytes[here..end]) } else { None };
                    // Where one tag of a line is never closed, no further one is.
                    tags_close &= !tag || close.is_some();
                    at = here + close.map_or(1, |step| step + 1);
                }
                b'!' => at = here + 1,
                _ => {
                    let width = bar_at(here).unwrap_or(1);
                    if let Some(second) = bar_at(here + width).filter(|_| several) {
                        return (cell(content, here, first_bar), Some(here + width + second));
                    }
                    if content.is_none() {
                        first_bar = here;
                        let before = &bytes[start..here];
                        let text = before.windows(2).any(|pair| matches!(pair, b"[[" | b"-{"));
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
