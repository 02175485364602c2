//! Codes of what wiki text cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "wiki-table-name",
        means: "wiki text does not hold the names of tables, nor that one is hidden",
        example: Example::Words("a spreadsheet with a hidden sheet"),
        remedy: "Formats for documents, JSON for example, hold both.",
    },
    CodeSpec {
        code: "wiki-cell-note",
        means: "wiki text does not hold notes of cells",
        example: Example::Words("a spreadsheet with a comment at a cell"),
        remedy: "The notes are left out. HTML and JSON keep them.",
    },
    CodeSpec {
        code: "wiki-cell-block",
        means: "wiki text in this style has no blocks in cells",
        example: Example::Words("a list in a cell, with --wiki-style pipe"),
        remedy: "--wiki-style mediawiki has them.",
    },
    CodeSpec {
        code: "wiki-covered-row",
        means: "wiki text has no row that is nothing but merged cells",
        example: Example::Words("a spreadsheet whose rows 2 and 3 are merged in every column"),
        remedy: "The row is left out, and the cells above end before it.",
    },
    CodeSpec {
        code: "wiki-property",
        means: "wiki text has no way to say a fact about the page",
        example: Example::Words("a category of a name with brackets in it"),
        remedy: "It is left out.",
    },
];
