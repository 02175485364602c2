//! Codes for content that an Excel workbook cannot represent.

use model::{CodeSpec, Example};

/// What each code means.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "sheet-cell-cut",
    means: "a text is too long for an Excel cell",
    example: Example::Words("a cell of 40,000 characters"),
    remedy: "The cell shows the first 32,767; its details keep the whole text, and reading the file restores it.",
}];
