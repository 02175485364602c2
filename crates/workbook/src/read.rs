//! A workbook as a document: what a reader of a spreadsheet format hands its sheets and rows to.

mod assemble;
mod cell;
mod details;
mod edited;
mod limits;
mod outline;
mod rows;

pub use assemble::{About, Assembler};
pub use cell::{kept_value, text_kind};
pub use limits::Limits;
pub use rows::{Cell, Here, Layout, Pin, Rows};
