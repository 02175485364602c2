//! Codes of XML, and of the packages that it is in.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "package-damaged",
        means: "the package is not a whole zip file",
        example: Example::Input("xlsx", "PK\x03\x04 cut off"),
        remedy: "Get it anew, or repair it in LibreOffice or Excel.",
    },
    CodeSpec {
        code: "xml-syntax",
        means: "the input, or a part of it, is not well-formed XML",
        example: Example::Input(
            "fods",
            "<office:document\n  xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\n  </office:body>\n",
        ),
        remedy: "The file is damaged, cut off or was edited by hand: mend it at the place shown, or get it anew.",
    },
    CodeSpec {
        code: "xml-truncated",
        means: "the input ends inside an element",
        example: Example::Input(
            "fods",
            "<office:document \n  xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\n",
        ),
        remedy: "The file is cut off: get it anew.",
    },
    CodeSpec {
        code: "xml-damaged",
        means: "the input cannot be read on",
        example: Example::Words("a package of which some bytes were lost"),
        remedy: "The file is damaged: get it anew, or repair it in LibreOffice. If a limit is told of, raise it.",
    },
    CodeSpec {
        code: "xml-encoding",
        means: "the input is not UTF-8",
        example: Example::Input("fods", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<a/>\n"),
        remedy: "Save it as UTF-8, which is what its first line has to say too.",
    },
    CodeSpec {
        code: "xml-doctype",
        means: "the input has a document type",
        example: Example::Input("fods", "<!DOCTYPE a><a/>\n"),
        remedy: "Remove it: entities of a document type are never expanded.",
    },
    CodeSpec {
        code: "xml-entity",
        means: "an entity is not known",
        example: Example::Words("'&nbsp;' in content.xml"),
        remedy: "Write the character itself; XML knows five entities only.",
    },
    CodeSpec {
        code: "xml-too-deep",
        means: "elements or namespaces nest without end",
        example: Example::Words("a file made to harm"),
        remedy: "It is refused. No spreadsheet and no export nests so deep.",
    },
    CodeSpec {
        code: "xml-too-long",
        means: "one text is longer than the limit",
        example: Example::Words("a cell of many MiB in a file made to harm"),
        remedy: "It is refused. No spreadsheet program writes a text so long.",
    },
];
