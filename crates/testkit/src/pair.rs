//! A format as a pair of functions.

use crate::{check_same, read, write};
use model::{Document, ReaderSpec, WriterSpec};

/// The reader and the writer of one format.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Reads it.
    pub reader: &'static ReaderSpec,
    /// Writes it.
    pub writer: &'static WriterSpec,
}

impl Pair {
    /// The documents in a text.
    pub fn read(&self, text: &str) -> Vec<Document> {
        read(self.reader, text).documents()
    }

    /// Documents as text.
    pub fn write<'d>(&self, documents: impl IntoIterator<Item = &'d Document>) -> String {
        write(self.writer, documents).text()
    }

    /// A document comes back the same, and nothing is reported.
    pub fn check_round_trip(&self, document: &Document) {
        assert_eq!(self.writer.format, self.reader.format);
        let reading = read(self.reader, write(self.writer, [document]).bytes);
        assert_eq!(reading.diagnostics, []);
        check_same(&reading.document().normalized(), &document.normalized(), self.writer.format.id);
    }
}
