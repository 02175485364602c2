//! The outline as text.

use super::aligned::Rows;
use crate::screen::{Styles, printable, styled};
use convert_tables::{Entry, Outline, TableInfo};
use model::{Found, LineEnd, plural};
use std::fmt::Write as _;

/// The outline. If `columns` is given, it has the first rows of each table, in lines of that width.
///
/// `name` is the name of the input, for documents without a title.
pub(crate) fn text(outline: &Outline, name: &str, columns: Option<usize>, styles: Styles) -> String {
    let Styles { head, accent, dim } = styles;
    let mut out = String::new();
    let mut level = 0;
    for entry in &outline.entries {
        let indent = |level: usize| "  ".repeat(level);
        // Writing to a string cannot fail.
        let _ = match entry {
            Entry::Document(title) => {
                level = 1;
                let _ = writeln!(out, "{}", styled(head, &printable(title.as_deref().unwrap_or(name))));
                let dialect = dialect(&outline.found).into_iter();
                dialect
                    .map(|dialect| styled(dim, &dialect))
                    .try_for_each(|dialect| writeln!(out, "  {dialect}"))
            }
            Entry::Heading(depth, text) => {
                level = usize::from(*depth).max(2);
                writeln!(out, "{}{}", indent(level - 1), styled(head, &printable(text)))
            }
            Entry::Infobox(count) => {
                let entries = format!(": {}", plural(*count, "entry", "entries"));
                writeln!(out, "{}{}{}", indent(level), styled(accent, "infobox"), styled(dim, &entries))
            }
            Entry::Data => writeln!(out, "{}a value that is not a table", indent(level)),
            Entry::Block => Ok(()),
            Entry::Table(index) => {
                let table = &outline.tables[*index];
                let number = styled(accent, &format!("table {}", table.number));
                let line = format!("{}{number}{}{}", indent(level), named(table), styled(dim, &size(table)));
                match columns {
                    None if table.columns.is_empty() => writeln!(out, "{line}"),
                    None => writeln!(out, "{line}: {}", printable(&table.columns.join(", "))),
                    Some(columns) => {
                        write!(out, "{line}\n{}", rows(table, styles).fitted(columns, 2 * level + 2))
                    }
                }
            }
        };
    }
    out
}

/// The dialect that was recognised, if any.
fn dialect(found: &Found) -> Option<String> {
    let delimited = found.delimited.as_ref()?;
    let named = |character| match character {
        '\t' => "tabs".to_owned(),
        character => format!("'{character}'"),
    };
    let quotes = delimited.quote.map_or("no quotes".to_owned(), |quote| format!("quotes {}", named(quote)));
    let header = if delimited.header { "a header" } else { "no header" };
    let line_end = match delimited.line_end {
        LineEnd::Lf => "LF",
        LineEnd::CrLf => "CR LF",
        LineEnd::Cr => "CR",
    };
    let encoding = found.encoding.map_or(String::new(), |encoding| format!(", {encoding}"));
    let between = named(delimited.delimiter);
    let dialect = format!("{between} between fields, {quotes}, {header}, lines end in {line_end}{encoding}");
    Some(printable(&dialect).into_owned())
}

/// What identifies a table.
fn named(table: &TableInfo) -> String {
    let caption =
        table.caption.as_deref().map_or(String::new(), |caption| format!(" “{}”", printable(caption)));
    let hidden = if table.hidden { " (hidden)" } else { "" };
    caption + hidden
}

fn size(table: &TableInfo) -> String {
    format!(", {} × {}", table.rows, table.width)
}

/// The first rows of a table.
pub(super) fn rows(table: &TableInfo, styles: Styles) -> Rows<'_> {
    Rows { names: &table.columns, rows: &table.first, of: Some(table.rows), columns: table.width, styles }
}
