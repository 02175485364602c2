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
        means: "a cell holds what wiki text can only say outside of tables",
        example: Example::Words("a document whose cell has a block of source code of another format"),
        remedy: "Source is written as text, facts about the page are left out. JSON keeps them.",
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
        example: Example::Words("the property 'author' in the JSON of a document"),
        remedy: "It is left out.",
    },
];
