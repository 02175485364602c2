//! Writes ODF spreadsheets, flat (`.fods`) and packaged (`.ods`): OASIS OpenDocument 1.3, strictly.
//!
//! A document becomes an outline sheet that a person reads as the page, and one sheet a table; one plain table is a
//! sheet and nothing else. See [`outline`] for the layout. A cell holds a typed value wherever value and number format
//! show exactly the text of the source, else a string:
//!
//! ```text
//! 41.400      float       0.000
//! 1:24.537    time        [M]:SS.000
//! 10 February 2026   date D MMMM YYYY
//! DNF, 007    string
//! ```
//!
//! Writing streams: memory does not grow with the number of rows, but for cells whose details no cell can say.
//!
//! ```
//! use model::{Diagnostics, Document, Output, Params, Writer};
//!
//! let diagnostics = Diagnostics::ignore();
//! let mut bytes = Vec::new();
//! let output = Output { bytes: Box::new(&mut bytes), diagnostics: &diagnostics, survey: None };
//! let mut writer = convert_write_odf::open_fods(output, &Params::default())?;
//! Document::default().replay(&mut *writer)?;
//! writer.finish()?;
//! assert!(bytes.starts_with(b"<?xml"));
//! # Ok::<(), model::Error>(())
//! ```

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
use model::{Diagnostics, Holds, OptionSpec, Output, Params, Result, Writer, WriterSpec};
use sheets::write::Durations;

/// The formats this crate writes.
pub const FORMATS: &[WriterSpec] = &[
    WriterSpec {
        format: odf::FODS,
        holds: HOLDS,
        records: false,
        streaming: true,
        late_columns: false,
        survey: false,
        options: OPTIONS,
        codes: &[codes::CODES],
        open: open_fods,
    },
    WriterSpec {
        format: odf::ODS,
        holds: HOLDS,
        records: false,
        streaming: true,
        late_columns: false,
        survey: false,
        options: OPTIONS,
        codes: &[codes::CODES],
        open: open_ods,
    },
];

const HOLDS: Holds = Holds { documents: true, many: false, types: true, markup: true };

const OPTIONS: &[OptionSpec] = &[Durations::OPTION];

/// Opens a writer of flat XML.
pub fn open_fods<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    open(Container::flat(output.bytes), output.diagnostics, params)
}

/// Opens a writer of packages.
pub fn open_ods<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    open(Container::package(output.bytes), output.diagnostics, params)
}

fn open<'a>(
    container: Container<'a>,
    diagnostics: &'a Diagnostics<'a>,
    params: &Params,
) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(Book::new(container, diagnostics, Durations::of(params)?, params.created()?)))
}
