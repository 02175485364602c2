//! What tests of round trips share.

#![allow(dead_code, unreachable_pub, reason = "not every test file needs all of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

use model::{
    Block, Diagnostic, Diagnostics, Document, Documents, Heading, Input, Kind, Meta, OpenFn, Output, Params,
    ReadFn, RowBuf, Table, TableHead,
};
use std::cell::RefCell;
use std::io::Cursor;

pub fn write(document: &Document, open: OpenFn, params: &Params) -> Vec<u8> {
    let diagnostics = Diagnostics::ignore();
    let mut bytes = Vec::new();
    let output = Output { bytes: Box::new(&mut bytes), diagnostics: &diagnostics, survey: None };
    let mut writer = open(output, params).unwrap();
    document.replay(&mut *writer).unwrap();
    writer.finish().unwrap();
    bytes
}

pub fn read(bytes: &[u8], read: ReadFn) -> (Document, Vec<Diagnostic>) {
    read_with(bytes, read, &Params::default())
}

pub fn read_with(bytes: &[u8], read: ReadFn, params: &Params) -> (Document, Vec<Diagnostic>) {
    let said = RefCell::new(Vec::new());
    let mut documents = model::Checked::new(Documents::default());
    {
        let diagnostics = Diagnostics::new(|diagnostic| said.borrow_mut().push(diagnostic));
        let mut cursor = Cursor::new(bytes);
        let input = Input { bytes: &mut cursor, diagnostics: &diagnostics };
        read(input, params, &mut documents).unwrap_or_else(|error| panic!("{error}"));
    }
    let mut documents = documents.into_inner().unwrap().0;
    assert_eq!(documents.len(), 1);
    (documents.remove(0), said.into_inner())
}

pub fn check(document: &Document) {
    for (writer, reader) in write_odf::FORMATS.iter().zip(convert_read_odf::FORMATS) {
        assert_eq!(writer.format, reader.format);
        let bytes = write(document, writer.open, &Params::default());
        let (back, said) = read(&bytes, reader.read);
        assert_eq!(said, []);
        same(&back.normalized(), &document.normalized(), writer.format.id);
    }
}

/// Compares piece by piece, so that a failure says where.
pub fn same(back: &Document, document: &Document, format: &str) {
    assert_eq!(back.meta, document.meta, "{format}");
    for (back, block) in back.blocks.iter().zip(&document.blocks) {
        if let (Block::Table(back), Block::Table(table)) = (back, block) {
            assert_eq!(back.head, table.head, "{format}");
            for (number, (back, row)) in back.rows().zip(table.rows()).enumerate() {
                for (column, (back, cell)) in back.cells().zip(row.cells()).enumerate() {
                    assert_eq!(back, cell, "{format}, row {number}, column {column}");
                }
                assert_eq!(back, row, "{format}, row {number}");
            }
        }
        assert_eq!(back, block, "{format}");
    }
    assert_eq!(back, document, "{format}");
}

pub fn page(blocks: Vec<Block>) -> Document {
    Document { meta: Meta::default(), blocks }
}

pub fn table(head: TableHead, rows: &[&[(&str, Kind)]]) -> Block {
    let row = |cells: &&[(&str, Kind)]| {
        let mut row = RowBuf::default();
        cells.iter().for_each(|(text, kind)| row.push(text, *kind));
        row
    };
    Block::Table(Table { head, rows: rows.iter().map(row).collect() })
}

pub fn untyped(head: TableHead, rows: &[&[&str]]) -> Block {
    Block::Table(Table { head, rows: rows.iter().map(|row| row.iter().copied().collect()).collect() })
}

pub fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading { level, text: text.into() })
}
