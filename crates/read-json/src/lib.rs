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
//! The form of a value as a document depends only on its shape; [`data`] has a table of shapes. Records, rows and
//! documents written by this program stream in constant memory. The columns of records are those of the first
//! [`WINDOW_RECORDS`](data::WINDOW_RECORDS) records (in NDJSON, [`WINDOW_LINES`](data::WINDOW_LINES)); keys that turn
//! up later are added as they come.
//!
//! A large input is read row by row into any [`Sink`]:
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
//! - Numbers keep their digits: `1.10` and an integer of 30 digits pass through unchanged.
//! - A duplicate key is reported as a warning, and the last value is used. A byte order mark is skipped.
//! - In JSON, several values must each start on a new line, and each is a document. In NDJSON they are the records or
//!   rows of one table, unless they are documents written by this program, or neither records nor rows.
//! - If the beginning of an input is a table but its end is not (an array of records with a number after the first
//!   thousand, or after 20 lines of NDJSON), that is an error with its place, because what was streamed cannot be taken
//!   back. Within the window, such an array is kept as a plain value.

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

/// Reads a JSON text: each value is a document. Diagnostics are dropped; to get them, or to read row by row, use
/// [`read`].
///
/// # Errors
/// Returns an error with its place if the text is not JSON.
pub fn read_str(text: &str) -> Result<Documents> {
    model::read_bytes(text.as_bytes(), read)
}

/// Reads an NDJSON text: the values are the records of one table, or each is a document. Diagnostics are dropped; to
/// get them, or to read row by row, use [`read_lines`].
///
/// # Errors
/// Returns an error with its place if the text is not JSON.
pub fn read_lines_str(text: &str) -> Result<Documents> {
    model::read_bytes(text.as_bytes(), read_lines)
}

/// Reads JSON: each value is a document.
///
/// # Errors
/// Returns an error with its place if the input is not JSON or a value does not fit the shape that it began with, and
/// any error of the sink.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &JsonReadOptions::default(), sink)
}

/// Reads JSON with options.
///
/// # Errors
/// The same as for [`read`].
pub fn read_with(input: Input<'_>, options: &JsonReadOptions, sink: &mut dyn Sink) -> Result<()> {
    read_framed(input, Framing::Documents, options, sink)
}

/// Reads NDJSON: the values are the records of one table, or each is a document.
///
/// # Errors
/// The same as for [`read`].
pub fn read_lines(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_lines_with(input, &JsonReadOptions::default(), sink)
}

/// Reads NDJSON with options.
///
/// # Errors
/// The same as for [`read`].
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
            // An empty input is a table without records.
            let empty = codes::EMPTY.warning("the input is empty").at(json.place());
            diagnostics.report(empty)?;
            let meta = Meta { shape: Shape::Records, found: json.found(), ..Meta::default() };
            let mut sink = Outlet::new(sink);
            sink.event(Event::DocumentStart(&meta))?;
            return sink.event(Event::DocumentEnd);
        }
        let empty = codes::EMPTY.error("the input is empty, which is not valid JSON").at(json.place());
        return Err(Error::input(empty));
    }
    data::read(json, framing, &options.flatten, purpose, diagnostics, sink)
}
