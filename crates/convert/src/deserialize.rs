//! Rows as types of one's own, through serde.

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
    /// Gives the [rows](Conversion::records) of a table as values of a type.
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
    /// let first = heats.next().expect("there are rows")?;
    /// assert_eq!((first.rank, first.name.as_str(), first.notes), (1, "Jens van 't Wout", None));
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// - The fields of a struct, and the keys of a map, are the [names of the columns](Records::columns); columns that a
    ///   struct does not have are left out. Tuples and sequences take the cells in order.
    /// - An [`Option`] is `None` where the cell is empty, null or not there, or where there is no such column. For any
    ///   other field, a column that is not there is an error, unless it has a `#[serde(default)]`.
    /// - Numbers are what the cell says: its value where a spreadsheet or a page has one that it only shows (`12.5 %` is
    ///   0.125), or else its text. `true` and `false` are in any case.
    /// - Strings are the text as it is shown. An enum of variants without fields is one of their names.
    /// - A nested value of JSON in one cell (an array) is any type that it fits.
    ///
    /// # Errors
    /// As for [`records`](Conversion::records). A row that is not of the type is an error with its place that names the
    /// column, and the rows after it go on.
    pub fn deserialize<T: DeserializeOwned>(self) -> Result<Deserialized<'a, T>> {
        Ok(self.records()?.deserialize())
    }
}

impl<'a> Records<'a> {
    /// These rows as values of a type, [as a conversion](Conversion::deserialize) gives them.
    pub fn deserialize<T: DeserializeOwned>(self) -> Deserialized<'a, T> {
        Deserialized { records: self, of: PhantomData }
    }
}

impl Record {
    /// The row as a value of a type, [as a conversion](Conversion::deserialize) gives it.
    ///
    /// # Errors
    /// A row that is not of the type; the error names the row and the column.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(row::RowDeserializer::new(self)).map_err(|error| error_at(self, &error, None))
    }
}

impl<T> Deserialized<'_, T> {
    /// The names of the columns, [as records have them](Records::columns).
    pub fn columns(&self) -> &[String] {
        self.records.columns()
    }

    /// Notes and warnings so far; none where they [go to a function](Conversion::on_diagnostic).
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
