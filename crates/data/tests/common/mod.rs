//! Both syntaxes, as functions from text to documents and back.

#![allow(clippy::unwrap_used, clippy::panic, dead_code, reason = "tests; each uses some of this")]

use model::{
    Checked, Diagnostics, Document, Documents, Error, Flow, Input, Output, ReaderSpec, Unseekable, Writer,
    WriterSpec,
};
use std::cell::RefCell;
use std::io::BufReader;

/// A reader and a writer of one format.
pub(crate) struct Pair {
    pub(crate) reader: &'static ReaderSpec,
    pub(crate) writer: &'static WriterSpec,
}

pub(crate) const JSON: Pair = Pair { reader: &read_json::FORMATS[0], writer: &write_json::FORMATS[0] };
pub(crate) const NDJSON: Pair = Pair { reader: &read_json::FORMATS[1], writer: &write_json::FORMATS[1] };
pub(crate) const YAML: Pair = Pair { reader: &read_yaml::FORMATS[0], writer: &write_yaml::FORMATS[0] };

impl Pair {
    /// The documents in a text, and what was said about it.
    pub(crate) fn try_read(&self, bytes: &[u8]) -> Result<(Vec<Document>, Vec<String>), Error> {
        self.read_in_chunks(bytes, 8192)
    }

    /// The same, with the bytes arriving in chunks of a size.
    pub(crate) fn read_in_chunks(
        &self,
        bytes: &[u8],
        size: usize,
    ) -> Result<(Vec<Document>, Vec<String>), Error> {
        let said = RefCell::new(Vec::new());
        let mut documents = Checked::new(Documents::default());
        {
            let diagnostics = Diagnostics::new(|diagnostic| said.borrow_mut().push(diagnostic.to_string()));
            let mut source = Unseekable(BufReader::with_capacity(size, bytes));
            let input = Input::new(&mut source, &diagnostics);
            self.reader.read(input, &self.reader.default_options(), &mut documents)?;
        }
        Ok((documents.into_inner().unwrap().0, said.into_inner()))
    }

    pub(crate) fn read(&self, text: &str) -> Vec<Document> {
        match self.try_read(text.as_bytes()) {
            Ok((documents, _)) => documents,
            Err(error) => panic!("{error}\n{text}"),
        }
    }

    pub(crate) fn write(&self, documents: &[Document]) -> String {
        let mut bytes = Vec::new();
        let diagnostics = Diagnostics::ignore();
        let output = Output::new(&mut bytes, &diagnostics);
        let mut writer: Box<dyn Writer> = self.writer.open(output, &self.writer.default_options()).unwrap();
        for document in documents {
            assert_eq!(document.replay(&mut writer).unwrap(), Flow::Continue);
        }
        writer.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }
}
