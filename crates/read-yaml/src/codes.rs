//! Codes of what is said about a YAML input.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "yaml-syntax",
        means: "the input is not well-formed YAML",
        example: Example::Input("yaml", "rank: [1, 2\n"),
        remedy: "Mend it at the place shown; the cause is often an indentation or a bracket in a line above.",
    },
    CodeSpec {
        code: "yaml-encoding",
        means: "the input is not text that YAML allows",
        example: Example::Words("a YAML file saved as Latin-1, or one with control characters"),
        remedy: "Save it as UTF-8, and write control characters as \"\\x07\".",
    },
    CodeSpec {
        code: "yaml-empty",
        means: "the input holds no document",
        example: Example::Input("yaml", "# nothing\n"),
        remedy: "The output is empty too.",
    },
    CodeSpec {
        code: "yaml-comment",
        means: "comments are left out",
        example: Example::Input("yaml", "rank: 1 # first\n"),
        remedy: "Comments are no data. Keep the YAML where they matter.",
    },
    CodeSpec {
        code: "yaml-tag",
        means: "a tag is not kept",
        example: Example::Input("yaml", "a: !venue {name: Milan}\n"),
        remedy: "The value is read as if it had no tag.",
    },
    CodeSpec {
        code: "yaml-scalar",
        means: "a value is not what its tag says",
        example: Example::Input("yaml", "rank: !!int first\n"),
        remedy: "It is kept as a text.",
    },
    CodeSpec {
        code: "yaml-complex-key",
        means: "a key is no text, number or such",
        example: Example::Input("yaml", "? [1, 2]\n: x\n"),
        remedy: "It is kept as its JSON text. Keys nested without end are an error.",
    },
    CodeSpec {
        code: "yaml-alias",
        means: "an alias stands for nothing, or for itself",
        example: Example::Input("yaml", "a: &b [*b]\n"),
        remedy: "Name an anchor that is in the same document, whole before the alias.",
    },
    CodeSpec {
        code: "yaml-alias-bomb",
        means: "aliases stand for far more than the document holds",
        example: Example::Words("ten lists, each of ten aliases of the one before"),
        remedy: "It is refused, since it could fill the memory. Write out what the aliases stand for.",
    },
    CodeSpec {
        code: "yaml-duplicate-key",
        means: "a mapping has a key twice",
        example: Example::Input("yaml", "rank: 1\nrank: 2\n"),
        remedy: "The last value is kept. Two tables of one name are an error: rename one.",
    },
    CodeSpec {
        code: "yaml-ragged",
        means: "a row is shorter or longer than the columns that are named",
        example: Example::Input("yaml", "columns: [rank, name]\ndata:\n- [1]\n"),
        remedy: "A short row is padded, a long one keeps its cells.",
    },
    CodeSpec {
        code: "yaml-shape",
        means: "a value breaks the shape that the input began with",
        example: Example::Words("a list of records whose 1,200th element is a number"),
        remedy: "What is read as tables must be tables to its end. `view=document` keeps smaller inputs of any shape.",
    },
    CodeSpec {
        code: "yaml-document",
        means: "the YAML of a document is not laid out as `view=document` writes it",
        example: Example::Words("a long document whose 'title' comes after its 'blocks'"),
        remedy: "Compare with crates/write-json/document.schema.json; a long document must have its members in the usual order.",
    },
    CodeSpec {
        code: "yaml-beside-tables",
        means: "a mapping has tables and other values; records hold the tables only",
        example: Example::Input("yaml", "title: Heats\nrows:\n- rank: 1\n"),
        remedy: "`view=document` keeps everything.",
    },
];
