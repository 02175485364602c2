//! How much may be read: cells in all, text in a row, and text that repeats.

use super::Content;
use crate::Limits;
use crate::Xml;
use model::{Error, Result, RowBuf};
use std::io::Read;

/// The most bytes of text in one row.
const LONGEST_ROW: usize = 256 << 20;

/// What is left to be read.
pub(super) struct Budget {
    limits: Limits,
    cells: usize,
    /// Bytes of text that stands in the file once and in the document several times.
    bytes: u64,
}

impl Budget {
    pub(super) fn new(limits: Limits) -> Self {
        Budget { limits, cells: limits.cells, bytes: limits.bytes }
    }

    /// Takes a cell of so many bytes that comes into a row several times.
    pub(super) fn repeat<R: Read>(
        &mut self,
        xml: &Xml<R>,
        sheet: &str,
        row: usize,
        so_far: &RowBuf,
        bytes: usize,
        times: usize,
    ) -> Result<()> {
        if so_far.as_row().joined().len().saturating_add(bytes.saturating_mul(times)) > LONGEST_ROW {
            let most = LONGEST_ROW >> 20;
            let message =
                format!("sheet '{sheet}', row {}: more than {most} MiB of text in one row", row + 1);
            return Err(xml.error("odf-too-long", message));
        }
        self.spend_bytes(xml, sheet, row, bytes.saturating_mul(times - 1))
    }

    /// Takes bytes of text that is there already.
    pub(super) fn spend_bytes<R: Read>(
        &mut self,
        xml: &Xml<R>,
        sheet: &str,
        row: usize,
        bytes: usize,
    ) -> Result<()> {
        match self.bytes.checked_sub(bytes as u64) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => Err(Error::input(
                xml.diagnostic(
                    "odf-too-many-cells",
                    format!(
                        "sheet '{sheet}', row {}: more than {} MiB of repeated text",
                        row + 1,
                        self.limits.bytes >> 20
                    ),
                )
                .hint("if it is meant, raise --max-size"),
            )),
        }
    }
}

impl Content<'_, '_> {
    /// Takes cells.
    pub(super) fn spend<R: Read>(&mut self, xml: &Xml<R>, cells: usize) -> Result<()> {
        match self.budget.cells.checked_sub(cells) {
            Some(left) => {
                self.budget.cells = left;
                Ok(())
            }
            None => Err(Error::input(
                xml.diagnostic(
                    "odf-too-many-cells",
                    format!(
                        "sheet '{}', row {}: more than {} cells",
                        self.sheet,
                        self.rows + 1,
                        self.budget.limits.cells
                    ),
                )
                .hint("if they are meant, raise --max-cells"),
            )),
        }
    }

    /// Takes the whole row once more.
    pub(super) fn spend_row<R: Read>(&mut self, xml: &Xml<R>) -> Result<()> {
        self.spend(xml, self.row.len())?;
        self.budget.spend_bytes(xml, &self.sheet, self.rows, self.row.as_row().joined().len())
    }
}
