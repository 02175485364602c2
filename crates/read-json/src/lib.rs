//! Reads JSON (RFC 8259) and NDJSON of any shape.
//!
//! ```
//! let heats = convert_read_json::read_str(r#"{
//!     "Heat 1": [{"name": "Pietro Sighel", "time": 85.740}, {"name": "Sun Long", "time": 86.010}],
//!     "Heat 2": [{"name": "Jens van 't Wout", "time": 84.537}]
//! }"#)?;
//! let winners: Vec<&str> = heats.tables().flat_map(|heat| heat.rows().next()).map(|row| row.text(1)).collect();
//! assert_eq!(winners, ["85.740", "84.537"]);
//! # Ok::<(), model::Error>(())
//! ```
//!
//! What a value is as a document depends on its shape alone; [`data`] has the table of them. Records, rows and our
//! own documents stream in constant memory; the columns of records are those of the first
//! [`WINDOW_RECORDS`](data::WINDOW_RECORDS) records (in NDJSON, [`WINDOW_LINES`](data::WINDOW_LINES)), and keys that
//! turn up later are added as they come.
//!
//! A large input is read row by row, into any [`Sink`]:
//!
//! ```
//! use convert_read_json::model::{Diagnostics, Documents, Input, Unseekable};
//!
//! let mut documents = Documents::default();
//! let mut bytes = Unseekable(&br#"[{"name": "Anna", "time": 41.400}]"#[..]);
//! let diagnostics = Diagnostics::new(|diagnostic| eprintln!("{diagnostic}"));
//! convert_read_json::read(Input::new(&mut bytes, &diagnostics), &mut documents)?;
//! let table = documents.tables().next().expect("one table");
//! assert_eq!(table.rows().next().expect("one row").text(1), "41.400");
//! # Ok::<(), model::Error>(())
//! ```
//!
//! - Numbers keep their digits: `1.10` and an integer of 30 digits pass through.
//! - A repeated key is a warning, and the last value is kept. A byte order mark is skipped.
//! - In JSON, several values must each start on a new line, and each is a document. In NDJSON they are the records
//!   of one table (or its rows), unless they are documents of ours, or neither.
//! - An input whose beginning is a table but not its end (an array of records with a number after the first thousand,
//!   or after 20 lines of NDJSON) is an error with its place, since what streams cannot be taken back. Within the
//!   window such an array is kept as the value it is.

mod options;
mod sniff;

pub use data::Flatten;
pub use model;
pub use options::JsonReadOptions;

use data::{Framing, JSON, Json, NDJSON, Tokens};
use model::{Documents, Error, Event, Input, Meta, Outlet, ReaderSpec, Reading, Result, Shape, Sink, codes};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[
    ReaderSpec::new(JSON, sniff::json, &Reading(read_with)).streaming().typed().late_columns(),
    ReaderSpec::new(NDJSON, sniff::ndjson, &Reading(read_lines_with)).streaming().typed().late_columns(),
];

/// Reads a text as JSON: each value is a document. What is odd about it is not reported: [`read`] does that, without
/// holding the documents.
///
/// # Errors
/// What is not JSON, with its place.
pub fn read_str(text: &str) -> Result<Documents> {
    model::read_bytes(text.as_bytes(), read)
}

/// Reads a text as NDJSON: the values are the records of one table, or each a document. What is odd about it is not
/// reported: [`read_lines`] does that, without holding the documents.
///
/// # Errors
/// What is not JSON, with its place.
pub fn read_lines_str(text: &str) -> Result<Documents> {
    model::read_bytes(text.as_bytes(), read_lines)
}

/// Reads JSON: each value is a document.
///
/// # Errors
/// What is not JSON, and a value that breaks the shape that it began with, with their place; whatever the sink returns.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &JsonReadOptions::default(), sink)
}

/// Reads JSON as told.
///
/// # Errors
/// Those of [`read`].
pub fn read_with(input: Input<'_>, options: &JsonReadOptions, sink: &mut dyn Sink) -> Result<()> {
    read_framed(input, Framing::Documents, options, sink)
}

/// Reads NDJSON: the values are the records of one table, or each a document.
///
/// # Errors
/// Those of [`read`].
pub fn read_lines(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_lines_with(input, &JsonReadOptions::default(), sink)
}

/// Reads NDJSON as told.
///
/// # Errors
/// Those of [`read`].
pub fn read_lines_with(input: Input<'_>, options: &JsonReadOptions, sink: &mut dyn Sink) -> Result<()> {
    read_framed(input, Framing::Lines, options, sink)
}

fn read_framed(
    input: Input<'_>,
    framing: Framing,
    options: &JsonReadOptions,
    sink: &mut dyn Sink,
) -> Result<()> {
    let Input { bytes, diagnostics, purpose, .. } = input;
    let mut json = Json::new(bytes);
    if !json.more()? {
        if framing == Framing::Lines {
            // No records are records as well.
            let empty = codes::EMPTY.warning("the input is empty").at(json.place());
            diagnostics.report(empty)?;
            let meta = Meta { shape: Shape::Records, found: json.found(), ..Meta::default() };
            let mut sink = Outlet::new(sink);
            sink.event(Event::DocumentStart(&meta))?;
            return sink.event(Event::DocumentEnd);
        }
        let empty = codes::EMPTY.error("the input is empty, and that is no JSON").at(json.place());
        return Err(Error::input(empty));
    }
    data::read(json, framing, &options.flatten, purpose, diagnostics, sink)
}
