//! Writes the digests of a table's rows, in addition to the details of its cells.

use crate::row_digests;
use model::{Map, Row, Value};
use sheets::chars;

/// The length of a piece of digests, in bytes.
const PIECE: usize = 16 << 10;

/// Collects the digests of rows, starting at the first row that has details.
#[derive(Debug, Default)]
pub struct RowDigests {
    first: usize,
    rows: String,
}

impl RowDigests {
    /// Adds row `number`; rows must be added in order. Returns a piece if it is long enough.
    pub fn row(&mut self, number: usize, row: Row<'_>) -> Option<(usize, String)> {
        if self.rows.is_empty() {
            self.first = number;
        }
        row_digests::write(&mut self.rows, row);
        if self.rows.len() < PIECE { None } else { self.take() }
    }

    /// Takes the remaining piece: the number of its first row, and the details to write.
    pub fn take(&mut self) -> Option<(usize, String)> {
        if self.rows.is_empty() {
            return None;
        }
        let rows = Value::from(std::mem::take(&mut self.rows));
        Some((
            self.first,
            chars::json(&Value::Object(Map::from_iter([(row_digests::ROWS.to_owned(), rows)]))),
        ))
    }
}
