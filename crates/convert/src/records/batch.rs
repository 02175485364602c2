//! The rows of one piece of the stream, until they are asked for.

use super::record::{Columns, Record};
use model::{Event, Flow, Result, RowBuf, Sink};
use std::collections::VecDeque;
use std::sync::Arc;

/// Takes the rows of one table.
pub(super) struct Batch {
    has_begun: bool,
    columns: Arc<Columns>,
    rows: VecDeque<Record>,
    /// The number of the next row.
    number: usize,
}

impl Batch {
    pub(super) fn new(first: usize) -> Self {
        Batch { has_begun: false, columns: Arc::default(), rows: VecDeque::new(), number: first }
    }

    /// Whether the table has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// The columns so far.
    pub(super) fn columns(&self) -> &Arc<Columns> {
        &self.columns
    }

    pub(super) fn pop(&mut self) -> Option<Record> {
        self.rows.pop_front()
    }

    fn push(&mut self, row: RowBuf) {
        if row.len() > self.columns.names().len() && !self.columns.names().is_empty() {
            self.columns = Arc::new(self.columns.widened(row.len()));
        }
        self.rows.push_back(Record { row, columns: Arc::clone(&self.columns), number: self.number });
        self.number += 1;
    }
}

impl Sink for Batch {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::TableStart(head) => {
                self.has_begun = true;
                self.columns = Arc::new(Columns::new(&head.columns));
            }
            Event::Columns(columns) => self.columns = Arc::new(Columns::new(columns)),
            Event::Row(row) => self.push(RowBuf::from(row)),
            Event::DocumentStart(_) | Event::Block(..) | Event::TableEnd | Event::DocumentEnd => {}
        }
        Ok(Flow::Continue)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.push(std::mem::take(row));
        Ok(Flow::Continue)
    }
}
