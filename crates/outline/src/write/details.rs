//! What only details can say, as JSON.

use crate::pieces;
use crate::schema::REFERENCES;
use model::shape::{attributes_to_value, cell_to_value};
use model::{Cell, Extra, Kind, Map, Row, Value};
use sheets::chars;

/// All there is to say about a cell, but for its place and what it spans.
pub fn cell_details(cell: Cell<'_>) -> String {
    chars::json(&details(cell))
}

/// The same for a cell whose note also shows what its footnotes say.
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
    // What is untyped follows its column, what has a type does not, though most data formats make the same of both.
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
