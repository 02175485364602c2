//! Late columns, for writers that have to know all columns before the first row.

use super::Stage;
use super::spool::Spool;
use model::{Column, Event, Flow, Kind, Meta, Outlet, Result, RowBuf, TableHead};

/// Keeps the rows of one table until all its columns are known. Rows are padded afterwards, so that a table with many
/// columns of which each row has only a few takes little room.
#[derive(Default)]
pub(crate) struct SettledColumns {
    meta: Option<Meta>,
    table: Option<TableHead>,
    columns: Vec<Column>,
    rows: Spool,
    count: u64,
}

impl Stage for SettledColumns {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => self.meta = Some(meta.clone()),
            Event::TableStart(head) => {
                self.columns.clone_from(&head.columns);
                self.table = Some(head.clone());
            }
            Event::Columns(columns) => self.columns = columns.to_vec(),
            Event::Row(row) => {
                self.rows.push(row)?;
                self.count += 1;
            }
            Event::Block(..) | Event::TableEnd | Event::DocumentEnd => {}
        }
        Ok(next.flow())
    }

    fn end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        let Some(meta) = self.meta.take() else { return Ok(()) };
        next.event(Event::DocumentStart(&meta))?;
        let Some(head) = self.table.take() else { return next.event(Event::DocumentEnd) };
        let names = TableHead::with_names(self.columns.iter().map(|column| column.name.as_str()));
        let (width, columns) = (self.columns.len(), std::mem::take(&mut self.columns));
        next.event(Event::TableStart(&TableHead { columns, header: names.header, ..head }))?;
        let (mut rows, mut padded) = (self.rows.rows()?, RowBuf::default());
        for _ in 0..self.count {
            if !next.is_open() {
                return Ok(());
            }
            padded.set(rows.next()?);
            padded.pad(width, Kind::Missing);
            next.event(Event::Row(padded.as_row()))?;
        }
        next.event(Event::TableEnd)?;
        next.event(Event::DocumentEnd)
    }

    fn wants_marks(&self, _: bool) -> bool {
        false
    }
}
