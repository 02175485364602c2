//! Codes of what is said about a binary Excel workbook.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "xls-empty",
        means: "the input is empty",
        example: Example::Input("xls", ""),
        remedy: "Get the file anew.",
    },
    CodeSpec {
        code: "xls-not-a-workbook",
        means: "the file is no binary workbook",
        example: Example::Input("xls", "Rank,Name\n"),
        remedy: "Name what it is: `from=xlsx` or csv, for example.",
    },
    CodeSpec {
        code: "xls-encrypted",
        means: "the workbook is protected with a password",
        example: Example::Words("a file saved with a password"),
        remedy: "Open it in the program that made it, and save it without a password.",
    },
    CodeSpec {
        code: "xls-damaged",
        means: "the workbook is damaged",
        example: Example::Words("a download that was cut off"),
        remedy: "Get it anew, or open it in a spreadsheet program and save it.",
    },
    CodeSpec {
        code: "xls-no-part",
        means: "the package has no part for a sheet",
        example: Example::Words("an .xlsb that a program has written badly"),
        remedy: "The sheet is taken as an empty one. Save the file anew in Excel.",
    },
    CodeSpec {
        code: "xls-formula",
        means: "cells have formulas: their values as stored are read",
        example: Example::Words("=SUM(A1:A9)"),
        remedy: "Nothing needs to be done; formulas themselves are not kept.",
    },
    CodeSpec {
        code: "xls-other-sheet",
        means: "a sheet that has no cells is left out",
        example: Example::Words("a chart on a sheet of its own"),
        remedy: "Only cells are read.",
    },
];
