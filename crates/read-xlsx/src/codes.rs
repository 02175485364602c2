//! Codes for Excel workbooks.

use model::{CodeSpec, Example};

/// The codes and what they mean.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "xlsx-no-text",
        means: "cells refer to texts that are not in the file",
        example: Example::Words("a workbook without its sharedStrings.xml"),
        remedy: "The cells are read as empty. The file is damaged: get a new copy.",
    },
    CodeSpec {
        code: "xlsx-order",
        means: "cells come after rows that they should come before",
        example: Example::Words("row 3 before row 2 in the file"),
        remedy: "Each of them starts a new row. Open the file in a spreadsheet program and save it.",
    },
];
