//! The outline sheet as XML.

use crate::cell::inline;
use crate::style::Palette;
use crate::xml::{self, Inline};
use outline::OutlineRow;
use outline::{HEADER, kind};
use sheets::write::References;
use sheets::{CellStyle, names};

/// Appends an outline sheet. Returns how many rows it has, and whether characters were replaced.
pub(crate) fn write(
    out: &mut Vec<u8>,
    name: &str,
    rows: &[OutlineRow],
    (palette, references): (&mut Palette, &References),
    line: &str,
) -> (usize, bool) {
    let mut replaced = start(out, name, "ta1", ["coKind", "coKey", "coText"], &HEADER, line);
    let mut count = 1;
    for row in rows {
        let details = row.details();
        let is_hidden = matches!(row.kind, kind::DIALECT | kind::META);
        for text in row.lines(&details) {
            out.extend_from_slice(b"<table:table-row");
            if is_hidden {
                out.extend_from_slice(b" table:visibility=\"collapse\"");
            }
            out.push(b'>');
            let whole = text.text.len() == row.text.len();
            let markup = if whole { inline(&row.marks, palette) } else { Inline::default() };
            replaced |= string(out, "Kind", text.kind, &Inline::default());
            let link = match row.table {
                Some(_) if !text.key.is_empty() => Inline {
                    links: vec![(0..text.key.len(), format!("#{}", reference(text.key)))],
                    ..Inline::default()
                },
                _ => Inline::default(),
            };
            replaced |= string(out, "Key", text.key, &link);
            let note = if whole { references.note(&row.marks) } else { None };
            replaced |= noted_string(out, text_style(row), text.text, &markup, note.as_deref());
            replaced |= string(out, "Default", text.details, &Inline::default());
            out.extend_from_slice(b"</table:table-row>");
            out.extend_from_slice(line.as_bytes());
            count += 1;
        }
    }
    out.extend_from_slice(b"</table:table>");
    out.extend_from_slice(line.as_bytes());
    (count, replaced)
}

/// The name of a sheet as used in a link.
fn reference(sheet: &str) -> String {
    if sheet.chars().all(char::is_alphanumeric) { sheet.to_owned() } else { names::quoted(sheet) }
}

fn text_style(row: &OutlineRow) -> &'static str {
    match row.kind {
        kind::TITLE => "Title",
        kind::HEADING => match row.key.as_str() {
            "1" => "Heading1",
            "2" => "Heading2",
            "3" => "Heading3",
            "4" => "Heading4",
            "5" => "Heading5",
            _ => "Heading6",
        },
        kind::VERBATIM | kind::DATA => "Source",
        _ => "Wrapped",
    }
}

/// Appends the start of a sheet of strings: name, columns, header. The last column is hidden.
pub(crate) fn start(
    out: &mut Vec<u8>,
    name: &str,
    style: &str,
    columns: [&str; 3],
    header: &[&str; 4],
    line: &str,
) -> bool {
    out.extend_from_slice(b"<table:table");
    let replaced = xml::set(out, "table:name", name);
    xml::set(out, "table:style-name", style);
    out.push(b'>');
    for column in columns {
        out.extend_from_slice(b"<table:table-column");
        xml::set(out, "table:style-name", column);
        out.extend_from_slice(b"/>");
    }
    out.extend_from_slice(b"<table:table-column table:style-name=\"coText\" table:visibility=\"collapse\"/>");
    out.extend_from_slice(b"<table:table-header-rows><table:table-row>");
    for text in header {
        string(out, CellStyle::Header.name(), text, &Inline::default());
    }
    out.extend_from_slice(b"</table:table-row></table:table-header-rows>");
    out.extend_from_slice(line.as_bytes());
    replaced
}

/// Appends a cell with a string, or an empty cell.
pub(crate) fn string(out: &mut Vec<u8>, style: &str, text: &str, markup: &Inline) -> bool {
    noted_string(out, style, text, markup, None)
}

/// Like [`string`], optionally with a note.
fn noted_string(out: &mut Vec<u8>, style: &str, text: &str, markup: &Inline, note: Option<&str>) -> bool {
    out.extend_from_slice(b"<table:table-cell");
    if style != CellStyle::None.name() {
        xml::set(out, "table:style-name", style);
    }
    if text.is_empty() {
        out.extend_from_slice(b"/>");
        return false;
    }
    out.extend_from_slice(b" office:value-type=\"string\"");
    if text.contains(['\t', '\r']) {
        xml::set(out, "office:string-value", text);
    }
    out.push(b'>');
    let noted = note.is_some_and(|note| xml::annotation(out, note));
    let replaced = xml::paragraphs(out, text, markup) || noted;
    out.extend_from_slice(b"</table:table-cell>");
    replaced
}
