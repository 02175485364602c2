//! Codes of what is said about a YAML input.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "yaml-tag",
        means: "a tag is not kept",
        example: Example::Input("yaml", "a: !venue {name: Milan}\n"),
        remedy: "The value is read as if it had no tag.",
    },
    CodeSpec {
        code: "yaml-complex-key",
        means: "a key is no text, number or such",
        example: Example::Input("yaml", "? [1, 2]\n: x\n"),
        remedy: "It is kept as its JSON text.",
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
];
