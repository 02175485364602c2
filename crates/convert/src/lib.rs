//! Converts documents between formats: wiki pages, spreadsheets, CSV, JSON, YAML, Markdown and HTML.
//!
//! A conversion is one sentence: from what, to what, what of it, and where it goes.
//!
//! ```
//! use convert_tables::Format;
//! # let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki/short-track-1000m.wiki");
//! # let folder = tempfile::tempdir()?;
//! # let heats = folder.path().join("heats.csv");
//!
//! convert_tables::from(page).to(Format::Csv).table("Heats").write(&heats)?;
//! # assert!(std::fs::read_to_string(heats)?.starts_with("Rank,Heat,Name,Country,Time,Notes\n"));
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! [`from`] takes files, [`from_bytes`] and [`from_reader`] what is in memory or flows by; the output is a file
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
//! // What was repaired or is in doubt comes with the result, and goes to a function on request.
//! let warning = json.warnings().next().expect("a row is short");
//! assert_eq!((warning.code, warning.place.as_ref().map(|place| place.line)), ("csv-ragged", Some(3)));
//! # Ok::<(), convert_tables::Error>(())
//! ```
//!
//! # Options
//!
//! [`Conversion`] has those that all formats share; [`Conversion::param`] sets a format's own, called as on the
//! command line. An option that neither format has is an error, and so is a value that it does not take.
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
//! An [`Error`] says by its [`ErrorKind`] whose fault it is. One of the input has a place:
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
//! # Cargo features
//!
//! One per format (`csv`, `data-package`, `html`, `json`, `markdown`, `mediawiki-xml`, `odf`, `wiki`, `xls`, `xlsx`,
//! `yaml`) and per packing (`bzip2`, `gzip`, `xz`, `zstd`), all on by default; only `xz` and `zstd` need a C compiler.
//! [`Format`] has all names whatever the features, and asking for one that is off is a [usage
//! error](ErrorKind::Usage).
//!
//! # Threads
//!
//! Conversions share nothing, so any number may run at once. A [`Conversion`] is [`Send`], and so are its results and
//! errors: it may be put together in one thread and run in another. [`Format`] is [`Copy`].
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
//! Unlike the `convert` binary, which is a layer over it, the library prints nothing, takes no
//! signals, and reads nothing of the environment but where temporary files go. Spreadsheets say when they were made
//! only if [`Conversion::created`] does.
//!
//! # Beneath
//!
//! [`model`] has documents and events, [`registry`] the readers and writers of each format;
//! [`read_documents`] and [`write_documents`] are for whole documents in memory.

mod cause;
mod codes;
mod compression;
mod counter;
mod decision;
mod directory;
mod features;
mod format;
mod front;
mod job;
mod outline;
mod output;
mod paths;
mod pipeline;
pub mod registry;
mod source;
mod split;
mod stage;
mod strategy;
mod tree;

pub use front::{Conversion, Converted, from, from_bytes, from_reader};
pub use job::{Context, JobOptions, KnownBy, View};
pub use model;
pub use model::{Diagnostic, Error, ErrorKind, Header, Place, Result, Severity};
pub use outline::{CellCounts, Entry, Outline, TableInfo};
pub use registry::Format;
pub use stage::{ColumnChoice, RowRange};
pub use tree::{read_documents, write_documents};

use counter::Counter;
use job::Job;
use source::Source;

/// What the `convert` binary is made of beside the rest of this library. It is for the binary alone, and changes with
/// it: use [`Conversion`] instead.
#[doc(hidden)]
pub mod internal {
    pub use crate::cause::{cannot, input_cause};
    pub use crate::codes::CODES;
    pub use crate::compression::Compression;
    pub use crate::counter::Counter;
    pub use crate::front::text_file;
    pub use crate::job::Job;
    pub use crate::source::Source;
    pub use crate::split::split;

    /// Files that appear whole, or not at all.
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

/// The README's example compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
