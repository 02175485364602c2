//! The formats, as their readers and writers both name them.

use model::Format;

/// Markdown: [CommonMark](https://spec.commonmark.org) with the tables of
/// [GitHub's flavour](https://github.github.com/gfm/).
pub const MARKDOWN: Format = Format {
    id: "markdown",
    title: "Markdown, GitHub-flavoured",
    aliases: &["md", "gfm", "commonmark"],
    extensions: &["md", "markdown"],
    media_types: &["text/markdown"],
    binary: false,
};

/// HTML, as the [living standard](https://html.spec.whatwg.org) has it.
pub const HTML: Format = Format {
    id: "html",
    title: "HTML page",
    aliases: &["htm"],
    extensions: &["html", "htm"],
    media_types: &["text/html"],
    binary: false,
};
