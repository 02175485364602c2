//! Reads bytes with a reader.

use model::{
    AnyOptions, Checked, Diagnostic, Diagnostics, Document, Documents, Error, ErrorKind, Input, Options,
    ReadSeek, ReaderSpec, Result,
};
use std::io::Cursor;

/// The result of a reader.
#[derive(Debug)]
pub struct Reading {
    /// The documents, or the error.
    pub result: Result<Vec<Document>>,
    /// The diagnostics in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads bytes with a reader, and checks the order of its events.
pub fn read(reader: &ReaderSpec, bytes: impl AsRef<[u8]>) -> Reading {
    read_any(reader, &mut Cursor::new(bytes), &reader.default_options())
}

/// Reads bytes with options.
pub fn read_with(reader: &ReaderSpec, bytes: impl AsRef<[u8]>, options: &impl Options) -> Reading {
    read_from(reader, &mut Cursor::new(bytes), options)
}

/// Reads from a source, which may return its bytes in pieces or not be seekable.
pub fn read_from(reader: &ReaderSpec, bytes: &mut dyn ReadSeek, options: &impl Options) -> Reading {
    read_any(reader, bytes, &AnyOptions::new(options.clone()))
}

fn read_any(reader: &ReaderSpec, bytes: &mut dyn ReadSeek, options: &AnyOptions) -> Reading {
    let mut reported = Vec::new();
    let mut documents = Checked::new(Documents::default());
    let result = {
        let diagnostics = Diagnostics::new(|diagnostic| reported.push(diagnostic));
        reader.read(Input::new(bytes, &diagnostics), options, &mut documents)
    };
    let result = result.map(|()| documents.into_inner().unwrap().0);
    Reading { result, diagnostics: reported }
}

impl Reading {
    /// The diagnostics as they are printed.
    pub fn messages(&self) -> Vec<String> {
        self.diagnostics.iter().map(ToString::to_string).collect()
    }

    /// The codes of the diagnostics.
    pub fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
    }

    /// The documents; fails if there was an error.
    pub fn documents(self) -> Vec<Document> {
        self.result.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The only document; fails if there is none or more than one.
    pub fn document(self) -> Document {
        let mut documents = self.documents();
        assert_eq!(documents.len(), 1, "expected one document");
        documents.remove(0)
    }

    /// The error; fails if the input could be read.
    pub fn error(self) -> Error {
        match self.result {
            Ok(documents) => panic!("read as {documents:?}"),
            Err(error) => error,
        }
    }

    /// The diagnostic of the error about the input.
    pub fn refused(self) -> Diagnostic {
        match self.error().kind() {
            ErrorKind::Input(diagnostic) => diagnostic.clone(),
            other => panic!("{other:?}"),
        }
    }
}
