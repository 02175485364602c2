//! What all spreadsheet formats share: how a document is a workbook, and how a workbook becomes a document.
//!
//! A document in a spreadsheet is one sheet that a person reads as the page, the *outline*, and one sheet a table:
//!
//! ```text
//! sheet "Page":   Kind       Key      Text                            Details
//!                 title               Men's 1000 metres
//!                 field      Venue    Forum di Milano, Milan
//!                 heading    3        Heats
//!                 table      Heats    the caption                     {"range":"convert_table_1"}
//! sheet "Heats":  Rank       Name     Time
//!                 1          Sighel   1:25.740
//! ```
//!
//! What plain cells cannot say stands as JSON in the column *Details* (out of sight), or for cells of tables in the
//! hidden sheet `_cells`. Named ranges tie tables to their rows in the outline, because they follow renamed and moved
//! sheets and inserted rows, as measured with LibreOffice. What a cell's kind cannot say moves with the cell as the
//! name of its cell style ([`Carrier`]).
//!
//! [`mod@write`] has what a writer needs: the rows of the outline, names of sheets, the value and [`Format`] of a cell.
//! [`mod@read`] puts a document together from sheets and rows. Neither knows any file format.

mod carrier;
pub mod chars;
mod format;
mod formats;
pub mod lexical;
mod marks;
pub mod names;
pub mod outline;
pub mod read;
pub mod value;
pub mod write;
pub mod xml;

pub use carrier::Carrier;
pub use format::{Day, Format, Sign};
pub use formats::XLSX;
pub use marks::{Face, Run, are_simple, marks_of_runs, runs_of_marks};
