//! Documents as workbooks with an outline that survives editing, and back.
//!
//! A document in a spreadsheet has one sheet that reads like the page, the *outline*, and one sheet per table:
//!
//! ```text
//! sheet "Page":   Kind       Key      Text                            Details
//!                 title               Men's 1000 metres
//!                 field      Venue    Forum di Milano, Milan
//!                 heading    3        Heats
//!                 table      Heats    the caption                     {"range":"convert_table_1"}
//! sheet "Heats":  Rank       Name     Time
//!                 1          Sighel   1:25.740
//! ```
//!
//! What plain cells cannot express is kept as JSON: in the hidden column *Details*, or in the hidden sheet `_cells` for
//! cells of tables. Named ranges connect tables to their rows in the outline, because they follow renamed and moved
//! sheets and inserted rows (tested with LibreOffice). What a cell's kind cannot express moves with the cell as the
//! name of its cell style ([`sheets::CellStyle`]).
//!
//! # Edits
//!
//! If the workbook is edited and saved in LibreOffice, the page read from it has the edits:
//!
//! | edit | the page |
//! | --- | --- |
//! | a cell is changed | its attributes stay, and so does the markup around the change; the output of a template becomes text |
//! | rows are inserted, deleted or sorted | the details of cells follow their rows, which are recognized by their content; copies of a row have the same details |
//! | columns are inserted, deleted, moved or renamed | the details of cells follow the names of columns |
//! | a sheet is renamed | the heading that it was named after is renamed, unless it has other tables; otherwise the caption is |
//! | a sheet is moved | its table moves to the same place in the order of tables; if it is the only one under its heading, the whole section moves, and gets the level of the section next to it |
//! | a sheet is deleted | the table is deleted; its heading and the text stay, as they do in the outline |
//! | a sheet is added | a section with its name is added after the section of the preceding sheet, or only a caption if a new section would split one that has several tables |
//! | rows of the outline are changed, moved or inserted | so are the blocks; a row without a kind is a paragraph |
//!
//! If both sheets and rows of the outline were moved, the outline takes precedence where possible. What is lost
//! (details of deleted rows, a caption replaced by a name) is reported in a diagnostic.
//!
//! # Writers and readers
//!
//! A writer gets the rows of the outline from [`of_meta`] and [`of_block`], and the details of cells from
//! [`cell_details`]. For a reader, an [`Assembler`] builds a document from sheets and rows. Neither depends on a file
//! format. The rows of sheets and their cells are laid out by the crate `convert-sheets`.

mod codes;
pub mod pieces;
mod read;
mod row_digests;
mod schema;
mod write;

pub use codes::CODES;
pub use read::{About, Assembler};
pub use schema::*;
pub use write::{
    Line, OutlineRow, RowDigests, cell_details, is_plain, marker, noted_cell_details, of_block, of_meta,
    row_details,
};
