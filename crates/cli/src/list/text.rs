//! The outline for a person.

use super::aligned::Rows;
use crate::screen::printable;
use convert_tables::{Item, Outline, TableInfo};
use model::counted;
use std::fmt::Write as _;

/// The outline, with the first rows of each table in lines of so many columns, if they are wanted.
///
/// `name` is the input's, for documents without a title.
pub(crate) fn text(outline: &Outline, name: &str, columns: Option<usize>) -> String {
    let mut out = String::new();
    let mut level = 0;
    for item in &outline.items {
        let indent = |level: usize| "  ".repeat(level);
        // Writing to a string cannot fail.
        let _ = match item {
            Item::Document(title) => {
                level = 1;
                let _ = writeln!(out, "{}", printable(title.as_deref().unwrap_or(name)));
                outline.dialect.iter().try_for_each(|dialect| writeln!(out, "  {}", printable(dialect)))
            }
            Item::Heading(depth, text) => {
                level = usize::from(*depth).max(2);
                writeln!(out, "{}{}", indent(level - 1), printable(text))
            }
            Item::Infobox(entries) => {
                writeln!(out, "{}infobox: {}", indent(level), counted(*entries, "entry"))
            }
            Item::Data => writeln!(out, "{}a value of no tabular shape", indent(level)),
            Item::Block => Ok(()),
            Item::Table(index) => {
                let table = &outline.tables[*index];
                let line = format!("{}table {}{}", indent(level), index + 1, named(table));
                match columns {
                    None if table.columns.is_empty() => writeln!(out, "{line}"),
                    None => writeln!(out, "{line}: {}", printable(&table.columns.join(", "))),
                    Some(columns) => write!(out, "{line}\n{}", rows(table).fitted(columns, 2 * level + 2)),
                }
            }
        };
    }
    out
}

/// What tells a table from others, and its size.
fn named(table: &TableInfo) -> String {
    let caption =
        table.caption.as_deref().map_or(String::new(), |caption| format!(" “{}”", printable(caption)));
    let hidden = if table.hidden { " (hidden)" } else { "" };
    format!("{caption}{hidden}, {} × {}", table.rows, table.width)
}

/// The first rows, as they are kept.
pub(super) fn rows(table: &TableInfo) -> Rows<'_> {
    Rows { names: &table.columns, rows: &table.first, of: Some(table.rows), columns: table.width }
}
