//! Codes that JSON and YAML share.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[CodeSpec {
    code: "data-empty-table",
    means: "a table without rows leaves no trace of its columns in JSON and YAML",
    example: Example::Input("csv", "Rank,Name\n"),
    remedy: "`view=document` keeps the names of the columns.",
}];
