//! Errors, with a cause and a place.

use crate::{Diagnostic, Hint};
use std::fmt;

/// The result of reading or writing.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The reason why a conversion ended.
///
/// ```
/// use convert_model::{Diagnostic, Error, ErrorKind, Place};
///
/// let error = Error::input(Diagnostic::error("unclosed-quote", "a quote is never closed").at(Place::at(3, 12)));
/// assert_eq!(error.to_string(), "3:12: error: a quote is never closed");
/// assert!(matches!(error.into_kind(), ErrorKind::Input(diagnostic) if diagnostic.code == "unclosed-quote"));
/// ```
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The kind of an error: what is at fault.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Bytes could not be read or written.
    Io(std::io::Error),
    /// The input is at fault.
    Input(Diagnostic),
    /// The output cannot be written as asked.
    Output(String),
    /// The request makes no sense.
    Usage(Usage),
    /// The rules of the stream were broken: a bug in this program.
    Internal(String),
}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Usage {
    /// The setting at fault (`delimiter`), if it is a single one. The message then continues from its name.
    pub setting: Option<String>,
    /// The invalid value of the setting, if it has one. The message then says why, and may be empty.
    pub value: Option<String>,
    /// The problem.
    pub message: String,
    /// What to do.
    pub hint: Option<Hint>,
}

impl Error {
    /// The input is at fault.
    pub fn input(diagnostic: Diagnostic) -> Self {
        Error(Box::new(ErrorKind::Input(diagnostic)))
    }

    /// The output cannot be written as asked.
    pub fn output(message: impl Into<String>) -> Self {
        Error(Box::new(ErrorKind::Output(message.into())))
    }

    /// The request makes no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Error::of_usage(Usage { setting: None, value: None, message: message.into(), hint: None })
    }

    /// A setting cannot be used. The message continues from its name: `is not an option of csv`.
    pub fn setting(name: impl Into<String>, message: impl Into<String>) -> Self {
        Error::of_usage(Usage {
            setting: Some(name.into()),
            value: None,
            message: message.into(),
            hint: None,
        })
    }

    /// A setting has an invalid value; the message says why, if the [hint](Error::hint) does not.
    ///
    /// ```
    /// use convert_model::Error;
    ///
    /// let error = Error::invalid("rows", "5:4", "the end is before the start");
    /// assert_eq!(error.to_string(), "invalid rows '5:4': the end is before the start");
    /// let error = Error::invalid("delimiter", "ab", "").hint("expected one character");
    /// assert_eq!(error.to_string(), "invalid delimiter 'ab' (expected one character)");
    /// ```
    pub fn invalid(name: impl Into<String>, value: impl Into<String>, message: impl Into<String>) -> Self {
        let (setting, value) = (Some(name.into()), Some(value.into()));
        Error::of_usage(Usage { setting, value, message: message.into(), hint: None })
    }

    /// Adds a hint to a usage error: what to do.
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        if let ErrorKind::Usage(usage) = &mut *self.0 {
            usage.hint = Some(hint.into());
        }
        self
    }

    /// The rules of the stream were broken.
    pub fn internal(message: impl Into<String>) -> Self {
        Error(Box::new(ErrorKind::Internal(message.into())))
    }

    fn of_usage(usage: Usage) -> Self {
        Error(Box::new(ErrorKind::Usage(usage)))
    }

    /// The kind of the error.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The kind of the error, by value.
    pub fn into_kind(self) -> ErrorKind {
        *self.0
    }

    /// Whether the other end of a pipe has been closed.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self.kind(), ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl Usage {
    /// What is wrong, without the hint; `spell` says how a setting is written.
    pub fn spelled(&self, spell: impl Fn(&str) -> String) -> String {
        let Usage { setting, value, message, .. } = self;
        match (setting, value) {
            (Some(setting), Some(value)) if message.is_empty() => {
                format!("invalid {} '{value}'", spell(setting))
            }
            (Some(setting), Some(value)) => format!("invalid {} '{value}': {message}", spell(setting)),
            (Some(setting), None) => format!("{} {message}", spell(setting)),
            (None, _) => message.clone(),
        }
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spelled(str::to_owned))?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Io(error) => error.fmt(f),
            ErrorKind::Input(diagnostic) => diagnostic.fmt(f),
            ErrorKind::Output(message) => f.write_str(message),
            ErrorKind::Usage(usage) => usage.fmt(f),
            ErrorKind::Internal(message) => write!(f, "internal error: {message}"),
        }
    }
}

impl std::error::Error for Error {
    /// The cause behind what [`Display`](fmt::Display) shows.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Io(error) => error.source(),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error(Box::new(ErrorKind::Io(error)))
    }
}
