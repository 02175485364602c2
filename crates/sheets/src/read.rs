//! From the cells in a file to the rows of sheets, for readers of spreadsheet formats.

mod cell;
mod meaning;
mod options;
mod rows;

pub use cell::{kept_value, text_kind};
pub use meaning::Meaning;
pub use options::SheetReadOptions;
pub use rows::{Cell, Here, Layout, Pin, Rows, SheetSink, Visibility};
