//! A document as a workbook: what a writer of a spreadsheet format asks for.

mod cell;
mod details;
mod layout;
mod marker;
mod outline;
mod sheet_names;

pub use cell::{Content, Durations, Plan, plan, plan_header};
pub use details::{cell_details, row_details};
pub use layout::{Layout, Slot};
pub use marker::{is_plain, marker};
pub use outline::{Line, OutlineRow, head_details, of_block, of_meta};
pub use sheet_names::SheetNames;
