//! Codes of what an OpenDocument spreadsheet cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "odf-control-character",
        means: "a text has a control character that XML cannot hold",
        example: Example::Words("a CSV cell with an escape character"),
        remedy: "The sheet shows U+FFFD; the details keep the character, and it comes back.",
    },
    CodeSpec {
        code: "odf-late-look",
        means: "colours that a sheet's first rows do not have are not shown",
        example: Example::Words("a long table whose 2,000th row is the first with a colour"),
        remedy: "The details keep them, and they come back.",
    },
];
