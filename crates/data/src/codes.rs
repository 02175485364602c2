//! Codes that JSON and YAML share.

use model::{CodeSpec, Example};

/// The explanation of each code.
pub const CODES: &[CodeSpec] = &[CodeSpec {
    code: "data-empty-table",
    means: "in JSON and YAML, a table without rows loses the names of its columns",
    example: Example::Input("csv", "Rank,Name\n"),
    remedy: "`view=document` keeps the names of the columns.",
}];
