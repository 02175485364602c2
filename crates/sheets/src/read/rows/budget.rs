//! How much may still be read: cells in all, text that the file holds once and the document several times, text in a row.

use super::{Here, Rows, SheetSink};
use crate::names::{MAX_COLUMNS, MAX_ROWS};
use crate::read::SheetReadOptions;
use model::{Diagnostic, Error, Hint, Mebibytes, Result, codes};

/// The most bytes of text in one row.
const LONGEST_ROW: usize = 256 << 20;

/// What is left to be read.
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
    /// Takes cells.
    #[inline]
    pub(super) fn spend(&mut self, cells: usize, here: Here<'_>) -> Result<()> {
        match self.budget.cells.checked_sub(cells as u64) {
            Some(left) => {
                self.budget.cells = left;
                Ok(())
            }
            None => {
                let what = format!("more than {} cells", self.budget.max_cells);
                let diagnostic = self.error(codes::TOO_MANY_CELLS.code, &what, here);
                Err(Error::input(
                    diagnostic.hint(Hint::default().text("if they are meant, raise ").name("max_cells")),
                ))
            }
        }
    }

    /// Takes the whole row once more.
    pub(super) fn spend_again(&mut self, here: Here<'_>) -> Result<()> {
        self.spend(self.row.len(), here)?;
        self.spend_text(self.row.as_row().joined().len(), here)
    }

    /// Takes bytes of text that takes little room in the file.
    pub(super) fn spend_text(&mut self, bytes: usize, here: Here<'_>) -> Result<()> {
        match self.budget.bytes.checked_sub(bytes as u64) {
            Some(left) => {
                self.budget.bytes = left;
                Ok(())
            }
            None => {
                let what = format!("more than {} MiB of repeated text", self.budget.max_size.0);
                let diagnostic = self.error(codes::TOO_LARGE.code, &what, here);
                Err(Error::input(
                    diagnostic.hint(Hint::default().text("if it is meant, raise ").name("max_size")),
                ))
            }
        }
    }

    /// Whether the row has room for so many more bytes of text.
    #[inline]
    pub(super) fn room_for(&mut self, bytes: usize, here: Here<'_>) -> Result<()> {
        if self.row.text_mut().len().saturating_add(bytes) <= LONGEST_ROW {
            return Ok(());
        }
        let what = format!("more than {} MiB of text in one row", LONGEST_ROW >> 20);
        Err(Error::input(self.error(codes::TOO_LARGE.code, &what, here)))
    }

    pub(super) fn too_wide(&self, here: Here<'_>) -> Error {
        Error::input(self.error("sheet-size", &format!("more than {MAX_COLUMNS} columns"), here))
    }

    pub(super) fn too_long(&self, here: Here<'_>) -> Error {
        let message = format!("sheet '{}' has more than {MAX_ROWS} rows", self.sheet);
        Error::input(Diagnostic::error("sheet-size", message).at(here()))
    }

    fn error(&self, code: &'static str, what: &str, here: Here<'_>) -> Diagnostic {
        let (sheet, row) = (&self.sheet, self.current.saturating_add(1));
        Diagnostic::error(code, format!("sheet '{sheet}', row {row}: {what}")).at(here())
    }
}
