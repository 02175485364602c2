//! Sends the rows of a parsed table, with attributes, spans and text.

use super::buffers::Buffers;
use super::split::Split;
use crate::syntax::table::{Cell, Table};
use crate::templates::expand::is_known;
use crate::text::{Context, Mode, TextBuf};
use model::{Block, Event, Mark, MarkKind, Outlet, Result, TableHead, Text};
use std::ops::Range;

impl Context<'_, '_> {
    /// Parses a table into the memory of the last one, which [`Context::send_table`] returns to the buffers.
    pub(crate) fn parse_table(&self, buffers: &mut Buffers, range: Range<usize>) -> Table {
        let mut table = std::mem::take(&mut buffers.table);
        table.parse(&self.source, &|title| is_known(title, &self.options.rules), range);
        table
    }

    /// Warns about text between the rows of a table.
    pub(crate) fn warn_stray(&self, text: &Range<usize>) -> Result<()> {
        let (message, hint) = ("text between the rows of a table", "it is moved before the table");
        self.report.warn("wiki-text-outside-cell", text.start, message, hint)
    }

    /// Sends a table inside a cell, after the text between its rows.
    pub(super) fn inner_table(
        &self,
        buffers: &mut Buffers,
        range: Range<usize>,
        depth: usize,
        sink: &mut Outlet<'_>,
    ) -> Result<()> {
        let table = self.parse_table(buffers, range.clone());
        for stray in &table.stray {
            self.warn_stray(stray)?;
            let mut part = TextBuf::part();
            self.read_text(&mut part, stray.clone(), Mode::FlowStart, depth)?;
            sink.event(Event::Block(&Block::Paragraph(part.take()), None))?;
        }
        self.send_table(buffers, table, range, depth, sink)
    }

    /// Sends a parsed table.
    pub(crate) fn send_table(
        &self,
        buffers: &mut Buffers,
        table: Table,
        range: Range<usize>,
        depth: usize,
        sink: &mut Outlet<'_>,
    ) -> Result<()> {
        for &at in &table.lost {
            let hint = "set attributes on rows and cells";
            self.report.warn("wiki-table-tag", at, "table tag without effect here", hint)?;
        }
        buffers.grid.clear();
        let emit = Emit {
            context: self,
            table: &table,
            buffers,
            depth,
            nested: 0,
            comments: 0,
            spans: false,
            width: None,
        };
        let result = if self.options.split_flags && depth == 0 {
            let mut split = Split::default();
            emit.run(range, &mut Outlet::new(&mut split)).and_then(|()| split.send(sink))
        } else {
            emit.run(range, sink)
        };
        buffers.table = table;
        result
    }
}

/// The part of the table that a row is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Header,
    Body,
}

/// A table being sent.
pub(super) struct Emit<'e, 's, 'd> {
    pub(super) context: &'e Context<'s, 'd>,
    pub(super) table: &'e Table,
    pub(super) buffers: &'e mut Buffers,
    pub(super) depth: usize,
    /// The number of nested tables and comment lines already read.
    pub(super) nested: usize,
    pub(super) comments: usize,
    /// Whether a cell spans into this row or the next.
    pub(super) spans: bool,
    /// The table's width, computed once a cell claims to be wider.
    pub(super) width: Option<usize>,
}

impl Emit<'_, '_, '_> {
    fn run(mut self, range: Range<usize>, sink: &mut Outlet<'_>) -> Result<()> {
        let table = self.table;
        let header_rows = self.header_rows();
        let mut header = Vec::with_capacity(header_rows);
        for row in 0..header_rows {
            self.row(row, Section::Header, &range)?;
            header.push(std::mem::take(&mut self.buffers.row));
        }
        let mut attributes = self.context.attributes(table.attributes.clone())?;
        if self.context.source.slice(range.clone()).starts_with("{{") {
            attributes.iter_mut().for_each(|(_, value)| *value = "{|".to_owned());
        }
        match attributes.as_slice() {
            // The usual class is implied, so its absence needs an attribute.
            [(name, value)] if name == "class" && value == "wikitable" => attributes.clear(),
            [] => attributes.push(("class".into(), String::new())),
            _ => {}
        }
        let head = TableHead {
            caption: self.caption()?,
            attributes,
            source: self.context.report.place(&range),
            ..TableHead::with_header(header)
        };
        sink.event(Event::TableStart(&head))?;
        let width = head.columns.len();
        for row in header_rows..table.rows.len() {
            if !sink.is_open() {
                break;
            }
            self.row(row, Section::Body, &range)?;
            if width > 0 {
                self.context.ragged(&mut self.buffers.row, width, table.rows[row].start)?;
            }
            sink.row(&mut self.buffers.row)?;
        }
        sink.event(Event::TableEnd)
    }

    /// The number of header rows: the first rows whose cells are all headers of columns rather than rows.
    fn header_rows(&self) -> usize {
        let source = &self.context.source;
        let attributes = |cell: &Cell| source.slice(cell.attributes.clone()).to_ascii_lowercase();
        let is_row_header = |cell: &Cell| {
            let scope = attributes(cell).split_once("scope").map(|(_, value)| value.to_owned());
            scope.is_some_and(|value| value.trim_start_matches([' ', '=', '"', '\'']).starts_with("row"))
        };
        let (mut count, mut spans) = (0, false);
        for row in &self.table.rows {
            let cells = self.table.cells.get(row.cells.clone()).unwrap_or(&[]);
            // A single cell over all columns, after the header, is the title of the rows below it.
            let is_title =
                count > 0 && !spans && cells.len() == 1 && attributes(&cells[0]).contains("colspan");
            if is_title || !cells.iter().all(|cell| cell.header && !is_row_header(cell)) {
                break;
            }
            spans |= cells.iter().any(|cell| attributes(cell).contains("rowspan"));
            count += 1;
        }
        // If all rows are headers, only the first names the columns.
        if count == self.table.rows.len() && count > 1 && !spans { 1 } else { count }
    }

    /// Lays out a row in the row buffer.
    fn row(&mut self, index: usize, section: Section, range: &Range<usize>) -> Result<()> {
        let table = self.table;
        let row = &table.rows[index];
        self.buffers.row.clear();
        if !row.attributes.is_empty() {
            let attributes = self.context.attributes(row.attributes.clone())?;
            if self.context.wants_marks {
                self.buffers.row.attributes_mut().extend(attributes);
            }
        }
        let end = table.rows.get(index + 1).map_or(range.end, |next| next.start);
        self.buffers.row.set_source(self.context.report.place(&(row.start..end)));
        let remaining = table.rows.len() - index;
        for number in row.cells.clone() {
            self.cell(number, section, remaining)?;
        }
        self.buffers.grid.end_row(&mut self.buffers.row);
        self.spans = !self.buffers.grid.is_free();
        Ok(())
    }
}

/// Appends text on a new line.
pub(super) fn append(text: &mut String, marks: &mut Vec<Mark>, more: Text) {
    let Text { text: more, marks: more_marks } = more;
    if more.is_empty() && more_marks.is_empty() {
        return;
    }
    let end = text.len();
    if !text.is_empty() && !more.is_empty() {
        text.push('\n');
    }
    let base = text.len();
    text.push_str(&more);
    let item =
        more_marks.iter().position(|mark| mark.start == 0 && matches!(mark.kind, MarkKind::Item { .. }));
    marks.extend(more_marks.into_iter().enumerate().map(|(index, mark)| {
        // A mark that starts before a list item, and is not inside it, starts on the line before.
        let start = if item.is_some_and(|item| index < item) { end } else { mark.start + base };
        let end = if mark.end == 0 { start } else { mark.end + base };
        Mark { start, end, ..mark }
    }));
}
