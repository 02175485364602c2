//! A workbook as a document: what a reader of a spreadsheet format hands its sheets and rows to.

mod assemble;
mod details;
mod edited;
mod outline;

pub use assemble::{About, Assembler};
