//! Reads tables from wiki pages, spreadsheets, CSV, JSON, YAML, Markdown and HTML, and writes them.
//!
//! The tables of a page:
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki"))?;
//! for table in convert_tables::from("short-track-1000m.wiki").tables()?.output {
//!     println!("{} rows of {}", table.rows.len(), table.head.keys(0).join(", "));
//! }
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! Each [format](#formats) can also be read from a string in memory. (To select a table by its heading, use
//! [`from_bytes`] and [`Conversion::table`].)
//!
//! ```
//! let page = "== Heats ==\n{|\n! Rank !! Name\n|-\n| 1 || [[Sun Long]]\n|}\n";
//! let document = convert_tables::wiki::read_str(page)?;
//! let table = document.tables().next().expect("one table");
//! assert_eq!(table.rows().next().expect("one row").text(1), "Sun Long");
//! assert_eq!(convert_tables::csv::write_to_string(&convert_tables::csv::read_str("a;b\n1;2\n")?)?, "a,b\n1,2\n");
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! # Rows as an iterator
//!
//! [`records`](Conversion::records) iterates over the rows of one table, from a file, from bytes or from a stream. Memory
//! is flat if the format streams. Dropping the iterator ends the work.
//!
//! ```
//! # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki"))?;
//! for row in convert_tables::from("short-track-1000m.wiki").table("Final A").records()? {
//!     let row = row?;
//!     println!("{}: {}", row.get("Name").unwrap_or("nobody"), &row[3]);
//! }
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! # Rows as your own types
//!
//! [`deserialize`](Conversion::deserialize) returns rows through serde, as the csv crate does: the names of columns are
//! those of fields. A cell that does not fit is an error that names its line, row and column; the rows after it still
//! follow.
//!
//! ```
//! #[derive(serde::Deserialize, serde::Serialize)]
//! #[serde(rename_all = "PascalCase")]
//! struct Heat {
//!     rank: Option<u32>,
//!     name: String,
//!     time: String,
//! }
//!
//! # let folder = tempfile::tempdir()?;
//! # let testdata = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki");
//! # std::fs::copy(format!("{testdata}/short-track-1000m.wiki"), folder.path().join("short-track-1000m.wiki"))?;
//! # std::env::set_current_dir(&folder)?;
//! let heats = convert_tables::from("short-track-1000m.wiki").table("Heats").deserialize::<Heat>()?;
//! let mut heats = heats.collect::<Result<Vec<_>, _>>()?;
//! heats.sort_by(|one, other| one.time.cmp(&other.time));
//!
//! // And back to any format, named by the extension.
//! convert_tables::to("heats.csv").serialize(&heats)?;
//! # assert!(std::fs::read_to_string("heats.csv")?.starts_with("Rank,Name,Time\n"));
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! # Conversions
//!
//! A conversion is one chain of calls: the input, the output's format, what to select, and where the output goes.
//!
//! ```
//! use convert_tables::Format;
//! # let folder = tempfile::tempdir()?;
//! # let testdata = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki");
//! # std::fs::copy(format!("{testdata}/short-track-1000m.wiki"), folder.path().join("short-track-1000m.wiki"))?;
//! # std::env::set_current_dir(&folder)?;
//!
//! convert_tables::from("short-track-1000m.wiki").to(Format::Csv).table("Heats").write("heats.csv")?;
//! # assert!(std::fs::read_to_string("heats.csv")?.starts_with("Rank,Heat,Name,Country,Time,Notes\n"));
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! [`from`] reads files, [`from_bytes`] reads from memory, and [`from_reader`] reads streams. The output is a file
//! ([`Conversion::write`]), a stream ([`Conversion::write_to`]), or in memory:
//!
//! ```
//! use convert_tables::Format;
//!
//! let csv = "Rank,Name,Time\n1,Sun Long,1:24.565\n2,Bea Moss\n";
//! let json = convert_tables::from_bytes(csv)
//!     .from_format(Format::Csv)
//!     .to(Format::Ndjson)
//!     .columns(["Name", "Time"])
//!     .rename("Time", "Final")
//!     .into_text()?;
//! assert_eq!(json.output, "{\"Name\":\"Sun Long\",\"Final\":\"1:24.565\"}\n{\"Name\":\"Bea Moss\",\"Final\":null}\n");
//!
//! // Warnings tell what was repaired or is in doubt. They come with the result, or go to a function.
//! let warning = json.warnings().next().expect("a row is short");
//! assert_eq!((warning.code, warning.place.as_ref().map(|place| place.line)), ("ragged-row", Some(3)));
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! # Options
//!
//! [`Conversion`] has the options that all formats share. The options of a format are a type in its [module](#formats),
//! whose fields cannot have invalid values.
//!
//! ```
//! use convert_tables::Format;
//! use convert_tables::csv::{CsvReadOptions, Delimiter, TsvWriteOptions};
//!
//! let options = CsvReadOptions { delimiter: Some(Delimiter::SEMICOLON), ..Default::default() };
//! let semicolons = convert_tables::from_bytes("Name;Points\nBea;1,5\n").from_format(Format::Csv).read_options(options);
//! let tsv = semicolons.to(Format::Tsv).write_options(TsvWriteOptions { crlf: true, ..Default::default() }).into_text()?;
//! assert_eq!(tsv.output, "Name\tPoints\r\nBea\t1,5\r\n");
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! If formats and options are only known at run time, [`Conversion::param`] sets an option by its name, to a value
//! given as text. An option that neither format has is an error, and so is an invalid value.
//!
//! ```
//! use convert_tables::Format;
//!
//! let semicolons = convert_tables::from_bytes("Name;Points\nBea;1,5\n").from_format(Format::Csv).param("delimiter", ";");
//! let tsv = semicolons.to(Format::Tsv).param("crlf", true).into_text()?;
//! assert_eq!(tsv.output, "Name\tPoints\r\nBea\t1,5\r\n");
//!
//! let unknown = convert_tables::from_bytes("[]").from_format(Format::Json).to(Format::Csv).param("colour", "red");
//! assert!(matches!(unknown.into_text().unwrap_err().kind(), convert_tables::ErrorKind::Usage(_)));
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! # Errors
//!
//! The [`ErrorKind`] of an [`Error`] tells whether the input, the output or the call is at fault. A fault of the input
//! has a place:
//!
//! ```
//! use convert_tables::{ErrorKind, Format};
//!
//! let broken = convert_tables::from_bytes("Rank,Name\n1,\"Sun Long\n").from_format(Format::Csv).to(Format::Json);
//! match broken.into_text().unwrap_err().kind() {
//!     ErrorKind::Input(diagnostic) => assert_eq!(diagnostic.place.as_ref().map(|place| place.line), Some(2)),
//!     other => panic!("{other:?}"),
//! }
//! ```
//!
//! # Formats
//!
//! Each format is a module with its readers, writers and options: [`csv`] (and TSV), [`html`], [`json`] (and NDJSON),
//! [`markdown`], [`mediawiki_xml`] (dumps of wikis), [`odf`], [`wiki`], [`xls`] (and xlsb), [`xlsx`], [`yaml`]. A
//! format of your own takes a function and a constant, for [`Conversion::with_reader`] or [`Conversion::with_writer`]:
//! the documentation of `with_reader` has a reader, and `examples/custom_format.rs` in the repository has both.
//!
//! The functions and types of these modules, and those of [`model`], come from separate crates, and so do their
//! examples: read `convert_read_csv` as `convert_tables::csv`, and `convert_model` as `convert_tables::model`.
//!
//! # Cargo features
//!
//! One per format (`csv`, `data-package`, `html`, `json`, `markdown`, `mediawiki-xml`, `odf`, `wiki`, `xls`, `xlsx`,
//! `yaml`), one per compression (`bzip2`, `gzip`, `xz`, `zstd`), and `serde`; all are on by default. Only `xz` and
//! `zstd` need a C compiler. [`deserialize`](Conversion::deserialize) and [`to`] need `serde`. [`Format`] has all names
//! whatever the features; using a format that is off is a [usage error](ErrorKind::Usage).
//!
//! # Threads
//!
//! Conversions share nothing, so any number can run at once. A [`Conversion`] is [`Send`], and so are its results and
//! errors: it can be built in one thread and run in another. [`Format`] is [`Copy`].
//!
//! ```
//! use convert_tables::Format;
//!
//! let lengths = std::thread::scope(|scope| {
//!     let threads: Vec<_> = ["a\n1\n", "b\n2\n"]
//!         .map(|csv| convert_tables::from_bytes(csv).from_format(Format::Csv).to(Format::Json))
//!         .into_iter()
//!         .map(|conversion| scope.spawn(|| conversion.into_bytes()))
//!         .collect();
//!     threads.into_iter().map(|thread| thread.join().expect("no conversion panics")).collect::<Vec<_>>()
//! });
//! assert!(lengths.iter().all(|converted| converted.is_ok()));
//! ```
//!
//! Unlike the `convert` binary, which is a layer over it, the library prints nothing, handles no signals, and reads
//! nothing from the environment except where temporary files go. Spreadsheets only have a creation time if
//! [`Conversion::created`] sets it.
//!
//! # Lower layers
//!
//! [`model`] has documents and events, and [`registry`] has the readers and writers of each format. [`read_documents`] and
//! [`write_documents`] work on whole documents in memory.

mod cause;
mod chosen;
mod codes;
mod compression;
mod counter;
mod decision;
#[cfg(feature = "serde")]
mod deserialize;
mod directory;
mod features;
mod format;
mod formats;
mod front;
mod job;
mod options;
mod outline;
mod output;
mod paths;
mod pipeline;
mod records;
pub mod registry;
#[cfg(feature = "serde")]
mod serialize;
mod source;
mod split;
mod stage;
mod strategy;
mod tree;

#[cfg(feature = "serde")]
pub use deserialize::Deserialized;
#[allow(unused_imports, unreachable_pub, reason = "a build may have no formats")]
pub use formats::*;
pub use front::{Conversion, Converted, from, from_bytes, from_reader};
#[cfg(feature = "serde")]
pub use front::{Serialization, to, to_bytes, to_text, to_writer};
pub use model;
pub use model::{Diagnostic, Error, ErrorKind, Header, Place, Result, Severity};
pub use options::{Context, View};
pub use outline::{CellCounts, Entry, Outline, TableInfo};
pub use records::{Record, Records};
pub use registry::Format;
pub use tree::{read_documents, write_documents};

use counter::Counter;
use job::Job;
use options::JobOptions;
use source::Source;

/// The parts of this library that only the `convert` binary uses. They change with the binary: use [`Conversion`]
/// instead.
#[doc(hidden)]
pub mod internal {
    pub use crate::cause::{cannot, input_cause};
    pub use crate::codes::CODES;
    pub use crate::compression::Compression;
    pub use crate::counter::Counter;
    pub use crate::directory::Existing;
    pub use crate::front::text_file;
    pub use crate::job::{Job, KnownBy};
    pub use crate::options::{ColumnChoice, JobOptions, RowRange};
    pub use crate::source::Source;
    pub use crate::split::split;

    /// Files that appear complete, or not at all.
    pub mod output {
        pub use crate::output::{
            BLOCK, Folder, Noticing, directory_of, end, is_same_file, kept, overwrites, write,
        };
    }

    /// Inputs by their paths.
    pub mod paths {
        pub use crate::paths::{files, input, is_descriptor, open_file};
    }

    /// Conversions, outlines and records.
    pub mod pipeline {
        pub use crate::pipeline::{convert, outline, records};
    }

    /// The stages behind a join.
    pub mod stage {
        pub use crate::stage::{After, Columns, Heads, Join, JoinColumns, MetBy, Rows, Stage, Stages, Union};
    }
}

/// The examples of the README and of the book compile.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../../README.md")]
    struct Readme;

    #[doc = include_str!("../doc/src/library.md")]
    struct Library;
}
