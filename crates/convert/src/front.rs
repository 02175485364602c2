//! The front of the library: one conversion, said in one sentence.

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

/// Converts a file, or a directory with a `datapackage.json`. Its format is that of its extension, else the one that
/// its content shows; one that is packed (gzip, Zstandard, bzip2, xz) is unpacked as it is read.
///
/// Nothing is opened before the output is asked for.
pub fn from<'a>(path: impl AsRef<Path>) -> Conversion<'a> {
    Conversion::new(Input::Path(path.as_ref().to_owned()))
}

/// Converts bytes in memory. Their format is the one that their content shows, unless it is
/// [named](Conversion::from_format).
pub fn from_bytes<'a>(bytes: impl Into<Vec<u8>>) -> Conversion<'a> {
    Conversion::new(Input::Bytes(Arc::new(bytes.into())))
}

/// Converts what a stream gives: standard input, a socket, a pipe. It is read once, as far as the conversion needs
/// it, and held in a temporary file only where its end must be known at the start. Its format is the one that its
/// content shows, unless it is [named](Conversion::from_format).
pub fn from_reader<'a>(reader: impl Read + Send + 'static) -> Conversion<'a> {
    Conversion::new(Input::Reader(Box::new(reader)))
}

/// One conversion, being put together: an input, a format, what is wanted of it; and at the end where it goes.
///
/// Options are those of the command line, with its defaults. It is `Send`: put together in one thread, it can run in
/// another, and any number of them at once. Nothing of it is shared.
#[must_use = "nothing is converted before the output is asked for, as by `write`"]
pub struct Conversion<'a> {
    input: Input,
    // That a format is not read or written is said when the conversion runs.
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

/// What is converted to what.
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

    /// The input's format.
    pub fn from_format(self, format: Format) -> Self {
        Conversion { reader: Some(format.reader()), ..self }
    }

    /// A reader of your own, for a format that is not among [`Format`]s.
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

    /// The output's format; without it, [`write`](Conversion::write) takes that of the extension.
    pub fn to(self, format: Format) -> Self {
        Conversion { writer: Some(format.writer()), ..self }
    }

    /// A writer of your own, for a format that is not among [`Format`]s.
    pub fn with_writer(self, writer: &'static WriterSpec) -> Self {
        Conversion { writer: Some(Ok(writer)), ..self }
    }
}

/// What is wanted of it.
impl<'a> Conversion<'a> {
    fn with(mut self, set: impl FnOnce(&mut JobOptions)) -> Self {
        set(&mut self.options);
        self
    }

    /// The whole document, or its tables as records; each format has its own default.
    pub fn view(self, view: View) -> Self {
        self.with(|options| options.view = Some(view))
    }

    /// Only this table, by number from 1, or by heading, caption or sheet name; more calls, more tables.
    pub fn table(self, table: impl ToString) -> Self {
        self.with(|options| options.tables.push(table.to_string()))
    }

    /// Only the infobox.
    pub fn infobox(self) -> Self {
        self.with(|options| options.infobox = true)
    }

    /// Only these columns, in this order.
    pub fn columns<C: Into<String>>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.with(|options| options.columns.names.extend(columns.into_iter().map(Into::into)))
    }

    /// Gives a column another name.
    pub fn rename(self, column: impl Into<String>, to: impl Into<String>) -> Self {
        self.with(|options| options.columns.renamed.push((column.into(), to.into())))
    }

    /// Only these rows of each table, counted from 1; of records, of all tables together. `1..=10` are the first ten.
    pub fn rows(self, rows: impl RangeBounds<usize>) -> Self {
        Conversion { rows: Some((rows.start_bound().cloned(), rows.end_bound().cloned())), ..self }
    }

    /// When records have the columns `section` and `table`.
    pub fn context(self, context: Context) -> Self {
        self.with(|options| options.context = context)
    }

    /// What is a table's header.
    pub fn header(self, header: Header) -> Self {
        self.with(|options| options.header = header)
    }

    /// Leaves positions under a merged cell blank, instead of repeating the cell.
    pub fn blank_spans(self) -> Self {
        self.with(|options| options.blank_spans = true)
    }

    /// Leaves every cell without a type text, plain numbers too.
    pub fn all_text(self) -> Self {
        self.with(|options| options.all_text = true)
    }

    /// Leaves this column's cells text; more calls, more columns.
    pub fn text(self, column: impl Into<String>) -> Self {
        self.with(|options| options.text_columns.push(column.into()))
    }

    /// Sets an option of the input's or the output's format, as the command line calls it and without the dashes:
    /// `param("delimiter", ";")`, `param("crlf", true)`. One that takes a file is given its name.
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

    /// Sets an option that takes a file, such as `templates`, to a text in memory.
    pub fn param_text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.formats.file(name, text);
        self
    }

    /// When the output says that it was made, in seconds since 1970. Without it, equal inputs give equal bytes.
    pub fn created(self, seconds: u64) -> Self {
        self.with(|options| options.created = Timestamp::from_seconds(seconds))
    }

    /// Makes a warning an error.
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
    /// Those that came before an error are seen by no other way.
    pub fn on_diagnostic(self, report: impl FnMut(Diagnostic) + Send + 'a) -> Self {
        Conversion { report: Some(Box::new(report)), ..self }
    }
}

/// Where it goes: each of these runs the conversion.
impl Conversion<'_> {
    /// Writes a file, packed if its extension says so (`heats.csv.gz`). The file
    /// appears, or is replaced, when it is complete; after an error all is as it was.
    ///
    /// # Errors
    /// [All there are](crate#errors); and a file that is the input.
    pub fn write(mut self, path: impl AsRef<Path>) -> Result<Converted> {
        let path = path.as_ref();
        let writer = match self.writer.take() {
            Some(writer) => writer?,
            None => Format::by_extension(path).ok_or_else(|| unsaid(&path.display(), "to()"))?.writer()?,
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

    /// Writes to anything that takes bytes, in blocks. After an error, what was written is of no use.
    ///
    /// # Errors
    /// [All there are](crate#errors).
    pub fn write_to(mut self, output: impl Write) -> Result<Converted> {
        let writer = self.named()?;
        let mut output = BufWriter::with_capacity(output::BLOCK, output);
        self.run(writer, |source, job, diagnostics| {
            pipeline::convert(source, job, &mut output, diagnostics)?;
            Ok(output.flush()?)
        })
    }

    /// Gives the output as bytes.
    ///
    /// # Errors
    /// [All there are](crate#errors).
    pub fn into_bytes(mut self) -> Result<Converted<Vec<u8>>> {
        let writer = self.named()?;
        self.run(writer, |source, job, diagnostics| {
            let mut bytes = Vec::new();
            pipeline::convert(source, job, &mut bytes, diagnostics).map(|()| bytes)
        })
    }

    /// Gives the output as text.
    ///
    /// # Errors
    /// [All there are](crate#errors); and a format that is not text.
    pub fn into_text(mut self) -> Result<Converted<String>> {
        let writer = self.named()?;
        if writer.format.binary {
            return Err(Error::usage(format!("{} is no text; into_bytes() gives it", writer.format.id)));
        }
        self.writer = Some(Ok(writer));
        let Converted { output, diagnostics } = self.into_bytes()?;
        let output =
            String::from_utf8(output).map_err(|error| Error::output(format!("it is no text: {error}")))?;
        Ok(Converted { output, diagnostics })
    }

    /// Writes each table to a file in a directory, which is made: as CSV unless another format is named, and as CSV
    /// or TSV with a `datapackage.json` that keeps what they cannot hold. All files appear at the end, or none.
    ///
    /// # Errors
    /// [All there are](crate#errors); and options that choose less than whole tables.
    pub fn split(mut self, directory: impl AsRef<Path>) -> Result<Converted> {
        let writer = self.writer.take().unwrap_or_else(|| Format::Csv.writer())?;
        let options = &self.options;
        let guarded = self.formats.has("guard_formulas");
        let whole = !options.infobox && options.columns.is_everything() && options.context == Context::Auto;
        if !whole || self.rows.is_some() || guarded {
            return Err(Error::usage(
                "tables are split whole: without columns, rows, context or guarded formulas",
            ));
        }
        self.run(writer, |source, job, diagnostics| {
            split(source, job, directory.as_ref(), Existing::Replace, diagnostics)
        })
    }

    /// Looks at the input without converting it: what is in it, and how large.
    ///
    /// ```
    /// let outline = convert_tables::from_bytes("Rank,Name\n1,Sun Long\n").from_format(convert_tables::Format::Csv).outline()?;
    /// assert_eq!(outline.tables[0].columns, ["Rank", "Name"]);
    /// assert_eq!(outline.tables[0].rows, 1);
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// # Errors
    /// [All there are](crate#errors).
    pub fn outline(self) -> Result<Outline> {
        self.run(&pipeline::NOTHING, |source, job, _| pipeline::outline(source, job, 0))
            .map(|converted| converted.output)
    }

    /// Gives the documents, as they are and with what was chosen of them, in memory.
    ///
    /// ```
    /// let page = "== Heats ==\n| Rank | Name |\n| 1 | Sun Long |\n\n== Final ==\n| Rank |\n| 1 |\n";
    /// let documents = convert_tables::from_bytes(page).from_format(convert_tables::Format::Wiki).table("Heats").documents()?;
    /// assert_eq!(documents.output[0].tables().count(), 1);
    /// # Ok::<(), convert_tables::Error>(())
    /// ```
    ///
    /// # Errors
    /// [All there are](crate#errors).
    pub fn documents(self) -> Result<Converted<Vec<Document>>> {
        let view = self.options.view.or(Some(View::Document));
        self.with(|options| options.view = view).run(&pipeline::NOTHING, |source, job, diagnostics| {
            let mut documents = Documents::default();
            pipeline::send_to(source, job, diagnostics, &mut documents)?;
            Ok(documents.0)
        })
    }

    /// Gives the tables of all documents, in memory.
    ///
    /// # Errors
    /// [All there are](crate#errors).
    pub fn tables(self) -> Result<Converted<Vec<Table>>> {
        let Converted { output, diagnostics } = self.documents()?;
        Ok(Converted { output: output.into_iter().flat_map(Document::into_tables).collect(), diagnostics })
    }

    /// Sends the documents to a [`Sink`] of your own, as they come.
    ///
    /// # Errors
    /// [All there are](crate#errors), and those of the sink.
    pub fn send_to(self, sink: &mut dyn Sink) -> Result<Converted> {
        self.run(&pipeline::NOTHING, |source, job, diagnostics| {
            pipeline::send_to(source, job, diagnostics, sink)
        })
    }

    /// The writer of the format that is named.
    fn named(&mut self) -> Result<&'static WriterSpec> {
        self.writer.take().unwrap_or_else(|| Err(unsaid(&"the output", "to()")))
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
        let collect = |said| match &mut report {
            Some(report) => report(said),
            None => diagnostics.push(said),
        };
        let output = act(&mut source, &job, &Diagnostics::new(collect).rules(rules))?;
        Ok(Converted { output, diagnostics })
    }
}

/// Neither the extension nor the program says what to write; `named_by` would.
fn unsaid(what: &dyn fmt::Display, named_by: &str) -> Error {
    let known: Vec<&str> = registry::writers().map(|writer| writer.format.id).collect();
    Error::usage(format!("the format of {what} is not said; name it with {named_by}: {}", known.join(", ")))
}
