//! Cells and rows.

use super::text::{marks_from_value, marks_to_value};
use super::{
    Decoded, array, block_from_value, block_to_value, count, member, name_of, object, string,
    text_from_value, text_to_value, unknown,
};
use crate::infer::{data_kind, is_implied, is_json_number, sheet_value};
use crate::{Attributes, Cell, Extra, Kind, Row, RowBuf};
use serde_json::{Map, Number, Value};

/// A cell as data: a scalar, or an object where it has more to say.
///
/// A kind that the text itself implies is left out, so that an untyped `41.400` and a number `41.400` look alike.
pub fn cell_to_value(cell: Cell<'_>) -> Value {
    if is_implied(cell.text, cell.kind, cell.value()) {
        let extra = cell.extra.map(|extra| Extra { value: None, ..extra.clone() });
        return cell_to_value(Cell { kind: Kind::Untyped, extra: extra.as_ref(), ..cell });
    }
    let kind = data_kind(cell.text, cell.kind);
    match scalar(cell.text, kind) {
        Some(value) if cell.extra.is_none_or(Extra::is_empty) => value,
        scalar => cell_object(cell, kind, scalar.is_some()),
    }
}

/// A cell as an object, even where a scalar would say it all: for formats whose scalars have no types.
pub fn cell_to_object(cell: Cell<'_>) -> Value {
    let kind = data_kind(cell.text, cell.kind);
    cell_object(cell, kind, scalar(cell.text, kind).is_some())
}

/// A text of a kind as a scalar, where a scalar says it all.
fn scalar(text: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Null => Some(Value::Null),
        // Parsing would respell an exponent; the digits are those of the source.
        Kind::Number if is_json_number(text) => {
            Some(Value::Number(Number::from_string_unchecked(text.to_owned())))
        }
        Kind::Boolean if text == "true" => Some(Value::Bool(true)),
        Kind::Boolean if text == "false" => Some(Value::Bool(false)),
        Kind::Text => Some(Value::String(text.to_owned())),
        _ => None,
    }
}

fn cell_object(cell: Cell<'_>, kind: Kind, implied: bool) -> Value {
    let mut map = Map::new();
    map.insert("text".into(), cell.text.into());
    // In an object the text is a string whatever it is, so the kind is said unless an untyped text would have it.
    let said_text = cell.kind == Kind::Text && sheet_value(cell.text).is_some();
    if !implied || said_text || data_kind(cell.text, Kind::Untyped) != kind {
        map.insert("kind".into(), kind.name().into());
    }
    let Some(extra) = cell.extra else { return Value::Object(map) };
    if let Some(value) = &extra.value {
        map.insert("value".into(), value.as_str().into());
    }
    if !extra.marks.is_empty() {
        map.insert("marks".into(), marks_to_value(cell.text, &extra.marks));
    }
    for (key, span) in [("colspan", extra.columns), ("rowspan", extra.rows)] {
        if span > 1 {
            map.insert(key.into(), span.into());
        }
    }
    for (key, flag) in [("covered", extra.covered), ("header", extra.header)] {
        if flag {
            map.insert(key.into(), true.into());
        }
    }
    if !extra.attributes.is_empty() {
        map.insert("attributes".into(), attributes_to_value(&extra.attributes));
    }
    if let Some(note) = &extra.note {
        map.insert("note".into(), text_to_value(note));
    }
    if !extra.blocks.is_empty() {
        map.insert("blocks".into(), Value::Array(extra.blocks.iter().map(block_to_value).collect()));
    }
    Value::Object(map)
}

/// Appends the cell in data to a row.
pub fn cell_from_value(value: &Value, row: &mut RowBuf) -> Decoded<()> {
    match value {
        Value::Null => row.push("", Kind::Null),
        Value::Bool(flag) => row.push(if *flag { "true" } else { "false" }, Kind::Boolean),
        Value::Number(number) => row.push(number.as_str(), Kind::Number),
        Value::String(text) => row.push(text, Kind::Text),
        Value::Object(object) => return cell_from_object(object, row),
        Value::Array(_) => row.push(&value.to_string(), Kind::Json),
    }
    Ok(())
}

fn cell_from_object(object: &Map<String, Value>, row: &mut RowBuf) -> Decoded<()> {
    let text = string(member(object, "text", "a cell")?, "'text'")?;
    let (mut kind, mut extra) = (Kind::Untyped, Extra::default());
    for (key, value) in object {
        match key.as_str() {
            "text" => {}
            "kind" => {
                let name = string(value, "'kind'")?;
                kind =
                    Kind::from_name(&name).ok_or_else(|| format!("a cell has an unknown kind '{name}'"))?;
            }
            "value" => extra.value = Some(string(value, "'value'")?),
            "marks" => extra.marks = marks_from_value(&text, value)?,
            "colspan" => extra.columns = count(value, "'colspan'")?,
            "rowspan" => extra.rows = count(value, "'rowspan'")?,
            "covered" => extra.covered = flag(value, "'covered'")?,
            "header" => extra.header = flag(value, "'header'")?,
            "attributes" => extra.attributes = attributes_from_value(value)?,
            "note" => extra.note = Some(text_from_value(value)?),
            "blocks" => {
                extra.blocks =
                    array(value, "'blocks'")?.iter().map(block_from_value).collect::<Decoded<_>>()?;
            }
            key => return Err(unknown(key, "a cell")),
        }
    }
    row.push_with(&text, kind, extra);
    Ok(())
}

fn flag(value: &Value, what: &str) -> Decoded<bool> {
    value.as_bool().ok_or_else(|| format!("{what} must be true or false, not {}", name_of(value)))
}

/// A row as data: an array of cells, or an object where the row itself has attributes.
pub fn row_to_value(row: Row<'_>) -> Value {
    let cells = Value::Array(row.cells().map(cell_to_value).collect());
    if row.attributes().is_empty() {
        return cells;
    }
    let mut object = Map::new();
    object.insert("cells".into(), cells);
    object.insert("attributes".into(), attributes_to_value(row.attributes()));
    Value::Object(object)
}

/// Fills a row from data.
pub fn row_from_value(value: &Value, row: &mut RowBuf) -> Decoded<()> {
    row.clear();
    let cells = match value {
        Value::Object(object) => {
            for (key, value) in object {
                match key.as_str() {
                    "cells" => {}
                    "attributes" => *row.attributes_mut() = attributes_from_value(value)?,
                    key => return Err(unknown(key, "a row")),
                }
            }
            member(object, "cells", "a row")?
        }
        value => value,
    };
    array(cells, "a row")?.iter().try_for_each(|cell| cell_from_value(cell, row))
}

/// Attributes as an object of strings.
pub fn attributes_to_value(attributes: &[(String, String)]) -> Value {
    Value::Object(attributes.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect())
}

/// The attributes in an object of strings.
pub fn attributes_from_value(value: &Value) -> Decoded<Attributes> {
    let pairs = object(value, "'attributes'")?.iter();
    pairs.map(|(name, value)| Ok((name.clone(), string(value, "an attribute")?))).collect()
}
