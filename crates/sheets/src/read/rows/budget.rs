//! How much may still be read: cells in total, text that the file holds once and the document repeats, text in a row.

use super::{Here, Rows, SheetSink};
use crate::names::{MAX_COLUMNS, MAX_ROWS};
use crate::read::SheetReadOptions;
use model::{Diagnostic, Error, Hint, Mebibytes, Result, codes, grouped, plural};

/// The most bytes of text in one row.
const LONGEST_ROW: usize = 256 << 20;

/// How much may still be read.
pub(super) struct Budget {
    max_cells: u64,
    max_size: Mebibytes,
    cells: u64,
    bytes: u64,
}

impl Budget {
    pub(super) fn new(options: &SheetReadOptions) -> Self {
        let SheetReadOptions { max_cells, max_size, .. } = *options;
        Budget { max_cells, max_size, cells: max_cells, bytes: max_size.bytes() }
    }
}

impl<S: SheetSink> Rows<'_, S> {
    /// Deducts cells.
    #[inline]
    pub(super) fn spend(&mut self, cells: usize, here: Here<'_>) -> Result<()> {
        match self.budget.cells.checked_sub(cells as u64) {
            Some(left) => {
                self.budget.cells = left;
                Ok(())
            }
            None => {
                let most = usize::try_from(self.budget.max_cells).unwrap_or(usize::MAX);
                let ((row, sheet), limit) = (self.row_and_sheet(), plural(most, "cell", "cells"));
                let message = format!("row {row} of sheet '{sheet}' exceeds the limit of {limit}");
                let hint = Hint::default().text("if that is intended, raise ").name("max_cells");
                Err(Error::input(codes::TOO_MANY_CELLS.error(message).at(here()).hint(hint)))
            }
        }
    }

    /// Deducts the whole row, which is repeated.
    pub(super) fn spend_again(&mut self, here: Here<'_>) -> Result<()> {
        self.spend(self.row.len(), here)?;
        self.spend_text(self.row.as_row().joined().len(), here)
    }

    /// Deducts bytes of text that the file holds only once.
    pub(super) fn spend_text(&mut self, bytes: usize, here: Here<'_>) -> Result<()> {
        match self.budget.bytes.checked_sub(bytes as u64) {
            Some(left) => {
                self.budget.bytes = left;
                Ok(())
            }
            None => {
                let most = grouped(self.budget.max_size.0 as usize);
                let (row, sheet) = self.row_and_sheet();
                let message =
                    format!("row {row} of sheet '{sheet}' exceeds the limit of {most} MiB of repeated text");
                let hint = Hint::default().text("if that is intended, raise ").name("max_size");
                Err(Error::input(codes::TOO_LARGE.error(message).at(here()).hint(hint)))
            }
        }
    }

    /// Fails if the row does not have room for this many more bytes of text.
    #[inline]
    pub(super) fn room_for(&mut self, bytes: usize, here: Here<'_>) -> Result<()> {
        if self.row.text_mut().len().saturating_add(bytes) <= LONGEST_ROW {
            return Ok(());
        }
        let (row, sheet) = self.row_and_sheet();
        let message = format!("row {row} of sheet '{sheet}' has more than {} MiB of text", LONGEST_ROW >> 20);
        Err(Error::input(codes::TOO_LARGE.error(message).at(here())))
    }

    pub(super) fn too_wide(&self, here: Here<'_>) -> Error {
        let (row, sheet) = self.row_and_sheet();
        let message = format!("row {row} of sheet '{sheet}' has more than {} columns", grouped(MAX_COLUMNS));
        Error::input(Diagnostic::error("sheet-size", message).at(here()))
    }

    pub(super) fn too_long(&self, here: Here<'_>) -> Error {
        let message = format!("sheet '{}' has more than {} rows", self.sheet, grouped(MAX_ROWS));
        Error::input(Diagnostic::error("sheet-size", message).at(here()))
    }

    /// The number of the current row, counted from 1, and the name of its sheet.
    fn row_and_sheet(&self) -> (usize, &str) {
        (self.current.saturating_add(1), &self.sheet)
    }
}
