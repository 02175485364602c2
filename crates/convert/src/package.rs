//! Directories of tables: [Data Packages](https://datapackage.org/standard/data-package/).
//!
//! With CSV or TSV, `--split` writes a package: a CSV for each table and the descriptor `datapackage.json`, by version 2
//! of the standard, which says the [type of each column](https://datapackage.org/standard/table-schema/) and the
//! [dialect](https://datapackage.org/standard/table-dialect/). Any program that knows Data Packages reads it. What the
//! standard has no word for stands under one key of our own, `convert`, so that the directory reads back whole:
//!
//! ```json
//! {
//!   "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
//!   "name": "mens-1000-metres",
//!   "title": "Men's 1000 metres",
//!   "resources": [
//!     {
//!       "path": "01-heats.csv",
//!       "name": "01-heats",
//!       "title": "Heats",
//!       "type": "table",
//!       "format": "csv",
//!       "mediatype": "text/csv",
//!       "encoding": "utf-8",
//!       "schema": {"fields": [{"name": "Rank", "type": "integer"}], "missingValues": [""]},
//!       "convert": {
//!         "kinds": ["untyped"], "empty": ["untyped"],
//!         "rows": [[2, {"attributes": {"style": "color: red"}}]],
//!         "cells": [[2, 1, {"text": "2", "marks": [{"start": 0, "end": 1, "type": "bold"}]}]]
//!       }
//!     }
//!   ],
//!   "convert": {
//!     "version": 1,
//!     "documents": [
//!       {
//!         "title": "Men's 1000 metres", "infobox": null, "blocks": [],
//!         "sections": [
//!           {
//!             "heading": "Heats", "level": 2,
//!             "blocks": [{"type": "table", "columns": ["Rank"], "resource": "01-heats"}],
//!             "sections": []
//!           }
//!         ]
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! | member | what it is |
//! | --- | --- |
//! | `documents` | each document as `write-json` has it, with the name of its `resource` for a table's rows; `shape` says how data was laid out (`records`, `rows`, `fields`, `tables`, `data`) |
//! | `kinds` | the kind of each column's cells, [`model::Kind`]; a text that cannot be of it is text |
//! | `empty` | the kind of each column's empty cells: untyped, null, missing (the record has no such key), text |
//! | `rows` | `[row, {…}]`: the attributes of a row, and how many `cells` it has where they are fewer |
//! | `cells` | `[row, column, cell]`: each cell that is not what its text and column say, in the shape of [`model::shape`] |
//!
//! Rows and columns count from 1, the header not counted. What is said of a cell holds as long as the file still has
//! that text; a changed cell is what the file says, and a warning tells of it. A table without a single cell has no
//! file. A column has a type only if that holds for every cell; in a table with blank rows, which other programs take
//! for a mistake, the empty cells of one column are texts (`"missingValues": []`).
//!
//! A package of any other program is read too: each resource is a table under a heading of its title or name.

mod codes;
mod columns;
mod descriptor;
mod details;
mod fields;
mod layout;
mod outline;
mod own;
mod read;
mod records;
mod stale;
mod write;

pub(crate) use stale::{resources, say_what_stays};
pub(crate) use write::Package;

use crate::Format as Named;
use model::{Confidence, Format, Input, Params, ReaderSpec, Result, Sink};

/// The key of ours in a descriptor.
const KEY: &str = "convert";
/// The version of what stands under it.
const VERSION: u64 = 1;

const DATA_PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const TABLE_SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The format of directories with a descriptor. Unlike all others it reads files: those that the descriptor names, in
/// its own folder.
pub(crate) const FORMATS: &[ReaderSpec] = &[ReaderSpec {
    format: Format {
        id: Named::DataPackage.id(),
        title: "Data Package, a directory of CSV",
        aliases: &["datapackage"],
        extensions: &[],
        media_types: &["application/vnd.datapackage+json"],
        binary: false,
    },
    // It goes by its name: its content is JSON like any other.
    sniff: |_| Confidence::No,
    streaming: true,
    seek: false,
    typed: true,
    late_columns: false,
    one_table: false,
    options: &[],
    codes: &[codes::CODES],
    read: read_package,
}];

fn read_package(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    read::read(input, params, sink)
}
