//! How values are spelled in a syntax: the part of each plain data format that is its own.

use model::Row;
use model::shape::Container;

/// How a container is spread over lines. Inside a container on one line, everything is on that line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each element on its own line, indented.
    Block,
    /// Each element on its own line; in JSON without indentation: records at the top level.
    Flush,
    /// A small item: on one line in JSON, a block in YAML.
    Entry,
    /// A record: on one line without spaces in JSON, a block in YAML.
    Record,
    /// On one line.
    Line,
    /// On one line; in JSON without spaces.
    Tight,
}

/// Spells values in a syntax. The calls nest like tokens; separators and indentation are up to the emitter.
pub trait Emitter {
    /// A key that is spelled once and used for many records.
    type Key;

    /// Spells a key.
    fn spell(&self, key: &str) -> Self::Key;

    /// A top-level value begins.
    fn begin_document(&mut self);
    /// The top-level value ends.
    fn end_document(&mut self);

    /// An array or object begins.
    fn begin(&mut self, container: Container, layout: Layout);
    /// The innermost array or object ends.
    fn end(&mut self);

    /// The key of the next value.
    fn key(&mut self, key: &str);
    /// The key of the next value, already spelled.
    fn spelled_key(&mut self, key: &Self::Key);

    /// `null`
    fn null(&mut self);
    /// `true` or `false`
    fn boolean(&mut self, flag: bool);
    /// A number, digit for digit in the grammar of JSON.
    fn number(&mut self, digits: &str);
    /// A string.
    fn string(&mut self, text: &str);

    /// Writes a row of plain cells as a record, with a key for each cell. An emitter that is not faster at this than
    /// with the calls above writes nothing and returns `false`.
    fn flat_record<'k>(&mut self, _keys: impl Iterator<Item = &'k Self::Key>, _row: Row<'_>) -> bool
    where
        Self::Key: 'k,
    {
        false
    }

    /// What is written and not yet taken.
    fn buffer(&mut self) -> &mut Vec<u8>;
}
