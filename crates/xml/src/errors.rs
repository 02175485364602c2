//! Errors and their places.

use crate::source::Inflated;
use crate::{Namespace, Xml};
use model::{Diagnostic, Error, Hint, Place, codes};
use std::io::Read;

impl<R: Read, N: Namespace> Xml<R, N> {
    /// The place of the current event.
    pub fn place(&self) -> Place {
        Place { part: self.part.clone(), ..self.reader.get_ref().place() }
    }

    /// The place up to which the input has been read.
    pub fn place_reached(&self) -> Place {
        Place { part: self.part.clone(), ..self.reader.get_ref().place_reached() }
    }

    /// The line on which the next event starts.
    pub fn line(&mut self) -> u64 {
        self.reader.get_mut().line()
    }

    /// A diagnostic about the current event.
    pub fn diagnostic(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(self.place())
    }

    /// An error about the current event.
    pub fn error(&self, code: &'static str, message: impl Into<String>) -> Error {
        Error::input(self.diagnostic(code, message))
    }

    pub(crate) fn broken(&self, error: quick_xml::Error) -> Error {
        use quick_xml::Error::{Encoding, IllFormed, Io, Syntax};
        use quick_xml::errors::IllFormedError::UnclosedReference;
        let error = match error {
            Io(error) => return self.unreadable(&error),
            error => error,
        };
        let diagnostic = self.diagnostic(codes::SYNTAX.code, format!("this is not well-formed XML: {error}"));
        Error::input(match error {
            Syntax(_) | IllFormed(UnclosedReference) => {
                diagnostic.hint(format!("{} may be cut off here", self.profile.file))
            }
            Encoding(_) => self
                .diagnostic(codes::ENCODING.code, "the input is not valid UTF-8")
                .hint("convert it to UTF-8 first"),
            _ => diagnostic,
        })
    }

    /// The error for input that cannot be read further. Errors of the system are passed on unchanged.
    fn unreadable(&self, error: &std::io::Error) -> Error {
        use std::io::ErrorKind::{FileTooLarge, InvalidData, InvalidInput, Other, UnexpectedEof};
        let is_inflated = error.get_ref().is_some_and(|error| error.is::<Inflated>());
        let hint = match (error.kind(), self.profile.decoded) {
            _ if is_inflated => Some(Hint::default().text("if that is intended, raise ").name("max_size")),
            (FileTooLarge, _) | (Other, Some(_)) => None,
            (InvalidData | UnexpectedEof | InvalidInput, Some(hint)) => Some(hint.into()),
            _ => return std::io::Error::new(error.kind(), error.to_string()).into(),
        };
        let message = format!("cannot read the input: {error}");
        let code = if is_inflated { codes::TOO_LARGE } else { codes::DAMAGED };
        let diagnostic = code.error(message).at(self.place_reached());
        Error::input(match hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        })
    }
}
