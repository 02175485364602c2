//! From a document to a workbook, for writers of spreadsheet formats: the outline and the details of cells.

mod details;
mod marker;
mod outline;
mod row_digests;

pub use details::{cell_details, noted_cell_details, row_details};
pub use marker::{is_plain, marker};
pub use outline::{Line, OutlineRow, of_block, of_meta};
pub use row_digests::RowDigests;
