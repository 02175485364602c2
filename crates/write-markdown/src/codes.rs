//! Codes of what Markdown cannot hold.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "markdown-lost",
        means: "Markdown does not hold all of the document",
        example: Example::Words("a page with templates or colours"),
        remedy: "What it shows is kept. HTML holds more, JSON all: `to=json`.",
    },
    CodeSpec {
        code: "markdown-cell-block",
        means: "Markdown has no tables or blocks in cells",
        example: Example::Input("wiki", "{|\n| a\n{|\n| b\n|}\n|}\n"),
        remedy: "They are written as lines of text. HTML has them.",
    },
    CodeSpec {
        code: "markdown-wider-row",
        means: "a row is wider than its table so far, after the first thousand rows",
        example: Example::Words("a CSV with two columns whose 5,000th row has three cells"),
        remedy: "The table begins again there. `columns` names all columns from the start.",
    },
];
