//! Directories of tables: [Data Packages](https://datapackage.org/standard/data-package/).
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! let descriptor = r#"{"title": "Men's 1000 metres", "resources": [{
//!     "name": "heats",
//!     "path": "heats.csv",
//!     "schema": {"fields": [{"name": "Rank", "type": "integer"}, {"name": "Name", "type": "string"}]}
//! }]}"#;
//! let heats = "Rank,Name\n1,Sun Long\n2,Jens van 't Wout\n";
//! let files = BTreeMap::from([("heats.csv".to_owned(), heats.as_bytes().to_vec())]);
//!
//! let documents = convert_data_package::read_str(descriptor, &files)?;
//! let table = documents.tables().next().expect("one table");
//! let names: Vec<&str> = table.rows().map(|row| row.text(1)).collect();
//! assert_eq!(names, ["Sun Long", "Jens van 't Wout"]);
//! # Ok::<(), model::Error>(())
//! ```
//!
//! [`read`] sends the rows of large files to any [`Sink`] as they come. The files of a package are opened by its
//! [`Resources`], and made by [`Files`](model::Files): nothing here knows where they are.
//!
//! [`PackageWriter`] writes a package: a CSV for each table and the descriptor `datapackage.json`, by version 2 of the
//! standard, which says the [type of each column](https://datapackage.org/standard/table-schema/) and the
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
mod dialect;
mod fields;
mod files;
mod layout;
mod options;
mod outline;
mod own;
mod read;
mod records;
mod write;

pub use files::paths;
pub use model;
pub use options::{PackageOptions, TableFile};
pub use write::PackageWriter;

use model::{
    Confidence, Diagnostics, Documents, FormatInfo, Input, NoOptions, Outlet, ReaderSpec, Reading, Resources,
    Result, Sink, Unseekable,
};

/// The name of a descriptor's file.
pub const DESCRIPTOR: &str = "datapackage.json";

/// The key of ours in a descriptor.
const KEY: &str = "convert";
/// The version of what stands under it.
const VERSION: u64 = 1;

const DATA_PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const TABLE_SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The format that this crate reads. Its input is the descriptor; the files that this names are the input's resources.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(
    FormatInfo::new("data-package", "Data Package, a directory of CSV")
        .aliases(&["datapackage"])
        .media_types(&["application/vnd.datapackage+json"]),
    // It goes by its name: its content is JSON like any other.
    |_| Confidence::No,
    &Reading(read_with),
)
.streaming()
.typed()
.codes(&[codes::CODES])];

/// Reads the package of a descriptor and its files. What is odd about it is not reported: [`read`] does that, without
/// holding the tables.
///
/// # Errors
/// Those of [`read`].
pub fn read_str(descriptor: &str, files: &dyn Resources) -> Result<Documents> {
    let (mut documents, diagnostics) = (Documents::default(), Diagnostics::ignore());
    let mut bytes = Unseekable(descriptor.as_bytes());
    read(Input::new(&mut bytes, &diagnostics).resources(files), &mut documents)?;
    Ok(documents)
}

/// Reads the package whose descriptor the input is.
///
/// # Errors
/// What is wrong with the descriptor or with a file, with a place; a path that leads out of the package's folder;
/// whatever the sink returns.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read::read(input, &mut Outlet::new(sink))
}

fn read_with(input: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> Result<()> {
    read(input, sink)
}
