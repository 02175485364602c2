//! Codes of XML, and of the packages that it is in.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[
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
];
