//! Codes of what HTML cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "html-lost",
    means: "HTML does not hold all of the document",
    example: Example::Words("a page with templates or categories"),
    remedy: "What it shows is kept. JSON holds all: `to=json`.",
}];
