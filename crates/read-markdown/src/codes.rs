//! Codes of what is said about a Markdown input.

use model::{CodeSpec, Example};

/// A block of HTML goes to the next blank line, and may have a table in it.
pub(crate) const STRUCTURAL: &[&str] = &["markdown-html"];

/// What is reported once.
pub(crate) const ONCE: &[&str] = &["markdown-html", "markdown-html-tag", "markdown-quotation"];

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "markdown-html",
        means: "a block of HTML is not read",
        example: Example::Input("markdown", "<video>\n<p>a\n</video>\n"),
        remedy: "It is kept as its source.",
    },
    CodeSpec {
        code: "markdown-html-tag",
        means: "an HTML tag in a text is no mark",
        example: Example::Input("markdown", "A <abbr>b</abbr> c.\n"),
        remedy: "The tag is left out, what it holds is kept.",
    },
    CodeSpec {
        code: "markdown-quotation",
        means: "a quotation is not told apart from other text",
        example: Example::Input("markdown", "> said\n"),
        remedy: "What it says is kept.",
    },
];
