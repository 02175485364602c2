//! Codes of what is said about an Excel workbook.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "xlsx-no-text",
        means: "cells name a text that the file does not have",
        example: Example::Words("a workbook that lost its sharedStrings.xml"),
        remedy: "They are empty; the file is damaged: get it anew.",
    },
    CodeSpec {
        code: "xlsx-order",
        means: "cells come after rows that they should come before",
        example: Example::Words("row 3 before row 2 in the file"),
        remedy: "Each starts a row of its own. Open the file in a spreadsheet program and save it.",
    },
];
