//! Codes of diagnostics about Markdown.

use model::{CodeSpec, Example};

/// The codes and their meanings.
pub(crate) const CODES: &[CodeSpec] = &[CodeSpec {
    code: "markdown-wider-row",
    means: "after the first 1,000 rows of a table, a row has more cells than the table has columns",
    example: Example::Words("a CSV with two columns whose 5,000th row has three cells"),
    remedy: "A new table starts at that row. To avoid that, name all columns with `columns`.",
}];
