//! Codes of the pipeline, of packages and of the command line itself.

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
        code: "unknown-format",
        means: "the format cannot be told from the input's content",
        example: Example::Words("cat notes.txt | convert --to csv"),
        remedy: "Name it with --from; --list-formats has the names.",
    },
    CodeSpec {
        code: "option-unused",
        means: "an option of a format is given, and neither the input's nor the output's format has it",
        example: Example::Words("convert page.wiki --to json --output-delimiter ';'"),
        remedy: "Leave it out; convert --list-formats and --help say what there is.",
    },
    CodeSpec {
        code: "output-kept",
        means: "an output exists and is kept",
        example: Example::Words("convert table.csv -o table.json --no-clobber, twice"),
        remedy: "Without --no-clobber it is replaced.",
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
    CodeSpec {
        code: "records-left-out",
        means: "records hold the tables only",
        example: Example::Input("wiki", "Some text.\n\n{|\n| 1\n|}\n"),
        remedy: "--view document keeps everything; --to json does so by default.",
    },
    CodeSpec {
        code: "records-nested-table",
        means: "tables inside table cells are left out of records",
        example: Example::Words("a cell that holds a block which is not taken out as a table of its own"),
        remedy: "--view document keeps them.",
    },
    CodeSpec {
        code: "records-data",
        means: "values of no tabular shape are left out of records",
        example: Example::Input("json", "[{\"a\": 1}]\n5\n"),
        remedy: "--view document keeps everything.",
    },
    CodeSpec {
        code: "records-infobox",
        means: "the input has no table: records get its named values",
        example: Example::Input("wiki", "{{Infobox event\n| venue = Milan\n}}\n"),
        remedy: "--view document keeps everything.",
    },
    CodeSpec {
        code: "records-nothing",
        means: "the input has no table and no named values",
        example: Example::Input("wiki", "Some text.\n"),
        remedy: "The output is empty. --view document keeps everything.",
    },
    CodeSpec {
        code: "records-names",
        means: "columns share a name or have none, and records call them by names of their own",
        example: Example::Input("csv", "a,a,\n1,2,3\n"),
        remedy: "--rename gives them better names; the document view keeps them as they are.",
    },
    CodeSpec {
        code: "select-text-column",
        means: "--text names a column that no table has",
        example: Example::Words("convert table.csv --text Tme --to json"),
        remedy: "--list says what columns there are.",
    },
    CodeSpec {
        code: "select-no-infobox",
        means: "--infobox is asked for, and the input has none",
        example: Example::Words("convert table.csv --infobox --to json"),
        remedy: "The output is empty. --list says what an input has.",
    },
    CodeSpec {
        code: "split-left-out",
        means: "files of tables do not hold the text around them",
        example: Example::Words("convert page.wiki -o page --split --to json"),
        remedy: "A Data Package keeps everything: --split --to csv.",
    },
    CodeSpec {
        code: "split-no-tables",
        means: "the input has no tables: --split has nothing to write",
        example: Example::Words("convert notes.md -o notes --split --to csv"),
        remedy: "--list says what an input has.",
    },
    CodeSpec {
        code: "split-stale",
        means: "files of an earlier --split stay beside the new ones",
        example: Example::Words(
            "convert heats.wiki -o page --split, then convert final.wiki -o page --split",
        ),
        remedy: "The new datapackage.json does not name them. Nothing is deleted; remove them if they are not wanted.",
    },
    CodeSpec {
        code: "package-descriptor",
        means: "datapackage.json is not what it should be",
        example: Example::Input("data-package", "{\"resources\": 1}\n"),
        remedy: "Mend it at the place shown; https://datapackage.org/standard/data-package/ has its form.",
    },
    CodeSpec {
        code: "package-encoding",
        means: "the bytes are not UTF-8",
        example: Example::Words("a datapackage.json saved as Latin-1"),
        remedy: "Convert it first, for example with iconv -f latin1 -t utf-8.",
    },
    CodeSpec {
        code: "package-path",
        means: "a package names a file that it may not",
        example: Example::Input(
            "data-package",
            "{\"resources\": [{\"name\": \"a\", \"path\": \"../a.csv\"}]}\n",
        ),
        remedy: "A package names files of its own folder, by relative paths; nothing is fetched.",
    },
    CodeSpec {
        code: "package-file",
        means: "a file of the package cannot be read",
        example: Example::Words("a datapackage.json whose CSV was deleted"),
        remedy: "The message has the system's reason. Get the file, or remove its resource.",
    },
    CodeSpec {
        code: "package-ragged",
        means: "inline data has a row that is shorter or longer than its header",
        example: Example::Words("\"data\": [[\"rank\", \"name\"], [1]]"),
        remedy: "A short row is padded, a long one keeps its cells.",
    },
    CodeSpec {
        code: "package-duplicate-key",
        means: "inline data has a key twice",
        example: Example::Words("\"data\": [{\"rank\": 1, \"rank\": 2}]"),
        remedy: "The last value is kept.",
    },
    CodeSpec {
        code: "package-shape",
        means: "inline data breaks the shape that it began with",
        example: Example::Words("\"data\": [{\"rank\": 1}, 2]"),
        remedy: "Write records, or rows with a header.",
    },
    CodeSpec {
        code: "package-document",
        means: "what the descriptor says about the document is not laid out as convert writes it",
        example: Example::Words("an edit under the key 'convert'"),
        remedy: "Remove that key: the files are then read as they are.",
    },
    CodeSpec {
        code: "package-beside-tables",
        means: "inline data has tables and other values",
        example: Example::Words("\"data\": {\"title\": \"Heats\", \"rows\": [{\"rank\": 1}]}"),
        remedy: "--view document keeps everything.",
    },
];
