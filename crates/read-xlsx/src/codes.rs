//! Codes of what is said about an Excel workbook.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "xlsx-empty",
        means: "the input is empty",
        example: Example::Input("xlsx", ""),
        remedy: "Get the file anew.",
    },
    CodeSpec {
        code: "xlsx-not-a-workbook",
        means: "the file is no Excel workbook",
        example: Example::Words("an old .xls called table.xlsx"),
        remedy: "Name what it is: `from=xls`, ods or csv, for example.",
    },
    CodeSpec {
        code: "xlsx-not-a-sheet",
        means: "a part that should be a sheet is none",
        example: Example::Words("a package that a program has written badly"),
        remedy: "Open it in a spreadsheet program and save it.",
    },
    CodeSpec {
        code: "xlsx-encrypted",
        means: "the workbook is protected with a password",
        example: Example::Words("a file saved with a password"),
        remedy: "Open it in the program that made it, and save it without a password.",
    },
    CodeSpec {
        code: "xlsx-no-part",
        means: "the package has no part for a sheet",
        example: Example::Words("a package from which a file was removed"),
        remedy: "The sheet is taken as an empty one.",
    },
    CodeSpec {
        code: "xlsx-formula",
        means: "cells have formulas: their values as stored are read",
        example: Example::Words("=SUM(A1:A9)"),
        remedy: "Nothing needs to be done; formulas themselves are not kept.",
    },
    CodeSpec {
        code: "xlsx-no-value",
        means: "formulas have no value stored",
        example: Example::Words("a workbook made by a script"),
        remedy: "The cells are empty. Open the file in a spreadsheet program and save it.",
    },
    CodeSpec {
        code: "xlsx-no-text",
        means: "cells name a text that the file does not have",
        example: Example::Words("a workbook that lost its sharedStrings.xml"),
        remedy: "They are empty; the file is damaged: get it anew.",
    },
    CodeSpec {
        code: "xlsx-drawing",
        means: "pictures, charts and drawings are left out",
        example: Example::Words("a sheet with a diagram"),
        remedy: "Only cells are read.",
    },
    CodeSpec {
        code: "xlsx-order",
        means: "cells come after rows that they should come before",
        example: Example::Words("row 3 before row 2 in the file"),
        remedy: "Each starts a row of its own. Open the file in a spreadsheet program and save it.",
    },
    CodeSpec {
        code: "xlsx-value",
        means: "cells have a value that is none of their type",
        example: Example::Words("<c t=\"b\"><v>maybe</v></c>"),
        remedy: "What is stored is taken, as text.",
    },
    CodeSpec {
        code: "xlsx-other-sheet",
        means: "a sheet that has no cells is left out",
        example: Example::Words("a chart on a sheet of its own"),
        remedy: "Only cells are read.",
    },
    CodeSpec {
        code: "xlsx-too-long",
        means: "the shared texts are longer than 1 GiB",
        example: Example::Words("a small file made to harm, which inflates without end"),
        remedy: "It is refused, since it could fill the memory.",
    },
];
