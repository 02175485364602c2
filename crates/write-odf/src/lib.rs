//! Writes ODF spreadsheets, flat (`.fods`) and packaged (`.ods`), that strictly conform to OASIS OpenDocument 1.3.
//!
//! ```
//! use convert_write_odf::model::{Block, Document, Meta, Shape, Table, TableHead};
//!
//! let mut heat = Table { head: TableHead::with_names(["Rank", "Name", "Time"]), ..Table::default() };
//! heat.rows.push(["1", "Jens van 't Wout", "1:24.537"].into_iter().collect());
//! let meta = Meta { shape: Shape::Records, ..Meta::default() };
//! let document = Document { meta, blocks: vec![Block::Table(heat)] };
//! let file = convert_write_odf::write_to_string(&document)?;
//! assert!(file.contains("office:time-value=\"PT00H01M24.537S\"><text:p>1:24.537</text:p>"));
//! # Ok::<(), model::Error>(())
//! ```
//!
//! [`write_to_vec`] returns a package; [`open_ods`] and [`open_fods`] write row by row.
//!
//! A document becomes an outline sheet, which reads like the page, and one sheet per table; a single plain table
//! becomes just a sheet. See [`outline`] for the layout. A cell holds a typed value if a number format exists that
//! displays the value exactly as the text in the source; otherwise it holds a string:
//!
//! ```text
//! 41.400      float       0.000
//! 1:24.537    time        [M]:SS.000
//! 10 February 2026   date D MMMM YYYY
//! DNF, 007    string
//! ```
//!
//! The writer streams: memory does not grow with the number of rows, except for details that cells cannot express.

mod book;
mod cell;
mod codes;
mod container;
mod data_style;
mod details;
mod look;
mod outline_sheet;
mod parts;
mod sheet;
mod style;
mod xml;

use book::Book;
use container::Container;
pub use model;
use model::{Document, Holds, Output, Result, Writer, WriterSpec, Writing};
pub use sheets::write::{Durations, SheetWriteOptions};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[
    WriterSpec::new(odf::FODS, HOLDS, &Writing(open_fods_with)).streaming().dated().codes(&[codes::CODES]),
    WriterSpec::new(odf::ODS, HOLDS, &Writing(open_ods_with)).streaming().dated().codes(&[codes::CODES]),
];

const HOLDS: Holds = Holds::EVERYTHING.many(false);

/// Returns a document as a package. [`open_ods_with`] takes options and writes row by row.
///
/// # Errors
/// Currently, this does not fail.
pub fn write_to_vec(document: &Document) -> Result<Vec<u8>> {
    model::write_bytes(document, open_ods)
}

/// Returns a document as flat XML. [`open_fods_with`] takes options and writes row by row.
///
/// # Errors
/// Currently, this does not fail.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open_fods)
}

/// Opens a writer of flat XML.
///
/// # Errors
/// Currently, this does not fail.
pub fn open_fods<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_fods_with(output, &SheetWriteOptions::default())
}

/// Opens a writer of flat XML with options.
///
/// # Errors
/// Currently, this does not fail.
pub fn open_fods_with<'a>(output: Output<'a>, options: &SheetWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    let Output { bytes, diagnostics, created, .. } = output;
    Ok(Box::new(Book::new(Container::flat(bytes), diagnostics, options.durations, created)))
}

/// Opens a writer of packages.
///
/// # Errors
/// Currently, this does not fail.
pub fn open_ods<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_ods_with(output, &SheetWriteOptions::default())
}

/// Opens a writer of packages with options.
///
/// # Errors
/// Currently, this does not fail.
pub fn open_ods_with<'a>(output: Output<'a>, options: &SheetWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    let Output { bytes, diagnostics, created, .. } = output;
    Ok(Box::new(Book::new(Container::package(bytes), diagnostics, options.durations, created)))
}
