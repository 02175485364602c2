//! What the rows of a table say, beside the details of its cells.

use crate::row_digests;
use model::{Map, Row, Value};
use sheets::chars;

/// How long a piece of it gets, in bytes.
const PIECE: usize = 16 << 10;

/// Rows from the first one with details on, in short, as details of a table have them.
#[derive(Debug, Default)]
pub struct RowDigests {
    first: usize,
    rows: String,
}

impl RowDigests {
    /// Takes row `number`, which comes after those before it. Gives a piece where that is long enough.
    pub fn row(&mut self, number: usize, row: Row<'_>) -> Option<(usize, String)> {
        if self.rows.is_empty() {
            self.first = number;
        }
        row_digests::write(&mut self.rows, row);
        if self.rows.len() < PIECE { None } else { self.take() }
    }

    /// The number of the first row of what there is, and its details.
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
