//! A document as a workbook with an outline that survives an edit, and the way back.
//!
//! A document in a spreadsheet is one sheet that a person reads as the page, the *outline*, and one sheet a table:
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
//! What plain cells cannot say stands as JSON in the column *Details* (out of sight), or for cells of tables in the
//! hidden sheet `_cells`. Named ranges tie tables to their rows in the outline, because they follow renamed and moved
//! sheets and inserted rows, as measured with LibreOffice. What a cell's kind cannot say moves with the cell as the
//! name of its cell style ([`sheets::CellStyle`]).
//!
//! # What a person does to it
//!
//! A page that is edited in LibreOffice and saved comes back with that edit:
//!
//! | edit | the page |
//! | --- | --- |
//! | a cell is changed | its attributes stay, and the markup beside the change; what a template showed is now text |
//! | rows are inserted, deleted or sorted | the details of cells follow their rows, which say what they said; a copy of a row has them too |
//! | columns are inserted, deleted, moved or renamed | the details of cells follow the names of columns |
//! | a sheet is renamed | the heading it was named from is, where no other table is under it; else its caption |
//! | a sheet is moved | its table stands where the order of sheets has it; a table that is the only one under its heading takes that section with it, at the level of the section it comes to stand beside |
//! | a sheet is deleted | the table is gone; its heading and the text stay, as on the outline sheet |
//! | a sheet is added | a section with its name after that of the sheet before it; a caption instead, where a section of several tables must not be broken in two |
//! | rows of the outline are changed, moved, inserted | so are the blocks; a row without a kind is a paragraph |
//!
//! If both sheets and rows of the outline were moved, the outline has its way where it can. What has no place any more
//! (details of rows that were deleted, a caption that a name replaced) is said in a diagnostic.
//!
//! # For writers and readers
//!
//! A writer asks for the rows of the outline ([`of_meta`], [`of_block`]) and the details of cells ([`cell_details`]). For
//! a reader, an [`Assembler`] puts a document together from sheets and rows. Neither knows any file format. The rows of
//! sheets and their cells are laid out by the crate `convert-sheets`.

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
