//! The library's main interface: one conversion as one chain of calls.

mod converted;
mod input;
mod params;
mod range;
mod records;
#[cfg(feature = "serde")]
mod to;

pub use converted::Converted;
pub use params::text_file;
#[cfg(feature = "serde")]
pub use to::{Serialization, to, to_bytes, to_text, to_writer};

use crate::directory::Existing;
use crate::output::{self, is_same_file, overwrites};
use crate::split::split;
use crate::{Context, Format, Job, JobOptions, Outline, Source, View, paths, pipeline, registry};
use input::Input;
use model::{
    Diagnostic, Diagnostics, Document, Documents, Error, Header, Options, ReaderSpec, Result, Rules, Sink,
    Table, Timestamp, WriterSpec,
};
use params::FormatOptions;
use range::check;
use std::fmt;
use std::io::{BufWriter, Read, Write};
use std::ops::{Bound, RangeBounds};
use std::path::Path;
use std::sync::Arc;

/// Converts a file, or a directory with a `datapackage.json`. The format follows from the extension, or else from the
/// content. A compressed file (gzip, Zstandard, bzip2, xz) is decompressed as it is read.
///
/// Nothing is opened until the output is requested.
pub fn from<'a>(path: impl AsRef<Path>) -> Conversion<'a> {
    Conversion::new(Input::Path(path.as_ref().to_owned()))
}

/// Converts bytes in memory. Their format follows from the content, unless it is [named](Conversion::from_format).
pub fn from_bytes<'a>(bytes: impl Into<Vec<u8>>) -> Conversion<'a> {
    Conversion::new(Input::Bytes(Arc::new(bytes.into())))
}

/// Converts a stream: standard input, a socket, a pipe. It is read once, as far as the conversion needs it, and kept in
/// a temporary file only if its end must be known at the start. Its format follows from its first 8 KiB, unless it is
/// [named](Conversion::from_format).
///
/// The rows of a slow stream come out as they arrive. What they wait for is the format, if it is not named; the dialect
/// of a CSV, which usually takes two lines and at most 20 or 64 KiB; and the first 20 lines of NDJSON, or the first
/// 1,000 records or MiB of JSON and YAML.
pub fn from_reader<'a>(reader: impl Read + Send + 'static) -> Conversion<'a> {
    Conversion::new(Input::Reader(Box::new(reader)))
}

/// A builder for one conversion: an input, a format, what to select, and finally where the output goes.
///
/// The options are those of the command line, with the same defaults. It is `Send`: it can be built in one thread and
/// run in another. Conversions share nothing, so any number can run at once.
#[must_use = "nothing is converted until the output is requested, for example by `write`"]
pub struct Conversion<'a> {
    input: Input,
    // A format that cannot be read or written is an error when the conversion runs.
    reader: Option<Result<&'static ReaderSpec>>,
    writer: Option<Result<&'static WriterSpec>>,
    options: JobOptions,
    formats: FormatOptions,
    rows: Option<(Bound<usize>, Bound<usize>)>,
    rules: Rules,
    report: Option<Box<dyn FnMut(Diagnostic) + Send + 'a>>,
}

impl fmt::Debug for Conversion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conversion").field("input", &self.input).finish_non_exhaustive()
    }
}

/// The formats.
impl<'a> Conversion<'a> {
    fn new(input: Input) -> Self {
        Conversion {
            input,
            reader: None,
            writer: None,
            options: JobOptions::default(),
            formats: FormatOptions::default(),
            rows: None,
            rules: Rules::default(),
            report: None,
        }
    }

    /// Sets the input's format.
    pub fn from_format(self, format: Format) -> Self {
        Conversion { reader: Some(format.reader()), ..self }
    }

    /// Sets a reader of your own, for a format that is not a [`Format`].
    ///
    /// ```
    /// use convert_tables::model::{
    ///     Confidence, Event, FormatInfo, Input, Meta, NoOptions, Outlet, ReaderSpec, Reading, Sink, TableHead,
    /// };
    /// use convert_tables::{Format, Result};
    /// use std::io::BufRead;
    ///
    /// const SETTINGS: ReaderSpec =
    ///     ReaderSpec::new(FormatInfo::new("settings", "keys and values"), |_| Confidence::Maybe, &Reading(read))
    ///         .streaming();
    ///
    /// fn read(input: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> Result<()> {
    ///     let mut sink = Outlet::new(sink);
    ///     sink.event(Event::DocumentStart(&Meta::default()))?;
    ///     sink.event(Event::TableStart(&TableHead::with_names(["key", "value"])))?;
    ///     for line in input.bytes.lines() {
    ///         if let Some((key, value)) = line?.split_once('=') {
    ///             sink.row(&mut [key.trim(), value.trim()].into_iter().collect())?;
    ///         }
    ///     }
    ///     sink.event(Event::TableEnd)?;
    ///     sink.event(Event::DocumentEnd)
    /// }
    ///
    /// let csv = convert_tables::from_bytes("lap = 111.12\nlaps = 9\n").with_reader(&SETTINGS).to(Format::Csv).into_text()?;
    /// assert_eq!(csv.output, "key,value\nlap,111.12\nlaps,9\n");
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    pub fn with_reader(self, reader: &'static ReaderSpec) -> Self {
        Conversion { reader: Some(Ok(reader)), ..self }
    }

    /// Sets the output's format; without it, [`write`](Conversion::write) uses the file's extension.
    pub fn to(self, format: Format) -> Self {
        Conversion { writer: Some(format.writer()), ..self }
    }

    /// Sets a writer of your own, for a format that is not a [`Format`].
    pub fn with_writer(self, writer: &'static WriterSpec) -> Self {
        Conversion { writer: Some(Ok(writer)), ..self }
    }
}

/// What is selected, and how it is converted.
impl<'a> Conversion<'a> {
    fn with(mut self, set: impl FnOnce(&mut JobOptions)) -> Self {
        set(&mut self.options);
        self
    }

    /// Converts the whole document, or its tables as records; the default depends on the format.
    pub fn view(self, view: View) -> Self {
        self.with(|options| options.view = Some(view))
    }

    /// Selects a table by number from 1, or by heading, caption or sheet name. Call it again for more tables.
    ///
    /// Diagnostics are then only reported if they concern the selected tables, as far as the reader knows where its
    /// tables begin and end.
    pub fn table(self, table: impl ToString) -> Self {
        self.with(|options| options.tables.push(table.to_string()))
    }

    /// Selects the infobox.
    pub fn infobox(self) -> Self {
        self.with(|options| options.infobox = true)
    }

    /// Selects these columns, in this order.
    pub fn columns<C: Into<String>>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.with(|options| options.columns.names.extend(columns.into_iter().map(Into::into)))
    }

    /// Renames a column.
    pub fn rename(self, column: impl Into<String>, to: impl Into<String>) -> Self {
        self.with(|options| options.columns.renamed.push((column.into(), to.into())))
    }

    /// Selects these rows of each table, counted from 1, or of all tables together in records. `1..=10` are the first
    /// ten.
    pub fn rows(self, rows: impl RangeBounds<usize>) -> Self {
        Conversion { rows: Some((rows.start_bound().cloned(), rows.end_bound().cloned())), ..self }
    }

    /// Sets when records have the columns `section` and `table`.
    pub fn context(self, context: Context) -> Self {
        self.with(|options| options.context = context)
    }

    /// Sets what counts as a table's header.
    pub fn header(self, header: Header) -> Self {
        self.with(|options| options.header = header)
    }

    /// Leaves the positions that a merged cell covers blank, instead of repeating the cell.
    pub fn blank_spans(self) -> Self {
        self.with(|options| options.blank_spans = true)
    }

    /// Treats every cell without a type as text, including plain numbers.
    pub fn all_text(self) -> Self {
        self.with(|options| options.all_text = true)
    }

    /// Treats this column's cells as text. Call it again for more columns.
    pub fn text(self, column: impl Into<String>) -> Self {
        self.with(|options| options.text_columns.push(column.into()))
    }

    /// Sets an option of the input's or the output's format by its name on the command line, without the dashes:
    /// `param("delimiter", ";")`, `param("crlf", true)`. The value of an option that takes a file is its path.
    pub fn param(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.formats.text(name, value.to_string());
        self
    }

    /// Sets the options of the input's format: `read_options(CsvReadOptions { .. })`.
    pub fn read_options(mut self, options: impl Options) -> Self {
        self.formats.read(options);
        self
    }

    /// Sets the options of the output's format.
    pub fn write_options(mut self, options: impl Options) -> Self {
        self.formats.write(options);
        self
    }

    /// Sets an option that takes a file, such as `templates`, to a string in memory.
    pub fn param_text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.formats.file(name, text);
        self
    }

    /// Sets the creation time that the output states, in seconds since 1970. Without it, equal inputs give equal bytes.
    pub fn created(self, seconds: u64) -> Self {
        self.with(|options| options.created = Timestamp::from_seconds(seconds))
    }

    /// Treats warnings as errors.
    pub fn strict(mut self) -> Self {
        self.rules.strict = true;
        self
    }

    /// Does not report the notes and warnings of this code, such as `ragged-row`; [`strict`](Conversion::strict) does
    /// not make them errors. More calls, more codes.
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
    /// Only this shows the diagnostics before an error.
    pub fn on_diagnostic(self, report: impl FnMut(Diagnostic) + Send + 'a) -> Self {
        Conversion { report: Some(Box::new(report)), ..self }
    }
}

/// The outputs: each of these runs the conversion.
impl Conversion<'_> {
    /// Writes a file, compressed if its extension says so (`heats.csv.gz`). The file appears, or is replaced, when it
    /// is complete; after an error nothing has changed.
    ///
    /// # Errors
    /// [Any error](crate#errors); also if the file is the input.
    pub fn write(mut self, path: impl AsRef<Path>) -> Result<Converted> {
        let path = path.as_ref();
        let writer = match self.writer.take() {
            Some(writer) => writer?,
            None => Format::by_extension(path).ok_or_else(|| no_format(&path.display(), "to()"))?.writer()?,
        };
        self.run(writer, |source, job, diagnostics| {
            if source
                .file()
                .is_some_and(|input| paths::files(input).iter().any(|file| is_same_file(file, path)))
            {
                return Err(overwrites(path));
            }
            output::write(path, |output| pipeline::convert(source, job, output, diagnostics))
        })
    }

    /// Writes to a writer, in blocks. After an error, the bytes written so far are incomplete.
    ///
    /// # Errors
    /// [Any error](crate#errors).
    pub fn write_to(mut self, output: impl Write) -> Result<Converted> {
        let writer = self.named()?;
        let mut output = BufWriter::with_capacity(output::BLOCK, output);
        self.run(writer, |source, job, diagnostics| {
            pipeline::convert(source, job, &mut output, diagnostics)?;
            Ok(output.flush()?)
        })
    }

    /// Returns the output as bytes.
    ///
    /// # Errors
    /// [Any error](crate#errors).
    pub fn into_bytes(mut self) -> Result<Converted<Vec<u8>>> {
        let writer = self.named()?;
        self.run(writer, |source, job, diagnostics| {
            let mut bytes = Vec::new();
            pipeline::convert(source, job, &mut bytes, diagnostics).map(|()| bytes)
        })
    }

    /// Returns the output as text.
    ///
    /// # Errors
    /// [Any error](crate#errors); also if the format is not text.
    pub fn into_text(mut self) -> Result<Converted<String>> {
        let writer = self.named()?;
        if writer.format.binary {
            return Err(Error::usage(format!("{} is not a text format; use into_bytes()", writer.format.id)));
        }
        self.writer = Some(Ok(writer));
        let Converted { output, diagnostics } = self.into_bytes()?;
        let output = String::from_utf8(output)
            .map_err(|error| Error::output(format!("the output is not text: {error}")))?;
        Ok(Converted { output, diagnostics })
    }

    /// Writes each table to a file in a directory, which is created if needed. The format is CSV unless another one is
    /// named; CSV and TSV come with a `datapackage.json` that keeps what they cannot hold. All files appear at the end,
    /// or none.
    ///
    /// # Errors
    /// [Any error](crate#errors); also if options select less than whole tables.
    pub fn split(mut self, directory: impl AsRef<Path>) -> Result<Converted> {
        let writer = self.writer.take().unwrap_or_else(|| Format::Csv.writer())?;
        let options = &self.options;
        let guarded = self.formats.has("guard_formulas");
        let whole = !options.infobox && options.columns.is_everything() && options.context == Context::Auto;
        if !whole || self.rows.is_some() || guarded {
            return Err(Error::usage(
                "split() writes whole tables: it takes no infobox, columns, rows, context or guarded formulas",
            ));
        }
        self.run(writer, |source, job, diagnostics| {
            split(source, job, directory.as_ref(), Existing::Replace, diagnostics)
        })
    }

    /// Returns the outline of the input, without converting it: what it contains, and how large that is.
    ///
    /// ```
    /// let outline = convert_tables::from_bytes("Rank,Name\n1,Sun Long\n").from_format(convert_tables::Format::Csv).outline()?;
    /// assert_eq!(outline.tables[0].columns, ["Rank", "Name"]);
    /// assert_eq!(outline.tables[0].rows, 1);
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// # Errors
    /// [Any error](crate#errors).
    pub fn outline(self) -> Result<Outline> {
        self.run(&pipeline::NOTHING, |source, job, _| pipeline::outline(source, job, 0))
            .map(|converted| converted.output)
    }

    /// Returns the documents in memory, unchanged except for what was selected.
    ///
    /// ```
    /// let page = "== Heats ==\n| Rank | Name |\n| 1 | Sun Long |\n\n== Final ==\n| Rank |\n| 1 |\n";
    /// let documents = convert_tables::from_bytes(page).from_format(convert_tables::Format::Wiki).table("Heats").documents()?;
    /// assert_eq!(documents.output[0].tables().count(), 1);
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// # Errors
    /// [Any error](crate#errors).
    pub fn documents(self) -> Result<Converted<Vec<Document>>> {
        let view = self.options.view.or(Some(View::Document));
        self.with(|options| options.view = view).run(&pipeline::NOTHING, |source, job, diagnostics| {
            let mut documents = Documents::default();
            pipeline::send_to(source, job, diagnostics, &mut documents)?;
            Ok(documents.0)
        })
    }

    /// Returns the tables of all documents in memory.
    ///
    /// # Errors
    /// [Any error](crate#errors).
    pub fn tables(self) -> Result<Converted<Vec<Table>>> {
        let Converted { output, diagnostics } = self.documents()?;
        Ok(Converted { output: output.into_iter().flat_map(Document::into_tables).collect(), diagnostics })
    }

    /// Sends the documents to a [`Sink`] of your own as they are read.
    ///
    /// # Errors
    /// [Any error](crate#errors), and those of the sink.
    pub fn send_to(self, sink: &mut dyn Sink) -> Result<Converted> {
        self.run(&pipeline::NOTHING, |source, job, diagnostics| {
            pipeline::send_to(source, job, diagnostics, sink)
        })
    }

    /// The writer of the named format.
    fn named(&mut self) -> Result<&'static WriterSpec> {
        self.writer.take().unwrap_or_else(|| Err(no_format(&"the output", "to()")))
    }

    fn run<T>(
        self,
        writer: &'static WriterSpec,
        act: impl FnOnce(&mut Source, &Job, &Diagnostics<'_>) -> Result<T>,
    ) -> Result<Converted<T>> {
        let Conversion { input, reader, mut options, formats, rows, rules, mut report, .. } = self;
        check(&mut options, rows)?;
        let mut source = input.open()?;
        let mut job = Job::new(&mut source, reader.transpose()?, writer, options)?;
        formats.give_to(&mut job)?;
        job.check(&rules)?;
        let mut diagnostics = Vec::new();
        let collect = |diagnostic| match &mut report {
            Some(report) => report(diagnostic),
            None => diagnostics.push(diagnostic),
        };
        let output = act(&mut source, &job, &Diagnostics::new(collect).rules(rules))?;
        Ok(Converted { output, diagnostics })
    }
}

/// The error that neither the extension nor the program names the output's format, as `named_by` would.
fn no_format(what: &dyn fmt::Display, named_by: &str) -> Error {
    let known: Vec<&str> = registry::writers().map(|writer| writer.format.id).collect();
    Error::usage(format!("no format given for {what}; name it with {named_by}: {}", known.join(", ")))
}
