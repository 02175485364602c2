//! What all spreadsheet formats share: the rows of sheets, and cells as typed values.
//!
//! - Reading, [`read`]: [`Rows`](read::Rows) lays cells at positions out as whole rows, whatever the file repeats,
//!   merges or leaves out, within the limits of [`SheetReadOptions`](read::SheetReadOptions), and hands them to a
//!   [`SheetSink`](read::SheetSink);
//!   [`Meaning`](read::Meaning) is what a stored number turns out to be.
//! - Writing, [`mod@write`]: a [`Plan`](write::Plan) for each cell (the value and [`Format`] that show its very text, else
//!   a string), following what its column holds ([`Columns`](write::Columns)); [`Layout`](write::Layout) has the grid,
//!   [`SheetNames`](write::SheetNames) the names of sheets, [`Look`] how cells look.
//!
//! What a cell's kind cannot say moves with the cell as the name of its cell style ([`CellStyle`]).
//!
//! Nothing here knows a file format, nor how the parts of a page are told from its tables: that is the crate
//! `convert-outline`.

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
