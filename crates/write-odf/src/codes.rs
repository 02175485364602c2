//! Codes of what an OpenDocument spreadsheet cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "odf-late-look",
    means: "colours that a sheet's first rows do not have are not shown",
    example: Example::Words("a long table whose 2,000th row is the first with a colour"),
    remedy: "The details keep them, and they come back.",
}];
