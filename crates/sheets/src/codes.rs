//! Codes that all spreadsheets share.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "sheet-too-many-cells",
        means: "the sheets span more cells than the limit",
        example: Example::Words("two cells, the second a million rows below the first in a wide sheet"),
        remedy: "A small file can stand for endless cells. If they are meant, raise `max_cells`.",
    },
    CodeSpec {
        code: "sheet-too-large",
        means: "the sheets hold more text than the limit, or a row does",
        example: Example::Words("a long text that thousands of merged cells repeat"),
        remedy: "If it is meant, raise `max_size`.",
    },
    CodeSpec {
        code: "sheet-too-wide",
        means: "a sheet has more columns than a spreadsheet can have",
        example: Example::Words("a cell at the column ZZZZZ"),
        remedy: "No program shows such columns. Correct the file.",
    },
    CodeSpec {
        code: "sheet-too-long",
        means: "a sheet has more rows than a spreadsheet can have",
        example: Example::Words("a cell in the row 99999999"),
        remedy: "No program shows such rows. Correct the file.",
    },
    CodeSpec {
        code: "sheet-under-merge",
        means: "cells under merged cells have content that no one sees",
        example: Example::Words("cells that a script merged after it filled them"),
        remedy: "The merged cell's text is taken instead. Unmerge the cells to see it.",
    },
];
