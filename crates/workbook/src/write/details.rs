//! What only details can say, as JSON.

use crate::chars;
use model::shape::{attributes_to_value, cell_to_value};
use model::{Cell, Extra, Map, Row, Value};

/// All there is to say about a cell, but for its place and what it spans.
pub fn cell_details(cell: Cell<'_>) -> String {
    let extra = cell.extra.map(|extra| Extra { columns: 0, rows: 0, covered: false, ..extra.clone() });
    chars::json(&cell_to_value(Cell { extra: extra.as_ref(), ..cell }))
}

/// The attributes of a row; its first text helps to find it again.
pub fn row_details(row: Row<'_>) -> String {
    let mut object = Map::new();
    object.insert("text".into(), row.texts().find(|text| !text.is_empty()).unwrap_or_default().into());
    object.insert("attributes".into(), attributes_to_value(row.attributes()));
    chars::json(&Value::Object(object))
}
