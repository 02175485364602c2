//! Codes of what is said about a Markdown input.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "markdown-binary",
        means: "the input has NUL bytes: it is no text",
        example: Example::Words("a spreadsheet called page.md"),
        remedy: "Name what it is: `from=ods`.",
    },
    CodeSpec {
        code: "markdown-encoding",
        means: "the bytes are not UTF-8",
        example: Example::Words("a page saved as Latin-1"),
        remedy: "Convert it first, for example with iconv -f latin1 -t utf-8.",
    },
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
        code: "markdown-image",
        means: "images are not read",
        example: Example::Input("markdown", "![the rink](rink.png)\n"),
        remedy: "The text in their place is kept.",
    },
    CodeSpec {
        code: "markdown-quotation",
        means: "a quotation is not told apart from other text",
        example: Example::Input("markdown", "> said\n"),
        remedy: "What it says is kept.",
    },
    CodeSpec {
        code: "markdown-deep-list",
        means: "lists are nested more than 100 levels deep",
        example: Example::Words("a list in a list, a hundred and one times"),
        remedy: "Deeper ones are read as the deepest.",
    },
    CodeSpec {
        code: "markdown-repeated-key",
        means: "an infobox has a key twice",
        example: Example::Words("a table of an infobox with two rows 'Venue'"),
        remedy: "The last value counts. Remove one.",
    },
    CodeSpec {
        code: "markdown-title-markup",
        means: "markup in the title is dropped",
        example: Example::Input("markdown", "# *Heats*\n"),
        remedy: "A title is plain text.",
    },
];
