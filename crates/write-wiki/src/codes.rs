//! Codes of what wiki text cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "wiki-covered-row",
    means: "wiki text has no row that is nothing but merged cells",
    example: Example::Words("a spreadsheet whose rows 2 and 3 are merged in every column"),
    remedy: "The row is left out, and the cells above end before it.",
}];
