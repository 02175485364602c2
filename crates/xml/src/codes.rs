//! Codes for problems in XML.

use model::{CodeSpec, Example};

/// What each code means.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "xml-doctype",
        means: "the input has a document type declaration",
        example: Example::Input("fods", "<!DOCTYPE a><a/>\n"),
        remedy: "Remove it; its entities are never expanded.",
    },
    CodeSpec {
        code: "xml-entity",
        means: "an entity is unknown",
        example: Example::Words("'&nbsp;' in content.xml"),
        remedy: "Write the character itself; XML predefines only five entities.",
    },
];
