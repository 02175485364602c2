//! What shows nothing: blank cells, which count only where something follows or a style says so, and the positions that
//! merged cells cover.

use super::{Cell, Here, Rows};
use crate::Carrier;
use crate::names::MAX_COLUMNS;
use model::{Extra, Kind, Result};
use std::rc::Rc;

impl Rows<'_, '_> {
    pub(super) fn is_held(&self, column: usize) -> bool {
        self.held.get(column).is_some_and(|held| held.as_ref().is_some_and(|held| held.until > self.current))
    }

    /// The row up to this column: covered positions, pins and what the styles of columns say.
    pub(super) fn fill(&mut self, column: usize, here: Here<'_>) -> Result<()> {
        let start = self.row.len();
        if start >= column {
            return Ok(());
        }
        if self.held.is_empty() && self.layout.pins.is_empty() && self.layout.columns.is_empty() {
            self.spend(column - start, here)?;
            self.row.pad(column, Kind::Null);
            return Ok(());
        }
        for at in start..column {
            if self.is_held(at) {
                self.cover(at, here)?;
            } else if let Some(pin) = self.layout.pins.get(&(self.current, at)).cloned() {
                let cell = Cell { kind: Kind::Null, ..Cell::default() };
                self.push(at, cell, Some(pin), here)?;
            } else {
                self.spend(1, here)?;
                let carrier = if self.plain.contains(&at) { Carrier::None } else { self.column_carrier(at) };
                self.push_blank(carrier);
            }
        }
        Ok(())
    }

    /// What the row has after its last cell.
    pub(super) fn fill_to_the_end(&mut self, here: Here<'_>) -> Result<()> {
        let row = self.current;
        let pinned = self.layout.pins.range((row, 0)..(row + 1, 0)).next_back().map_or(0, |(at, _)| at.1 + 1);
        // A merged cell that is pinned here covers positions of this very row.
        self.fill(pinned, here)?;
        let held = self.held.iter().rposition(|held| held.as_ref().is_some_and(|held| held.until > row));
        let mut end = held.map_or(0, |last| last + 1);
        if self.solid && !self.layout.columns.is_empty() {
            let speaks = |column: &&(usize, Carrier)| {
                self.says_something(column.1) && column.1 != Carrier::BlankRow && column.0 < MAX_COLUMNS / 2
            };
            let last = self.layout.columns.iter().rfind(speaks).map_or(0, |column| column.0);
            let plain = |column: usize| self.plain.contains(&column);
            end = end.max((0..last).rfind(|&column| !plain(column)).map_or(0, |column| column + 1));
        }
        self.fill(end, here)
    }

    pub(super) fn column_carrier(&self, column: usize) -> Carrier {
        let found = self.layout.columns.iter().find(|(end, _)| column < *end);
        found.map_or(Carrier::None, |(_, carrier)| *carrier)
    }

    /// Whether a style says something about a blank cell.
    pub(super) fn says_something(&self, carrier: Carrier) -> bool {
        match carrier {
            Carrier::None | Carrier::NumberText | Carrier::JsonText => false,
            Carrier::Header => self.assembler.is_ours() && self.layout.header.contains(&self.current),
            _ => true,
        }
    }

    pub(super) fn blank(&mut self, column: usize, carrier: Carrier, here: Here<'_>) -> Result<()> {
        if !self.says_something(carrier) {
            if !self.layout.columns.is_empty() {
                self.plain.push(column);
            }
            return Ok(());
        }
        self.solid = true;
        if carrier == Carrier::BlankRow {
            return Ok(());
        }
        self.fill(column, here)?;
        self.spend(1, here)?;
        self.push_blank(carrier);
        Ok(())
    }

    pub(super) fn push_blank(&mut self, carrier: Carrier) {
        let (kind, header) = match carrier {
            Carrier::EmptyText => (Kind::Text, false),
            Carrier::Missing => (Kind::Missing, false),
            carrier => (Kind::Null, carrier == Carrier::RowHeader),
        };
        self.row.push_with("", kind, Extra { header, ..Extra::default() });
    }

    /// A position under a merged cell repeats its text.
    pub(super) fn cover(&mut self, column: usize, here: Here<'_>) -> Result<()> {
        let Some(Some(held)) = self.held.get(column) else { return Ok(()) };
        let cell = Rc::clone(&held.cell);
        self.spend(1, here)?;
        self.spend_text(&cell.0, here)?;
        self.solid = true;
        let extra = Extra { covered: true, header: cell.2, ..Extra::default() };
        self.row.push_with(&cell.0, cell.1, extra);
        Ok(())
    }
}
