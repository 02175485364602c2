//! One file a table (`--split`), and directories of tables: [Data Packages](https://datapackage.org/standard/data-package/).
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
mod files;
mod layout;
mod names;
mod outline;
mod own;
mod read;
mod records;
mod split;
mod stale;
mod write;

use crate::output::{Folder, overwrites};
use crate::{Counter, Job, Source, View, pipeline};
use files::Files;
use model::{Confidence, Diagnostics, ErrorKind, Format, Input, Params, ReaderSpec, Result, Sink, Survey};
use std::path::{Path, PathBuf};

/// The name of a descriptor's file.
pub(crate) const DESCRIPTOR: &str = "datapackage.json";

/// The option that says where the files of a package are, to its reader, `data-package`.
///
/// ```no_run
/// let descriptor = std::fs::read("results/datapackage.json")?;
/// let params = model::Params::default().with(convert_tables::PACKAGE_FOLDER, "results");
/// let (reader, diagnostics) = (convert_tables::registry::reader("data-package")?, model::Diagnostics::ignore());
/// let documents = convert_tables::read_documents(&descriptor, reader, &params, &diagnostics)?;
/// # Ok::<(), model::Error>(())
/// ```
pub const FOLDER: &str = "package-folder";

/// The key of ours in a descriptor.
const KEY: &str = "convert";
/// The version of what stands under it.
const VERSION: u64 = 1;

const DATA_PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const TABLE_SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The name of the format.
pub(crate) const ID: &str = "data-package";

/// The format of directories with a descriptor. Unlike all others it reads files: those that the descriptor names, in
/// its own folder.
pub(crate) const FORMATS: &[ReaderSpec] = &[ReaderSpec {
    format: Format {
        id: ID,
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

/// The file that an input is: of a directory that is a package, its descriptor.
pub fn input(path: &Path) -> PathBuf {
    if path.is_dir() {
        Some(path.join(DESCRIPTOR))
            .filter(|descriptor| descriptor.is_file())
            .unwrap_or_else(|| path.to_owned())
    } else {
        path.to_owned()
    }
}

/// Opens an input: a file, or a directory by its descriptor.
pub(crate) fn open(path: &Path, counter: Counter) -> Result<Source> {
    open_file(&input(path), counter)
}

/// Opens the file that an input is.
pub fn open_file(file: &Path, counter: Counter) -> Result<Source> {
    Source::path(file, counter).map_err(|error| match error.kind() {
        ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::IsADirectory => {
            let message =
                "it is a directory without a datapackage.json (--recursive converts the files in it)";
            std::io::Error::new(std::io::ErrorKind::IsADirectory, message).into()
        }
        _ => error,
    })
}

/// The files that an input is made of: itself, and those that it names if it is a package.
pub fn files(path: &Path) -> Vec<PathBuf> {
    let file = input(path);
    let mut files = if is_descriptor(&file) { stale::resources(&file) } else { Vec::new() };
    files.push(file);
    files
}

/// Whether a file is called as descriptors are.
pub fn is_descriptor(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == DESCRIPTOR)
}

/// The folder of a descriptor.
pub(crate) fn folder(descriptor: &Path) -> &Path {
    match descriptor.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes each table of a source to a file in a directory, which is made; and the descriptor, if the files are CSV.
/// All appear at the end, or none; with `keep`, those that exist stay as they are.
///
/// # Errors
/// As [`convert`](pipeline::convert), and a directory that is the input or cannot be made.
pub fn split(
    source: &mut Source,
    job: &Job,
    directory: &Path,
    keep: bool,
    diagnostics: &Diagnostics<'_>,
) -> Result<()> {
    let is_package = [dsv::CSV.id, dsv::TSV.id].contains(&job.writer.format.id);
    let view = job.options.view.or(is_package.then_some(View::Document));
    let job = Job { options: crate::Options { view, ..job.options.clone() }, ..job.clone() };
    let same = |path: &Path| std::fs::canonicalize(path).ok();
    if job.reader.format.id == ID && source.file().map(folder).and_then(same) == same(directory) {
        return Err(overwrites(directory));
    }
    let _folder = Folder::make(directory)?;
    let survey = Survey::default();
    let files = Files::new(&job, diagnostics, directory, source.file());
    let open = files.handle();
    let name = source.file().map(stem).unwrap_or_default();
    let done = if is_package {
        let package =
            pipeline::send(source, &job, diagnostics, |tables| write::Package::new(files, tables, &survey));
        package.and_then(|package| package.finish(&name))
    } else {
        let split =
            pipeline::send(source, &job, diagnostics, |tables| split::Split::new(files, tables, &survey));
        split.and_then(split::Split::finish)
    };
    let files = done.map_err(|error| open.discard(error))?;
    if is_package && !(keep && directory.join(DESCRIPTOR).exists()) {
        stale::say_what_stays(&files, directory)?;
    }
    files.appear(keep)
}

/// What an input is called: a package by its folder.
fn stem(path: &Path) -> String {
    let named = if is_descriptor(path) { folder(path) } else { path };
    named.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
