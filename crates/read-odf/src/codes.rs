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
        remedy: "Name what it is (--from xlsx, for example). Of other OpenDocument files, copy the tables into a spreadsheet.",
    },
    CodeSpec {
        code: "odf-encrypted",
        means: "the spreadsheet is protected with a password",
        example: Example::Words("a file saved with a password"),
        remedy: "Open it in the program that made it, and save it without a password.",
    },
    CodeSpec {
        code: "odf-damaged",
        means: "the package is not a whole zip file",
        example: Example::Words("a download that was cut off"),
        remedy: "Get it anew, or repair it in LibreOffice.",
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
        code: "odf-under-merge",
        means: "cells under merged cells have content that no one sees",
        example: Example::Words("cells that were merged with 'keep the contents of the hidden cells'"),
        remedy: "The merged cell's text is taken instead. Unmerge the cells to see it.",
    },
    CodeSpec {
        code: "odf-value",
        means: "a cell's value is not what its type says",
        example: Example::Words("office:value-type=\"float\" office:value=\"abc\""),
        remedy: "What the cell shows is taken, as text; a count that is none is taken as 1.",
    },
    CodeSpec {
        code: "odf-too-wide",
        means: "a sheet has more columns than a spreadsheet can have",
        example: Example::Words("table:number-columns-repeated=\"99999\" at a cell with text"),
        remedy: "No program shows such columns. Correct the file.",
    },
    CodeSpec {
        code: "odf-too-long",
        means: "a sheet has too many rows, or one text or row is too long",
        example: Example::Words("table:number-rows-repeated=\"9999999\" at a row with text"),
        remedy: "No program shows such rows. Correct the file.",
    },
    CodeSpec {
        code: "odf-too-many-cells",
        means: "repeated cells are more than the limit",
        example: Example::Words("a row of texts that is repeated a million times"),
        remedy: "A small file can stand for endless cells. If they are meant, raise --max-cells or --max-size.",
    },
];
