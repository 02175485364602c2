//! What the ODF reader and writer share: formats, names, the outline, values.
//!
//! A document in a spreadsheet (OASIS OpenDocument 1.3, part 3) is one sheet that a person reads as the page, the
//! *outline*, and one sheet a table:
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

mod carrier;
pub mod chars;
mod formats;
pub mod lexical;
mod marks;
pub mod names;
pub mod outline;
pub mod pieces;
pub mod value;

pub use carrier::Carrier;
pub use formats::{FODS, ODS, ODS_MEDIA_TYPE};
pub use marks::{Face, Run, are_simple, marks_of_runs, runs_of_marks};
