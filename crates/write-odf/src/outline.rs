//! The outline: one row for each block, in order, for a person to read and edit.

use crate::cell::inline;
use crate::style::{Palette, of_prose};
use crate::xml::{self, Inline};
use model::infer::{data_kind, is_implied};
use model::shape::{attributes_to_value, block_to_value, entry_to_value, text_to_value};
use model::{Block, Infobox, Item, Kind, List, Map, Mark, Meta, TableHead, Text, Value};
use odf::outline::{HEADER, kind, pieces};
use odf::pieces::cut;
use odf::{Carrier, chars, names};

/// A row of the outline.
#[derive(Debug)]
pub(crate) struct OutlineRow {
    kind: &'static str,
    key: String,
    text: String,
    marks: Vec<Mark>,
    details: Details,
    /// The table's number, for a row that names a table.
    pub(crate) table: Option<usize>,
}

/// What a row's plain cells cannot say.
#[derive(Debug)]
enum Details {
    None,
    Json(Value),
    Table(Map<String, Value>),
}

impl OutlineRow {
    fn new(kind: &'static str, key: impl Into<String>, text: impl Into<String>) -> Self {
        let (key, text) = (key.into(), text.into());
        let whole = chars::has_illegal(&text).then(|| Details::Json(Value::String(text.clone())));
        OutlineRow {
            kind,
            key,
            text,
            marks: Vec::new(),
            details: whole.unwrap_or(Details::None),
            table: None,
        }
    }

    /// A row whose text has markup; what cells cannot show of it goes to the details.
    fn marked(kind: &'static str, key: impl Into<String>, text: &Text) -> Self {
        let mut row = OutlineRow::new(kind, key, text.text.as_str());
        if !text.marks.is_empty() {
            row.details = Details::Json(text_to_value(text));
            row.marks.clone_from(&text.marks);
        }
        row
    }

    /// The row of a table: its sheet and caption.
    pub(crate) fn table(number: usize, sheet: &str, caption: &str, details: Map<String, Value>) -> Self {
        let mut row = OutlineRow::new(kind::TABLE, sheet, caption);
        row.details = Details::Table(details);
        row.table = Some(number);
        row
    }

    /// Whether the row is about the document as a whole.
    pub(crate) fn is_meta(&self) -> bool {
        matches!(self.kind, kind::TITLE | kind::DIALECT | kind::META)
    }

    /// The row as data: its cells.
    pub(crate) fn to_value(&self) -> Value {
        Value::Array(vec![
            self.kind.into(),
            self.key.as_str().into(),
            self.text.as_str().into(),
            self.details().into(),
        ])
    }

    /// The cell of details: JSON, or nothing.
    fn details(&self) -> String {
        let details = match &self.details {
            Details::None => Value::Null,
            Details::Json(value) => cut(value.clone()),
            Details::Table(map) => {
                let mut all = Map::new();
                all.insert("range".into(), names::table_range(self.table.unwrap_or_default()).into());
                all.extend(map.clone());
                cut(Value::Object(all))
            }
        };
        if chars::has_illegal(&self.key) {
            let mut whole = Map::new();
            whole.insert("key".into(), self.key.as_str().into());
            whole.insert("details".into(), details);
            return chars::json(&Value::Object(whole));
        }
        if details.is_null() { String::new() } else { chars::json(&details) }
    }

    /// Says one more thing about the table.
    pub(crate) fn set(&mut self, key: &str, value: Value) {
        if let Details::Table(map) = &mut self.details {
            map.insert(key.to_owned(), value);
        }
    }
}

/// The rows that say what is known of the document as a whole.
pub(crate) fn of_meta(meta: &Meta) -> Vec<OutlineRow> {
    let title = meta.title.iter().map(|title| OutlineRow::new(kind::TITLE, "", title.as_str()));
    let dialect = meta.dialect.iter().map(|dialect| OutlineRow::new(kind::DIALECT, "", dialect.as_str()));
    let more =
        meta.properties.iter().map(|(key, value)| OutlineRow::new(kind::META, key.as_str(), value.as_str()));
    title.chain(dialect).chain(more).collect()
}

/// The rows of a block that is no table.
pub(crate) fn of_block(block: &Block) -> Vec<OutlineRow> {
    match block {
        Block::Heading(heading) => {
            vec![OutlineRow::marked(kind::HEADING, heading.level.to_string(), &heading.text)]
        }
        Block::Paragraph(text) => vec![OutlineRow::marked(kind::PARAGRAPH, "", text)],
        Block::Infobox(infobox) => of_infobox(infobox),
        Block::List(list) => of_list(list),
        Block::Verbatim(verbatim) => {
            vec![OutlineRow::new(kind::VERBATIM, verbatim.format.as_str(), verbatim.text.as_str())]
        }
        Block::Property(property) => {
            vec![OutlineRow::new(kind::PROPERTY, property.name.as_str(), property.value.as_str())]
        }
        Block::Data(value) => vec![OutlineRow::new(kind::DATA, "", chars::json(value))],
        other => {
            // A table travels as events, never as a block; whatever else comes is kept whole.
            let mut row = OutlineRow::new(kind::DATA, "block", "");
            row.details = Details::Json(block_to_value(other));
            vec![row]
        }
    }
}

fn of_infobox(infobox: &Infobox) -> Vec<OutlineRow> {
    let mut start = OutlineRow::new(kind::INFOBOX, "", infobox.name.as_deref().unwrap_or_default());
    if infobox.name.as_deref() == Some("") {
        start.details = Details::Json(Value::String(String::new()));
    }
    let entries = infobox.entries.iter().map(|entry| {
        let mut row = OutlineRow::new(kind::FIELD, entry.key.as_str(), entry.value.text.as_str());
        row.marks.clone_from(&entry.value.marks);
        let text = &entry.value.text;
        let normal = |kind| if is_implied(text, kind, None) { Kind::Text } else { data_kind(text, kind) };
        if !row.marks.is_empty() || normal(entry.kind) != normal(Kind::Untyped) {
            row.details = Details::Json(entry_to_value(entry));
        }
        row
    });
    std::iter::once(start).chain(entries).collect()
}

fn of_list(list: &List) -> Vec<OutlineRow> {
    fn items(items: &[Item], markers: &mut String, rows: &mut Vec<OutlineRow>) {
        for item in items {
            markers.push(item.kind.marker());
            let kind = if rows.is_empty() { kind::LIST } else { kind::ITEM };
            rows.push(OutlineRow::marked(kind, markers.as_str(), &item.text));
            items_of(item, markers, rows);
            markers.pop();
        }
    }
    fn items_of(item: &Item, markers: &mut String, rows: &mut Vec<OutlineRow>) {
        if !item.items.is_empty() {
            items(&item.items, markers, rows);
        }
    }
    let mut rows = Vec::new();
    items(&list.items, &mut String::new(), &mut rows);
    if rows.is_empty() {
        rows.push(OutlineRow::new(kind::LIST, "", ""));
    }
    rows
}

/// What a table's row in the outline says beside sheet and caption: only what its sheet does not show.
pub(crate) fn head_details(head: &TableHead) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("header".into(), head.header.len().into());
    if let Some(name) = &head.name {
        map.insert("name".into(), name.as_str().into());
    }
    if let Some(caption) = &head.caption
        && (!caption.marks.is_empty() || caption.text.is_empty() || chars::has_illegal(&caption.text))
    {
        map.insert("caption".into(), text_to_value(caption));
    }
    if !head.attributes.is_empty() {
        map.insert("attributes".into(), attributes_to_value(&head.attributes));
    }
    let flat = TableHead::with_header(head.header.clone()).columns;
    if flat != head.columns {
        let columns = head.columns.iter().map(|column| {
            if column.path.is_empty() {
                return Value::from(column.name.as_str());
            }
            column.path.iter().map(|key| Value::from(key.as_str())).collect()
        });
        map.insert("columns".into(), columns.collect());
    }
    map
}

/// Appends an outline sheet. Returns how many rows it has, and whether characters were replaced.
pub(crate) fn write(
    out: &mut Vec<u8>,
    name: &str,
    rows: &[OutlineRow],
    palette: &mut Palette,
    line: &str,
) -> (usize, bool) {
    let mut replaced = start(out, name, "ta1", ["coKind", "coKey", "coText"], &HEADER, line);
    let mut count = 1;
    for row in rows {
        let details = row.details();
        let out_of_sight = matches!(row.kind, kind::DIALECT | kind::META);
        let (mut texts, mut more) = (pieces(&row.text), pieces(&details));
        let (mut text, mut detail) = (texts.next(), more.next());
        let mut first = true;
        while text.is_some() || detail.is_some() {
            out.extend_from_slice(b"<table:table-row");
            if out_of_sight {
                out.extend_from_slice(b" table:visibility=\"collapse\"");
            }
            out.push(b'>');
            let whole = first && text.is_some_and(|text| text.len() == row.text.len());
            let markup = if whole { inline(&row.marks, palette) } else { Inline::default() };
            let kind = if first { row.kind } else { kind::MORE };
            replaced |= string(out, "Kind", kind, &Inline::default());
            let key = if first { row.key.as_str() } else { "" };
            let link = match row.table {
                Some(_) if !key.is_empty() => Inline {
                    links: vec![(0..key.len(), format!("#{}", reference(key)))],
                    ..Inline::default()
                },
                _ => Inline::default(),
            };
            replaced |= string(out, "Key", key, &link);
            replaced |=
                string(out, text_style(row, text.unwrap_or_default()), text.unwrap_or_default(), &markup);
            replaced |= string(out, "Default", detail.unwrap_or_default(), &Inline::default());
            out.extend_from_slice(b"</table:table-row>");
            out.extend_from_slice(line.as_bytes());
            count += 1;
            first = false;
            (text, detail) = (texts.next(), more.next());
        }
    }
    out.extend_from_slice(b"</table:table>");
    out.extend_from_slice(line.as_bytes());
    (count, replaced)
}

/// A sheet as a link names it.
fn reference(sheet: &str) -> String {
    if sheet.chars().all(char::is_alphanumeric) { sheet.to_owned() } else { names::quoted(sheet) }
}

fn text_style(row: &OutlineRow, text: &str) -> &'static str {
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
        _ => of_prose(text),
    }
}

/// Appends the start of a sheet of strings: name, columns, header. The last column is out of sight.
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
        string(out, Carrier::Header.style(), text, &Inline::default());
    }
    out.extend_from_slice(b"</table:table-row></table:table-header-rows>");
    out.extend_from_slice(line.as_bytes());
    replaced
}

/// Appends a cell with a string, or an empty one.
pub(crate) fn string(out: &mut Vec<u8>, style: &str, text: &str, markup: &Inline) -> bool {
    out.extend_from_slice(b"<table:table-cell");
    if style != Carrier::None.style() {
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
    let replaced = xml::paragraphs(out, text, markup);
    out.extend_from_slice(b"</table:table-cell>");
    replaced
}
