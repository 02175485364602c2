//! The outline sheet and the sheet of cell details: their columns, and the words that they contain.

/// The header of an outline sheet, by which such a sheet is recognized.
pub const HEADER: [&str; 4] = ["Kind", "Key", "Text", "Details"];
/// The header of a sheet with details of cells.
pub const CELLS_HEADER: [&str; 4] = ["Table", "Row", "Column", "Details"];

/// The name of the first outline sheet.
pub const SHEET: &str = "Page";
/// The named range over the first outline sheet.
pub const RANGE: &str = "convert_outline";
/// The name of the first sheet with details of cells.
pub const CELLS_SHEET: &str = "_cells";
/// The prefix of the named ranges of tables; the number of the table follows.
const TABLE_RANGE: &str = "convert_table_";

/// The named range of table `number`, counted from 1.
pub fn table_range(number: usize) -> String {
    format!("{TABLE_RANGE}{number}")
}

/// The number of the table that a named range belongs to.
///
/// ```
/// use convert_outline::{table_number, table_range};
/// assert_eq!(table_number(&table_range(7)), Some(7));
/// assert_eq!(table_number("prices"), None);
/// ```
pub fn table_number(range: &str) -> Option<usize> {
    range.strip_prefix(TABLE_RANGE)?.parse().ok()
}

/// The prefix of the named ranges of details that come after their table; the number of the table follows.
pub const LATE_RANGE: &str = "convert_late_";

/// The user-defined field (`meta:user-defined`) that marks a file written by `convert`; its value is JSON.
pub const MARKER: &str = "convert.outline";
/// The version of this schema.
pub const VERSION: u64 = 1;

/// The most characters in a cell of an outline: some spreadsheet programs cut longer texts (at 32,767). Longer texts
/// are continued in further rows.
pub const LONGEST: usize = 32_000;

/// The words in the column *Kind*.
pub mod kind {
    /// The title of the page: text.
    pub const TITLE: &str = "title";
    /// The dialect of the source: text.
    pub const DIALECT: &str = "dialect";
    /// A further fact about the document: key, text.
    pub const META: &str = "meta";
    /// A heading: key (its level), text.
    pub const HEADING: &str = "heading";
    /// A paragraph: text.
    pub const PARAGRAPH: &str = "paragraph";
    /// The start of an infobox: text (its name).
    pub const INFOBOX: &str = "infobox";
    /// An entry of an infobox: key, text.
    pub const FIELD: &str = "field";
    /// The first item of a list: key (its markers), text.
    pub const LIST: &str = "list";
    /// A further item of a list: key (its markers), text.
    pub const ITEM: &str = "item";
    /// Source that is kept as is: key (its format), text.
    pub const VERBATIM: &str = "verbatim";
    /// A property of the page: key, text.
    pub const PROPERTY: &str = "property";
    /// A value of any shape: text (JSON).
    pub const DATA: &str = "data";
    /// A table: key (its sheet), text (its caption).
    pub const TABLE: &str = "table";
    /// A continuation of the row above.
    pub const MORE: &str = "continued";
}

/// The key of a cell's footnotes in its details, by which a note that shows them is told from the cell's own note.
pub const REFERENCES: &str = "references";

/// Cuts a text into one or more pieces of at most [`LONGEST`] UTF-16 units.
///
/// ```
/// let pieces: Vec<_> = convert_outline::pieces(&"é".repeat(32_001)).map(str::len).collect();
/// assert_eq!(pieces, [64_000, 2]);
/// ```
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        if text.len() <= LONGEST {
            return rest.take();
        }
        let mut units = 0;
        let cut = text.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > LONGEST
        });
        match cut {
            None => rest.take(),
            Some((at, _)) => {
                let (piece, after) = text.split_at(at);
                rest = Some(after);
                Some(piece)
            }
        }
    })
}
