//! Codes of the command line itself.

use model::{CodeSpec, Example};

/// What each of them means.
pub(crate) const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "io",
        means: "an input cannot be read",
        example: Example::Words("convert absent.csv --to json"),
        remedy: "The message has the system's reason. Look at the path, and at who may read it.",
    },
    CodeSpec {
        code: "output",
        means: "an output cannot be written, or cannot hold what it is given",
        example: Example::Words("convert table.csv -o /nowhere/table.json on a full disk"),
        remedy: "The message has the reason. No half-written file stays behind.",
    },
    CodeSpec {
        code: "usage",
        means: "the command line makes no sense",
        example: Example::Words("convert --froom csv"),
        remedy: "The message says what does; convert --help has all. The exit status is 2.",
    },
    CodeSpec {
        code: "internal",
        means: "a fault of this program",
        example: Example::Words("there should be none"),
        remedy: "Please report it with the input, or a small part of it that shows the fault.",
    },
    CodeSpec {
        code: "verbose",
        means: "what was read and written, which --verbose tells",
        example: Example::Words("convert --verbose table.csv -o table.json"),
        remedy: "Nothing needs to be done.",
    },
    CodeSpec {
        code: "summary",
        means: "the closing line about several inputs",
        example: Example::Words("convert a.csv b.csv --to json -o out"),
        remedy: "The exit status is 1 if an input failed.",
    },
    CodeSpec {
        code: "option-unused",
        means: "an option of a format is given, and neither the input's nor the output's format has it",
        example: Example::Words("convert page.wiki --to json --output-delimiter ';'"),
        remedy: "Leave it out; convert --list-formats and --help say what there is.",
    },
    CodeSpec {
        code: "batch-left-out",
        means: "files of no known format are left out",
        example: Example::Words("convert --recursive photos -t csv -o out"),
        remedy: "--from names the format of all.",
    },
    CodeSpec {
        code: "batch-empty",
        means: "there is nothing to convert",
        example: Example::Words("convert --recursive an-empty-directory -t csv -o out"),
        remedy: "Look at the path. Hidden and ignored files (.gitignore) are not seen.",
    },
];
