//! Diagnostic codes for what wiki text cannot represent.

use model::{CodeSpec, Example};

/// The codes and their explanations.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "wiki-covered-row",
    means: "wiki text cannot represent a row that consists only of merged cells",
    example: Example::Words("a spreadsheet whose rows 2 and 3 are merged in every column"),
    remedy: "The row is left out, and the cells above end before it.",
}];
