//! What `--list` and `--list-formats` print.

use crate::outline::Item;
use crate::{Outline, registry};
use model::{Value, counted};
use std::fmt::Write as _;

/// The outline for a person.
///
/// `name` is the input's, for documents without a title.
pub(crate) fn text(outline: &Outline, name: &str) -> String {
    let mut out = String::new();
    let mut level = 0;
    for item in &outline.items {
        let indent = |level: usize| "  ".repeat(level);
        // Writing to a string cannot fail.
        let _ = match item {
            Item::Document(title) => {
                level = 1;
                let _ = writeln!(out, "{}", title.as_deref().unwrap_or(name));
                outline.dialect.iter().try_for_each(|dialect| writeln!(out, "  {dialect}"))
            }
            Item::Heading(depth, text) => {
                level = usize::from(*depth).max(2);
                writeln!(out, "{}{text}", indent(level - 1))
            }
            Item::Infobox(entries) => {
                writeln!(out, "{}infobox: {}", indent(level), counted(*entries, "entry"))
            }
            Item::Data => writeln!(out, "{}a value of no tabular shape", indent(level)),
            Item::Block => Ok(()),
            Item::Table(index) => {
                let table = &outline.tables[*index];
                let size = format!("{} × {}", table.rows, table.width);
                let columns = table.columns.join(", ");
                let caption =
                    table.caption.as_deref().map_or(String::new(), |caption| format!(" “{caption}”"));
                let gap = if columns.is_empty() { "" } else { ": " };
                let hidden = if table.hidden { " (hidden)" } else { "" };
                writeln!(out, "{}table {}{caption}{hidden}, {size}{gap}{columns}", indent(level), index + 1)
            }
        };
    }
    out
}

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
                ]
            }
        };
        Some(Value::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()))
    });
    let items: Vec<String> = items.map(|item| format!("  {item}")).collect();
    format!("[\n{}\n]\n", items.join(",\n"))
}

/// The formats and what they can do, as a table.
pub(crate) fn formats() -> String {
    let yes = |flag: bool| if flag { "yes" } else { "-" };
    let mut rows = vec![
        ["format", "what it is", "extensions", "read", "write", "default view", "types", "markup"]
            .map(str::to_owned),
    ];
    for format in registry::formats() {
        let reader = registry::readers().find(|reader| reader.format.id == format.id);
        let writer = registry::writers().find(|writer| writer.format.id == format.id);
        let streams = |flag: Option<bool>| match flag {
            None => "-",
            Some(true) => "streams",
            Some(false) => "yes",
        };
        rows.push([
            format.id.to_owned(),
            format.title.to_owned(),
            format.extensions.join(" "),
            streams(reader.map(|reader| reader.streaming)).to_owned(),
            streams(writer.map(|writer| writer.streaming)).to_owned(),
            writer.map_or("-", |writer| if writer.records { "records" } else { "document" }).to_owned(),
            yes(reader.is_some_and(|reader| reader.typed)).to_owned(),
            yes(writer.is_some_and(|writer| writer.holds.markup)).to_owned(),
        ]);
    }
    let widths: Vec<usize> =
        (0..8).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    out
}
