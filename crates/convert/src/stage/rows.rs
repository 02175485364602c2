//! Only some rows of each table.

use super::Stage;
use crate::options::RowRange;
use model::{Event, Flow, Kind, Outlet, Result, Row, RowBuf};

/// Passes on some rows of each table.
pub struct Rows {
    range: RowRange,
    /// What may come after the last row.
    after: After,
    /// Whether it has stopped the stream.
    stopped: bool,
    /// The current row, from 1.
    number: usize,
    /// For each column, the last row that is covered by a merged cell from before the first wanted row.
    held: Vec<usize>,
    row: RowBuf,
}

/// What may come after the last wanted row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Other tables.
    Tables,
    /// Nothing: the stream is one table, and reading stops at that row.
    Nothing,
}

impl Rows {
    /// Some rows of each table.
    pub fn new(range: RowRange, after: After) -> Self {
        Rows { range, after, stopped: false, number: 0, held: Vec::new(), row: RowBuf::default() }
    }

    fn body_row(&mut self, row: Row<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        self.number += 1;
        if self.number < self.range.first {
            for (column, cell) in row.cells().enumerate().filter(|(_, cell)| cell.span() != (1, 1)) {
                let (columns, rows) = cell.span();
                self.held.resize(self.held.len().max(column + columns), 0);
                self.held[column..column + columns].fill(self.number + rows - 1);
            }
            return Ok(Flow::Continue);
        }
        if self.number > self.range.last {
            return Ok(Flow::Continue);
        }
        if row.extras().is_empty() {
            next.event(Event::Row(row))?;
        } else {
            self.cut(row);
            next.event(Event::Row(self.row.as_row()))?;
        }
        self.stopped = self.after == After::Nothing && self.number == self.range.last;
        Ok(if self.stopped { Flow::Stop } else { next.flow() })
    }

    /// Cuts merged cells where the rows are cut.
    fn cut(&mut self, row: Row<'_>) {
        self.row.clear();
        for (column, cell) in row.cells().enumerate() {
            let Some(extra) = cell.extra else {
                self.row.push(cell.text, cell.kind);
                continue;
            };
            let mut extra = extra.clone();
            let is_cut = self.held.get(column).is_some_and(|&until| until >= self.number);
            extra.covered &= !is_cut;
            let left = self.range.last.saturating_sub(self.number).saturating_add(1);
            extra.rows = extra.rows.min(left);
            let kind = if cell.kind == Kind::Missing && !extra.covered { Kind::Untyped } else { cell.kind };
            self.row.push_with(cell.text, kind, extra);
        }
        self.row.attributes_mut().extend_from_slice(row.attributes());
        self.row.set_source(row.source());
    }
}

impl Stage for Rows {
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow> {
        match event {
            Event::Row(row) => return self.body_row(row, next),
            Event::TableStart(_) => (self.number, self.held) = (0, Vec::new()),
            _ => {}
        }
        next.event(event)?;
        Ok(next.flow())
    }

    fn end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        if self.stopped {
            next.event(Event::TableEnd)?;
            next.event(Event::DocumentEnd)?;
        }
        Ok(())
    }
}
