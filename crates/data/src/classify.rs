//! Classification of a value by its shape, from all of it or from its beginning.

use crate::flatten::Flatten;
use crate::lookahead::Seen;
use crate::members::{is_page, is_page_start};
use crate::records::Columns;
use model::{Map, Value};

/// The form in which a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A document in the layout of the writers.
    Page,
    /// An array of objects.
    Records,
    /// An array of arrays.
    Rows,
    /// An object of scalars.
    Fields,
    /// An object of arrays of objects.
    Tables,
    /// `{"columns": […], "index": […], "data": […]}`.
    Split,
    /// Anything else.
    Data,
    /// The beginning does not determine the form, and the value does not stream: all of it must be seen.
    Whole,
}

pub(crate) fn classify(seen: &Seen, flatten: &Flatten) -> Form {
    match &seen.value {
        Value::Array(items) => array(items, flatten),
        Value::Object(map) if seen.complete => whole_object(map, flatten),
        Value::Object(map) => {
            if is_page_start(map) {
                Form::Page
            } else if is_split(map, false) {
                Form::Split
            } else if is_tables(map, flatten) {
                Form::Tables
            } else {
                Form::Whole
            }
        }
        _ => Form::Data,
    }
}

/// The form of a whole object.
pub(crate) fn whole_object(map: &Map, flatten: &Flatten) -> Form {
    if is_page(map) {
        Form::Page
    } else if is_split(map, true) {
        Form::Split
    } else if map.values().all(is_scalar) {
        Form::Fields
    } else if is_tables(map, flatten) {
        Form::Tables
    } else {
        Form::Data
    }
}

fn array(items: &[Value], flatten: &Flatten) -> Form {
    if items.iter().all(is_object) {
        return if Columns::fit(items, flatten) { Form::Records } else { Form::Data };
    }
    let cells =
        |item: &Value| item.as_array().is_some_and(|cells| cells.is_empty() || cells.iter().any(is_scalar));
    if items.iter().all(|item| item.as_array().is_some()) && items.iter().any(cells) {
        Form::Rows
    } else {
        Form::Data
    }
}

fn is_object(value: &Value) -> bool {
    value.as_object().is_some()
}

pub(crate) fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// Whether an array of objects is a table.
pub(crate) fn is_table(value: &Value, flatten: &Flatten) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(is_object) && Columns::fit(items, flatten))
}

fn is_tables(map: &Map, flatten: &Flatten) -> bool {
    !map.is_empty() && map.values().all(|value| is_table(value, flatten))
}

/// The names for the rows in the output of pandas and other programs.
pub(crate) const SPLIT_ROWS: [&str; 2] = ["data", "rows"];

fn is_split(map: &Map, complete: bool) -> bool {
    let keys: Vec<&str> = map.keys().map(String::as_str).collect();
    let ordered = match keys.as_slice() {
        ["columns"] | ["columns", "index"] => !complete,
        ["columns", rows] | ["columns", "index", rows] => SPLIT_ROWS.contains(rows),
        _ => false,
    };
    let scalars = |key: &str| {
        map.get(key).is_none_or(|value| value.as_array().is_some_and(|names| names.iter().all(is_scalar)))
    };
    let columns = map.get("columns").and_then(Value::as_array).map_or(0, <[_]>::len);
    let index = map.get("index").and_then(Value::as_array).map(<[_]>::len);
    let rows = SPLIT_ROWS.iter().find_map(|key| map.get(key));
    let fits = |rows: &Value| {
        rows.as_array().is_some_and(|rows| {
            rows.iter().all(|row| row.as_array().is_some_and(|cells| !complete || cells.len() <= columns))
                && (!complete || index.is_none_or(|index| index == rows.len()))
        })
    };
    ordered && columns > 0 && scalars("columns") && scalars("index") && rows.is_none_or(fits)
}
