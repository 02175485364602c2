//! The formats, as their readers and writers both name them.

use model::FormatInfo;

/// Markdown: [CommonMark](https://spec.commonmark.org) with the tables of
/// [GitHub's flavour](https://github.github.com/gfm/).
pub const MARKDOWN: FormatInfo = FormatInfo::new("markdown", "Markdown, GitHub-flavoured")
    .aliases(&["md", "gfm", "commonmark"])
    .extensions(&["md", "markdown"])
    .media_types(&["text/markdown"]);

/// HTML, as the [living standard](https://html.spec.whatwg.org) has it.
pub const HTML: FormatInfo = FormatInfo::new("html", "HTML page")
    .aliases(&["htm"])
    .extensions(&["html", "htm"])
    .media_types(&["text/html"]);
