//! Writes JSON (RFC 8259) and NDJSON.
//!
//! ```
//! use convert_write_json::model::{Block, Document, Meta, Shape, Table, TableHead};
//!
//! let mut heat = Table { head: TableHead::with_names(["Rank", "Name", "Time"]), ..Table::default() };
//! heat.rows.push(["1", "Jens van 't Wout", "1:24.537"].into_iter().collect());
//! heat.rows.push(["2", "Sun Long", "1:24.565"].into_iter().collect());
//! let meta = Meta { shape: Shape::Records, ..Meta::default() };
//! let document = Document { meta, blocks: vec![Block::Table(heat)] };
//! assert_eq!(
//!     convert_write_json::write_lines_to_string(&document)?,
//!     "{\"Rank\":1,\"Name\":\"Jens van 't Wout\",\"Time\":\"1:24.537\"}\n\
//!      {\"Rank\":2,\"Name\":\"Sun Long\",\"Time\":\"1:24.565\"}\n"
//! );
//! # Ok::<(), model::Error>(())
//! ```
//!
//! A whole document has one shape, whatever its contents; [`DOCUMENT_SCHEMA`] is the JSON Schema of it:
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
//! Data keeps the layout of its source ([`Shape`](model::Shape)): records are an array of objects, one per line; in
//! NDJSON, each line is a record or a whole document. Several documents are written one after the other, each on a new
//! line. Numbers have the digits of their source; anything that is not a plain number is a string.

mod emitter;
mod options;

pub use data::Flatten;
pub use emitter::JsonEmitter;
pub use model;
pub use options::JsonWriteOptions;

use data::{DataWriter, JSON, NDJSON};
use model::{Document, Holds, Output, Result, Writer, WriterSpec, Writing};

/// The JSON Schema (draft 2020-12) of a document.
pub const DOCUMENT_SCHEMA: &str = include_str!("../document.schema.json");

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[
    WriterSpec::new(JSON, Holds::EVERYTHING, &Writing(open_with))
        .streaming()
        .late_columns()
        .codes(&[data::CODES]),
    WriterSpec::new(NDJSON, Holds::EVERYTHING, &Writing(open_lines_with))
        .records()
        .streaming()
        .late_columns()
        .codes(&[data::CODES]),
];

/// Writes a document as JSON. For options, and to write row by row, use [`open_with`].
///
/// # Errors
/// Returns an error if the document does not fit the shape that it declares.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open)
}

/// Writes a document as NDJSON: one line per record if its shape is [`Records`](model::Shape::Records), otherwise one
/// line for the document. For options, and to write row by row, use [`open_lines_with`].
///
/// # Errors
/// Returns an error if the document does not fit the shape that it declares.
pub fn write_lines_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open_lines)
}

/// Opens a writer of JSON.
///
/// # Errors
/// None at present.
pub fn open<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_with(output, &JsonWriteOptions::default())
}

/// Opens a writer of JSON with options.
///
/// # Errors
/// None at present.
pub fn open_with<'a>(output: Output<'a>, options: &JsonWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(DataWriter::new(output, JsonEmitter::default(), false, options.flatten.as_ref())))
}

/// Opens a writer of NDJSON.
///
/// # Errors
/// None at present.
pub fn open_lines<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_lines_with(output, &JsonWriteOptions::default())
}

/// Opens a writer of NDJSON with options.
///
/// # Errors
/// None at present.
pub fn open_lines_with<'a>(output: Output<'a>, options: &JsonWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(DataWriter::new(output, JsonEmitter::lines(), true, options.flatten.as_ref())))
}
