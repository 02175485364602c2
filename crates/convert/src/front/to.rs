//! Rows of types of one's own, to a format.

use super::params::FormatOptions;
use super::{Converted, unsaid};
use crate::{Format, JobOptions, output, serialize};
use model::{Diagnostic, Diagnostics, Error, Options, Result, Rules, Timestamp, WriterSpec};
use serde::Serialize;
use std::fmt;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Serializes rows to a file, in the format of its extension; packed if that says so (`heats.csv.gz`).
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Heat {
///     #[serde(rename = "Name")]
///     name: String,
///     #[serde(rename = "Time")]
///     seconds: Option<f64>,
/// }
///
/// let heats = [
///     Heat { name: "Jens van 't Wout".into(), seconds: Some(84.537) },
///     Heat { name: "Bea Moss".into(), seconds: None },
/// ];
/// # let folder = tempfile::tempdir()?;
/// # let file = folder.path().join("heats.csv");
/// convert_tables::to(&file).serialize(&heats)?;
/// assert_eq!(std::fs::read_to_string(&file)?, "Name,Time\nJens van 't Wout,84.537\nBea Moss,\n");
/// # Ok::<(), convert_tables::Error>(())
/// ```
pub fn to<'a>(path: impl AsRef<Path>) -> Serialization<'a> {
    let path = path.as_ref().to_owned();
    let writer = Format::by_extension(&path).ok_or_else(|| unsaid(&path.display(), "format()"));
    Serialization::new(writer, move |_, write| output::write(&path, |output| write(output)))
}

/// Serializes rows to anything that takes bytes, in blocks. After an error, what was written is of no use.
pub fn to_writer<'a>(format: Format, output: impl Write + 'a) -> Serialization<'a> {
    Serialization::new(Ok(format), move |_, write| {
        let mut output = BufWriter::with_capacity(output::BLOCK, output);
        write(&mut output)?;
        Ok(output.flush()?)
    })
}

/// Serializes rows to bytes in memory.
pub fn to_bytes<'a>(format: Format) -> Serialization<'a, Vec<u8>> {
    Serialization::new(Ok(format), |_, write| in_memory(write))
}

/// Serializes rows to a text in memory.
///
/// ```
/// use convert_tables::Format;
///
/// let rows = [("Rank", "Name"), ("1", "Sun Long")];
/// assert_eq!(convert_tables::to_text(Format::Csv).serialize(rows)?.output, "Rank,Name\n1,Sun Long\n");
/// # Ok::<(), convert_tables::Error>(())
/// ```
pub fn to_text<'a>(format: Format) -> Serialization<'a, String> {
    Serialization::new(Ok(format), |writer, write| match writer.format.binary {
        true => Err(Error::usage(format!("{} is no text; to_bytes() gives it", writer.format.id))),
        false => String::from_utf8(in_memory(write)?)
            .map_err(|error| Error::output(format!("it is no text: {error}"))),
    })
}

fn in_memory(write: WriteTo<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(&mut bytes).map(|()| bytes)
}

/// What writes all to an output that is opened for it.
type WriteTo<'w> = &'w mut dyn FnMut(&mut dyn Write) -> Result<()>;

/// Opens the output of a format, has it written, and gives what there is to give.
type End<'a, T> = Box<dyn FnOnce(&'static WriterSpec, WriteTo<'_>) -> Result<T> + 'a>;

/// Rows to be serialized, being put together: where they go, and how; and at the end the rows. Made by [`to`],
/// [`to_writer`], [`to_bytes`] and [`to_text`].
#[must_use = "nothing is written before there are rows, by `serialize`"]
pub struct Serialization<'a, T = ()> {
    writer: Result<&'static WriterSpec>,
    end: End<'a, T>,
    options: JobOptions,
    formats: FormatOptions,
    rules: Rules,
    report: Option<Box<dyn FnMut(Diagnostic) + Send + 'a>>,
}

impl<T> fmt::Debug for Serialization<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Serialization").field("writer", &self.writer).finish_non_exhaustive()
    }
}

impl<'a, T> Serialization<'a, T> {
    fn new(
        format: Result<Format>,
        end: impl FnOnce(&'static WriterSpec, WriteTo<'_>) -> Result<T> + 'a,
    ) -> Self {
        Serialization {
            // That a format is not written is said when there are rows.
            writer: format.and_then(Format::writer),
            end: Box::new(end),
            options: JobOptions::default(),
            formats: FormatOptions::default(),
            rules: Rules::default(),
            report: None,
        }
    }

    /// The output's format, whatever the extension is.
    pub fn format(self, format: Format) -> Self {
        Serialization { writer: format.writer(), ..self }
    }

    /// A writer of your own, for a format that is not among [`Format`]s.
    pub fn with_writer(self, writer: &'static WriterSpec) -> Self {
        Serialization { writer: Ok(writer), ..self }
    }

    /// Sets the options of the output's format: `write_options(CsvWriteOptions { .. })`.
    pub fn write_options(mut self, options: impl Options) -> Self {
        self.formats.write(options);
        self
    }

    /// Sets an option of the output's format [by its name](crate::Conversion::param).
    pub fn param(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.formats.text(name, value.to_string());
        self
    }

    /// When the output says that it was made, in seconds since 1970. Without it, equal rows give equal bytes.
    pub fn created(mut self, seconds: u64) -> Self {
        self.options.created = Timestamp::from_seconds(seconds);
        self
    }

    /// Makes a warning an error.
    pub fn strict(mut self) -> Self {
        self.rules.strict = true;
        self
    }

    /// Does not report the notes and warnings of this code, such as `renamed-columns`; [`strict`](Serialization::strict)
    /// does not make them errors. More calls, more codes.
    pub fn allow(mut self, code: impl Into<String>) -> Self {
        self.rules.allowed.push(code.into());
        self
    }

    /// Makes the notes and warnings of this code errors. More calls, more codes.
    pub fn deny(mut self, code: impl Into<String>) -> Self {
        self.rules.denied.push(code.into());
        self
    }

    /// Sends each note and warning to a function as it comes, instead of [collecting](Converted::diagnostics) them.
    pub fn on_diagnostic(self, report: impl FnMut(Diagnostic) + Send + 'a) -> Self {
        Serialization { report: Some(Box::new(report)), ..self }
    }

    /// Writes rows: structs, maps, tuples or sequences. They are taken as they are written, so that memory is flat;
    /// where the format needs all columns before its first row, rows that are more than a MiB wait in a temporary file.
    ///
    /// - The names of a struct's fields and the keys of maps are the header. Columns that turn up late are added, and
    ///   empty in the rows before. Tuples and sequences have no header.
    /// - `None` is an empty cell. Numbers have their shortest digits; one that is not finite is its name (`NaN`). A
    ///   string is text, whatever it looks like: `007` stays so in a spreadsheet.
    /// - A struct or map in a row is columns of its own (`place.city`), as for the JSON reader. Other nested
    ///   values are JSON in their cell. A variant of an enum is its name, or a struct with its name as the only field.
    ///
    /// # Errors
    /// A row that is something else, or has a field that does not serialize; what the output cannot hold; I/O.
    pub fn serialize<R>(self, rows: R) -> Result<Converted<T>>
    where
        R: IntoIterator,
        R::Item: Serialize,
    {
        let Serialization { writer, end, options, formats, rules, mut report } = self;
        let writer = writer?;
        let mut job = serialize::job(writer, options);
        formats.give_to(&mut job)?;
        job.check(&rules)?;
        let mut kept = Vec::new();
        let collect = |said| match &mut report {
            Some(report) => report(said),
            None => kept.push(said),
        };
        let diagnostics = Diagnostics::new(collect).rules(rules);
        let mut rows = rows.into_iter();
        let output = end(writer, &mut |output| serialize::write(&mut rows, &job, output, &diagnostics))?;
        drop(diagnostics);
        Ok(Converted { output, diagnostics: kept })
    }
}
