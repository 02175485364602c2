//! Documents through a writer.

use model::{Diagnostic, Diagnostics, Document, Output, Params, WriterSpec};

/// What a writer made of documents.
#[derive(Debug)]
pub struct Written {
    /// The output.
    pub bytes: Vec<u8>,
    /// What was reported meanwhile.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes documents: `[&document]`, or `&documents`.
pub fn write<'d>(writer: &WriterSpec, documents: impl IntoIterator<Item = &'d Document>) -> Written {
    write_with(writer, documents, &Params::default())
}

/// Writes documents with options.
pub fn write_with<'d>(
    writer: &WriterSpec,
    documents: impl IntoIterator<Item = &'d Document>,
    params: &Params,
) -> Written {
    let (mut bytes, mut reported) = (Vec::new(), Vec::new());
    {
        let diagnostics = Diagnostics::new(|diagnostic| reported.push(diagnostic));
        let output = Output { bytes: Box::new(&mut bytes), diagnostics: &diagnostics, survey: None };
        let mut writer = (writer.open)(output, params).unwrap();
        for document in documents {
            document.replay(&mut *writer).unwrap();
        }
        writer.finish().unwrap();
    }
    Written { bytes, diagnostics: reported }
}

impl Written {
    /// The output of a text format.
    pub fn text(self) -> String {
        String::from_utf8(self.bytes).unwrap()
    }

    /// What was reported, as it is printed.
    pub fn messages(&self) -> Vec<String> {
        self.diagnostics.iter().map(ToString::to_string).collect()
    }

    /// The codes of what was reported.
    pub fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
    }
}
