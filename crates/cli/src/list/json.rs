//! The outline as JSON.

use convert_tables::{Item, Outline};
use model::Value;
use std::fmt::Write as _;

/// The outline for a program.
pub(crate) fn json(outline: &Outline) -> String {
    let items = outline.items.iter().filter_map(|item| {
        let fields: Vec<(&str, Value)> = match item {
            Item::Document(title) => {
                let mut fields = vec![("type", "document".into()), ("title", title.clone().into())];
                fields.extend(outline.dialect.iter().map(|dialect| ("dialect", dialect.as_str().into())));
                fields
            }
            Item::Heading(level, text) => {
                vec![("type", "heading".into()), ("level", (*level).into()), ("text", text.as_str().into())]
            }
            Item::Infobox(entries) => vec![("type", "infobox".into()), ("entries", (*entries).into())],
            Item::Data => vec![("type", "data".into())],
            Item::Block => return None,
            Item::Table(index) => {
                let table = &outline.tables[*index];
                vec![
                    ("type", "table".into()),
                    ("table", (index + 1).into()),
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
        Some(Value::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()))
    });
    let items: Vec<String> = items.map(|item| format!("  {item}")).collect();
    harmless(&format!("[\n{}\n]\n", items.join(",\n")))
}

/// JSON without the control characters that it may have as they are, and a terminal obeys.
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
