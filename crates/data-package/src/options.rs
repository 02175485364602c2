//! What a package is to be made of.

use dsv::{CSV, TSV};
use model::{FormatInfo, Timestamp};
use write_csv::{CsvWriteOptions, TsvWriteOptions};

/// How a package is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PackageOptions {
    pub(crate) format: FormatInfo,
    pub(crate) csv: CsvWriteOptions,
    pub(crate) whole: bool,
    pub(crate) created: Option<Timestamp>,
}

impl PackageOptions {
    /// The tables are CSV, written as told.
    pub fn csv(options: &CsvWriteOptions) -> Self {
        PackageOptions { format: CSV, csv: options.clone(), whole: true, created: None }
    }

    /// The tables are TSV, written as told.
    pub fn tsv(options: &TsvWriteOptions) -> Self {
        PackageOptions { format: TSV, csv: options.into(), whole: true, created: None }
    }

    /// Whether the descriptor keeps what the files cannot hold, so that everything comes back; it does unless told
    /// otherwise.
    pub fn whole(self, whole: bool) -> Self {
        PackageOptions { whole, ..self }
    }

    /// When the package says that it was made.
    pub fn created(self, created: Option<Timestamp>) -> Self {
        PackageOptions { created, ..self }
    }
}

/// The file of a table to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableFile {
    /// Its name without the extension, which is that of its resource too: no other table has it, whatever the case.
    pub stem: String,
    /// What the table is called.
    pub title: String,
    /// The widest header or row.
    pub width: usize,
}
