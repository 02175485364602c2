//! The limits of sheets, and the names by which a file refers to them.

use model::TableHead;

/// The most rows in a sheet.
pub const MAX_ROWS: usize = 1_048_576;
/// The most columns in a sheet.
pub const MAX_COLUMNS: usize = 16_384;

/// A sheet's name as written in references: quoted, with quotes doubled.
///
/// ```
/// assert_eq!(convert_sheets::names::quoted("Men's"), "'Men''s'");
/// ```
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The names of a table's columns as its header shows them.
pub fn of_columns(head: &TableHead) -> Vec<String> {
    TableHead::with_header(head.header.clone()).columns.into_iter().map(|column| column.name).collect()
}

/// The letters of a column, which is counted from 0.
///
/// ```
/// use convert_sheets::names::column_letters;
/// assert_eq!([0, 25, 26, 16383].map(column_letters), ["A", "Z", "AA", "XFD"]);
/// ```
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    push_column(&mut letters, column);
    letters.into_iter().map(char::from).collect()
}

/// Appends the letters of a column, which is counted from 0.
pub fn push_column(out: &mut Vec<u8>, column: usize) {
    let start = out.len();
    let mut rest = column + 1;
    while rest > 0 {
        out.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    out[start..].reverse();
}
