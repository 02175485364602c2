//! Codes reported for YAML inputs.

use model::{CodeSpec, Example};

/// The explanation of each code.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "yaml-tag",
        means: "a tag is not kept",
        example: Example::Input("yaml", "a: !venue {name: Milan}\n"),
        remedy: "The value is read as if it had no tag.",
    },
    CodeSpec {
        code: "yaml-complex-key",
        means: "a key is not a scalar",
        example: Example::Input("yaml", "? [1, 2]\n: x\n"),
        remedy: "It is kept as its JSON text.",
    },
    CodeSpec {
        code: "yaml-alias",
        means: "an alias refers to a missing anchor, or to a node that contains it",
        example: Example::Input("yaml", "a: &b [*b]\n"),
        remedy: "Use an anchor of the same document whose node ends before the alias.",
    },
    CodeSpec {
        code: "yaml-alias-bomb",
        means: "aliases expand to far more than the document contains",
        example: Example::Words("ten lists, each with ten aliases of the previous one"),
        remedy: "It is refused because it could exhaust the memory. Replace the aliases with their contents.",
    },
];
