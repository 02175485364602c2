//! How values are spelled in a syntax: what each format of plain data has to do for itself.

use model::Row;
use model::shape::Container;

/// How a container is spread over lines. Inside one that is on a line everything is on that line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each element on its own line, indented.
    Block,
    /// Each element on its own line, in JSON at the margin: records at the top.
    Flush,
    /// A small thing: on one line in JSON, a block in YAML.
    Entry,
    /// A record: on one line without blanks in JSON, a block in YAML.
    Record,
    /// On one line.
    Line,
    /// On one line, in JSON without blanks.
    Tight,
}

/// Spells values in a syntax. The calls nest as tokens do; separators and indentation are the emitter's business.
pub trait Emitter {
    /// A key, spelled once and used for many records.
    type Key;

    /// Spells a key.
    fn spell(&self, key: &str) -> Self::Key;

    /// A value at the top begins.
    fn begin_document(&mut self);
    /// The value at the top ends.
    fn end_document(&mut self);

    /// An array or object begins.
    fn begin(&mut self, container: Container, layout: Layout);
    /// The innermost array or object ends.
    fn end(&mut self);

    /// The key of the next value.
    fn key(&mut self, key: &str);
    /// The key of the next value, spelled before.
    fn spelled_key(&mut self, key: &Self::Key);

    /// `null`
    fn null(&mut self);
    /// `true` or `false`
    fn boolean(&mut self, flag: bool);
    /// A number, digit for digit by the JSON grammar.
    fn number(&mut self, digits: &str);
    /// A string.
    fn string(&mut self, text: &str);

    /// Writes a row of plain cells as a record, a key for each cell. An emitter that has no quicker way for it than
    /// the calls above writes nothing and returns `false`.
    fn flat_record<'k>(&mut self, _keys: impl Iterator<Item = &'k Self::Key>, _row: Row<'_>) -> bool
    where
        Self::Key: 'k,
    {
        false
    }

    /// What is written and not taken yet.
    fn buffer(&mut self) -> &mut Vec<u8>;
}
