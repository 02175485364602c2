//! Codes of diagnostics about a Markdown input.

use model::{CodeSpec, Example};

/// An HTML block extends to the next blank line, and may contain a table.
pub(crate) const STRUCTURAL: &[&str] = &["markdown-html"];

/// The codes that are reported once per page.
pub(crate) const ONCE: &[&str] = &["markdown-html", "markdown-html-tag", "markdown-quotation"];

/// The codes and their meanings.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "markdown-html",
        means: "HTML blocks are not read",
        example: Example::Input("markdown", "<video>\n<p>a\n</video>\n"),
        remedy: "The source of the block is kept.",
    },
    CodeSpec {
        code: "markdown-html-tag",
        means: "an HTML tag in a text is not supported",
        example: Example::Input("markdown", "A <abbr>b</abbr> c.\n"),
        remedy: "The tag is left out, its text is kept.",
    },
    CodeSpec {
        code: "markdown-quotation",
        means: "block quotes are read as plain blocks",
        example: Example::Input("markdown", "> said\n"),
        remedy: "The text of the quote is kept.",
    },
];
