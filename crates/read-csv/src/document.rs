//! A whole document as CSV: one record per block or table row, read back to an equal document.
//!
//! ```csv
//! convert:block,detail,1,2,3,4
//! document,pipe,,,,
//! title,,Men's 1000 metres,,,
//! infobox,,,,,
//! entry,Nations,17,,,
//! heading,2,Final A,,,
//! paragraph,,"12 February 2026, 21:58",,,
//! table,,,3,,
//! header,,Rank,Name,Time,
//! row,,1,Jens van 't Wout,1:24.537,
//! ```
//!
//! The first record marks the file as a document. There are as many columns `1` to `N` as the widest row needs, so all
//! records have the same length. A table declares its width; empty cells that a spreadsheet program adds beyond it are
//! ignored. A text or cell that has more than its plain text (marks, spans, a kind that its text does not imply) is the
//! JSON object of [`model::shape`].

use crate::records::Records;
use model::{
    Block, Column, Diagnostics, Entry, Error, Event, Found, Heading, Infobox, Item, ItemKind, Kind, List,
    Meta, Outlet, Property, Result, Row, RowBuf, TableHead, Text, Value, Verbatim, codes, shape,
};

/// Whether a first record marks the file as a whole document.
pub(crate) fn is_header(row: Row<'_>) -> bool {
    row.len() > 2 && row.text(0) == dsv::BLOCK && row.text(1) == dsv::DETAIL && row.text(2) == "1"
}

/// Reads the records of a whole document.
pub(crate) fn read(
    mut records: Records<'_>,
    found: Found,
    diagnostics: &Diagnostics<'_>,
    sink: &mut Outlet<'_>,
) -> Result<()> {
    let mut reader = Reader { sink, found, open: Open::Nothing };
    records.next()?;
    while reader.sink.is_open() && records.next()? {
        let row = records.row()?;
        match reader.record(row) {
            Ok(Ok(())) => {}
            Ok(Err(message)) => {
                return Err(Error::input(records.locate(codes::DOCUMENT_LAYOUT.error(message), 0)));
            }
            Err(error) => return Err(error),
        }
    }
    if !reader.sink.is_open() {
        return Ok(());
    }
    if matches!(reader.open, Open::Nothing) {
        let warning = codes::EMPTY.warning("the input does not contain a document");
        diagnostics.report(warning.at(model::Place::at(1, 1)))?;
        reader.open = Open::Meta(reader.meta(""));
    }
    reader.close_document()
}

struct Reader<'r, 's> {
    sink: &'r mut Outlet<'s>,
    found: Found,
    open: Open,
}

/// What the records so far have begun.
enum Open {
    Nothing,
    Meta(Meta),
    Document,
    Infobox(Infobox),
    List(List),
    Head { width: usize, columns: Option<Vec<Column>>, head: TableHead },
    Rows { width: usize },
}

/// The problem with a record, in words; the outer result is that of the sink.
type Outcome = Result<std::result::Result<(), String>>;

impl Reader<'_, '_> {
    fn record(&mut self, row: Row<'_>) -> Outcome {
        let (kind, detail, text) = (row.text(0), row.text(1), row.text(2));
        match kind {
            "document" => {
                self.close_document()?;
                self.open = Open::Meta(self.meta(detail));
            }
            "meta" | "title" => {
                let Open::Meta(meta) = &mut self.open else {
                    return Ok(Err(format!("a '{kind}' record after the first block of its document")));
                };
                match kind {
                    "title" => meta.title = Some(text.to_owned()),
                    _ => meta.properties.push((detail.to_owned(), text.to_owned())),
                }
            }
            "infobox" => {
                self.close_block()?;
                let name = (!detail.is_empty()).then(|| detail.to_owned());
                self.open = Open::Infobox(Infobox { name, entries: Vec::new() });
            }
            "entry" => match (&mut self.open, entry(detail, text)) {
                (Open::Infobox(infobox), Ok(entry)) => infobox.entries.push(entry),
                (_, Err(message)) => return Ok(Err(message)),
                _ => return Ok(Err("an 'entry' record needs an 'infobox' record before it".into())),
            },
            "list" => {
                self.close_block()?;
                self.open = Open::List(List::default());
            }
            "item" => match (&mut self.open, decode_text(text)) {
                (Open::List(list), Ok(text)) => return Ok(add_item(&mut list.items, detail, text)),
                (_, Err(message)) => return Ok(Err(message)),
                _ => return Ok(Err("an 'item' record needs a 'list' record before it".into())),
            },
            "table" => match head(detail, text, row) {
                Ok(open) => {
                    self.close_block()?;
                    self.open = open;
                }
                Err(message) => return Ok(Err(message)),
            },
            "header" | "row" => return self.table_row(kind, row),
            _ => match block(kind, detail, text) {
                Ok(block) => {
                    self.close_block()?;
                    self.sink.event(Event::Block(&block, None))?;
                }
                Err(message) => return Ok(Err(message)),
            },
        }
        Ok(Ok(()))
    }

    fn table_row(&mut self, kind: &str, row: Row<'_>) -> Outcome {
        let width = match &self.open {
            Open::Head { width, .. } | Open::Rows { width } => *width,
            _ => return Ok(Err(format!("a '{kind}' record needs a 'table' record before it"))),
        };
        let cells = match decode_row(row, width) {
            Ok(cells) => cells,
            Err(message) => return Ok(Err(message)),
        };
        match (&mut self.open, kind) {
            (Open::Head { head, .. }, "header") => {
                head.header.push(cells);
                return Ok(Ok(()));
            }
            (Open::Rows { .. }, "header") => {
                return Ok(Err("a 'header' record after the first row".into()));
            }
            _ => self.start_rows()?,
        }
        self.sink.event(Event::Row(cells.as_row()))?;
        Ok(Ok(()))
    }

    fn meta(&self, dialect: &str) -> Meta {
        let dialect = (!dialect.is_empty()).then(|| dialect.to_owned());
        Meta { dialect, found: self.found.clone(), ..Meta::default() }
    }

    /// Sends the head of the table before its first row.
    fn start_rows(&mut self) -> Result<()> {
        let Open::Head { width, columns, head } = &mut self.open else { return Ok(()) };
        let flat = TableHead::with_header(std::mem::take(&mut head.header));
        let head = TableHead {
            columns: columns.take().unwrap_or(flat.columns),
            header: flat.header,
            ..std::mem::take(head)
        };
        self.sink.event(Event::TableStart(&head))?;
        self.open = Open::Rows { width: *width };
        Ok(())
    }

    /// Ends the open block, or the head of the document before the first one.
    fn close_block(&mut self) -> Result<()> {
        self.start_rows()?;
        match std::mem::replace(&mut self.open, Open::Document) {
            Open::Nothing => self.sink.event(Event::DocumentStart(&self.meta(""))),
            Open::Meta(meta) => self.sink.event(Event::DocumentStart(&meta)),
            Open::Infobox(infobox) => self.sink.event(Event::Block(&Block::Infobox(infobox), None)),
            Open::List(list) => self.sink.event(Event::Block(&Block::List(list), None)),
            Open::Rows { .. } => self.sink.event(Event::TableEnd),
            Open::Document | Open::Head { .. } => Ok(()),
        }
    }

    fn close_document(&mut self) -> Result<()> {
        if matches!(self.open, Open::Nothing) {
            return Ok(());
        }
        self.close_block()?;
        self.open = Open::Nothing;
        self.sink.event(Event::DocumentEnd)
    }
}

fn entry(key: &str, text: &str) -> std::result::Result<Entry, String> {
    let mut row = RowBuf::default();
    decode_cell(text, &mut row)?;
    let cell = row.as_row().cell(0);
    Ok(Entry { key: key.to_owned(), value: cell.to_text(), kind: cell.kind })
}

fn head(name: &str, caption: &str, row: Row<'_>) -> std::result::Result<Open, String> {
    let width = row.text(3).trim();
    let width = if width.is_empty() { Ok(0) } else { width.parse() };
    let width = width.map_err(|_| format!("the width of a table must be a number, not '{}'", row.text(3)))?;
    let caption = if caption.is_empty() { None } else { Some(decode_text(caption)?) };
    let name = (!name.is_empty()).then(|| name.to_owned());
    let (mut columns, mut head) = (None, TableHead { name, caption, ..TableHead::default() });
    if !row.text(4).is_empty() {
        let Some(Value::Object(mut fields)) = json(row.text(4)) else {
            return Err("the details of a table must be a JSON object".into());
        };
        let named = fields.contains_key("columns");
        fields.get_or_insert_with("columns", || Value::Array(Vec::new()));
        let details = shape::head_from_fields(&fields)?;
        (head.attributes, head.hidden) = (details.attributes, details.hidden);
        columns = named.then_some(details.columns);
    }
    Ok(Open::Head { width, columns, head })
}

fn block(kind: &str, detail: &str, text: &str) -> std::result::Result<Block, String> {
    match kind {
        "heading" => {
            let level = detail.trim().parse().ok().filter(|level| (1..=6).contains(level));
            let level =
                level.ok_or_else(|| format!("the level of a heading must be from 1 to 6, not '{detail}'"))?;
            Ok(Block::Heading(Heading { level, text: decode_text(text)? }))
        }
        "paragraph" => Ok(Block::Paragraph(decode_text(text)?)),
        "verbatim" => Ok(Block::Verbatim(Verbatim { format: detail.to_owned(), text: text.to_owned() })),
        "property" => Ok(Block::Property(Property { name: detail.to_owned(), value: text.to_owned() })),
        "data" => Ok(Block::Data(json(text).ok_or("a 'data' record must contain JSON")?)),
        other => Err(format!("unknown kind of record '{other}'")),
    }
}

/// Puts an item under the last one of each of its outer markers: `*#` is a numbered item under a bullet.
fn add_item(mut items: &mut Vec<Item>, markers: &str, text: Text) -> std::result::Result<(), String> {
    let mut markers = markers.chars().peekable();
    while let Some(marker) = markers.next() {
        let kind = ItemKind::ALL.into_iter().find(|kind| kind.marker() == marker);
        let kind = kind.ok_or_else(|| format!("unknown list marker '{marker}'; expected * # ; or :"))?;
        if markers.peek().is_none() {
            items.push(Item { kind, text, items: Vec::new() });
            return Ok(());
        }
        if items.last().is_none_or(|item| item.kind != kind) {
            items.push(Item { kind, text: Text::default(), items: Vec::new() });
        }
        let Some(parent) = items.last_mut() else { break };
        items = &mut parent.items;
    }
    Err("an 'item' record needs a list marker as its detail".into())
}

/// The cells of a `header` or `row` record: as many as the width of the table, and any non-empty ones beyond it.
fn decode_row(row: Row<'_>, width: usize) -> std::result::Result<RowBuf, String> {
    let mut cells = RowBuf::default();
    if !row.text(1).is_empty() {
        let attributes =
            json(row.text(1)).ok_or("the detail of a row must be a JSON object of attributes")?;
        *cells.attributes_mut() = shape::attributes_from_value(&attributes)?;
    }
    let filled = (2..row.len()).rev().find(|&column| !row.text(column).is_empty()).map_or(0, |last| last - 1);
    for column in 0..width.min(row.len().max(2) - 2).max(filled) {
        decode_cell(row.text(column + 2), &mut cells)?;
    }
    cells.pad(width.min(MAX_WIDTH), Kind::Untyped);
    Ok(cells)
}

/// The greatest width that a table may declare beyond its actual cells.
const MAX_WIDTH: usize = 16_384;

fn decode_cell(text: &str, row: &mut RowBuf) -> std::result::Result<(), String> {
    match object(text) {
        Some(value) => shape::cell_from_value(&value, row),
        None => {
            row.push(text, Kind::Untyped);
            Ok(())
        }
    }
}

fn decode_text(text: &str) -> std::result::Result<Text, String> {
    match object(text) {
        Some(value) => shape::text_from_value(&value),
        None => Ok(Text::plain(text)),
    }
}

/// The JSON object in a field; a field that only starts like one is plain text.
fn object(text: &str) -> Option<Value> {
    if text.starts_with('{') { json(text).filter(|value| value.as_object().is_some()) } else { None }
}

fn json(text: &str) -> Option<Value> {
    data::parse(text).ok()
}
