//! The reader and the writer of a format.

use crate::{check_same, read, write};
use model::{Document, ReaderSpec, WriterSpec};

/// The reader and the writer of one format.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The reader.
    pub reader: &'static ReaderSpec,
    /// The writer.
    pub writer: &'static WriterSpec,
}

impl Pair {
    /// Reads the documents in a text.
    pub fn read(&self, text: &str) -> Vec<Document> {
        read(self.reader, text).documents()
    }

    /// Writes documents as text.
    pub fn write<'d>(&self, documents: impl IntoIterator<Item = &'d Document>) -> String {
        write(self.writer, documents).text()
    }

    /// Checks that a document comes back the same and that nothing is reported.
    pub fn check_round_trip(&self, document: &Document) {
        assert_eq!(self.writer.format, self.reader.format);
        let reading = read(self.reader, write(self.writer, [document]).bytes);
        assert_eq!(reading.diagnostics, []);
        check_same(&reading.document().normalized(), &document.normalized(), self.writer.format.id);
    }
}
