//! The outline as JSON.

use convert_tables::{Entry, Outline};
use model::{Found, Map, Value};
use std::fmt::Write as _;

/// The outline as JSON.
pub(crate) fn json(outline: &Outline) -> String {
    let entries = outline.entries.iter().filter_map(|entry| {
        let fields: Vec<(&str, Value)> = match entry {
            Entry::Document(title) => {
                let mut fields = vec![("type", "document".into()), ("title", title.clone().into())];
                fields.extend(found(&outline.found).map(|found| ("found", found.into())));
                fields
            }
            Entry::Heading(level, text) => {
                vec![("type", "heading".into()), ("level", (*level).into()), ("text", text.as_str().into())]
            }
            Entry::Infobox(count) => vec![("type", "infobox".into()), ("entries", (*count).into())],
            Entry::Data => vec![("type", "data".into())],
            Entry::Block => return None,
            Entry::Table(index) => {
                let table = &outline.tables[*index];
                vec![
                    ("type", "table".into()),
                    ("table", table.number.into()),
                    ("path", table.path.clone().into()),
                    ("caption", table.caption.clone().into()),
                    ("name", table.name.clone().into()),
                    ("hidden", table.hidden.into()),
                    ("rows", table.rows.into()),
                    ("columns", table.columns.clone().into()),
                    ("preview", table.first.clone().into()),
                ]
            }
        };
        Some(fields.into_iter().collect::<Map>())
    });
    let entries: Vec<String> = entries.map(|entry| format!("  {entry}")).collect();
    harmless(&format!("[\n{}\n]\n", entries.join(",\n")))
}

/// What was recognised about the encoding and dialect of the source, if anything.
fn found(found: &Found) -> Option<Map> {
    let mut fields = Map::new();
    if let Some(encoding) = found.encoding {
        fields.insert("encoding", encoding);
        fields.insert("byte_order_mark", found.byte_order_mark);
    }
    if let Some(delimited) = &found.delimited {
        let text = |character: char| Value::from(character.to_string());
        fields.insert("delimiter", text(delimited.delimiter));
        fields.insert("quote", delimited.quote.map(text));
        fields.insert("escape", delimited.escape.map(text));
        fields.insert("header", delimited.header);
        fields.insert("line_end", delimited.line_end.name());
    }
    (!fields.is_empty()).then_some(fields)
}

/// Escapes the control characters that JSON allows in strings but that a terminal would obey.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '\u{7f}'..='\u{9f}' => drop(write!(out, "\\u{:04x}", u32::from(character))),
            character => out.push(character),
        }
    }
    out
}
