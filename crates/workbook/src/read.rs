//! A workbook as a document: what a reader of a spreadsheet format hands its sheets and rows to.

mod assemble;
mod cell;
mod details;
mod outline;
mod rows;

pub use assemble::{About, Assembler};
pub use cell::{kept_value, text_kind};
pub use rows::{Cell, Here, Layout, Pin, Rows};

use model::OptionSpec;

/// How many cells are read unless told.
pub const MAX_CELLS: usize = 20_000_000;

/// The option that raises it.
pub const MAX_CELLS_OPTION: OptionSpec = OptionSpec {
    name: "max-cells",
    value: Some("COUNT"),
    choices: &[],
    help: "stop at spreadsheets with more cells than this, repeated ones counted (20000000 unless told)",
};
