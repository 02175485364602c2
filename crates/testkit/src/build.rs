//! Short ways to build documents.

use model::{Block, Document, Heading, Kind, Meta, RowBuf, Table, TableHead};

/// A document with these blocks.
pub fn page(blocks: Vec<Block>) -> Document {
    Document { meta: Meta::default(), blocks }
}

/// A table with typed cells.
pub fn table(head: TableHead, rows: &[&[(&str, Kind)]]) -> Block {
    let row = |cells: &&[(&str, Kind)]| {
        let mut row = RowBuf::default();
        cells.iter().for_each(|(text, kind)| row.push(text, *kind));
        row
    };
    Block::Table(Table { head, rows: rows.iter().map(row).collect() })
}

/// A table with untyped cells.
pub fn untyped(head: TableHead, rows: &[&[&str]]) -> Block {
    Block::Table(Table { head, rows: rows.iter().map(|row| row.iter().copied().collect()).collect() })
}

/// A heading.
pub fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading { level, text: text.into() })
}
