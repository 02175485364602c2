//! Writes JSON (RFC 8259) and NDJSON.
//!
//! A whole document has one shape, which never depends on what is in it; [`DOCUMENT_SCHEMA`] is its JSON Schema:
//!
//! ```json
//! {
//!   "title": "Short-track speed skating",
//!   "infobox": {
//!     "Competitors": 32,
//!     "Win Value": "1:24.537"
//!   },
//!   "blocks": [],
//!   "sections": [
//!     {
//!       "heading": "Heats",
//!       "level": 2,
//!       "blocks": [
//!         {"type": "paragraph", "text": "10 February 2026, 11:10"},
//!         {
//!           "type": "table",
//!           "columns": ["Rank", "Name", "Time"],
//!           "rows": [
//!             [1, "Pietro Sighel", "1:25.740"]
//!           ]
//!         }
//!       ],
//!       "sections": []
//!     }
//!   ]
//! }
//! ```
//!
//! Data is laid out as it came ([`Shape`](model::Shape)): records as an array of objects, one a line; in NDJSON each
//! line is a record, or a whole document. Several documents are values one after the other, each on its own line.
//! Numbers have the digits of their source; what is no plain number is a string.

mod emitter;

pub use emitter::JsonEmitter;

use data::{DataWriter, JSON, NDJSON};
use model::{Holds, Output, Params, Result, Writer, WriterSpec};

/// The JSON Schema (draft 2020-12) of a document.
pub const DOCUMENT_SCHEMA: &str = include_str!("../document.schema.json");

const HOLDS: Holds = Holds { documents: true, many: true, types: true, markup: true };

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[
    WriterSpec {
        format: JSON,
        holds: HOLDS,
        records: false,
        streaming: true,
        late_columns: true,
        survey: false,
        options: &[data::FLATTEN],
        codes: &[data::CODES],
        open,
    },
    WriterSpec {
        format: NDJSON,
        holds: HOLDS,
        records: true,
        streaming: true,
        late_columns: true,
        survey: false,
        options: &[data::FLATTEN],
        codes: &[data::CODES],
        open: open_lines,
    },
];

/// Opens a writer of JSON.
pub fn open<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(DataWriter::new(output, JsonEmitter::default(), false).with(params)))
}

/// Opens a writer of NDJSON.
pub fn open_lines<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(DataWriter::new(output, JsonEmitter::lines(), true).with(params)))
}
