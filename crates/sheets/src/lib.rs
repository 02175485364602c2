//! What spreadsheet formats have in common: the rows of sheets, and cells as typed values.
//!
//! - Reading, [`read`]: [`Rows`](read::Rows) assembles whole rows from cells at positions, including those that the
//!   file repeats, merges or leaves out, within the limits of [`SheetReadOptions`](read::SheetReadOptions), and passes
//!   them to a [`SheetSink`](read::SheetSink); [`Meaning`](read::Meaning) is what a stored number means.
//! - Writing, [`mod@write`]: a [`Plan`](write::Plan) for each cell (a value and a [`Format`] that show exactly its
//!   text, or else a string), based on what its column holds ([`Columns`](write::Columns)); [`Layout`](write::Layout)
//!   is the grid of a sheet, [`SheetNames`](write::SheetNames) names the sheets, and a [`Look`] is the styling of a
//!   cell.
//!
//! What a cell's kind cannot express moves with the cell as the name of its cell style ([`CellStyle`]).
//!
//! This crate does not depend on a file format. How a page is laid out on sheets is up to the crate `convert-outline`.

mod cell_style;
pub mod chars;
mod codes;
mod format;
mod formats;
mod look;
mod marks;
pub mod names;
pub mod read;
mod row_kind;
pub mod value;
pub mod write;
pub mod xml;

pub use cell_style::CellStyle;
pub use codes::CODES;
pub use format::{Day, Format, Sign};
pub use formats::XLSX;
pub use look::{Align, Look};
pub use marks::{Face, Run, are_simple, marks_of_runs, runs_of_marks};
pub use row_kind::RowKind;
