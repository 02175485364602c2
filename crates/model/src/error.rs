//! Errors: values with a cause and a place.

use crate::Diagnostic;
use std::fmt;

/// The result of reading or writing.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a conversion stopped. One pointer wide, so that the happy path stays small.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// Whose fault it is.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Bytes could not be read or written.
    Io(std::io::Error),
    /// The input is broken, or a warning under strict rules; the diagnostic says where.
    Input(Diagnostic),
    /// The output format cannot hold what it was given.
    Output(String),
    /// An option is wrong.
    Usage(String),
    /// A reader or writer broke the rules of the stream: a fault of this program.
    Internal(String),
    /// The sink has all it wants, and the reader need not go on. Not a failure.
    Enough,
}

impl Error {
    /// The input is broken.
    pub fn input(diagnostic: Diagnostic) -> Self {
        Error(Box::new(ErrorKind::Input(diagnostic)))
    }

    /// The output format cannot hold this.
    pub fn output(message: impl Into<String>) -> Self {
        Error(Box::new(ErrorKind::Output(message.into())))
    }

    /// An option is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Error(Box::new(ErrorKind::Usage(message.into())))
    }

    /// The rules of the stream were broken.
    pub fn internal(message: impl Into<String>) -> Self {
        Error(Box::new(ErrorKind::Internal(message.into())))
    }

    /// The sink has all it wants.
    pub fn enough() -> Self {
        Error(Box::new(ErrorKind::Enough))
    }

    /// What kind of error it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Whether the other end of a pipe was closed.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self.kind(), ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// Whether it only says that the sink has all it wants.
    pub fn is_enough(&self) -> bool {
        matches!(self.kind(), ErrorKind::Enough)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Io(error) => error.fmt(f),
            ErrorKind::Input(diagnostic) => diagnostic.fmt(f),
            ErrorKind::Output(message) | ErrorKind::Usage(message) => f.write_str(message),
            ErrorKind::Internal(message) => write!(f, "internal error: {message}"),
            ErrorKind::Enough => f.write_str("stopped early"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error(Box::new(ErrorKind::Io(error)))
    }
}
