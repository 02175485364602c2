//! Codes of what is said about the outline and the details of cells.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[
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
