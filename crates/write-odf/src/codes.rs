//! Codes for content that an OpenDocument spreadsheet cannot represent.

use model::{CodeSpec, Example};

/// What each code means.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "odf-late-look",
    means: "colours that first appear in later rows of a sheet are not shown",
    example: Example::Words("a long table whose 2,000th row is the first with a colour"),
    remedy: "The details keep them, and reading the file restores them.",
}];
