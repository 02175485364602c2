//! Cells and rows.

use super::spell::{Container, Spell, built, spell_value};
use super::text::{marks_from_value, spell_marks};
use super::{
    Decoded, array, block_from_value, block_to_value, count, member, name_of, object, spell_text, string,
    text_from_value, unknown,
};
use crate::infer::{data_kind, is_implied, is_json_number, sheet_value};
use crate::{Attributes, Cell, Extra, Kind, Row, RowBuf};
use crate::{Map, Value};

/// A cell as data: a scalar, or an object if it has more to it.
///
/// A kind that follows from the text is left out, so an untyped `41.400` and a number `41.400` look the same.
pub fn cell_to_value(cell: Cell<'_>) -> Value {
    built(|out| spell_cell(out, cell))
}

/// Spells a cell as data, in the form of [`cell_to_value`].
pub fn spell_cell(out: &mut impl Spell, cell: Cell<'_>) {
    if is_implied(cell.text, cell.kind, cell.value()) {
        let extra = cell.extra.map(|extra| Extra { value: None, ..extra.clone() });
        return spell_cell(out, Cell { kind: Kind::Untyped, extra: extra.as_ref(), ..cell });
    }
    let kind = data_kind(cell.text, cell.kind);
    match scalar(cell.text, kind) {
        Some(scalar) if cell.extra.is_none_or(Extra::is_empty) => match scalar {
            Scalar::Null => out.null(),
            Scalar::Boolean(flag) => out.boolean(flag),
            Scalar::Number => out.number(cell.text),
            Scalar::String => out.string(cell.text),
        },
        scalar => spell_object(out, cell, kind, scalar.is_some()),
    }
}

/// A cell as an object, even if a scalar would do: for formats whose scalars have no types.
pub fn cell_to_object(cell: Cell<'_>) -> Value {
    let kind = data_kind(cell.text, cell.kind);
    built(|out| spell_object(out, cell, kind, scalar(cell.text, kind).is_some()))
}

enum Scalar {
    Null,
    Boolean(bool),
    /// The digits are those of the source: parsing would change the notation of an exponent.
    Number,
    String,
}

/// The scalar for a text of a kind, if a scalar is enough.
fn scalar(text: &str, kind: Kind) -> Option<Scalar> {
    match kind {
        Kind::Null => Some(Scalar::Null),
        Kind::Number if is_json_number(text) => Some(Scalar::Number),
        Kind::Boolean if text == "true" => Some(Scalar::Boolean(true)),
        Kind::Boolean if text == "false" => Some(Scalar::Boolean(false)),
        Kind::Text => Some(Scalar::String),
        _ => None,
    }
}

fn spell_object(out: &mut impl Spell, cell: Cell<'_>, kind: Kind, implied: bool) {
    out.begin(Container::Object);
    out.member("text", cell.text);
    // In an object, the text is always a string, so the kind is written unless an untyped text would imply it.
    let is_declared_text = cell.kind == Kind::Text && sheet_value(cell.text).is_some();
    if !implied || is_declared_text || data_kind(cell.text, Kind::Untyped) != kind {
        out.member("kind", kind.name());
    }
    if let Some(extra) = cell.extra {
        spell_extra(out, cell.text, extra);
    }
    out.end();
}

fn spell_extra(out: &mut impl Spell, text: &str, extra: &Extra) {
    extra.value.iter().for_each(|value| out.member("value", value));
    if !extra.marks.is_empty() {
        out.key("marks");
        spell_marks(out, text, &extra.marks);
    }
    for (key, span) in [("colspan", extra.columns), ("rowspan", extra.rows)] {
        if span > 1 {
            out.count(key, span);
        }
    }
    for (key, flag) in [("covered", extra.covered), ("header", extra.header)] {
        if flag {
            out.key(key);
            out.boolean(true);
        }
    }
    if !extra.attributes.is_empty() {
        out.key("attributes");
        spell_attributes(out, &extra.attributes);
    }
    if let Some(note) = &extra.note {
        out.key("note");
        spell_text(out, note);
    }
    if !extra.blocks.is_empty() {
        out.key("blocks");
        out.begin(Container::Array);
        extra.blocks.iter().for_each(|block| spell_value(out, &block_to_value(block)));
        out.end();
    }
}

/// Decodes a cell, and appends it to a row.
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

fn cell_from_object(object: &Map, row: &mut RowBuf) -> Decoded<()> {
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

/// A row as data: an array of cells, or an object if the row itself has attributes.
pub fn row_to_value(row: Row<'_>) -> Value {
    built(|out| {
        let attributes = row.attributes();
        if !attributes.is_empty() {
            out.begin(Container::Object);
            out.key("cells");
        }
        out.begin(Container::Array);
        row.cells().for_each(|cell| spell_cell(out, cell));
        out.end();
        if !attributes.is_empty() {
            out.key("attributes");
            spell_attributes(out, attributes);
            out.end();
        }
    })
}

/// Decodes a row into a buffer.
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
    Value::Object(attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect())
}

/// Spells attributes as an object of strings. If several have the same name, the last one counts.
pub fn spell_attributes(out: &mut impl Spell, attributes: &[(String, String)]) {
    if attributes.len() > 1 {
        return spell_value(out, &attributes_to_value(attributes));
    }
    out.begin(Container::Object);
    attributes.iter().for_each(|(name, value)| out.member(name, value));
    out.end();
}

/// Decodes attributes from an object of strings.
pub fn attributes_from_value(value: &Value) -> Decoded<Attributes> {
    let pairs = object(value, "'attributes'")?.iter();
    pairs.map(|(name, value)| Ok((name.clone(), string(value, "an attribute")?))).collect()
}
