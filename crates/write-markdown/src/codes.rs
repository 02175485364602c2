//! Codes of what Markdown cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "markdown-wider-row",
    means: "a row is wider than its table so far, after the first thousand rows",
    example: Example::Words("a CSV with two columns whose 5,000th row has three cells"),
    remedy: "The table begins again there. `columns` names all columns from the start.",
}];
