//! Codes of what an Excel workbook cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "sheet-cell-cut",
    means: "a text is longer than a cell of Excel can be",
    example: Example::Words("a cell of 40,000 characters"),
    remedy: "The sheet shows its first 32,767; the details of the cell keep it, and it comes back.",
}];
