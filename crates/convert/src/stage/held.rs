//! Documents held in memory while they are small, as far as records need them.

use super::records::copy;
use crate::Outline;
use model::{Documents, Error, Event, Result, RowBuf, Sink};
use std::cell::Cell;

/// The most text of rows that is held, in bytes.
const MOST: usize = 8 << 20;

/// The most rows that are held.
const MOST_ROWS: usize = 100_000;

/// Collects documents and their outline; asks for an outline when they grow too large to be held.
pub(crate) struct Held<'w> {
    pub(crate) documents: Documents,
    pub(crate) outline: Outline,
    row: RowBuf,
    bytes: usize,
    rows: usize,
    wanted: &'w Cell<bool>,
}

impl<'w> Held<'w> {
    pub(crate) fn new(wanted: &'w Cell<bool>) -> Self {
        let (documents, outline) = (Documents::default(), Outline::default());
        Held { documents, outline, row: RowBuf::default(), bytes: 0, rows: 0, wanted }
    }
}

impl Sink for Held<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        if let Event::Row(row) = event {
            self.bytes += row.joined().len();
            self.rows += 1;
            if self.bytes > MOST || self.rows > MOST_ROWS {
                self.wanted.set(true);
                return Err(Error::enough());
            }
        }
        self.outline.event(event)?;
        match event {
            // Records do without marks and attributes, which weigh more than the text.
            Event::Row(row) if !row.extras().is_empty() => {
                self.row.clear();
                (0..row.len()).for_each(|column| copy(row, column, &mut self.row));
                self.documents.event(Event::Row(self.row.as_row()))
            }
            event => self.documents.event(event),
        }
    }
}
