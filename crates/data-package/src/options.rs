//! The options for writing a package.

use dsv::{CSV, TSV};
use model::{FormatInfo, Timestamp};
use write_csv::{CsvWriteOptions, TsvWriteOptions};

/// Options for writing a package.
#[derive(Clone, Debug, PartialEq)]
pub struct PackageOptions {
    pub(crate) format: FormatInfo,
    pub(crate) csv: CsvWriteOptions,
    pub(crate) whole: bool,
    pub(crate) created: Option<Timestamp>,
}

impl PackageOptions {
    /// Writes the tables as CSV with options.
    pub fn csv(options: &CsvWriteOptions) -> Self {
        PackageOptions { format: CSV, csv: options.clone(), whole: true, created: None }
    }

    /// Writes the tables as TSV with options.
    pub fn tsv(options: &TsvWriteOptions) -> Self {
        PackageOptions { format: TSV, csv: options.into(), whole: true, created: None }
    }

    /// Sets whether the descriptor keeps what the files cannot hold, so that everything can be read back (default:
    /// true).
    pub fn whole(self, whole: bool) -> Self {
        PackageOptions { whole, ..self }
    }

    /// Sets the creation date of the package.
    pub fn created(self, created: Option<Timestamp>) -> Self {
        PackageOptions { created, ..self }
    }
}

/// The file of a table that is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFile {
    /// Its name without the extension, which is also the name of its resource, and unique when case is ignored.
    pub stem: String,
    /// The title of the table.
    pub title: String,
    /// The width of the widest header or row.
    pub width: usize,
}
