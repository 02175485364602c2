//! Stages about the layout of a document and its columns.

use crate::TableInfo;
use model::{Event, Kind, Meta, Result, RowBuf, Shape, Sink, TableHead};

/// Makes every document a page, whatever its source looked like.
pub(crate) struct Reshape<S>(pub(crate) S);

impl<S: Sink> Sink for Reshape<S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) => {
                let meta = Meta { shape: Shape::Page, ..meta.clone() };
                self.0.event(Event::DocumentStart(&meta))
            }
            event => self.0.event(event),
        }
    }
}

/// Gives every table all its columns from the start, as a first look found them.
pub(crate) struct Widen<'o, S> {
    inner: S,
    tables: Vec<&'o TableInfo>,
    index: usize,
    width: usize,
    row: RowBuf,
}

impl<'o, S: Sink> Widen<'o, S> {
    pub(crate) fn new(inner: S, tables: Vec<&'o TableInfo>) -> Self {
        Widen { inner, tables, index: 0, width: 0, row: RowBuf::default() }
    }
}

impl<S: Sink> Sink for Widen<'_, S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::TableStart(head) => {
                let table = self.tables.get(self.index);
                self.index += 1;
                self.width = head.columns.len();
                match table {
                    Some(table) if table.columns.len() > head.columns.len() => {
                        self.width = table.columns.len();
                        let names = TableHead::with_names(table.columns.iter().map(String::as_str));
                        let mut columns = table.header();
                        columns.truncate(self.width);
                        let head = TableHead { columns, header: names.header, ..head.clone() };
                        self.inner.event(Event::TableStart(&head))
                    }
                    _ => self.inner.event(event),
                }
            }
            Event::Columns(_) => Ok(()),
            Event::Row(row) if row.len() < self.width => {
                self.row.set(row);
                self.row.pad(self.width, Kind::Missing);
                self.inner.event(Event::Row(self.row.as_row()))
            }
            event => self.inner.event(event),
        }
    }
}
