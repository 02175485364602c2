//! Rows that are shorter or longer than the header.

use crate::text::Context;
use model::{Kind, Result, RowBuf, codes, grouped, plural};

impl Context<'_, '_> {
    /// Pads a row that is shorter than the header, and warns if it is shorter or longer.
    pub(super) fn ragged(&self, row: &mut RowBuf, width: usize, at: usize) -> Result<()> {
        let count = row.len();
        if count == width {
            return Ok(());
        }
        let hint = if count < width {
            "the missing cells are left empty"
        } else {
            "the extra cells have no column name"
        };
        let message =
            format!("row has {}, the header has {}", plural(count, "cell", "cells"), grouped(width));
        row.pad(width, Kind::Untyped);
        self.report.warn(codes::RAGGED_ROW.code, at, message, hint)
    }
}
