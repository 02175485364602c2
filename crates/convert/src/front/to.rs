//! Rows of the program's own types, written in a format.

use super::params::FormatOptions;
use super::{Converted, no_format};
use crate::{Format, JobOptions, output, serialize};
use model::{Diagnostic, Diagnostics, Error, Options, Result, Rules, Timestamp, WriterSpec};
use serde::Serialize;
use std::fmt;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Serializes rows to a file in the format of its extension, compressed if the extension says so (`heats.csv.gz`).
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
    let writer = Format::by_extension(&path).ok_or_else(|| no_format(&path.display(), "format()"));
    Serialization::new(writer, move |_, write| output::write(&path, |output| write(output)))
}

/// Serializes rows to a writer, in blocks. After an error, the bytes written so far are incomplete.
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

/// Serializes rows to a string in memory.
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
        true => Err(Error::usage(format!("{} is not a text format; use to_bytes()", writer.format.id))),
        false => String::from_utf8(in_memory(write)?)
            .map_err(|error| Error::output(format!("the output is not text: {error}"))),
    })
}

fn in_memory(write: WriteTo<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(&mut bytes).map(|()| bytes)
}

/// Writes everything to an output that was opened for it.
type WriteTo<'w> = &'w mut dyn FnMut(&mut dyn Write) -> Result<()>;

/// Opens the output of a format, has it written, and returns the result.
type End<'a, T> = Box<dyn FnOnce(&'static WriterSpec, WriteTo<'_>) -> Result<T> + 'a>;

/// A builder for serializing rows: where they go, how, and finally the rows. Made by [`to`], [`to_writer`],
/// [`to_bytes`] and [`to_text`].
#[must_use = "nothing is written until `serialize` is called"]
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
            // A format that cannot be written is an error of `serialize`.
            writer: format.and_then(Format::writer),
            end: Box::new(end),
            options: JobOptions::default(),
            formats: FormatOptions::default(),
            rules: Rules::default(),
            report: None,
        }
    }

    /// Sets the output's format, whatever the extension is.
    pub fn format(self, format: Format) -> Self {
        Serialization { writer: format.writer(), ..self }
    }

    /// Sets a writer of your own, for a format that is not a [`Format`].
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

    /// Sets the creation time that the output states, in seconds since 1970. Without it, equal rows give equal bytes.
    pub fn created(mut self, seconds: u64) -> Self {
        self.options.created = Timestamp::from_seconds(seconds);
        self
    }

    /// Treats warnings as errors.
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

    /// Writes rows: structs, maps, tuples or sequences. Each row is written as it is taken, so memory stays flat; if
    /// the format needs all columns before the first row, more than a MiB of rows wait in a temporary file.
    ///
    /// - The names of a struct's fields and the keys of maps are the header. Columns that turn up late are added, and
    ///   are empty in the rows before. Tuples and sequences have no header.
    /// - `None` is an empty cell. Numbers have their shortest digits; one that is not finite is its name (`NaN`). A
    ///   string is text, whatever it looks like: `007` stays `007` in a spreadsheet.
    /// - A struct or map in a row becomes several columns (`place.city`), as for the JSON reader. Other nested values
    ///   are JSON in their cell. A variant of an enum is its name, or a struct with its name as the only field.
    ///
    /// # Errors
    /// A row of any other type, or one with a field that cannot be serialized; what the output cannot hold; I/O.
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
        let collect = |diagnostic| match &mut report {
            Some(report) => report(diagnostic),
            None => kept.push(diagnostic),
        };
        let diagnostics = Diagnostics::new(collect).rules(rules);
        let mut rows = rows.into_iter();
        let output = end(writer, &mut |output| serialize::write(&mut rows, &job, output, &diagnostics))?;
        drop(diagnostics);
        Ok(Converted { output, diagnostics: kept })
    }
}
