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
//! [`read`] sends the rows of large files to any [`Sink`] as they are read. The files of a package are opened by its
//! [`Resources`] and created by [`Files`](model::Files): this crate does not know where they are.
//!
//! [`PackageWriter`] writes a package: one CSV per table, and the descriptor `datapackage.json` as in version 2 of the
//! standard, with the [type of each column](https://datapackage.org/standard/table-schema/) and the
//! [dialect](https://datapackage.org/standard/table-dialect/). Any program that supports Data Packages can read it.
//! What the standard has no place for is under a single custom key, `convert`, so that the directory reads back whole:
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
//! | member | contents |
//! | --- | --- |
//! | `documents` | each document in the layout of `write-json`, with the name of a `resource` in place of a table's rows; `shape` is the layout of data (`records`, `rows`, `fields`, `tables`, `data`) |
//! | `kinds` | the kind of the cells of each column, [`model::Kind`]; a text that cannot have it is text |
//! | `empty` | the kind of the empty cells of each column: untyped, null, missing (the record does not have the key), text |
//! | `rows` | `[row, {…}]`: the attributes of a row, and its number of `cells` if it is shorter than the others |
//! | `cells` | `[row, column, cell]`: each cell that does not follow from its text and column, in the shape of [`model::shape`] |
//!
//! Rows and columns are counted from 1, without the header. A cell entry applies as long as the file still has the same
//! text; a cell that has changed is read from the file, with a warning. A table without a single cell does not have a
//! file. A column has a type only if all its cells have it; in a table with blank rows, which other programs consider
//! an error, the empty cells of one column are texts (`"missingValues": []`).
//!
//! Packages of other programs can be read too: each resource is a table under a heading with its title or name.

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

/// The file name of a descriptor.
pub const DESCRIPTOR: &str = "datapackage.json";

/// The custom key of this program in a descriptor.
const KEY: &str = "convert";
/// The version of the contents of that key.
const VERSION: u64 = 1;

const DATA_PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const TABLE_SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The format that this crate reads. The input is the descriptor; the files that it names are the resources of the
/// input.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(
    FormatInfo::new("data-package", "Data Package, a directory of CSV files")
        .aliases(&["datapackage"])
        .media_types(&["application/vnd.datapackage+json"]),
    // It is recognised by its file name, because its contents look like any other JSON.
    |_| Confidence::No,
    &Reading(read_with),
)
.streaming()
.typed()
.codes(&[codes::CODES])];

/// Reads the package of a descriptor and its files. Diagnostics are dropped; to get them, or to read row by row, use
/// [`read`].
///
/// # Errors
/// The same as for [`read`].
pub fn read_str(descriptor: &str, files: &dyn Resources) -> Result<Documents> {
    let (mut documents, diagnostics) = (Documents::default(), Diagnostics::ignore());
    let mut bytes = Unseekable(descriptor.as_bytes());
    read(Input::new(&mut bytes, &diagnostics).resources(files), &mut documents)?;
    Ok(documents)
}

/// Reads a package; the input is its descriptor.
///
/// # Errors
/// Returns what is wrong with the descriptor or a file, with a place; an error for a path that leads out of the folder
/// of the package; and any error of the sink.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read::read(input, &mut Outlet::new(sink))
}

fn read_with(input: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> Result<()> {
    read(input, sink)
}
