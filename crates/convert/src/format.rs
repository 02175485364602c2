//! The names of formats.

use crate::registry::{self, Format};
use model::{Error, ReaderSpec, Result, WriterSpec};
use std::fmt;
use std::path::Path;
use std::str::FromStr;

impl Format {
    /// The format with this name on the command line, such as `csv` or `md`.
    ///
    /// ```
    /// use convert_tables::Format;
    /// assert_eq!(Format::named("csv")?, Format::Csv);
    /// assert!(Format::named("docx").is_err());
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// # Errors
    /// An unknown name; the message lists the formats.
    pub fn named(name: &str) -> Result<Self> {
        let built = registry::formats().into_iter().find(|format| registry::goes_by(format, name));
        let named = || Format::of(&name.to_ascii_lowercase());
        built
            .and_then(|format| Format::of(format.id))
            .or_else(named)
            .ok_or_else(|| registry::unknown(name, "convert", registry::formats().into_iter()))
    }

    /// The format that a file's extension names; the extension of a compression is skipped.
    ///
    /// ```
    /// use convert_tables::Format;
    /// assert_eq!(Format::by_extension("page.wiki.gz"), Some(Format::Wiki));
    /// assert_eq!(Format::by_extension("page"), None);
    /// ```
    pub fn by_extension(path: impl AsRef<Path>) -> Option<Self> {
        registry::by_extension(path.as_ref()).and_then(Format::of)
    }

    /// Its reader.
    ///
    /// # Errors
    /// A format that is write-only, or that this build does not support.
    pub fn reader(self) -> Result<&'static ReaderSpec> {
        registry::reader(self.id())
    }

    /// Its writer.
    ///
    /// # Errors
    /// A format that is read-only, or that this build does not support.
    pub fn writer(self) -> Result<&'static WriterSpec> {
        registry::writer(self.id())
    }

    fn of(id: &str) -> Option<Self> {
        Format::ALL.iter().copied().find(|format| format.id() == id)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Format::named(name)
    }
}
