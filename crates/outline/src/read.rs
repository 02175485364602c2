//! From the sheets and rows of a workbook to a document, for readers of spreadsheet formats.

mod assemble;
mod details;
mod edited;
mod outline;

pub use assemble::{About, Assembler};
