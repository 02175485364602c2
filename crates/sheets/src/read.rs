//! From the cells of a sheet's file to rows: what a reader of a spreadsheet format hands its cells to.

mod cell;
mod limits;
mod meaning;
mod rows;

pub use cell::{kept_value, text_kind};
pub use limits::Limits;
pub use meaning::Meaning;
pub use rows::{Cell, Here, Layout, Pin, Rows, SheetSink, Visibility};
