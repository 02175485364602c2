//! What the cells of a CSV cannot hold: kinds that do not follow from the text, marks, spans and attributes.

use crate::fields::Type;
use model::infer::{is_implied, is_json_number};
use model::shape::{attributes_to_value, cell_from_value, cell_to_object, cell_to_value};
use model::{Cell, Extra, Kind, Map, Row, RowBuf, Value};

/// The kind of a text in a column: most columns have only one kind.
pub(crate) fn kind_in(column: Kind, text: &str) -> Kind {
    let fits = match column {
        Kind::Number => is_json_number(text),
        Kind::Boolean => matches!(text, "true" | "false") || is_implied(text, column, None),
        Kind::Date | Kind::DateTime | Kind::Duration | Kind::Percentage => is_implied(text, column, None),
        Kind::Null | Kind::Missing => text.is_empty(),
        _ => true,
    };
    if fits { column } else { Kind::Text }
}

/// What is learned about the columns and cells of a table as its rows pass.
#[derive(Debug)]
pub(crate) struct Details {
    columns: Vec<Column>,
    rows: Vec<Value>,
    cells: Vec<Value>,
    number: usize,
    blank_rows: bool,
}

#[derive(Clone, Debug, Default)]
struct Column {
    /// The kind of its first cell with a text, and of its first empty one: all others have the same, unless details
    /// differ.
    kind: Option<Kind>,
    empty: Option<Kind>,
    /// The type that all its texts have.
    type_: Option<Type>,
}

impl Details {
    pub(crate) fn new(width: usize) -> Self {
        let columns = vec![Column::default(); width];
        Details { columns, rows: Vec::new(), cells: Vec::new(), number: 0, blank_rows: false }
    }

    /// Takes the next row.
    pub(crate) fn row(&mut self, row: Row<'_>) {
        self.number += 1;
        let mut about = Map::new();
        if row.len() < self.columns.len() {
            about.insert("cells", row.len());
        }
        if !row.attributes().is_empty() {
            about.insert("attributes", attributes_to_value(row.attributes()));
        }
        if !about.is_empty() {
            self.rows.push(Value::Array(vec![self.number.into(), Value::Object(about)]));
        }
        self.blank_rows |= row.joined().is_empty();
        for (at, (column, cell)) in self.columns.iter_mut().zip(row.cells()).enumerate() {
            if !column.is_implied_by_text(cell) {
                self.cells.push(Value::Array(vec![self.number.into(), (at + 1).into(), exactly(cell)]));
            }
        }
    }

    /// The types of the columns, and the column, if any, in which an empty cell is an empty text: other programs
    /// consider a row without any value an error.
    pub(crate) fn types(&self) -> (Vec<Type>, Option<usize>) {
        let mut types: Vec<Type> =
            self.columns.iter().map(|column| column.type_.unwrap_or(Type::Any)).collect();
        let last = types.len().checked_sub(1).filter(|_| self.blank_rows);
        let filled = last.map(|last| types.iter().position(|type_| type_.takes_empty()).unwrap_or(last));
        if let Some(type_) = filled.and_then(|at| types.get_mut(at)).filter(|type_| !type_.takes_empty()) {
            *type_ = Type::Any;
        }
        (types, filled)
    }

    /// What was learned, as members of an object.
    pub(crate) fn into_value(self) -> Value {
        let names = |of: fn(&Column) -> Option<Kind>| -> Vec<&str> {
            self.columns.iter().map(|column| of(column).unwrap_or_default().name()).collect()
        };
        let mut map = Map::new();
        map.insert("kinds", names(|column| column.kind));
        map.insert("empty", names(|column| column.empty));
        for (key, list) in [("rows", self.rows), ("cells", self.cells)] {
            if !list.is_empty() {
                map.insert(key, list);
            }
        }
        Value::Object(map)
    }
}

impl Column {
    /// Whether the text alone determines everything about a cell of this column.
    fn is_implied_by_text(&mut self, cell: Cell<'_>) -> bool {
        let kind = if cell.text.is_empty() {
            *self.empty.get_or_insert(cell.kind)
        } else {
            let found = Type::of(cell);
            self.type_ = Some(self.type_.map_or(found, |type_| type_.and(found)));
            kind_in(*self.kind.get_or_insert(cell.kind), cell.text)
        };
        let plain = match cell.extra {
            None => true,
            Some(extra) if is_implied(cell.text, cell.kind, cell.value()) => {
                Extra { value: None, ..extra.clone() }.is_empty()
            }
            Some(extra) => extra.is_empty(),
        };
        kind == cell.kind && plain
    }
}

/// A cell as data that restores exactly its kind.
fn exactly(cell: Cell<'_>) -> Value {
    let value = cell_to_value(cell);
    let mut back = RowBuf::default();
    let same = cell_from_value(&value, &mut back).is_ok() && back.as_row().kind(0) == cell.kind;
    if same {
        return value;
    }
    let mut value = cell_to_object(cell);
    if let Value::Object(object) = &mut value
        && cell.kind != Kind::Untyped
    {
        object.get_or_insert_with("kind", || cell.kind.name().into());
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cells_that_differ_from_their_column_have_details() {
        let mut details = Details::new(2);
        let mut row = RowBuf::default();
        for (text, kind) in [("1", Kind::Number), ("x", Kind::Text), ("2", Kind::Text), ("1e5", Kind::Number)]
        {
            row.clear();
            row.push(text, kind);
            row.push("", if text == "x" { Kind::Null } else { Kind::Missing });
            details.row(row.as_row());
        }
        row.clear();
        row.push("", Kind::Null);
        details.row(row.as_row());
        assert_eq!(details.types(), (vec![Type::Any, Type::Any], Some(0)));
        assert_eq!(
            details.into_value().to_string(),
            r#"{"kinds":["number","untyped"],"empty":["null","missing"],"rows":[[5,{"cells":1}]],"cells":[[2,2,null],[3,1,"2"]]}"#
        );
    }
}
