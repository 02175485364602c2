//! The writer of every format of plain data.

use super::emitter::{Emitter, Layout};
use super::keys::{Keys, Member};
use super::page::Page;
use super::value::In;
use super::{cell, value};
use crate::flatten::{Flatten, nest};
use model::shape::Container;
use model::shape::spell_attributes;
use model::{
    Block, Cell, Column, Diagnostic, Error, Event, Flow, Hint, Infobox, Kind, Meta, Output, Result, Row,
    Shape, Sink, Writer,
};
use std::collections::HashSet;

/// How much is collected before it is written.
const CHUNK: usize = 1 << 15;

/// Writes documents as plain data, by their [`Shape`], in the syntax of an [`Emitter`].
///
/// Rows are written as they arrive. With `lines`, records and rows are separate values, one per line, instead of the
/// elements of an array.
pub struct DataWriter<'a, E: Emitter> {
    output: Output<'a>,
    emitter: E,
    lines: bool,
    shape: Shape,
    page: Page,
    keys: Option<Keys<E::Key>>,
    columns: Vec<Column>,
    /// Whether the renamed columns of the table were reported.
    renamed: bool,
    /// The separator at which column names are split into nested keys; empty if they are not split.
    separator: String,
    /// The headings of the tables so far, as keys.
    headings: HashSet<String>,
    /// A heading whose table has not arrived yet.
    heading: Option<String>,
    /// Whether the one block or table of the shape was written.
    filled: bool,
}

impl<'a, E: Emitter> DataWriter<'a, E> {
    /// Writes to an output. If `flatten` has a separator, column names are split at it.
    pub fn new(output: Output<'a>, emitter: E, lines: bool, flatten: Option<&Flatten>) -> Self {
        DataWriter {
            output,
            emitter,
            lines,
            shape: Shape::Page,
            page: Page::default(),
            keys: None,
            columns: Vec::new(),
            renamed: false,
            separator: flatten.map_or_else(String::new, |flatten| flatten.separator().to_owned()),
            headings: HashSet::new(),
            heading: None,
            filled: false,
        }
    }

    fn take_columns(&mut self, columns: &[Column]) {
        self.columns.clear();
        self.columns.extend_from_slice(columns);
        nest(&mut self.columns, &self.separator);
    }

    fn flush_chunk(&mut self, at_least: usize) -> Result<()> {
        let buffer = self.emitter.buffer();
        if buffer.len() >= at_least && !buffer.is_empty() {
            self.output.bytes.write_all(buffer)?;
            buffer.clear();
        }
        Ok(())
    }

    fn start(&mut self, meta: &Meta) {
        self.shape = meta.shape;
        self.filled = false;
        self.headings.clear();
        if !self.are_rows_documents() {
            self.emitter.begin_document();
        }
        match self.shape {
            Shape::Page => self.page = Page::start(&mut self.emitter, meta),
            Shape::Tables => self.emitter.begin(Container::Object, Layout::Block),
            _ => {}
        }
    }

    fn are_rows_documents(&self) -> bool {
        self.lines && matches!(self.shape, Shape::Records | Shape::Rows)
    }

    fn block(&mut self, block: &Block) -> Result<()> {
        match (self.shape, block) {
            (Shape::Page, block) => self.page.block(&mut self.emitter, block),
            (Shape::Tables, Block::Heading(heading)) => {
                self.empty_table();
                self.heading = Some(heading.text.text.clone());
            }
            (Shape::Fields, Block::Infobox(infobox)) => {
                self.fill()?;
                self.fields(infobox);
            }
            (Shape::Data, Block::Data(data)) => {
                self.fill()?;
                value::emit(&mut self.emitter, data);
            }
            (shape, _) => {
                return Err(Error::internal(format!(
                    "a document of shape {shape:?} has a block that does not fit it"
                )));
            }
        }
        Ok(())
    }

    /// Counts the one block or table of the shape.
    fn fill(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.filled, true) {
            return Err(Error::internal(format!(
                "a document of shape {:?} has more than one part",
                self.shape
            )));
        }
        Ok(())
    }

    fn fields(&mut self, infobox: &Infobox) {
        self.emitter.begin(Container::Object, Layout::Block);
        for entry in &infobox.entries {
            self.emitter.key(&entry.key);
            cell::plain(&mut self.emitter, Cell { text: &entry.value.text, kind: entry.kind, extra: None });
        }
        self.emitter.end();
    }

    /// Writes a heading without a table as a table without records.
    fn empty_table(&mut self) {
        if self.heading.is_some() {
            self.table_key();
            self.emitter.begin(Container::Array, Layout::Block);
            self.emitter.end();
        }
    }

    /// Writes the key of the next table: its heading, or a number; unique in either case.
    fn table_key(&mut self) {
        let stem = self.heading.take().unwrap_or_else(|| format!("table_{}", self.headings.len() + 1));
        let mut key = stem.clone();
        let mut count = 1;
        while !self.headings.insert(key.clone()) {
            count += 1;
            key = format!("{stem}_{count}");
        }
        self.emitter.key(&key);
    }

    fn table(&mut self, head: &model::TableHead) -> Result<()> {
        self.keys = None;
        self.renamed = false;
        self.take_columns(&head.columns);
        match self.shape {
            Shape::Page => self.page.table(&mut self.emitter, head),
            Shape::Records | Shape::Rows => {
                self.fill()?;
                if !self.lines {
                    self.emitter.begin(Container::Array, Layout::Flush);
                }
            }
            Shape::Tables => {
                self.table_key();
                self.emitter.begin(Container::Array, Layout::Block);
            }
            shape => return Err(Error::internal(format!("a document of shape {shape:?} has a table"))),
        }
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        match self.shape {
            Shape::Page => self.page_row(row),
            Shape::Rows => {
                self.begin_row();
                self.emitter.begin(Container::Array, Layout::Tight);
                row.cells().for_each(|cell| cell::plain(&mut self.emitter, cell));
                self.emitter.end();
                self.end_row();
            }
            _ => self.record(row)?,
        }
        Ok(())
    }

    fn page_row(&mut self, row: Row<'_>) {
        let attributes = row.attributes();
        if !attributes.is_empty() {
            self.emitter.begin(Container::Object, Layout::Line);
            self.emitter.key("cells");
        }
        self.emitter.begin(Container::Array, Layout::Line);
        row.cells().for_each(|cell| cell::full(&mut self.emitter, cell));
        self.emitter.end();
        if !attributes.is_empty() {
            self.emitter.key("attributes");
            spell_attributes(&mut In(&mut self.emitter, Layout::Line), attributes);
            self.emitter.end();
        }
    }

    fn record(&mut self, row: Row<'_>) -> Result<()> {
        let width = row.len();
        let keys = match self.keys.take() {
            Some(keys) if keys.width >= width => keys,
            _ => self.spell_keys(width)?,
        };
        self.begin_row();
        let untyped = row.kinds().is_empty() && row.extras().is_empty() && keys.width == width;
        if !(untyped && keys.is_flat() && self.emitter.flat_record(keys.flat(), row)) {
            self.emitter.begin(Container::Object, Layout::Record);
            members(&mut self.emitter, keys.members(), row);
            self.emitter.end();
        }
        self.end_row();
        self.keys = Some(keys);
        Ok(())
    }

    /// The keys of rows of this width. Renamed columns are reported once per table.
    fn spell_keys(&mut self, width: usize) -> Result<Keys<E::Key>> {
        let mut keys = Keys::new(&self.columns, width, &self.emitter);
        if let Some(note) = keys.note.take().filter(|_| !self.renamed) {
            self.renamed = true;
            self.output.diagnostics.report(note)?;
        }
        Ok(keys)
    }

    fn begin_row(&mut self) {
        if self.are_rows_documents() {
            self.emitter.begin_document();
        }
    }

    fn end_row(&mut self) {
        if self.are_rows_documents() {
            self.emitter.end_document();
        }
    }

    fn end_table(&mut self) -> Result<()> {
        if self.shape != Shape::Page && self.keys.is_none() && !self.columns.is_empty() {
            let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
            let message =
                format!("a table without rows loses the names of its columns: {}", names.join(", "));
            let hint = Hint::default().setting("view", "document").text(" keeps them");
            self.output.diagnostics.report(Diagnostic::note("data-empty-table", message).hint(hint))?;
        }
        match self.shape {
            Shape::Page => Page::end_table(&mut self.emitter),
            _ if self.are_rows_documents() => {}
            _ => self.emitter.end(),
        }
        Ok(())
    }

    fn end(&mut self) {
        match self.shape {
            Shape::Page => self.page.end(&mut self.emitter),
            Shape::Tables => {
                self.empty_table();
                self.emitter.end();
            }
            Shape::Records | Shape::Rows if !self.filled && !self.lines => {
                self.emitter.begin(Container::Array, Layout::Flush);
                self.emitter.end();
            }
            Shape::Fields if !self.filled => {
                self.emitter.begin(Container::Object, Layout::Block);
                self.emitter.end();
            }
            Shape::Data if !self.filled => self.emitter.null(),
            _ => {}
        }
        if !self.are_rows_documents() {
            self.emitter.end_document();
        }
    }
}

/// Whether a cell is a member of its record. What lies past the end of a short row is not.
fn is_there(row: Row<'_>, column: usize) -> bool {
    column < row.len() && row.kind(column) != Kind::Missing
}

fn members<E: Emitter>(emitter: &mut E, members: &[Member<E::Key>], row: Row<'_>) {
    for member in members {
        match member {
            Member::Cell(key, column) if is_there(row, *column) => {
                emitter.spelled_key(key);
                cell::plain(emitter, row.cell(*column));
            }
            Member::Object(key, inner, columns) if columns.iter().any(|column| is_there(row, *column)) => {
                emitter.spelled_key(key);
                emitter.begin(Container::Object, Layout::Record);
                self::members(emitter, inner, row);
                emitter.end();
            }
            _ => {}
        }
    }
}

impl<E: Emitter> Sink for DataWriter<'_, E> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => self.start(meta),
            Event::Block(block, _) => self.block(block)?,
            Event::TableStart(head) => self.table(head)?,
            Event::Columns(columns) => {
                self.take_columns(columns);
                self.keys = None;
                if self.shape == Shape::Page {
                    return Err(Error::output(
                        "a document declares its columns before its rows, but more came later",
                    ));
                }
            }
            Event::Row(row) => self.row(row)?,
            Event::TableEnd => self.end_table()?,
            Event::DocumentEnd => self.end(),
        }
        self.flush_chunk(CHUNK)?;
        Ok(Flow::Continue)
    }

    fn flush(&mut self) -> Result<()> {
        self.flush_chunk(1)?;
        Ok(self.output.bytes.flush()?)
    }
}

impl<E: Emitter> Writer for DataWriter<'_, E> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        self.flush()
    }
}
