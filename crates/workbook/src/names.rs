//! The limits of sheets, and the names by which a file refers to them.

use model::TableHead;

/// The most rows of a sheet.
pub const MAX_ROWS: usize = 1_048_576;
/// The most columns of a sheet.
pub const MAX_COLUMNS: usize = 16_384;

/// What the names of the named ranges over tables begin with; the table's number follows.
const TABLE_RANGE: &str = "convert_table_";

/// The named range over table `number`, from 1.
pub fn table_range(number: usize) -> String {
    format!("{TABLE_RANGE}{number}")
}

/// The number of the table that a named range is over.
///
/// ```
/// use convert_workbook::names::{table_number, table_range};
/// assert_eq!(table_number(&table_range(7)), Some(7));
/// assert_eq!(table_number("prices"), None);
/// ```
pub fn table_number(range: &str) -> Option<usize> {
    range.strip_prefix(TABLE_RANGE)?.parse().ok()
}

/// What the names of the named ranges over details begin with that come after their table; the table's number follows.
pub const LATE_RANGE: &str = "convert_late_";

/// A sheet's name as references write it: quoted, with quotes doubled.
///
/// ```
/// assert_eq!(convert_workbook::names::quoted("Men's"), "'Men''s'");
/// ```
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The names of a table's columns as its header shows them.
pub fn of_columns(head: &TableHead) -> Vec<String> {
    TableHead::with_header(head.header.clone()).columns.into_iter().map(|column| column.name).collect()
}

/// A column's letters, from column 0.
///
/// ```
/// use convert_workbook::names::column_letters;
/// assert_eq!([0, 25, 26, 16383].map(column_letters), ["A", "Z", "AA", "XFD"]);
/// ```
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    push_column(&mut letters, column);
    letters.into_iter().map(char::from).collect()
}

/// Appends the letters of a column, from 0.
pub fn push_column(out: &mut Vec<u8>, column: usize) {
    let start = out.len();
    let mut rest = column + 1;
    while rest > 0 {
        out.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    out[start..].reverse();
}
