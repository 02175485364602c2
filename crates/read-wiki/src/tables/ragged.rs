//! Rows that are shorter or longer than the header.

use crate::text::Context;
use model::{Kind, Result, RowBuf, codes};

impl Context<'_, '_> {
    /// Pads a row that is shorter than the header; says so, and also that one is longer.
    pub(super) fn ragged(&self, row: &mut RowBuf, width: usize, at: usize) -> Result<()> {
        let count = row.len();
        if count == width {
            return Ok(());
        }
        let hint = if count < width {
            "the missing cells are left empty"
        } else {
            "the further cells have no column name"
        };
        let message =
            format!("row has {count} {}, the header has {width}", if count == 1 { "cell" } else { "cells" });
        row.pad(width, Kind::Untyped);
        self.report.warn(codes::RAGGED_ROW.code, at, message, hint)
    }
}
