//! Codes that all spreadsheet formats share.

use model::{CodeSpec, Example};

/// The codes and what they mean.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "sheet-size",
        means: "a sheet has more rows or columns than a spreadsheet can have",
        example: Example::Words("a cell in row 99999999 or in column ZZZZZ"),
        remedy: "Spreadsheet programs cannot show such cells. Correct the file.",
    },
    CodeSpec {
        code: "sheet-under-merge",
        means: "cells under merged cells have content that is not visible",
        example: Example::Words("cells that a script filled and then merged"),
        remedy: "The text of the merged cell is used instead. Unmerge the cells to see the hidden content.",
    },
];
