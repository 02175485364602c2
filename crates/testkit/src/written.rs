//! Writes documents with a writer.

use model::{AnyOptions, Diagnostic, Diagnostics, Document, Flow, Options, Output, WriterSpec};

/// The result of a writer.
#[derive(Debug)]
pub struct Written {
    /// The output.
    pub bytes: Vec<u8>,
    /// The diagnostics in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes documents: `[&document]`, or `&documents`.
pub fn write<'d>(writer: &WriterSpec, documents: impl IntoIterator<Item = &'d Document>) -> Written {
    write_any(writer, documents, &writer.default_options())
}

/// Writes documents with options.
pub fn write_with<'d>(
    writer: &WriterSpec,
    documents: impl IntoIterator<Item = &'d Document>,
    options: &impl Options,
) -> Written {
    write_any(writer, documents, &AnyOptions::new(options.clone()))
}

fn write_any<'d>(
    writer: &WriterSpec,
    documents: impl IntoIterator<Item = &'d Document>,
    options: &AnyOptions,
) -> Written {
    let (mut bytes, mut reported) = (Vec::new(), Vec::new());
    {
        let diagnostics = Diagnostics::new(|diagnostic| reported.push(diagnostic));
        let mut writer = writer.open(Output::new(&mut bytes, &diagnostics), options).unwrap();
        for document in documents {
            assert_eq!(document.replay(&mut *writer).unwrap(), Flow::Continue);
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

    /// The diagnostics as they are printed.
    pub fn messages(&self) -> Vec<String> {
        self.diagnostics.iter().map(ToString::to_string).collect()
    }

    /// The codes of the diagnostics.
    pub fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
    }
}
