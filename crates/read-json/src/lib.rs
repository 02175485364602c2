//! Reads JSON (RFC 8259) and NDJSON of any shape.
//!
//! What a value is as a document depends on its shape alone; [`data`] has the table of them. Records, rows and our
//! own documents stream in constant memory; the columns of records are those of the first
//! [`WINDOW_RECORDS`](data::WINDOW_RECORDS) records, and keys that turn up later are added as they come.
//!
//! ```
//! use model::{Diagnostics, Documents, Input, Params, Unseekable};
//!
//! let mut documents = Documents::default();
//! let mut bytes = Unseekable(&br#"[{"name": "Anna", "time": 41.400}]"#[..]);
//! let input = Input { bytes: &mut bytes, diagnostics: &Diagnostics::ignore() };
//! convert_read_json::read(input, &Params::default(), &mut documents)?;
//! let table = documents.0[0].tables().next().expect("one table");
//! assert_eq!(table.rows().next().expect("one row").text(1), "41.400");
//! # Ok::<(), model::Error>(())
//! ```
//!
//! - Numbers keep their digits: `1.10` and an integer of 30 digits pass through.
//! - A repeated key is a warning, and the last value is kept. A byte order mark is skipped.
//! - In JSON, several values must each start on a new line, and each is a document. In NDJSON they are the records
//!   of one table (or its rows), unless they are documents of ours, or neither.
//! - An input whose beginning is a table but not its end (an array of records with a number after the first
//!   thousand) is an error with its place, since what streams cannot be taken back. Within the window such an array is
//!   kept as the value it is.

mod codes;
mod sniff;

use data::{Codes, Framing, JSON, Json, NDJSON, Tokens};
use model::{Diagnostic, Error, Event, Input, Meta, Params, ReaderSpec, Result, Shape, Sink};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[
    ReaderSpec {
        format: JSON,
        sniff: sniff::json,
        streaming: true,
        seek: false,
        typed: true,
        late_columns: true,
        one_table: false,
        options: &[data::FLATTEN],
        codes: &[codes::CODES],
        read,
    },
    ReaderSpec {
        format: NDJSON,
        sniff: sniff::ndjson,
        streaming: true,
        seek: false,
        typed: true,
        late_columns: true,
        one_table: false,
        options: &[data::FLATTEN],
        codes: &[codes::CODES],
        read: read_lines,
    },
];

static CODES: Codes = Codes {
    ragged: "json-ragged",
    duplicate_key: "json-duplicate-key",
    shape: "json-shape",
    document: "json-document",
    beside: "json-beside-tables",
};

/// Reads JSON: each value is a document.
pub fn read(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    read_framed(input, Framing::Documents, params, sink)
}

/// Reads NDJSON: the values are the records of one table, or each a document.
pub fn read_lines(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    read_framed(input, Framing::Lines, params, sink)
}

fn read_framed(input: Input<'_>, framing: Framing, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    let mut json = Json::new(input.bytes);
    if !json.more()? {
        if framing == Framing::Lines {
            // No records are records as well.
            let empty = Diagnostic::warning("json-empty", "the input is empty").at(json.place());
            input.diagnostics.report(empty)?;
            let meta = Meta { shape: Shape::Records, ..Meta::default() };
            sink.event(Event::DocumentStart(&meta))?;
            return sink.event(Event::DocumentEnd);
        }
        let empty =
            Diagnostic::error("json-empty", "the input is empty, and that is no JSON").at(json.place());
        return Err(Error::input(empty));
    }
    data::read(json, framing, &CODES, params, input.diagnostics, sink)
}
