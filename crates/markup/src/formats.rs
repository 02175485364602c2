//! The formats, as both their readers and writers describe them.

use model::FormatInfo;

/// Markdown: [CommonMark](https://spec.commonmark.org) with the tables of
/// [GitHub's flavour](https://github.github.com/gfm/).
pub const MARKDOWN: FormatInfo = FormatInfo::new("markdown", "Markdown, GitHub-flavoured")
    .aliases(&["md", "gfm", "commonmark"])
    .extensions(&["md", "markdown"])
    .media_types(&["text/markdown"]);

/// HTML, as in the [living standard](https://html.spec.whatwg.org).
pub const HTML: FormatInfo = FormatInfo::new("html", "HTML page")
    .aliases(&["htm"])
    .extensions(&["html", "htm"])
    .media_types(&["text/html"]);
