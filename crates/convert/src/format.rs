//! The names of formats.

use crate::registry::{self, Format};
use model::{Error, ReaderSpec, Result, WriterSpec};
use std::fmt;
use std::path::Path;
use std::str::FromStr;

impl Format {
    /// The format of a name that the command line takes, such as `csv` or `md`.
    ///
    /// ```
    /// use convert_tables::Format;
    /// assert_eq!(Format::named("csv")?, Format::Csv);
    /// assert!(Format::named("docx").is_err());
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// # Errors
    /// A name that no format goes by; the message lists those there are.
    pub fn named(name: &str) -> Result<Self> {
        let built = registry::formats().into_iter().find(|format| registry::goes_by(format, name));
        let named = || Format::of(&name.to_ascii_lowercase());
        built
            .and_then(|format| Format::of(format.id))
            .or_else(named)
            .ok_or_else(|| registry::unknown(name, "convert", registry::formats().into_iter()))
    }

    /// The format that a file's extension stands for, before that of its compression if it has one.
    ///
    /// ```
    /// use convert_tables::Format;
    /// assert_eq!(Format::by_extension("page.wiki.gz"), Some(Format::Wiki));
    /// assert_eq!(Format::by_extension("page"), None);
    /// ```
    pub fn by_extension(path: impl AsRef<Path>) -> Option<Self> {
        registry::by_extension(path.as_ref()).and_then(Format::of)
    }

    /// How it is read.
    ///
    /// # Errors
    /// A format that is only written, or that this build does not have.
    pub fn reader(self) -> Result<&'static ReaderSpec> {
        registry::reader(self.id())
    }

    /// How it is written.
    ///
    /// # Errors
    /// A format that is only read, or that this build does not have.
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
