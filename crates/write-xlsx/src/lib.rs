//! Writes Excel workbooks (`.xlsx`): SpreadsheetML of ECMA-376, as Excel 2007 and everything later reads it.
//!
//! A document becomes an outline sheet that a person reads as the page, and one sheet a table; one plain table is a
//! sheet and nothing else. See [`outline`] for the layout. A cell holds a typed value wherever value and number format
//! show exactly the text of the source, else a string:
//!
//! ```text
//! 41.400      number      0.000
//! 1:24.537    duration    [m]:ss.000
//! 10 February 2026   date d mmmm yyyy
//! DNF, 007    string
//! ```
//!
//! Writing streams: memory does not grow with the number of rows, but for what stands after them in a sheet (merges,
//! links, notes) and for cells whose details no cell can say. It is our own and not `rust_xlsxwriter`'s because that
//! one holds strings or rewrites them through temporary files, and takes about twice the time.
//!
//! ```
//! use model::{Diagnostics, Document, Output, Params, Writer};
//!
//! let diagnostics = Diagnostics::ignore();
//! let mut bytes = Vec::new();
//! let output = Output { bytes: Box::new(&mut bytes), diagnostics: &diagnostics, survey: None };
//! let mut writer = convert_write_xlsx::open(output, &Params::default())?;
//! Document::default().replay(&mut *writer)?;
//! writer.finish()?;
//! assert!(bytes.starts_with(b"PK"));
//! # Ok::<(), model::Error>(())
//! ```

mod book;
mod cell;
mod codes;
mod details;
mod format_code;
mod notes;
mod outline_sheet;
mod package;
mod sheet;
mod styles;

use book::Book;
use model::{Holds, Output, Params, Result, Writer, WriterSpec};
use package::Package;
use sheets::XLSX;
use sheets::write::Durations;

/// The formats this crate writes.
pub const FORMATS: &[WriterSpec] = &[WriterSpec {
    format: XLSX,
    holds: Holds { documents: true, many: false, types: true, markup: true },
    records: false,
    streaming: true,
    late_columns: false,
    survey: false,
    options: &[Durations::OPTION],
    codes: &[codes::CODES],
    open,
}];

/// Opens a writer.
pub fn open<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    let durations = Durations::of(params)?;
    Ok(Box::new(Book::new(Package::start(output.bytes)?, output.diagnostics, durations, params.created()?)))
}
