//! Equality of documents: compared after inference of what their sources left untyped.

use crate::infer::{data_kind, is_implied};
use crate::{
    Block, Document, Entry, Extra, Heading, Item, Kind, List, Mark, MarkKind, Meta, RowBuf, Shape, Table,
    TableHead, Text,
};

impl Document {
    /// The document with everything spelled out that its source left open, so that equal documents are `==`: kinds of
    /// untyped cells are inferred, rows are padded to the width of the table, empty extras are dropped, the name of a
    /// table is left out if it only repeats the heading above it, and the layout of the source is forgotten. An address
    /// in a text counts as a link, marked or not.
    ///
    /// ```
    /// use convert_model::{Block, Document, Kind, RowBuf, Table};
    ///
    /// let table = |kind| {
    ///     let mut row = RowBuf::default();
    ///     row.push("41.400", kind);
    ///     Document { blocks: vec![Block::Table(Table { rows: vec![row], ..Table::default() })], ..Document::default() }
    /// };
    /// assert_eq!(table(Kind::Untyped).normalized(), table(Kind::Number).normalized());
    /// assert_ne!(table(Kind::Text).normalized(), table(Kind::Number).normalized());
    /// ```
    pub fn normalized(&self) -> Document {
        let meta = Meta { shape: Shape::Page, dialect: None, ..self.meta.clone() };
        let mut blocks: Vec<Block> = self.blocks.iter().map(block).collect();
        let mut nearest = None;
        for block in &mut blocks {
            match block {
                Block::Heading(heading) => nearest = Some(heading.text.text.clone()),
                Block::Table(table) if table.head.name == nearest => table.head.name = None,
                _ => {}
            }
        }
        Document { meta, blocks }
    }
}

fn block(block: &Block) -> Block {
    match block {
        Block::Table(table) => Block::Table(self::table(table)),
        Block::Infobox(infobox) => {
            let entries = infobox.entries.iter().map(entry).collect();
            Block::Infobox(crate::Infobox { name: infobox.name.clone(), entries })
        }
        Block::Paragraph(text) => Block::Paragraph(self::text(text)),
        Block::Heading(heading) => {
            Block::Heading(Heading { level: heading.level, text: self::text(&heading.text) })
        }
        Block::List(list) => Block::List(List { items: items(&list.items) }),
        block => block.clone(),
    }
}

fn items(list: &[Item]) -> Vec<Item> {
    let item = |item: &Item| Item { kind: item.kind, text: text(&item.text), items: items(&item.items) };
    list.iter().map(item).collect()
}

fn text(text: &Text) -> Text {
    Text { text: text.text.clone(), marks: marks(&text.text, text.marks.clone()) }
}

/// Marks without those that follow from the text alone: an address is a link.
fn marks(text: &str, mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.retain(|mark| match &mark.kind {
        MarkKind::ExternalLink { url } => text.get(mark.start..mark.end) != Some(url),
        _ => true,
    });
    for mark in &mut marks {
        if let MarkKind::Reference { text, .. } = &mut mark.kind {
            **text = self::text(text);
        }
    }
    marks
}

fn entry(entry: &Entry) -> Entry {
    let kind = kind(&entry.value.text, entry.kind, None);
    Entry { kind, value: text(&entry.value), ..entry.clone() }
}

fn kind(text: &str, kind: Kind, value: Option<&str>) -> Kind {
    if is_implied(text, kind, value) { Kind::Text } else { data_kind(text, kind) }
}

fn table(table: &Table) -> Table {
    let width = table.width();
    let rows = table.rows.iter().map(|row| self::row(row, width, true)).collect();
    let header: Vec<RowBuf> = table.head.header.iter().map(|row| self::row(row, width, false)).collect();
    let caption = table.head.caption.as_ref().map(text);
    let mut columns = table.head.columns.clone();
    while columns.last().is_some_and(|column| column.name.is_empty() && column.path.is_empty()) {
        columns.pop();
    }
    Table { head: TableHead { columns, header, caption, source: None, ..table.head.clone() }, rows }
}

fn row(row: &RowBuf, width: usize, body: bool) -> RowBuf {
    let mut normal = RowBuf::default();
    for cell in row.as_row().cells() {
        let mut extra = cell.extra.cloned().unwrap_or_default();
        let mut kind = Kind::Text;
        if body {
            kind = self::kind(cell.text, cell.kind, cell.value());
        } else {
            extra.header = false;
        }
        if is_implied(cell.text, cell.kind, cell.value()) {
            extra.value = None;
        }
        extra.blocks = extra.blocks.iter().map(block).collect();
        extra.marks = marks(cell.text, extra.marks);
        let (columns, rows) = (extra.columns.max(1), extra.rows.max(1));
        normal.push_with(cell.text, kind, Extra { columns, rows, ..extra });
    }
    normal.pad(width, if body { Kind::Null } else { Kind::Text });
    normal.attributes_mut().extend_from_slice(row.as_row().attributes());
    normal
}
