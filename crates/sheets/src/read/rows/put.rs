//! Cells in their rows: repeated as often as in the file, with what is pinned to them and the positions they cover.

use super::{Cell, Here, MergedCell, Pin, Rows, SheetSink};
use crate::CellStyle;
use crate::names::{MAX_COLUMNS, MAX_ROWS};
use crate::read::text_kind;
use model::{Extra, Mark, Result};
use std::ops::Range;
use std::rc::Rc;

impl<S: SheetSink> Rows<'_, S> {
    /// Adds a cell that occupies these columns of the current row, with what is pinned to it in each. The file holds
    /// its text once.
    pub fn put(
        &mut self,
        columns: Range<usize>,
        cell: Cell<'_>,
        pin: Option<Pin>,
        here: Here<'_>,
    ) -> Result<()> {
        let (column, times) = (columns.start, columns.len());
        self.fill(column, here)?;
        if columns.end > MAX_COLUMNS {
            return Err(self.too_wide(here));
        }
        self.has_content = true;
        self.spend(times, here)?;
        let weight = cell.text.len() + size_of::<Mark>() * cell.marks.len();
        self.room_for(weight.saturating_mul(times), here)?;
        if times > 1 {
            self.spend_text(weight.saturating_mul(times - 1), here)?;
        }
        let header = cell.style == CellStyle::RowHeader && self.sink.in_table();
        if pin.is_none() && !header && cell.marks.is_empty() && cell.value.is_none() {
            (0..times).for_each(|_| self.row.push(cell.text, cell.kind));
            return Ok(());
        }
        let pin = pin.unwrap_or_default();
        let (mut width, mut height) = (pin.columns.min(MAX_COLUMNS - column), pin.rows.min(MAX_ROWS));
        if width > 1 || height > 1 {
            (width, height) = (width.max(1), height.max(1));
            self.merge(column..column + width, height, &cell, header, here)?;
        } else {
            (width, height) = (0, 0);
        }
        let extra = Extra {
            marks: cell.marks,
            columns: width,
            rows: height,
            header,
            value: cell.value,
            note: pin.note,
            ..Extra::default()
        };
        for _ in 1..times {
            self.row.push_with(cell.text, cell.kind, extra.clone());
        }
        self.row.push_with(cell.text, cell.kind, extra);
        Ok(())
    }

    /// Remembers the positions that a merged cell covers.
    fn merge(
        &mut self,
        columns: Range<usize>,
        height: usize,
        cell: &Cell<'_>,
        header: bool,
        here: Here<'_>,
    ) -> Result<()> {
        self.spend(columns.len(), here)?;
        let merged = MergedCell {
            until: self.current.saturating_add(height).min(MAX_ROWS),
            cell: Rc::new((cell.text.to_owned(), cell.kind, header)),
        };
        self.merged_until = self.merged_until.max(merged.until);
        if self.merged.len() < columns.end {
            self.merged.resize(columns.end, None);
        }
        self.merged[columns].fill(Some(merged));
        Ok(())
    }

    /// Replaces a cell of the row, for files in which a cell comes twice or after cells to its right.
    pub(super) fn replace(&mut self, column: usize, cell: &Cell<'_>, here: Here<'_>) -> Result<()> {
        self.spend(self.row.len(), here)?;
        let before = std::mem::take(&mut self.row);
        for (at, old) in before.as_row().cells().enumerate() {
            let mut extra = old.extra.cloned().unwrap_or_default();
            if at == column {
                extra.marks.clone_from(&cell.marks);
                extra.value.clone_from(&cell.value);
                extra.header = cell.style == CellStyle::RowHeader && self.sink.in_table();
                let kind = if cell.text.is_empty() { text_kind(cell.style, "") } else { cell.kind };
                self.row.push_with(cell.text, kind, extra);
            } else {
                self.row.push_with(old.text, old.kind, extra);
            }
        }
        self.has_content = true;
        Ok(())
    }
}
