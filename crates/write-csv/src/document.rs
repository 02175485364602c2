//! The document layout: one record per block or row.

use crate::field::Fields;
use model::infer::{data_kind, is_implied, sheet_value};
use model::{
    Attributes, Block, Cell, Entry, Error, Event, Extra, Item, Kind, Meta, Result, Row, TableHead, Text,
    Value, shape,
};

/// `table` records have at least this many cells.
const LEAST: usize = 3;

/// Writes documents; every record is as wide as the widest one.
pub(crate) struct Document {
    width: usize,
    /// The declared width of the table being written.
    table: usize,
}

impl Document {
    /// Writes the first record, which marks the file as a document.
    pub(crate) fn begin(fields: &mut Fields<'_>, width: usize) -> Result<Self> {
        let width = width.max(LEAST);
        fields.field(dsv::BLOCK);
        fields.field(dsv::DETAIL);
        (1..=width).for_each(|column| fields.field(&column.to_string()));
        fields.end_record()?;
        Ok(Document { width, table: 0 })
    }

    pub(crate) fn event(&mut self, fields: &mut Fields<'_>, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) => self.meta(fields, meta),
            Event::Block(block, _) => self.block(fields, block),
            Event::TableStart(head) => self.head(fields, head),
            Event::Row(row) => self.row(fields, "row", row),
            Event::Columns(_) => Err(Error::internal("CSV cannot take columns after its header")),
            Event::TableEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn record(&self, fields: &mut Fields<'_>, kind: &str, detail: &str, cells: &[&str]) -> Result<()> {
        fields.field(kind);
        fields.field(detail);
        cells.iter().for_each(|cell| fields.field(cell));
        (cells.len()..self.width).for_each(|_| fields.field(""));
        fields.end_record()
    }

    fn meta(&self, fields: &mut Fields<'_>, meta: &Meta) -> Result<()> {
        self.record(fields, "document", meta.dialect.as_deref().unwrap_or(""), &[])?;
        for (name, value) in &meta.properties {
            self.record(fields, "meta", name, &[value])?;
        }
        match &meta.title {
            Some(title) => self.record(fields, "title", "", &[title]),
            None => Ok(()),
        }
    }

    fn block(&self, fields: &mut Fields<'_>, block: &Block) -> Result<()> {
        match block {
            Block::Heading(heading) => {
                self.record(fields, "heading", &heading.level.to_string(), &[&encode_text(&heading.text)])
            }
            Block::Infobox(infobox) => {
                self.record(fields, "infobox", infobox.name.as_deref().unwrap_or(""), &[])?;
                let mut entries = infobox.entries.iter();
                entries
                    .try_for_each(|entry| self.record(fields, "entry", &entry.key, &[&encode_entry(entry)]))
            }
            Block::Paragraph(text) => self.record(fields, "paragraph", "", &[&encode_text(text)]),
            Block::List(list) => {
                self.record(fields, "list", "", &[])?;
                self.items(fields, &mut String::new(), &list.items)
            }
            Block::Verbatim(verbatim) => self.record(fields, "verbatim", &verbatim.format, &[&verbatim.text]),
            Block::Property(property) => self.record(fields, "property", &property.name, &[&property.value]),
            Block::Data(value) => self.record(fields, "data", "", &[&value.to_string()]),
            _ => Err(Error::internal("CSV has no record for this block")),
        }
    }

    fn items(&self, fields: &mut Fields<'_>, markers: &mut String, items: &[Item]) -> Result<()> {
        for item in items {
            markers.push(item.kind.marker());
            self.record(fields, "item", markers, &[&encode_text(&item.text)])?;
            self.items(fields, markers, &item.items)?;
            markers.pop();
        }
        Ok(())
    }

    fn head(&mut self, fields: &mut Fields<'_>, head: &TableHead) -> Result<()> {
        self.table = head.header.iter().map(model::RowBuf::len).max().unwrap_or(0);
        let caption = head.caption.as_ref().map_or(String::new(), encode_text);
        let mut rest = shape::head_fields(head);
        ["type", "name", "caption", "header"].iter().for_each(|key| drop(rest.remove(key)));
        if TableHead::with_header(head.header.clone()).columns == head.columns {
            rest.remove("columns");
        }
        let rest = if rest.is_empty() { String::new() } else { Value::Object(rest).to_string() };
        let name = head.name.as_deref().unwrap_or("");
        self.record(fields, "table", name, &[&caption, &self.table.to_string(), &rest])?;
        head.header.iter().try_for_each(|row| self.row(fields, "header", row.as_row()))
    }

    fn row(&self, fields: &mut Fields<'_>, kind: &str, row: Row<'_>) -> Result<()> {
        fields.field(kind);
        fields.field(&encode_attributes(row.attributes()));
        for (column, cell) in row.cells().enumerate() {
            // An empty cell beyond the declared width would be read as padding.
            let last = column + 1 == row.len() && column >= self.table;
            match encode_cell(cell) {
                Some(object) => fields.field(&object),
                None if last && cell.text.is_empty() => fields.field("{\"text\":\"\"}"),
                None => fields.field(cell.text),
            }
        }
        (row.len()..self.width).for_each(|_| fields.field(""));
        fields.end_record()
    }
}

fn encode_attributes(attributes: &[(String, String)]) -> String {
    if attributes.is_empty() {
        return String::new();
    }
    shape::attributes_to_value(&Attributes::from(attributes)).to_string()
}

/// A text as it is, unless it has marks or looks like the object of a text that has.
fn encode_text(text: &Text) -> String {
    match shape::text_to_value(text) {
        Value::String(plain) if !plain.starts_with('{') => plain,
        Value::String(plain) => text_object(plain),
        object => object.to_string(),
    }
}

fn text_object(plain: String) -> String {
    Value::Object([("text", plain)].into_iter().collect()).to_string()
}

/// The object of a cell that is more than its plain text.
fn encode_cell(cell: Cell<'_>) -> Option<String> {
    let implied = is_implied(cell.text, cell.kind, cell.value());
    let bare = match cell.extra {
        None => true,
        Some(extra) if implied => Extra { value: None, ..extra.clone() }.is_empty(),
        Some(extra) => extra.is_empty(),
    };
    // A spreadsheet must not read declared text as a date.
    let is_declared_text = cell.kind == Kind::Text && sheet_value(cell.text).is_some();
    let typed = is_declared_text
        || !implied && data_kind(cell.text, cell.kind) != data_kind(cell.text, Kind::Untyped);
    let plain = bare && !typed && !cell.text.starts_with('{');
    (!plain).then(|| shape::cell_to_object(cell).to_string())
}

fn encode_entry(entry: &Entry) -> String {
    let extra = Extra { marks: entry.value.marks.clone(), ..Extra::default() };
    let cell = Cell { text: &entry.value.text, kind: entry.kind, extra: Some(&extra) };
    encode_cell(cell).unwrap_or_else(|| entry.value.text.clone())
}
