//! The outline as JSON.

use crate::Outline;
use crate::outline::Item;
use model::Value;

/// The outline for a program.
pub(crate) fn json(outline: &Outline) -> String {
    let items = outline.items.iter().filter_map(|item| {
        let fields: Vec<(&str, Value)> = match item {
            Item::Document(title) => vec![("type", "document".into()), ("title", title.clone().into())],
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
    format!("[\n{}\n]\n", items.join(",\n"))
}
