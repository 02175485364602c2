//! Codes of what is reported about a MediaWiki export.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "dump-markup",
        means: "an element stands where only text may be",
        example: Example::Input(
            "mediawiki-xml",
            "<mediawiki><page><title><b>a</b></title></page></mediawiki>\n",
        ),
        remedy: "Markup in an export is escaped: &lt;b&gt;.",
    },
    CodeSpec {
        code: "dump-older-revisions",
        means: "older revisions of pages are left out",
        example: Example::Words("a full-history export"),
        remedy: "The newest revision of each page is read.",
    },
    CodeSpec {
        code: "dump-log",
        means: "entries of a log are left out",
        example: Example::Input("mediawiki-xml", "<mediawiki><logitem></logitem></mediawiki>\n"),
        remedy: "Only pages are read.",
    },
    CodeSpec {
        code: "dump-deleted",
        means: "the text of a page is deleted in the export",
        example: Example::Input(
            "mediawiki-xml",
            "<mediawiki><page><title>A</title>\n<revision><text deleted=\"deleted\"/></revision></page></mediawiki>\n",
        ),
        remedy: "The page is left empty.",
    },
    CodeSpec {
        code: "dump-no-text",
        means: "the export does not hold the text of a page",
        example: Example::Input(
            "mediawiki-xml",
            "<mediawiki><page><title>A</title>\n<revision></revision></page></mediawiki>\n",
        ),
        remedy: "The page is left empty. Take an export named 'pages-articles' or 'pages-meta'.",
    },
    CodeSpec {
        code: "dump-slots",
        means: "a page has texts beside its main one",
        example: Example::Words("a file page with structured data"),
        remedy: "Only the main slot of a page is read.",
    },
];
