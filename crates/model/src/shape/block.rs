//! Blocks and tables.

use super::{
    Decoded, array, attributes_from_value, attributes_to_value, cell_from_value, cell_to_value, count,
    member, object, row_from_value, row_to_value, string, text_from_value, text_to_value, unknown,
};
use crate::{
    Block, Cell, Column, Entry, Extra, Heading, Infobox, Item, ItemKind, Kind, List, Property, RowBuf, Table,
    TableHead, Text, Verbatim,
};
use crate::{Map, Value};

/// The members of a table's object that describe its head; the only other one is `rows`.
pub const HEAD_FIELDS: [&str; 7] = ["type", "name", "caption", "attributes", "hidden", "columns", "header"];

/// A block as data: an object tagged with its `type`.
pub fn block_to_value(block: &Block) -> Value {
    let mut map = Map::new();
    let mut set = |key: &str, value: Value| {
        map.insert(key, value);
    };
    match block {
        Block::Heading(heading) => {
            set("type", "heading".into());
            set("level", heading.level.into());
            set("text", text_to_value(&heading.text));
        }
        Block::Infobox(infobox) => {
            set("type", "infobox".into());
            if let Some(name) = &infobox.name {
                set("name", name.as_str().into());
            }
            let entries = infobox.entries.iter().map(|entry| (entry.key.clone(), entry_to_value(entry)));
            set("entries", Value::Object(entries.collect()));
        }
        Block::Paragraph(text) => {
            set("type", "paragraph".into());
            match text_to_value(text) {
                Value::Object(parts) => map.extend(parts),
                plain => set("text", plain),
            }
        }
        Block::List(list) => {
            set("type", "list".into());
            set("items", Value::Array(list.items.iter().map(item_to_value).collect()));
        }
        Block::Verbatim(verbatim) => {
            set("type", "verbatim".into());
            set("format", verbatim.format.as_str().into());
            set("text", verbatim.text.as_str().into());
        }
        Block::Property(property) => {
            set("type", "property".into());
            set("name", property.name.as_str().into());
            set("value", property.value.as_str().into());
        }
        Block::Data(value) => {
            set("type", "data".into());
            set("value", value.clone());
        }
        Block::Table(table) => {
            map = head_fields(&table.head);
            map.insert("rows", Value::Array(table.rows().map(row_to_value).collect()));
        }
    }
    Value::Object(map)
}

/// Decodes a block.
pub fn block_from_value(value: &Value) -> Decoded<Block> {
    let fields = object(value, "a block")?;
    let kind = string(member(fields, "type", "a block")?, "'type'")?;
    let what = format!("a block of type '{kind}'");
    let text = |key: &str| string(member(fields, key, &what)?, key);
    let (block, members): (Block, &[&str]) = match kind.as_str() {
        "heading" => {
            let level = count(member(fields, "level", &what)?, "'level'")?.clamp(1, 6) as u8;
            let text = text_from_value(member(fields, "text", &what)?)?;
            (Block::Heading(Heading { level, text }), &["level", "text"])
        }
        "infobox" => {
            let entries = object(member(fields, "entries", &what)?, "'entries'")?;
            let entries =
                entries.iter().map(|(key, value)| entry_from_value(key, value)).collect::<Decoded<_>>()?;
            let name = fields.get("name").map(|name| string(name, "'name'")).transpose()?;
            (Block::Infobox(Infobox { name, entries }), &["name", "entries"])
        }
        "paragraph" => {
            let parts = fields.iter().filter(|(key, _)| *key != "type");
            let parts = parts.map(|(key, value)| (key.clone(), value.clone())).collect();
            (Block::Paragraph(text_from_value(&Value::Object(parts))?), &["text", "marks"])
        }
        "list" => {
            let items = array(member(fields, "items", &what)?, "'items'")?;
            let items = items.iter().map(item_from_value).collect::<Decoded<_>>()?;
            (Block::List(List { items }), &["items"])
        }
        "verbatim" => {
            let verbatim = Verbatim { format: text("format")?, text: text("text")? };
            (Block::Verbatim(verbatim), &["format", "text"])
        }
        "property" => {
            let property = Property { name: text("name")?, value: text("value")? };
            (Block::Property(property), &["name", "value"])
        }
        "data" => (Block::Data(member(fields, "value", &what)?.clone()), &["value"]),
        "table" => {
            let head = head_from_fields(fields)?;
            let rows = array(member(fields, "rows", &what)?, "'rows'")?;
            let rows = rows.iter().map(row).collect::<Decoded<_>>()?;
            (
                Block::Table(Table { head, rows }),
                &["name", "caption", "attributes", "hidden", "columns", "header", "rows"],
            )
        }
        _ => return Err(format!("a block has an unknown type '{kind}'")),
    };
    match fields.keys().find(|key| *key != "type" && !members.contains(&key.as_str())) {
        Some(key) => Err(unknown(key, &what)),
        None => Ok(block),
    }
}

fn row(value: &Value) -> Decoded<RowBuf> {
    let mut row = RowBuf::default();
    row_from_value(value, &mut row)?;
    Ok(row)
}

/// The value of an infobox entry as data, in the form of a cell.
pub fn entry_to_value(entry: &Entry) -> Value {
    let extra = Extra { marks: entry.value.marks.clone(), ..Extra::default() };
    cell_to_value(Cell { text: &entry.value.text, kind: entry.kind, extra: Some(&extra) })
}

/// Decodes an infobox entry.
pub fn entry_from_value(key: &str, value: &Value) -> Decoded<Entry> {
    let mut row = RowBuf::default();
    cell_from_value(value, &mut row)?;
    let cell = row.as_row().cell(0);
    Ok(Entry { key: key.to_owned(), value: cell.to_text(), kind: cell.kind })
}

fn item_to_value(item: &Item) -> Value {
    let mut map = Map::new();
    map.insert("kind", item.kind.name());
    map.insert("text", text_to_value(&item.text));
    if !item.items.is_empty() {
        map.insert("items", Value::Array(item.items.iter().map(item_to_value).collect()));
    }
    Value::Object(map)
}

fn item_from_value(value: &Value) -> Decoded<Item> {
    let (mut kind, mut text, mut items) = (ItemKind::Bullet, Text::default(), Vec::new());
    for (key, value) in object(value, "a list item")? {
        match key.as_str() {
            "kind" => {
                let name = string(value, "'kind'")?;
                let known = ItemKind::ALL.into_iter().find(|kind| kind.name() == name);
                kind = known.ok_or_else(|| format!("a list item has an unknown kind '{name}'"))?;
            }
            "text" => text = text_from_value(value)?,
            "items" => {
                items = array(value, "'items'")?.iter().map(item_from_value).collect::<Decoded<_>>()?;
            }
            key => return Err(unknown(key, "a list item")),
        }
    }
    Ok(Item { kind, text, items })
}

/// The head of a table as the members of its object, in order; `rows` comes after them.
pub fn head_fields(head: &TableHead) -> Map {
    let mut map = Map::new();
    map.insert("type", "table");
    if let Some(name) = &head.name {
        map.insert("name", name.as_str());
    }
    if let Some(caption) = &head.caption {
        map.insert("caption", text_to_value(caption));
    }
    if !head.attributes.is_empty() {
        map.insert("attributes", attributes_to_value(&head.attributes));
    }
    if head.hidden {
        map.insert("hidden", true);
    }
    map.insert("columns", Value::Array(head.columns.iter().map(column_to_value).collect()));
    if !head.is_plain() {
        map.insert(
            "header",
            Value::Array(head.header.iter().map(|row| row_to_value(row.as_row())).collect()),
        );
    }
    map
}

/// A column is its name; the column of a nested value is the path to it.
fn column_to_value(column: &Column) -> Value {
    if column.path.is_empty() {
        return column.name.as_str().into();
    }
    Value::Array(column.path.iter().map(|key| key.as_str().into()).collect())
}

fn column_from_value(value: &Value) -> Decoded<Column> {
    match value {
        Value::Array(path) => {
            let path: Vec<String> = path.iter().map(|key| string(key, "a key")).collect::<Decoded<_>>()?;
            Ok(Column { name: path.join("."), path })
        }
        value => Ok(Column::new(string(value, "a column")?)),
    }
}

/// Decodes the head from the members of a table's object; other members are ignored.
pub fn head_from_fields(fields: &Map) -> Decoded<TableHead> {
    let columns = array(member(fields, "columns", "a table")?, "'columns'")?;
    let columns: Vec<Column> = columns.iter().map(column_from_value).collect::<Decoded<_>>()?;
    let header = match fields.get("header") {
        Some(rows) => array(rows, "'header'")?.iter().map(row).collect::<Decoded<_>>()?,
        None if columns.is_empty() => Vec::new(),
        None => {
            let mut row = RowBuf::default();
            columns.iter().for_each(|column| row.push(&column.name, Kind::Untyped));
            vec![row]
        }
    };
    Ok(TableHead {
        name: fields.get("name").map(|name| string(name, "'name'")).transpose()?,
        caption: fields.get("caption").map(text_from_value).transpose()?,
        attributes: fields.get("attributes").map_or(Ok(Vec::new()), attributes_from_value)?,
        hidden: matches!(fields.get("hidden"), Some(Value::Bool(true))),
        columns,
        header,
        source: None,
    })
}
