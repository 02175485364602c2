//! Why a row does not fit a type.

use crate::Record;
use model::did_you_mean;
use serde::de::{self, Expected, Unexpected};
use std::fmt::{self, Display};

/// Why a row does not fit a type.
#[derive(Debug)]
pub(super) struct Error {
    /// The column, once it is known.
    column: Option<String>,
    fault: Fault,
}

#[derive(Debug)]
enum Fault {
    Words(String),
    /// A field has no column, or its cell is missing.
    Missing(&'static str),
}

impl Error {
    /// A cell does not have the expected value.
    pub(super) fn expected(what: &dyn Display, text: &str) -> Self {
        let found = if text.is_empty() { "nothing".to_owned() } else { format!("'{text}'") };
        Error { column: None, fault: Fault::Words(format!("expected {what}, found {found}")) }
    }

    /// The same error with its column, unless it has one already.
    pub(super) fn in_column(self, column: impl FnOnce() -> String) -> Self {
        Error { column: Some(self.column.unwrap_or_else(column)), ..self }
    }

    /// The message for a row.
    pub(super) fn message(&self, record: &Record) -> String {
        let row = record.number();
        match (&self.fault, &self.column) {
            (Fault::Words(words), Some(column)) => format!("row {row}, column '{column}': {words}"),
            (Fault::Words(words), None) => format!("row {row}: {words}"),
            (Fault::Missing(field), _) if record.columns().iter().any(|column| column == field) => {
                format!("row {row} has no cell in the column '{field}'")
            }
            (Fault::Missing(field), _) if record.columns().is_empty() => {
                format!("no column '{field}'; the table has no header")
            }
            (Fault::Missing(field), _) => {
                let meant = did_you_mean(field, record.columns().iter().map(String::as_str));
                format!("no column '{field}'; the columns are {}{meant}", record.columns().join(", "))
            }
        }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            Fault::Words(words) => f.write_str(words),
            Fault::Missing(field) => write!(f, "no column '{field}'"),
        }
    }
}

impl std::error::Error for Error {}

/// A value as its cell shows it.
fn shown(value: &Unexpected<'_>) -> String {
    match value {
        Unexpected::Str(text) => format!("'{text}'"),
        Unexpected::Unit => "nothing".into(),
        Unexpected::Bool(flag) => format!("'{flag}'"),
        Unexpected::Unsigned(number) => format!("'{number}'"),
        Unexpected::Signed(number) => format!("'{number}'"),
        other => other.to_string(),
    }
}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Error { column: None, fault: Fault::Words(message.to_string()) }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("expected {expected}, found {}", shown(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let cells = model::plural(length, "cell", "cells");
        Self::custom(format_args!("expected {expected}, found {cells}"))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::expected(&model::alternatives(expected), variant)
    }

    fn missing_field(field: &'static str) -> Self {
        Error { column: None, fault: Fault::Missing(field) }
    }
}
