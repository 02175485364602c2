//! The outline: one row per block, in order, to be read and edited.

use crate::pieces::cut;
use crate::schema::{kind, pieces};
use crate::table_range;
use model::infer::{data_kind, is_implied};
use model::shape::{attributes_to_value, block_to_value, entry_to_value, text_to_value};
use model::{Block, HeadingPath, Infobox, Item, Kind, List, Map, Mark, Meta, TableHead, Text, Value};
use sheets::chars;
use sheets::write::SheetNames;

/// A row of the outline.
#[derive(Debug)]
pub struct OutlineRow {
    /// What the row is: one of the words in [`kind`].
    pub kind: &'static str,
    /// The column *Key*.
    pub key: String,
    /// The column *Text*.
    pub text: String,
    /// The markup of the text.
    pub marks: Vec<Mark>,
    details: Details,
    /// The table's number, for a row that names a table.
    pub table: Option<usize>,
}

/// What the plain cells of a row cannot express.
#[derive(Debug)]
enum Details {
    None,
    Json(Value),
    Table(Map),
}

/// A line of an outline sheet: its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'r> {
    /// The column *Kind*.
    pub kind: &'r str,
    /// The column *Key*.
    pub key: &'r str,
    /// The column *Text*.
    pub text: &'r str,
    /// The column *Details*.
    pub details: &'r str,
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

    /// A row whose text has markup, which is also kept in the details.
    fn marked(kind: &'static str, key: impl Into<String>, text: &Text) -> Self {
        let mut row = OutlineRow::new(kind, key, text.text.as_str());
        if !text.marks.is_empty() {
            row.details = Details::Json(text_to_value(text));
            row.marks.clone_from(&text.marks);
        }
        row
    }

    /// The row of a table: its sheet and caption. Also returns the name of the sheet, which comes from `names`.
    pub fn table(
        number: usize,
        head: &TableHead,
        path: &HeadingPath,
        names: &mut SheetNames,
    ) -> (Self, String) {
        let (wanted, name) = names.of_table(head, path);
        let mut details = head_details(head);
        if let Some(wanted) = wanted.filter(|wanted| *wanted != name) {
            // The reader needs this to find out what to rename if the sheet is renamed.
            details.insert("named", wanted);
        }
        let caption = head.caption.as_ref().map_or("", |caption| caption.text.as_str());
        let mut row = OutlineRow::new(kind::TABLE, name.as_str(), caption);
        row.details = Details::Table(details);
        row.table = Some(number);
        (row, name)
    }

    /// Whether the row is about the document as a whole.
    pub fn is_meta(&self) -> bool {
        matches!(self.kind, kind::TITLE | kind::DIALECT | kind::META)
    }

    /// The row as data: its cells.
    pub fn to_value(&self) -> Value {
        Value::Array(vec![
            self.kind.into(),
            self.key.as_str().into(),
            self.text.as_str().into(),
            self.details().into(),
        ])
    }

    /// The column *Details*: JSON, or nothing.
    pub fn details(&self) -> String {
        let details = match &self.details {
            Details::None => Value::Null,
            Details::Json(value) => cut(value.clone()),
            Details::Table(map) => {
                let mut all = Map::new();
                all.insert("range", table_range(self.table.unwrap_or_default()));
                all.extend(map.clone());
                cut(Value::Object(all))
            }
        };
        if chars::has_illegal(&self.key) {
            let mut whole = Map::new();
            whole.insert("key", self.key.as_str());
            whole.insert("details", details);
            return chars::json(&Value::Object(whole));
        }
        if details.is_null() { String::new() } else { chars::json(&details) }
    }

    /// The lines that the row takes in the sheet: what one cell cannot hold is continued in further lines, which have
    /// pieces of the text and the details.
    pub fn lines<'r>(&'r self, details: &'r str) -> impl Iterator<Item = Line<'r>> {
        let (mut texts, mut more) = (pieces(&self.text), pieces(details));
        let mut first = true;
        std::iter::from_fn(move || {
            let (text, details) = (texts.next(), more.next());
            let (kind, key) =
                if std::mem::take(&mut first) { (self.kind, self.key.as_str()) } else { (kind::MORE, "") };
            (text.is_some() || details.is_some()).then(|| Line {
                kind,
                key,
                text: text.unwrap_or_default(),
                details: details.unwrap_or_default(),
            })
        })
    }

    /// Adds an entry to the details of the table.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        if let Details::Table(map) = &mut self.details {
            map.insert(key, value);
        }
    }
}

/// The rows about the document as a whole.
pub fn of_meta(meta: &Meta) -> Vec<OutlineRow> {
    let title = meta.title.iter().map(|title| OutlineRow::new(kind::TITLE, "", title.as_str()));
    let dialect = meta.dialect.iter().map(|dialect| OutlineRow::new(kind::DIALECT, "", dialect.as_str()));
    let more =
        meta.properties.iter().map(|(key, value)| OutlineRow::new(kind::META, key.as_str(), value.as_str()));
    title.chain(dialect).chain(more).collect()
}

/// The rows of a block that is not a table.
pub fn of_block(block: &Block) -> Vec<OutlineRow> {
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
            // A table is sent as events, never as a block; any other block is kept as a whole.
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

/// The details in a table's row of the outline, in addition to sheet and caption: only what its sheet does not show.
fn head_details(head: &TableHead) -> Map {
    let mut map = Map::new();
    map.insert("header", head.header.len());
    if let Some(name) = &head.name {
        map.insert("name", name.as_str());
    }
    if let Some(caption) = &head.caption
        && (!caption.marks.is_empty() || caption.text.is_empty() || chars::has_illegal(&caption.text))
    {
        map.insert("caption", text_to_value(caption));
    }
    if !head.attributes.is_empty() {
        map.insert("attributes", attributes_to_value(&head.attributes));
    }
    let flat = TableHead::with_header(head.header.clone()).columns;
    if flat != head.columns {
        let columns = head.columns.iter().map(|column| {
            if column.path.is_empty() {
                return Value::from(column.name.as_str());
            }
            Value::from(column.path.clone())
        });
        map.insert("columns", columns.collect::<Vec<_>>());
    }
    map
}
