//! Stages that change the layout of a document or the columns of its tables.

use super::Stage;
use crate::TableInfo;
use crate::decision::Decision;
use model::{Event, Flow, Kind, Meta, Outlet, Result, RowBuf, Shape, TableHead};

/// Gives every document the same shape, whatever its source looks like.
pub(crate) struct Reshape(pub(crate) Shape);

impl Stage for Reshape {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => {
                let meta = Meta { shape: self.0, ..meta.clone() };
                next.event(Event::DocumentStart(&meta))?;
            }
            event => next.event(event)?,
        }
        Ok(next.flow())
    }
}

/// Gives every table all the columns that a first look found, from the start.
pub(crate) struct Widen<'o> {
    tables: Vec<&'o TableInfo>,
    index: usize,
    width: usize,
    row: RowBuf,
}

impl<'o> Widen<'o> {
    pub(crate) fn new(tables: Vec<&'o TableInfo>) -> Self {
        Widen { tables, index: 0, width: 0, row: RowBuf::default() }
    }
}

impl Stage for Widen<'_> {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
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
                        next.event(Event::TableStart(&head))?;
                    }
                    _ => next.event(event)?,
                }
            }
            Event::Columns(_) => {}
            Event::Row(row) if row.len() < self.width => {
                self.row.set(row);
                self.row.pad(self.width, Kind::Missing);
                next.event(Event::Row(self.row.as_row()))?;
            }
            event => next.event(event)?,
        }
        Ok(next.flow())
    }
}

/// Passes on whole documents, unless columns of their tables may turn up late and have to be known first.
pub(crate) struct Whole<'d>(pub(crate) &'d Decision<'d>);

impl Stage for Whole<'_> {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(Meta { shape: Shape::Records | Shape::Tables, .. }) => {
                return Ok(self.0.give_up());
            }
            Event::DocumentStart(_) => self.0.settle(),
            _ => {}
        }
        next.event(event)?;
        Ok(next.flow())
    }
}
