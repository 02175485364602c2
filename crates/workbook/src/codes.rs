//! Codes that all spreadsheets share.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "sheet-too-many-cells",
        means: "the sheets span more cells than the limit",
        example: Example::Words("two cells, the second a million rows below the first in a wide sheet"),
        remedy: "A small file can stand for endless cells. If they are meant, raise --max-cells.",
    },
    CodeSpec {
        code: "sheet-too-large",
        means: "the sheets hold more text than the limit, or a row does",
        example: Example::Words("a long text that thousands of merged cells repeat"),
        remedy: "If it is meant, raise --max-size.",
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
    CodeSpec {
        code: "sheet-bad-details",
        means: "what convert keeps beside a sheet is damaged",
        example: Example::Words("a cell of the hidden sheet of details that was edited"),
        remedy: "What the sheet shows is taken. Leave the hidden sheets alone.",
    },
    CodeSpec {
        code: "sheet-details-unused",
        means: "details of cells fit no row or table any more",
        example: Example::Words("rows that were rewritten by hand"),
        remedy: "What the sheet shows is taken. A long .fods must be read from a file, not from a pipe.",
    },
    CodeSpec {
        code: "sheet-newer",
        means: "the file was written by a newer version",
        example: Example::Words("a spreadsheet from a convert of next year"),
        remedy: "What is not known is taken as text. Install that version.",
    },
    CodeSpec {
        code: "sheet-mistaken",
        means: "a sheet has the name of another one, in whose place it stands",
        example: Example::Words("two sheets that have swapped their names"),
        remedy: "Give the sheet a name that none had when the file was written, and convert again.",
    },
    CodeSpec {
        code: "sheet-caption-replaced",
        means: "a sheet was renamed: its table's caption became the new name",
        example: Example::Words("the sheet 'Final A' renamed to 'Final'"),
        remedy: "Nothing needs to be done if that is meant.",
    },
    CodeSpec {
        code: "sheet-table-gone",
        means: "a sheet was deleted: its table is left out",
        example: Example::Words("a deleted sheet 'Heats'"),
        remedy: "Nothing needs to be done if that is meant.",
    },
];
