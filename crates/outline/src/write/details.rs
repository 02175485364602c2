//! What only details can express, as JSON.

use crate::pieces;
use crate::schema::REFERENCES;
use model::shape::{attributes_to_value, cell_to_value};
use model::{Cell, Extra, Kind, Map, Row, Value};
use sheets::chars;

/// Everything about a cell except for its position and what it spans.
pub fn cell_details(cell: Cell<'_>) -> String {
    chars::json(&details(cell))
}

/// The same for a cell whose note also shows its footnotes.
pub fn noted_cell_details(cell: Cell<'_>, references: &str) -> String {
    let mut value = details(cell);
    if let Value::Object(object) = &mut value {
        object.insert(REFERENCES, references);
    }
    chars::json(&value)
}

fn details(cell: Cell<'_>) -> Value {
    let extra = cell.extra.map(|extra| Extra { columns: 0, rows: 0, covered: false, ..extra.clone() });
    let mut value = pieces::cut(cell_to_value(Cell { extra: extra.as_ref(), ..cell }));
    // An untyped cell follows its column, a typed one does not, although most data formats do not tell them apart.
    if let Value::Object(object) = &mut value
        && cell.kind != Kind::Untyped
    {
        object.get_or_insert_with("kind", || cell.kind.name().into());
    }
    value
}

/// The attributes of a row.
pub fn row_details(row: Row<'_>) -> String {
    let attributes = ("attributes", attributes_to_value(row.attributes()));
    chars::json(&Value::Object(Map::from_iter([attributes])))
}
