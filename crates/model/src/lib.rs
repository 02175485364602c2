//! The core of `convert`: the document model, and the event stream between readers and writers.
//!
//! A **document** is the common form of a wiki page, a spreadsheet, a CSV file and a JSON file: what is known about it
//! as a whole ([`Meta`]), then its [`Block`]s in order: headings, infoboxes, paragraphs, lists and tables. A reader is
//! a function that *pushes* a document into a [`Sink`] as [`Event`]s. A writer is a sink. A [`Document`] is both: it
//! collects the events of one document and replays them. Small blocks travel whole, tables row by row in one reused
//! [`RowBuf`], so memory use does not grow with the length of a table.
//!
//! Three ideas carry the design:
//!
//! - *Text first, markup on the side.* A [`Text`] is a plain string, complete without its markup, plus marks over
//!   ranges of it.
//! - *A cell is its text, and the [`Kind`] of value that its source declared.* Kinds are kept, and never guessed while
//!   reading; [`infer`] has the rules by which a writer of a typed format interprets an untyped text.
//! - *Every report has a place.* Whatever is repaired, doubtful or lost is a [`Diagnostic`] with a [`Place`].
//!
//! **Invariants.** Nothing here opens files, reads the environment or prints. Readers do not know writers, writers do
//! not know readers, and this crate knows neither: a format describes itself in a [`ReaderSpec`] and a [`WriterSpec`].
//!
//! ```
//! use convert_model::{Document, Event, Meta, Outlet, Sink, TableHead};
//!
//! // What a reader does, in full:
//! fn read(sink: &mut dyn Sink) -> convert_model::Result<()> {
//!     let mut sink = Outlet::new(sink);
//!     sink.event(Event::DocumentStart(&Meta::default()))?;
//!     sink.event(Event::TableStart(&TableHead::with_names(["Rank", "Name"])))?;
//!     sink.row(&mut ["1", "Sun Long"].into_iter().collect())?;
//!     sink.event(Event::TableEnd)?;
//!     sink.event(Event::DocumentEnd)
//! }
//!
//! let mut document = Document::default();
//! read(&mut document)?;
//! let table = document.tables().next().expect("one table");
//! assert_eq!(table.rows().next().expect("one row").text(1), "Sun Long");
//! # Ok::<(), convert_model::Error>(())
//! ```
//!
//! Where to go next: [`Document`] and [`Table`] to work in memory, [`Sink`] to consume a stream, [`Outlet`] and
//! [`ReaderSpec`] to write a reader, [`Writer`] and [`WriterSpec`] to write a writer.

mod ahead;
mod block;
mod code;
pub mod codes;
mod diagnostic;
mod document;
mod encoding;
mod error;
mod event;
mod event_buf;
mod format;
mod found;
mod grid;
mod hint;
pub mod infer;
mod io;
mod kind;
mod memory;
mod nearest;
mod normal;
mod options;
mod row;
pub mod shape;
mod table;
mod text;
mod time;
mod value;

pub use ahead::{AheadSink, ReadAhead};
pub use block::{Block, Entry, Heading, Infobox, Item, ItemKind, List, Property, Verbatim};
pub use code::{CodeSpec, Example};
pub use diagnostic::{Diagnostic, Diagnostics, Place, Rules, Severity, SourceRange, grouped, plural};
pub use document::{Document, Documents, HeadingPath, Meta, Shape};
pub use encoding::utf8;
pub use error::{Error, ErrorKind, Result, Usage};
pub use event::{Checked, Event, Flow, Outlet, Sink, Writer};
pub use event_buf::EventBuf;
pub use format::{Confidence, FormatInfo, Holds, Open, Read, ReaderSpec, Reading, WriterSpec, Writing};
pub use found::{Delimited, Found, LineEnd};
pub use grid::Grid;
pub use hint::{Hint, HintPart};
pub use io::{Files, Header, Input, Output, Purpose, ReadSeek, Resources, Survey, Unseekable};
pub use kind::Kind;
pub use memory::{read_bytes, write_bytes, write_text};
pub use nearest::did_you_mean;
pub use options::{
    AnyOptions, Given, Mebibytes, NoOptions, OptionSpec, OptionValue, Options, Takes, TextFile, alternatives,
    parsed,
};
pub use row::{Cell, Extra, Row, RowBuf};
pub use table::{Column, Table, TableHead, renamed_columns, unique_names};
pub use text::{Argument, Attributes, Mark, MarkKind, Text};
pub use time::Timestamp;
pub use value::{Map, Members, Number, Value};
