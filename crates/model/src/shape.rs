//! The JSON shape of texts, cells, blocks and tables, shared by every format that writes a document as data.
//!
//! Simple things stay simple: a text without marks is a string, a plain cell is a scalar, an empty cell is null. Only
//! what has more to it becomes an object. Positions of marks count characters (Unicode scalar values, as in Python),
//! not bytes. Decoding is strict: anything unknown is an error, described in words, and never dropped.
//!
//! ```
//! use convert_model::{Cell, Kind, shape};
//!
//! let cell = Cell { text: "41.400", kind: Kind::Untyped, extra: None };
//! assert_eq!(shape::cell_to_value(cell).to_string(), "41.400");
//! ```

mod block;
mod cell;
mod spell;
mod text;

pub use block::{
    HEAD_FIELDS, block_from_value, block_to_value, entry_from_value, entry_to_value, head_fields,
    head_from_fields,
};
pub use cell::{
    attributes_from_value, attributes_to_value, cell_from_value, cell_to_object, cell_to_value,
    row_from_value, row_to_value, spell_attributes, spell_cell,
};
pub use spell::{Container, Spell, spell_value};
pub use text::{spell_text, spell_text_members, text_from_value, text_to_value};

use crate::{Map, Value};

/// The result of decoding; the error describes the problem.
pub type Decoded<T> = Result<T, String>;

fn string(value: &Value, what: &str) -> Decoded<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        other => Err(format!("{what} must be a string, not {}", name_of(other))),
    }
}

fn array<'v>(value: &'v Value, what: &str) -> Decoded<&'v [Value]> {
    value.as_array().ok_or_else(|| format!("{what} must be an array, not {}", name_of(value)))
}

fn object<'v>(value: &'v Value, what: &str) -> Decoded<&'v Map> {
    value.as_object().ok_or_else(|| format!("{what} must be an object, not {}", name_of(value)))
}

fn count(value: &Value, what: &str) -> Decoded<usize> {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    number.ok_or_else(|| format!("{what} must be a non-negative whole number"))
}

fn member<'v>(object: &'v Map, key: &str, what: &str) -> Decoded<&'v Value> {
    object.get(key).ok_or_else(|| format!("{what} has no '{key}'"))
}

fn unknown(key: &str, what: &str) -> String {
    format!("{what} has an unknown member '{key}'")
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
