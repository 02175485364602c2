//! From the cells of a sheet's file to rows: what a reader of a spreadsheet format hands its cells to.

mod cell;
mod meaning;
mod options;
mod rows;

pub use cell::{kept_value, text_kind};
pub use meaning::Meaning;
pub use options::SheetReadOptions;
pub use rows::{Cell, Here, Layout, Pin, Rows, SheetSink, Visibility};
