//! Codes for the outline and the details of cells.

use model::{CodeSpec, Example};

/// The codes and what they mean.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "sheet-bad-details",
        means: "the details that convert keeps next to a sheet are damaged",
        example: Example::Words("an edited cell in the hidden sheet of details"),
        remedy: "What the sheet shows is used. Leave the hidden sheets alone.",
    },
    CodeSpec {
        code: "sheet-details-unused",
        means: "the row or table that details of cells belong to cannot be found",
        example: Example::Words("rows that were rewritten by hand"),
        remedy: "What the sheet shows is used. Read a long .fods from a file, not from a pipe.",
    },
    CodeSpec {
        code: "sheet-newer",
        means: "the file was written by a newer version",
        example: Example::Words("a spreadsheet from next year's version of convert"),
        remedy: "Unknown parts are read as text. Install the newer version.",
    },
    CodeSpec {
        code: "sheet-mistaken",
        means: "a sheet has the name and place of another sheet",
        example: Example::Words("two sheets whose names were swapped"),
        remedy: "Give the sheet a name that was not in use when the file was written, and convert again.",
    },
    CodeSpec {
        code: "sheet-caption-replaced",
        means: "a sheet was renamed, and the new name replaced the caption of its table",
        example: Example::Words("the sheet 'Final A' renamed to 'Final'"),
        remedy: "If this is intended, no action is needed.",
    },
    CodeSpec {
        code: "sheet-table-gone",
        means: "a sheet was deleted, and its table is left out",
        example: Example::Words("a deleted sheet 'Heats'"),
        remedy: "If this is intended, no action is needed.",
    },
];
