//! The codes of the pipeline's diagnostics.

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
        means: "an output file exists and is kept",
        example: Example::Words("convert table.csv -o table.json `no_clobber`, twice"),
        remedy: "Without `no_clobber` it is replaced.",
    },
    CodeSpec {
        code: "records-nested-table",
        means: "tables inside table cells are left out of records",
        example: Example::Words("a cell that holds a block which does not become a separate table"),
        remedy: "`view=document` keeps them.",
    },
    CodeSpec {
        code: "records-data",
        means: "values that are not tables are left out of records",
        example: Example::Input("json", "[{\"a\": 1}]\n5\n"),
        remedy: "`view=document` keeps everything.",
    },
    CodeSpec {
        code: "records-infobox",
        means: "the input has no table, so its named values become the records",
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
        means: "the value of a cell does not have the type that a program expects",
        example: Example::Words("an x in a column that a program reads as numbers"),
        remedy: "The message names the row, the column and the expected type.",
    },
    CodeSpec {
        code: "select-text-column",
        means: "`text` names a column that no table has",
        example: Example::Words("convert table.csv `text=Tme` `to=json`"),
        remedy: "`list` shows the columns.",
    },
    CodeSpec {
        code: "select-no-infobox",
        means: "`infobox` is given, but the input has no infobox",
        example: Example::Words("convert table.csv `infobox` `to=json`"),
        remedy: "The output is empty. `list` shows what the input has.",
    },
    CodeSpec {
        code: "split-no-tables",
        means: "the input has no tables, so `split` has nothing to write",
        example: Example::Words("convert notes.md -o notes `split` `to=csv`"),
        remedy: "`list` shows what the input has.",
    },
    CodeSpec {
        code: "split-stale",
        means: "files of an earlier `split` remain next to the new ones",
        example: Example::Words(
            "convert heats.wiki -o page `split`, then convert final.wiki -o page `split`",
        ),
        remedy: "The new datapackage.json does not list them. Nothing is deleted; remove them if you do not need them.",
    },
];
