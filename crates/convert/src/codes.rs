//! Codes of the pipeline.

use model::{CodeSpec, Example};

/// What each of them means.
pub const CODES: &[CodeSpec] = &[
    CodeSpec {
        code: "unknown-format",
        means: "the format cannot be told from the input's content",
        example: Example::Words("cat notes.txt | convert `to=csv`"),
        remedy: "Name it with `from`; `list_formats` has the names.",
    },
    CodeSpec {
        code: "output-kept",
        means: "an output exists and is kept",
        example: Example::Words("convert table.csv -o table.json `no_clobber`, twice"),
        remedy: "Without `no_clobber` it is replaced.",
    },
    CodeSpec {
        code: "records-nested-table",
        means: "tables inside table cells are left out of records",
        example: Example::Words("a cell that holds a block which is not taken out as a table of its own"),
        remedy: "`view=document` keeps them.",
    },
    CodeSpec {
        code: "records-data",
        means: "values of no tabular shape are left out of records",
        example: Example::Input("json", "[{\"a\": 1}]\n5\n"),
        remedy: "`view=document` keeps everything.",
    },
    CodeSpec {
        code: "records-infobox",
        means: "the input has no table: records get its named values",
        example: Example::Input("wiki", "{{Infobox event\n| venue = Milan\n}}\n"),
        remedy: "`view=document` keeps everything.",
    },
    CodeSpec {
        code: "records-nothing",
        means: "the input has no table and no named values",
        example: Example::Input("wiki", "Some text.\n"),
        remedy: "The output is empty. `view=document` keeps everything.",
    },
    CodeSpec {
        code: "records-value",
        means: "a cell does not have a value of the type that a program wants",
        example: Example::Words("`x` in a column that a program reads as numbers"),
        remedy: "The message names the row and the column, and what was expected.",
    },
    CodeSpec {
        code: "select-text-column",
        means: "`text` names a column that no table has",
        example: Example::Words("convert table.csv `text=Tme` `to=json`"),
        remedy: "`list` says what columns there are.",
    },
    CodeSpec {
        code: "select-no-infobox",
        means: "`infobox` is asked for, and the input has none",
        example: Example::Words("convert table.csv `infobox` `to=json`"),
        remedy: "The output is empty. `list` says what an input has.",
    },
    CodeSpec {
        code: "split-no-tables",
        means: "the input has no tables: `split` has nothing to write",
        example: Example::Words("convert notes.md -o notes `split` `to=csv`"),
        remedy: "`list` says what an input has.",
    },
    CodeSpec {
        code: "split-stale",
        means: "files of an earlier `split` stay beside the new ones",
        example: Example::Words(
            "convert heats.wiki -o page `split`, then convert final.wiki -o page `split`",
        ),
        remedy: "The new datapackage.json does not name them. Nothing is deleted; remove them if they are not wanted.",
    },
];
