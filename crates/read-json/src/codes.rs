//! Codes of what is said about a JSON or NDJSON input.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "json-syntax",
        means: "the input is not well-formed JSON",
        example: Example::Input("json", "{\"rank\": 1,}\n"),
        remedy: "Mend it at the place shown. A comma too many, a missing quote and a cut off file are the usual causes.",
    },
    CodeSpec {
        code: "json-encoding",
        means: "the bytes are not UTF-8",
        example: Example::Words("a JSON file saved as Latin-1"),
        remedy: "JSON is UTF-8: convert it first, for example with iconv -f latin1 -t utf-8.",
    },
    CodeSpec {
        code: "json-empty",
        means: "the input is empty, and that is no JSON",
        example: Example::Input("json", ""),
        remedy: "Write [] for a table without rows; an empty NDJSON is one already.",
    },
    CodeSpec {
        code: "json-ragged",
        means: "a row is shorter or longer than the columns that are named",
        example: Example::Input("json", "{\"columns\": [\"rank\", \"name\"], \"data\": [[1]]}\n"),
        remedy: "A short row is padded, a long one keeps its cells.",
    },
    CodeSpec {
        code: "json-duplicate-key",
        means: "an object has a key twice",
        example: Example::Input("json", "{\"rank\": 1, \"rank\": 2}\n"),
        remedy: "The last value is kept, as other readers do. Two tables of one name are an error: rename one.",
    },
    CodeSpec {
        code: "json-shape",
        means: "a value breaks the shape that the input began with",
        example: Example::Words("records in an array whose 1,200th element is a number"),
        remedy: "What is read as tables must be tables to its end. `view=document` keeps smaller inputs of any shape.",
    },
    CodeSpec {
        code: "json-document",
        means: "the JSON of a document is not laid out as `view=document` writes it",
        example: Example::Words("a long document whose 'title' comes after its 'blocks'"),
        remedy: "Compare with crates/write-json/document.schema.json; a long document must have its members in the usual order.",
    },
    CodeSpec {
        code: "json-beside-tables",
        means: "an object has tables and other values; records hold the tables only",
        example: Example::Input("json", "{\"title\": \"Heats\", \"rows\": [{\"rank\": 1}]}\n"),
        remedy: "`view=document` keeps everything.",
    },
];
