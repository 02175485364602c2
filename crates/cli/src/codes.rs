//! The codes of the command line itself.

use model::{CodeSpec, Example};

/// The codes and their explanations.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "io",
        means: "an input cannot be read",
        example: Example::Words("convert absent.csv --to json"),
        remedy: "The message gives the system's reason. Check the path and its permissions.",
    },
    CodeSpec {
        code: "output",
        means: "an output cannot be written, or its format cannot hold the data",
        example: Example::Words("convert table.csv -o /nowhere/table.json on a full disk"),
        remedy: "The message gives the reason. No half-written file is left behind.",
    },
    CodeSpec {
        code: "usage",
        means: "the command line is invalid",
        example: Example::Words("convert --froom csv"),
        remedy: "The message says what is expected; convert --help describes all options. The exit status is 2.",
    },
    CodeSpec {
        code: "internal",
        means: "a bug in this program",
        example: Example::Words("none is known"),
        remedy: "Report it with the input, or with a small part of it that shows the bug.",
    },
    CodeSpec {
        code: "verbose",
        means: "what was read and written, reported by --verbose",
        example: Example::Words("convert --verbose table.csv -o table.json"),
        remedy: "Nothing needs to be done.",
    },
    CodeSpec {
        code: "summary",
        means: "the closing line of a run with several inputs",
        example: Example::Words("convert a.csv b.csv --to json -o out"),
        remedy: "The exit status is 1 if an input failed.",
    },
    CodeSpec {
        code: "option-unused",
        means: "an option has no effect, because neither the input's format nor the output's has it",
        example: Example::Words("convert page.wiki --to json --output-delimiter ';'"),
        remedy: "Leave it out. convert --help describes the options of formats.",
    },
    CodeSpec {
        code: "batch-left-out",
        means: "files of unknown format are left out",
        example: Example::Words("convert --recursive photos -t csv -o out"),
        remedy: "If they all have the same format, name it with --from.",
    },
    CodeSpec {
        code: "batch-empty",
        means: "there is nothing to convert",
        example: Example::Words("convert --recursive an-empty-directory -t csv -o out"),
        remedy: "Check the path. Hidden and ignored files (.gitignore) are left out.",
    },
    CodeSpec {
        code: "preview-empty",
        means: "the input has no table to preview",
        example: Example::Words("convert --preview notes.md"),
        remedy: "convert --list shows what the input has.",
    },
];
