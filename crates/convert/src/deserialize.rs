//! Rows as values of the program's own types, through serde.

mod cell;
mod error;
mod row;

use crate::{Conversion, Record, Records};
use error::Error as RowError;
use model::{Diagnostic, Error, Place, Result};
use serde::de::DeserializeOwned;
use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;

/// The rows of a table as values of a type; made by [`Conversion::deserialize`] and [`Records::deserialize`].
pub struct Deserialized<'a, T> {
    records: Records<'a>,
    of: PhantomData<fn() -> T>,
}

impl<'a> Conversion<'a> {
    /// Returns the [rows](Conversion::records) of a table as values of a type.
    ///
    /// ```
    /// # std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/wiki"))?;
    /// #[derive(serde::Deserialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct Heat {
    ///     rank: u32,
    ///     name: String,
    ///     notes: Option<String>,
    /// }
    ///
    /// let mut heats = convert_tables::from("short-track-1000m.wiki").table("Final A").deserialize::<Heat>()?;
    /// let first = heats.next().expect("a row")?;
    /// assert_eq!((first.rank, first.name.as_str(), first.notes), (1, "Jens van 't Wout", None));
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// - The fields of a struct and the keys of a map are the [names of the columns](Records::columns); columns without
    ///   a field are ignored. Tuples and sequences take the cells in order.
    /// - An [`Option`] is `None` if the cell is empty, null or missing, or if there is no such column. For any other
    ///   field a missing column is an error, unless it has a `#[serde(default)]`.
    /// - Numbers are parsed from the cell's value, if a spreadsheet or a page gives one that differs from the text
    ///   shown (`12.5 %` is 0.125), or else from its text. `true` and `false` may be in any case.
    /// - Strings are the text as shown. An enum of variants without fields is one of their names.
    /// - A nested JSON value in one cell (an array) can be any type that it fits.
    ///
    /// # Errors
    /// As for [`records`](Conversion::records). A row that does not fit the type is an error with its place, which
    /// names the column; the rows after it still follow.
    pub fn deserialize<T: DeserializeOwned>(self) -> Result<Deserialized<'a, T>> {
        Ok(self.records()?.deserialize())
    }
}

impl<'a> Records<'a> {
    /// Returns these rows as values of a type, [as a conversion](Conversion::deserialize) does.
    pub fn deserialize<T: DeserializeOwned>(self) -> Deserialized<'a, T> {
        Deserialized { records: self, of: PhantomData }
    }
}

impl Record {
    /// Returns the row as a value of a type, [as a conversion](Conversion::deserialize) does.
    ///
    /// # Errors
    /// A row that does not fit the type; the error names the row and the column.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(row::RowDeserializer::new(self)).map_err(|error| error_at(self, &error, None))
    }
}

impl<T> Deserialized<'_, T> {
    /// The names of the columns, as in [`Records::columns`].
    pub fn columns(&self) -> &[String] {
        self.records.columns()
    }

    /// Notes and warnings so far; none if they [go to a function](Conversion::on_diagnostic).
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.records.diagnostics()
    }
}

impl<T: DeserializeOwned> Iterator for Deserialized<'_, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.records.next()? {
            Ok(record) => record,
            Err(error) => return Some(Err(error)),
        };
        let value = T::deserialize(row::RowDeserializer::new(&record));
        Some(value.map_err(|error| error_at(&record, &error, self.records.place(&record))))
    }
}

impl<T: DeserializeOwned> FusedIterator for Deserialized<'_, T> {}

impl<T> fmt::Debug for Deserialized<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deserialized").field("records", &self.records).finish()
    }
}

fn error_at(record: &Record, error: &RowError, place: Option<Place>) -> Error {
    let diagnostic = Diagnostic::error("records-value", error.message(record));
    let offset = record.source().map(|source| Place { offset: Some(source.start), ..Place::default() });
    Error::input(Diagnostic { place: place.or(offset), ..diagnostic })
}
