//! What is odd in an input is reported under its format's own codes.

use model::{Diagnostic, Diagnostics, Place, Result};

/// The codes of what is said about an input: each format has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codes {
    /// A row that is shorter or longer than the header.
    pub ragged: &'static str,
    /// A key that an object has twice.
    pub duplicate_key: &'static str,
    /// A value that breaks the shape that its beginning promised.
    pub shape: &'static str,
    /// A document that is not laid out as ours are.
    pub document: &'static str,
    /// What stands beside tables, and is left out of them.
    pub beside: &'static str,
}

/// Where to say what is odd, and under which names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report<'a> {
    pub(crate) diagnostics: &'a Diagnostics<'a>,
    pub(crate) codes: &'static Codes,
}

impl Report<'_> {
    pub(crate) fn repeated(&self, key: &str, place: Place) -> Result<()> {
        let message = format!("the key '{key}' is there twice");
        let diagnostic = Diagnostic::warning(self.codes.duplicate_key, message).at(place);
        self.diagnostics.report(diagnostic.hint("the last value is kept"))
    }

    pub(crate) fn ragged(&self, message: String, place: Place) -> Result<()> {
        let diagnostic = Diagnostic::warning(self.codes.ragged, message).at(place);
        self.diagnostics.report(diagnostic.hint("a short row is padded, a long one keeps its cells"))
    }
}
