//! Diagnostic codes for MediaWiki exports.

use model::{CodeSpec, Example};

/// The codes and their explanations.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "dump-markup",
        means: "an element appears where only text is allowed",
        example: Example::Input(
            "mediawiki-xml",
            "<mediawiki><page><title><b>a</b></title></page></mediawiki>\n",
        ),
        remedy: "Escape markup in the text of an export: &lt;b&gt;.",
    },
    CodeSpec {
        code: "dump-older-revisions",
        means: "older revisions of pages were skipped",
        example: Example::Words("a full-history export"),
        remedy: "Only the newest revision of each page is read.",
    },
    CodeSpec {
        code: "dump-log",
        means: "log entries were skipped",
        example: Example::Input("mediawiki-xml", "<mediawiki><logitem></logitem></mediawiki>\n"),
        remedy: "Only pages are read.",
    },
    CodeSpec {
        code: "dump-deleted",
        means: "the text of a page is marked as deleted",
        example: Example::Input(
            "mediawiki-xml",
            "<mediawiki><page><title>A</title>\n<revision><text deleted=\"deleted\"/></revision></page></mediawiki>\n",
        ),
        remedy: "The page is left empty.",
    },
    CodeSpec {
        code: "dump-no-text",
        means: "the export does not contain the text of a page",
        example: Example::Input(
            "mediawiki-xml",
            "<mediawiki><page><title>A</title>\n<revision></revision></page></mediawiki>\n",
        ),
        remedy: "The page is left empty. Use a dump named 'pages-articles' or 'pages-meta'.",
    },
    CodeSpec {
        code: "dump-slots",
        means: "a page has content slots other than the main one",
        example: Example::Words("a file page with structured data"),
        remedy: "Only the main slot is read.",
    },
];
