//! What `--list-formats` prints.

use super::aligned::Rows;
use crate::screen::{Styles, styled};
use anstyle::Style;
use convert_tables::registry;
use std::fmt::Write as _;

/// The formats and what they support, as a table. If lines have a limit and the table is wider, it is fitted, without the
/// titles of formats.
pub(crate) fn formats(columns: Option<usize>, styles: Styles) -> String {
    let yes = |flag: bool| if flag { "yes" } else { "-" };
    let mut rows = vec![
        ["format", "description", "extensions", "read", "write", "view", "types", "markup"]
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
    let wide = widths.iter().sum::<usize>() + 2 * (widths.len() - 1);
    if let Some(columns) = columns.filter(|&columns| columns < wide) {
        let short = rows.iter().map(|[id, _, rest @ ..]| [std::slice::from_ref(id), rest].concat());
        let short: Vec<Vec<String>> = short.collect();
        let (names, rows) = short.split_first().map_or((&[][..], &[][..]), |(names, rows)| (names, rows));
        return Rows { names, rows, of: Some(rows.len()), columns: names.len(), styles }.fitted(columns, 0);
    }
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        let style = if at == 0 { styles.head } else { Style::new() };
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            format!("{}{}", styled(style, cell), " ".repeat(width - cell.chars().count()))
        });
        let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    out
}
