//! What a format without markup keeps of a document.

use model::{
    Block, Document, Entry, Heading, Infobox, Item, ItemKind, List, Meta, RowBuf, Table, TableHead, Text,
};

/// The document as plain text: without marks, spans, attributes, notes, and blocks in cells; with at most one header
/// row; without page properties and without blocks that show nothing.
pub(super) fn plain(document: &Document) -> Document {
    let title = document.meta.title.as_deref().map(|title| line(title).replace('\n', " "));
    let title = title.filter(|title| !title.is_empty());
    let blocks = document.blocks.iter().filter_map(block).collect();
    Document { meta: Meta { title, properties: Vec::new(), ..document.meta.clone() }, blocks }
}

fn block(block: &Block) -> Option<Block> {
    Some(match block {
        Block::Heading(heading) => {
            Block::Heading(Heading { level: heading.level.clamp(1, 6), text: text(&heading.text) })
        }
        Block::Paragraph(paragraph) if paragraph.text.is_empty() => return None,
        Block::Paragraph(paragraph) => Block::Paragraph(text(paragraph)),
        Block::List(list) if list.items.is_empty() => return None,
        Block::List(list) => Block::List(List { items: list.items.iter().map(item).collect() }),
        Block::Infobox(infobox) if infobox.entries.is_empty() => return None,
        Block::Infobox(infobox) => {
            let entry =
                |entry: &Entry| Entry { key: line(&entry.key), value: text(&entry.value), kind: entry.kind };
            let is_infobox = |name: &&String| name.starts_with("Infobox ");
            let name = infobox.name.as_ref().filter(is_infobox).cloned();
            Block::Infobox(Infobox { name, entries: infobox.entries.iter().map(entry).collect() })
        }
        Block::Property(_) => return None,
        Block::Table(table) if table.width() == 0 => return None,
        Block::Table(table) => Block::Table(self::table(table)),
        block => block.clone(),
    })
}

fn item(item: &Item) -> Item {
    let kind = if item.kind == ItemKind::Number { ItemKind::Number } else { ItemKind::Bullet };
    Item { kind, text: text(&item.text), items: item.items.iter().map(self::item).collect() }
}

fn table(table: &Table) -> Table {
    let row = |row: &RowBuf| {
        let mut plain = RowBuf::default();
        row.as_row().cells().for_each(|cell| plain.push(&line(cell.text), cell.kind));
        plain
    };
    let columns = &table.head.columns;
    let is_named = columns.iter().any(|column| !column.name.is_empty());
    let mut head = TableHead::default();
    if is_named {
        head = TableHead::with_names(columns.iter().map(|column| column.name.as_str()));
    }
    head.caption = table.head.caption.as_ref().filter(|caption| !caption.text.is_empty()).map(text);
    Table { head, rows: table.rows.iter().map(row).collect() }
}

fn text(text: &Text) -> Text {
    Text::plain(line(&text.text))
}

/// A text whose lines end in line feeds.
fn line(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
