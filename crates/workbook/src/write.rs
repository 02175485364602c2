//! A document as a workbook: what a writer of a spreadsheet format asks for.

mod cell;
mod column;
mod details;
mod layout;
mod marker;
mod outline;
mod references;
mod sheet_names;
mod trail;
pub mod width;

pub use cell::{Content, Durations, Plan, plan, plan_header};
pub use column::{Columns, LOOK};
pub use details::{cell_details, noted_cell_details, row_details};
pub use layout::{Layout, Slot};
pub use marker::{is_plain, marker};
pub use outline::{Line, OutlineRow, of_block, of_meta};
pub use references::{References, note};
pub use sheet_names::SheetNames;
pub use trail::Trail;
