//! Codes of what is said about an OpenDocument spreadsheet.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "odf-empty",
        means: "the input is empty",
        example: Example::Input("fods", ""),
        remedy: "Get the file anew.",
    },
    CodeSpec {
        code: "odf-not-a-spreadsheet",
        means: "the file is no OpenDocument spreadsheet",
        example: Example::Input("fods", "<html/>\n"),
        remedy: "Name what it is (`from=xlsx`, for example). Of other OpenDocument files, copy the tables into a spreadsheet.",
    },
    CodeSpec {
        code: "odf-encrypted",
        means: "the spreadsheet is protected with a password",
        example: Example::Words("a file saved with a password"),
        remedy: "Open it in the program that made it, and save it without a password.",
    },
    CodeSpec {
        code: "odf-formula",
        means: "cells have formulas: what they show is read",
        example: Example::Words("=SUM(A1:A9)"),
        remedy: "Nothing needs to be done; formulas themselves are not kept.",
    },
    CodeSpec {
        code: "odf-no-result",
        means: "formulas have no result in the file",
        example: Example::Words("a spreadsheet made by a script"),
        remedy: "The cells are empty. Open the file in LibreOffice and save it: that computes them.",
    },
    CodeSpec {
        code: "odf-drawing",
        means: "pictures, charts and shapes are left out",
        example: Example::Words("a sheet with a diagram"),
        remedy: "Only cells are read.",
    },
    CodeSpec {
        code: "odf-value",
        means: "a cell's value is not what its type says",
        example: Example::Words("office:value-type=\"float\" office:value=\"abc\""),
        remedy: "What the cell shows is taken, as text; a count that is none is taken as 1.",
    },
];
