//! Writes Excel workbooks (`.xlsx`): SpreadsheetML of ECMA-376, for Excel 2007 and later.
//!
//! ```
//! use convert_write_xlsx::model::{Block, Document, Meta, Shape, Table, TableHead};
//!
//! let mut heat = Table { head: TableHead::with_names(["Rank", "Name", "Time"]), ..Table::default() };
//! heat.rows.push(["1", "Jens van 't Wout", "1:24.537"].into_iter().collect());
//! let meta = Meta { shape: Shape::Records, ..Meta::default() };
//! let workbook = convert_write_xlsx::write_to_vec(&Document { meta, blocks: vec![Block::Table(heat)] })?;
//! assert!(workbook.starts_with(b"PK"));
//! # Ok::<(), model::Error>(())
//! ```
//!
//! [`open`] writes row by row.
//!
//! A document becomes an outline sheet, which reads like the page, and one sheet per table; a single plain table
//! becomes just a sheet. See [`outline`] for the layout. A cell holds a typed value if a number format exists that
//! displays the value exactly as the text in the source; otherwise it holds a string:
//!
//! ```text
//! 41.400      number      0.000
//! 1:24.537    duration    [m]:ss.000
//! 10 February 2026   date d mmmm yyyy
//! DNF, 007    string
//! ```
//!
//! The writer streams: memory does not grow with the number of rows, except for what follows them in a sheet (merges,
//! links, notes) and for details that cells cannot express. It does not use `rust_xlsxwriter`, because that buffers
//! strings or rewrites them through temporary files, and takes about twice the time.

mod book;
mod cell;
mod codes;
mod details;
mod format_code;
mod frame;
mod notes;
mod outline_sheet;
mod package;
mod sheet;
mod styles;

use book::Book;
pub use model;
use model::{Document, Holds, Output, Result, Writer, WriterSpec, Writing};
use package::Package;
use sheets::XLSX;
pub use sheets::write::{Durations, SheetWriteOptions};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] =
    &[WriterSpec::new(XLSX, Holds::EVERYTHING.many(false), &Writing(open_with))
        .streaming()
        .dated()
        .codes(&[codes::CODES])];

/// Returns a document as a workbook. [`open_with`] takes options and writes row by row.
///
/// # Errors
/// Currently, this does not fail.
pub fn write_to_vec(document: &Document) -> Result<Vec<u8>> {
    model::write_bytes(document, open)
}

/// Opens a writer.
///
/// # Errors
/// If the first bytes cannot be written.
pub fn open<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_with(output, &SheetWriteOptions::default())
}

/// Opens a writer with options.
///
/// # Errors
/// If the first bytes cannot be written.
pub fn open_with<'a>(output: Output<'a>, options: &SheetWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    let Output { bytes, diagnostics, created, .. } = output;
    Ok(Box::new(Book::new(Package::start(bytes)?, diagnostics, options.durations, created)))
}
