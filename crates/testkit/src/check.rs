//! Comparisons whose failures show where two things differ.

use crate::{read, rows};
use model::{Block, Document, ReaderSpec};

/// Checks that an input has one table, with these [rows](rows()).
pub fn check_rows(reader: &ReaderSpec, input: impl AsRef<[u8]>, expected: &[&str]) {
    let shown = String::from_utf8_lossy(input.as_ref()).into_owned();
    let document = read(reader, input).document();
    let tables: Vec<_> = document.tables().collect();
    assert_eq!(tables.len(), 1, "expected one table in {shown}");
    assert_eq!(rows(tables[0]), expected, "{shown}");
}

/// Checks that an input is refused with this error.
pub fn check_refused(reader: &ReaderSpec, input: impl AsRef<[u8]>, expected: &str) {
    let shown = String::from_utf8_lossy(input.as_ref()).into_owned();
    assert_eq!(read(reader, input).refused().to_string(), expected, "{shown}");
}

/// Checks that two documents are the same, piece by piece, so that a failure shows where they differ.
pub fn check_same(found: &Document, expected: &Document, what: &str) {
    assert_eq!(found.meta, expected.meta, "{what}");
    for (number, (found, block)) in found.blocks.iter().zip(&expected.blocks).enumerate() {
        if let (Block::Table(found), Block::Table(table)) = (found, block) {
            assert_eq!(found.head, table.head, "{what}, block {number}");
            for (row, (found, expected)) in found.rows().zip(table.rows()).enumerate() {
                for (column, (found, cell)) in found.cells().zip(expected.cells()).enumerate() {
                    assert_eq!(found, cell, "{what}, block {number}, row {row}, column {column}");
                }
                assert_eq!(found, expected, "{what}, block {number}, row {row}");
            }
        }
        assert_eq!(found, block, "{what}, block {number}");
    }
    assert_eq!(found, expected, "{what}");
}
