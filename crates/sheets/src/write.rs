//! From rows to the cells of sheets, for writers of spreadsheet formats.

mod cell;
mod column;
mod layout;
mod options;
mod references;
mod sheet_names;
pub mod width;

pub use cell::{Content, Plan, plan, plan_header};
pub use column::{Columns, LOOK};
pub use layout::{Layout, Slot};
pub use options::{Durations, SheetWriteOptions};
pub use references::{References, join_notes, note};
pub use sheet_names::SheetNames;
