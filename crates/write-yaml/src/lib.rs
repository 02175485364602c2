//! Writes YAML that no YAML 1.1 or 1.2 reader mistakes.
//!
//! ```
//! use convert_write_yaml::model::{Block, Document, Meta, Shape, Table, TableHead};
//!
//! let mut heat = Table { head: TableHead::with_names(["Rank", "Country", "Time"]), ..Table::default() };
//! heat.rows.push(["1", "NO", "1:24.537"].into_iter().collect());
//! heat.rows.push(["2", "CN", "84.565"].into_iter().collect());
//! let meta = Meta { shape: Shape::Records, ..Meta::default() };
//! let document = Document { meta, blocks: vec![Block::Table(heat)] };
//! assert_eq!(
//!     convert_write_yaml::write_to_string(&document)?,
//!     "- Rank: 1\n  Country: \"NO\"\n  Time: \"1:24.537\"\n- Rank: 2\n  Country: CN\n  Time: 84.565\n"
//! );
//! # Ok::<(), model::Error>(())
//! ```
//!
//! The layout is that of JSON: a whole document has the same members, and records are a sequence of mappings.
//!
//! ```yaml
//! title: Short-track speed skating
//! infobox:
//!   Competitors: 32
//!   Win Value: "1:24.537"
//! blocks: []
//! sections:
//!   - heading: Heats
//!     level: 2
//!     blocks:
//!       - type: table
//!         columns: [Rank, Name, Time]
//!         rows:
//!           - [1, Pietro Sighel, "1:25.740"]
//!     sections: []
//! ```
//!
//! A text is plain only if no reader of YAML 1.1 (such as PyYAML) or 1.2 can mistake it for anything else; any other
//! text is in double quotes: `"NO"`, `"1:24.537"`, `"0123"`, `"2026-02-10"`. Numbers have the digits of their source; a
//! number that YAML 1.1 would read as text (`1e3`) has a tag (`!!float 1e3`). Several documents are separated by `---`.

mod emitter;
mod options;
mod scalar;

pub use data::Flatten;
pub use emitter::YamlEmitter;
pub use model;
pub use options::YamlWriteOptions;

use data::{DataWriter, YAML};
use model::{Document, Holds, Output, Result, Writer, WriterSpec, Writing};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[WriterSpec::new(YAML, Holds::EVERYTHING, &Writing(open_with))
    .streaming()
    .late_columns()
    .codes(&[data::CODES])];

/// Writes a document as YAML. For options, and to write row by row, use [`open_with`].
///
/// # Errors
/// Returns an error if the document does not fit the shape that it declares.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open)
}

/// Opens a writer of YAML.
///
/// # Errors
/// None at present.
pub fn open<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_with(output, &YamlWriteOptions::default())
}

/// Opens a writer of YAML with options.
///
/// # Errors
/// None at present.
pub fn open_with<'a>(output: Output<'a>, options: &YamlWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(DataWriter::new(output, YamlEmitter::default(), false, options.flatten.as_ref())))
}
