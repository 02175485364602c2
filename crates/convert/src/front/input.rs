//! Inputs of the library.

use crate::{Counter, Source, paths};
use model::{Error, ErrorKind, Result, plural};
use std::fmt;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// An input that has not been opened yet.
pub(super) enum Input {
    Path(PathBuf),
    Bytes(Arc<Vec<u8>>),
    Reader(Box<dyn Read + Send>),
}

impl Input {
    pub(super) fn open(self) -> Result<Source> {
        match self {
            Input::Path(path) => {
                paths::open(&path, Counter::default()).map_err(|error| match error.kind() {
                    // The system's message does not name the file.
                    ErrorKind::Io(cause) => {
                        Error::from(io::Error::new(cause.kind(), format!("'{}': {cause}", path.display())))
                    }
                    _ => error,
                })
            }
            Input::Bytes(bytes) => Ok(Source::memory("input", bytes)),
            Input::Reader(reader) => Ok(Source::reader("input", reader, Counter::default())),
        }
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Path(path) => path.fmt(f),
            Input::Bytes(bytes) => f.write_str(&plural(bytes.len(), "byte", "bytes")),
            Input::Reader(_) => f.write_str("a stream"),
        }
    }
}
