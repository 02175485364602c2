//! Codes of what is said about a MediaWiki export.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "dump-empty",
        means: "the input is empty",
        example: Example::Input("mediawiki-xml", ""),
        remedy: "Get the export anew.",
    },
    CodeSpec {
        code: "dump-xml",
        means: "the input is not well-formed XML",
        example: Example::Input("mediawiki-xml", "<mediawiki><page></mediawiki>\n"),
        remedy: "Get the export anew; it may be cut off or was edited by hand.",
    },
    CodeSpec {
        code: "dump-truncated",
        means: "the export is cut off",
        example: Example::Input("mediawiki-xml", "<mediawiki><page>\n"),
        remedy: "The pages before are not written either. Get the export anew.",
    },
    CodeSpec {
        code: "dump-encoding",
        means: "the export is not UTF-8",
        example: Example::Words("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?> in its first line"),
        remedy: "Exports are UTF-8: convert it, and its first line.",
    },
    CodeSpec {
        code: "dump-doctype",
        means: "the export has a document type",
        example: Example::Input("mediawiki-xml", "<!DOCTYPE a><mediawiki></mediawiki>\n"),
        remedy: "Remove it: entities of a document type are never expanded.",
    },
    CodeSpec {
        code: "dump-entity",
        means: "an entity is not known",
        example: Example::Input(
            "mediawiki-xml",
            "<mediawiki><page><title>a&nbsp;b</title></page></mediawiki>\n",
        ),
        remedy: "Write the character itself; XML knows five entities only.",
    },
    CodeSpec {
        code: "dump-too-deep",
        means: "elements nest without end",
        example: Example::Words("a file made to harm"),
        remedy: "It is refused. No export nests so deep.",
    },
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
        code: "dump-not-mediawiki",
        means: "the root element is not that of an export",
        example: Example::Input("mediawiki-xml", "<rss></rss>\n"),
        remedy: "It is some other XML. An export begins with <mediawiki>.",
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
