//! Codes that all spreadsheets share.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "sheet-size",
        means: "a sheet has more rows or columns than a spreadsheet can have",
        example: Example::Words("a cell in the row 99999999, or at the column ZZZZZ"),
        remedy: "No program shows such cells. Correct the file.",
    },
    CodeSpec {
        code: "sheet-under-merge",
        means: "cells under merged cells have content that no one sees",
        example: Example::Words("cells that a script merged after it filled them"),
        remedy: "The merged cell's text is taken instead. Unmerge the cells to see it.",
    },
];
