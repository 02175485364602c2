//! Positions without content: blank cells, which count only if something follows or a style says so, and positions that
//! merged cells cover.

use super::{Cell, Here, Rows, SheetSink};
use crate::CellStyle;
use crate::names::{MAX_COLUMNS, MAX_ROWS};
use model::{Extra, Kind, Result};
use std::ops::Range;
use std::rc::Rc;

impl<S: SheetSink> Rows<'_, S> {
    /// Whether a merged cell covers this position of the current row.
    pub fn is_covered(&self, column: usize) -> bool {
        self.merged
            .get(column)
            .is_some_and(|merged| merged.as_ref().is_some_and(|merged| merged.until > self.current))
    }

    /// Adds positions of the current row that a merged cell covers.
    pub fn covered(&mut self, columns: Range<usize>) {
        self.leave_plain(columns);
    }

    /// Adds positions whose content a merged cell hides.
    pub fn hidden(&mut self, columns: Range<usize>) {
        self.hidden_content += 1;
        self.leave_plain(columns);
    }

    /// Adds blank cells with a style, or else with those of their columns.
    pub fn blank(&mut self, columns: Range<usize>, style: Option<CellStyle>, here: Here<'_>) -> Result<()> {
        if let Some(style) = style {
            return self.blank_styled(columns, style, here);
        }
        if self.layout.columns.is_empty() {
            return Ok(());
        }
        let mut at = columns.start;
        while at < columns.end {
            let (style, next) = self.column_style(at);
            let next = next.min(columns.end);
            self.blank_styled(at..next, style, here)?;
            at = next;
        }
        Ok(())
    }

    /// Adds blank cells of one style. Programs style rows and columns up to the end of the sheet the way most of their
    /// cells are styled, which tells nothing about a single cell.
    fn blank_styled(&mut self, columns: Range<usize>, style: CellStyle, here: Here<'_>) -> Result<()> {
        let counts = self.is_significant(style);
        self.has_content |= counts && self.repeated < MAX_ROWS / 2;
        if !counts || style == CellStyle::BlankRow || columns.len() > MAX_COLUMNS / 2 {
            self.leave_plain(columns);
            return Ok(());
        }
        self.fill(columns.start, here)?;
        let end = columns.end.min(MAX_COLUMNS);
        self.spend(end.saturating_sub(columns.start), here)?;
        for _ in columns.start..end {
            self.push_blank(style);
        }
        Ok(())
    }

    /// Exempts positions from the styles of their columns.
    fn leave_plain(&mut self, columns: Range<usize>) {
        if self.layout.columns.is_empty() {
            return;
        }
        match self.plain.last_mut() {
            Some(last) if last.end == columns.start => last.end = columns.end,
            _ => {
                let at = self.plain.partition_point(|before| before.start < columns.start);
                self.plain.insert(at, columns);
            }
        }
    }

    fn is_plain(&self, column: usize) -> bool {
        let after = self.plain.partition_point(|columns| columns.start <= column);
        self.plain[..after].last().is_some_and(|columns| column < columns.end)
    }

    /// Fills the row up to this column with covered positions, pins and blank cells in the styles of their columns.
    #[inline]
    pub(super) fn fill(&mut self, column: usize, here: Here<'_>) -> Result<()> {
        let (start, column) = (self.row.len(), column.min(MAX_COLUMNS));
        if start < column { self.fill_from(start, column, here) } else { Ok(()) }
    }

    fn fill_from(&mut self, start: usize, column: usize, here: Here<'_>) -> Result<()> {
        if self.merged.is_empty() && self.layout.pins.is_empty() && self.layout.columns.is_empty() {
            self.spend(column - start, here)?;
            self.row.pad(column, Kind::Null);
            return Ok(());
        }
        for at in start..column {
            if self.is_covered(at) {
                self.cover(at, here)?;
            } else if let Some(pin) = self.layout.pins.get(&(self.current, at)).cloned() {
                let cell = Cell { kind: Kind::Null, ..Cell::default() };
                self.put(at..at + 1, cell, Some(pin), here)?;
            } else {
                self.spend(1, here)?;
                let style = if self.is_plain(at) { CellStyle::None } else { self.column_style(at).0 };
                self.push_blank(style);
            }
        }
        Ok(())
    }

    /// Fills the row after its last cell.
    pub(super) fn fill_to_the_end(&mut self, here: Here<'_>) -> Result<()> {
        let row = self.current;
        let pinned = self.layout.pins.range((row, 0)..(row + 1, 0)).next_back().map_or(0, |(at, _)| at.1 + 1);
        // A merged cell that starts here covers positions in this row.
        self.fill(pinned, here)?;
        let merged =
            self.merged.iter().rposition(|merged| merged.as_ref().is_some_and(|merged| merged.until > row));
        let mut end = merged.map_or(0, |last| last + 1);
        if self.has_content && !self.layout.columns.is_empty() {
            let significant = |column: &&(usize, CellStyle)| {
                self.is_significant(column.1) && column.1 != CellStyle::BlankRow && column.0 < MAX_COLUMNS / 2
            };
            let last = self.layout.columns.iter().rfind(significant).map_or(0, |column| column.0);
            end = end.max((0..last).rfind(|&column| !self.is_plain(column)).map_or(0, |column| column + 1));
        }
        self.fill(end, here)
    }

    /// The style of a column, and the next column that may have another style.
    fn column_style(&self, column: usize) -> (CellStyle, usize) {
        let at = self.layout.columns.partition_point(|(end, _)| *end <= column);
        self.layout.columns.get(at).map_or((CellStyle::None, usize::MAX), |(end, style)| (*style, *end))
    }

    /// Whether a style makes a blank cell count. A style that tells how to read a text does not: it stays behind when
    /// the text is deleted.
    fn is_significant(&self, style: CellStyle) -> bool {
        match style {
            CellStyle::None
            | CellStyle::NumberText
            | CellStyle::AsText
            | CellStyle::Seconds
            | CellStyle::JsonText => false,
            CellStyle::Header => self.sink.is_round_trip() && self.layout.kind_of(self.current).is_header(),
            _ => true,
        }
    }

    fn push_blank(&mut self, style: CellStyle) {
        let (kind, header) = match style {
            CellStyle::EmptyText => (Kind::Text, false),
            CellStyle::Missing => (Kind::Missing, false),
            style => (Kind::Null, style == CellStyle::RowHeader),
        };
        self.row.push_with("", kind, Extra { header, ..Extra::default() });
    }

    /// Adds a position under a merged cell, which repeats the text of that cell.
    fn cover(&mut self, column: usize, here: Here<'_>) -> Result<()> {
        let Some(Some(merged)) = self.merged.get(column) else { return Ok(()) };
        let cell = Rc::clone(&merged.cell);
        self.spend(1, here)?;
        self.room_for(cell.0.len(), here)?;
        self.spend_text(cell.0.len(), here)?;
        self.has_content = true;
        let extra = Extra { covered: true, header: cell.2, ..Extra::default() };
        self.row.push_with(&cell.0, cell.1, extra);
        Ok(())
    }
}
