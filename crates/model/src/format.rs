//! How a format describes itself to the registry.

use crate::{AnyOptions, CodeSpec, Error, Input, OptionSpec, Options, Output, Result, Sink, Writer};
use std::fmt;

/// The facts about a format that its reader and its writer share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormatInfo {
    /// The name on the command line, such as `csv`.
    pub id: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// File extensions without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// Media types, the registered one first.
    pub media_types: &'static [&'static str],
    /// Whether it consists of bytes that do not belong on a terminal.
    pub binary: bool,
}

impl FormatInfo {
    /// A text format with an id and a title.
    ///
    /// ```
    /// use convert_model::FormatInfo;
    ///
    /// const CSV: FormatInfo =
    ///     FormatInfo::new("csv", "comma-separated values").extensions(&["csv"]).media_types(&["text/csv"]);
    /// assert!(!CSV.binary);
    /// ```
    pub const fn new(id: &'static str, title: &'static str) -> Self {
        FormatInfo { id, title, aliases: &[], extensions: &[], media_types: &[], binary: false }
    }

    /// Sets other names for it.
    pub const fn aliases(self, aliases: &'static [&'static str]) -> Self {
        FormatInfo { aliases, ..self }
    }

    /// Sets the file extensions without the dot, the usual one first.
    pub const fn extensions(self, extensions: &'static [&'static str]) -> Self {
        FormatInfo { extensions, ..self }
    }

    /// Sets the media types, the registered one first.
    pub const fn media_types(self, media_types: &'static [&'static str]) -> Self {
        FormatInfo { media_types, ..self }
    }

    /// Marks it as bytes that do not belong on a terminal.
    pub const fn binary(self) -> Self {
        FormatInfo { binary: true, ..self }
    }
}

/// How sure a reader is, from the first bytes of an input, that the input has its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It does not.
    No,
    /// It could have, as nearly anything could.
    Maybe,
    /// It looks like it.
    Likely,
    /// It says so itself.
    Certain,
}

/// A reading function and the type of its options, for [`ReaderSpec::new`].
///
/// For any bytes, it sends well-ordered events and reports diagnostics, or returns an error with a place.
pub struct Reading<O>(pub fn(Input<'_>, &O, &mut dyn Sink) -> Result<()>);

/// A function that opens a writer and the type of its options, for [`WriterSpec::new`].
pub struct Writing<O>(pub for<'a> fn(Output<'a>, &O) -> Result<Box<dyn Writer + 'a>>);

/// A [`Reading`] with its type of options erased.
pub trait Read: Sync {
    /// Its options.
    fn options(&self) -> &'static [OptionSpec];
    /// Its default options.
    fn default_options(&self) -> AnyOptions;
    /// Reads.
    ///
    /// # Errors
    /// Returns what is wrong with the input, with a place, and any error of the sink.
    fn read(&self, input: Input<'_>, options: &AnyOptions, sink: &mut dyn Sink) -> Result<()>;
}

/// A [`Writing`] with its type of options erased.
pub trait Open: Sync {
    /// Its options.
    fn options(&self) -> &'static [OptionSpec];
    /// Its default options.
    fn default_options(&self) -> AnyOptions;
    /// Opens a writer.
    ///
    /// # Errors
    /// Returns an error if the writer cannot start.
    fn open<'a>(&self, output: Output<'a>, options: &AnyOptions) -> Result<Box<dyn Writer + 'a>>;
}

fn own<O: Options>(options: &AnyOptions) -> Result<&O> {
    options.get().ok_or_else(|| Error::internal("the options belong to another format"))
}

impl<O: Options> Read for Reading<O> {
    fn options(&self) -> &'static [OptionSpec] {
        O::SPECS
    }

    fn default_options(&self) -> AnyOptions {
        AnyOptions::new(O::default())
    }

    fn read(&self, input: Input<'_>, options: &AnyOptions, sink: &mut dyn Sink) -> Result<()> {
        self.0(input, own(options)?, sink)
    }
}

impl<O: Options> Open for Writing<O> {
    fn options(&self) -> &'static [OptionSpec] {
        O::SPECS
    }

    fn default_options(&self) -> AnyOptions {
        AnyOptions::new(O::default())
    }

    fn open<'a>(&self, output: Output<'a>, options: &AnyOptions) -> Result<Box<dyn Writer + 'a>> {
        self.0(output, own(options)?)
    }
}

/// Everything known about reading a format: an entry of the registry.
///
/// ```
/// use convert_model::{Confidence, FormatInfo, Input, NoOptions, ReaderSpec, Reading, Result, Sink};
///
/// fn read(input: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> Result<()> {
///     // Send the input's documents to the sink.
///     Ok(())
/// }
///
/// const LINES: ReaderSpec =
///     ReaderSpec::new(FormatInfo::new("lines", "lines of text"), |_| Confidence::Maybe, &Reading(read)).streaming();
/// assert!(LINES.streaming && LINES.options().is_empty());
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ReaderSpec {
    /// The format.
    pub format: FormatInfo,
    /// Recognises the format from the first bytes of an input (up to 8 KiB).
    pub sniff: fn(&[u8]) -> Confidence,
    /// It does not hold the input in memory: peak memory does not grow with the number of rows.
    pub streaming: bool,
    /// It needs an input that supports seeking.
    pub seek: bool,
    /// The source declares the kind of value of each cell.
    pub typed: bool,
    /// Columns may turn up after the first row ([`Event::Columns`](crate::Event::Columns)).
    pub late_columns: bool,
    /// Every input is one plain table whose columns are known before its first row.
    pub one_table: bool,
    /// Every input is a sequence of any number of documents ([`Holds::many`] of its source).
    pub many_documents: bool,
    /// The codes it reports that belong to the format or its family. Those in [`codes`](crate::codes) are shared by
    /// all.
    pub codes: &'static [&'static [CodeSpec]],
    /// The codes of what can change where the parts after it begin and end, such as a comment that is never closed: it
    /// concerns a table that comes later too.
    pub structural: &'static [&'static str],
    /// The codes of what is reported once for each message, wherever it occurs.
    pub once: &'static [&'static str],
    read: &'static dyn Read,
}

impl ReaderSpec {
    /// A reader that recognises its format with `sniff`, and has no capabilities other than reading.
    pub const fn new(format: FormatInfo, sniff: fn(&[u8]) -> Confidence, read: &'static dyn Read) -> Self {
        ReaderSpec {
            format,
            sniff,
            streaming: false,
            seek: false,
            typed: false,
            late_columns: false,
            one_table: false,
            many_documents: false,
            codes: &[],
            structural: &[],
            once: &[],
            read,
        }
    }

    /// Declares that it does not hold the input in memory.
    pub const fn streaming(self) -> Self {
        ReaderSpec { streaming: true, ..self }
    }

    /// Declares that it needs an input that supports seeking.
    pub const fn seek(self) -> Self {
        ReaderSpec { seek: true, ..self }
    }

    /// Declares that the source has the kind of value of each cell.
    pub const fn typed(self) -> Self {
        ReaderSpec { typed: true, ..self }
    }

    /// Declares that columns may turn up after the first row.
    pub const fn late_columns(self) -> Self {
        ReaderSpec { late_columns: true, ..self }
    }

    /// Declares that every input is one plain table whose columns are known before its first row.
    pub const fn one_table(self) -> Self {
        ReaderSpec { one_table: true, ..self }
    }

    /// Declares that every input is a sequence of documents.
    pub const fn many_documents(self) -> Self {
        ReaderSpec { many_documents: true, ..self }
    }

    /// Sets the codes it reports.
    pub const fn codes(self, codes: &'static [&'static [CodeSpec]]) -> Self {
        ReaderSpec { codes, ..self }
    }

    /// The codes of what can change where the parts after it begin and end.
    pub const fn structural(self, structural: &'static [&'static str]) -> Self {
        ReaderSpec { structural, ..self }
    }

    /// The codes of what is reported once for each message.
    pub const fn once(self, once: &'static [&'static str]) -> Self {
        ReaderSpec { once, ..self }
    }

    /// Its options.
    pub fn options(&self) -> &'static [OptionSpec] {
        self.read.options()
    }

    /// Its default options.
    pub fn default_options(&self) -> AnyOptions {
        self.read.default_options()
    }

    /// Reads an input: sends its documents to the sink.
    ///
    /// # Errors
    /// Returns what is wrong with the input, with a place, any error of the sink, and an error for options of another
    /// format.
    pub fn read(&self, input: Input<'_>, options: &AnyOptions, sink: &mut dyn Sink) -> Result<()> {
        self.read.read(input, options, sink)
    }
}

impl fmt::Debug for ReaderSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReaderSpec").field("format", &self.format.id).finish_non_exhaustive()
    }
}

/// What a writer can hold when it is asked for whole documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Holds {
    /// Headings, prose, an infobox and several tables; otherwise tables only.
    pub documents: bool,
    /// More than one document per output.
    pub many: bool,
    /// The kinds of cells.
    pub types: bool,
    /// Marks, spans and attributes.
    pub markup: bool,
}

impl Holds {
    /// Tables only, one document, no kinds, no markup.
    pub const TABLES: Holds = Holds { documents: false, many: false, types: false, markup: false };
    /// Whole documents, one per output, without kinds and markup.
    pub const DOCUMENTS: Holds = Holds { documents: true, ..Holds::TABLES };
    /// Everything.
    pub const EVERYTHING: Holds = Holds { documents: true, many: true, types: true, markup: true };

    /// Sets whether one output holds more than one document.
    pub const fn many(self, many: bool) -> Self {
        Holds { many, ..self }
    }

    /// Sets whether it holds the kinds of cells.
    pub const fn types(self, types: bool) -> Self {
        Holds { types, ..self }
    }

    /// Sets whether it holds marks, spans and attributes.
    pub const fn markup(self, markup: bool) -> Self {
        Holds { markup, ..self }
    }
}

/// Everything known about writing a format: an entry of the registry.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct WriterSpec {
    /// The format.
    pub format: FormatInfo,
    /// What it holds.
    pub holds: Holds,
    /// It writes records instead of the document unless asked otherwise.
    pub records: bool,
    /// It does not hold the table in memory: peak memory does not grow with the number of rows.
    pub streaming: bool,
    /// It accepts columns that turn up after the first row.
    pub late_columns: bool,
    /// It needs a [`Survey`](crate::Survey) to write whole documents.
    pub survey: bool,
    /// It writes a date of creation ([`Output::created`]).
    pub dated: bool,
    /// The codes it reports that belong to the format or its family. Those in [`codes`](crate::codes) are shared by
    /// all.
    pub codes: &'static [&'static [CodeSpec]],
    open: &'static dyn Open,
}

impl WriterSpec {
    /// A writer that holds this much and has no other capabilities.
    pub const fn new(format: FormatInfo, holds: Holds, open: &'static dyn Open) -> Self {
        WriterSpec {
            format,
            holds,
            records: false,
            streaming: false,
            late_columns: false,
            survey: false,
            dated: false,
            codes: &[],
            open,
        }
    }

    /// Declares that it writes records instead of the document unless asked otherwise.
    pub const fn records(self) -> Self {
        WriterSpec { records: true, ..self }
    }

    /// Declares that it does not hold the table in memory.
    pub const fn streaming(self) -> Self {
        WriterSpec { streaming: true, ..self }
    }

    /// Declares that it accepts columns that turn up after the first row.
    pub const fn late_columns(self) -> Self {
        WriterSpec { late_columns: true, ..self }
    }

    /// Declares that it needs a survey to write whole documents.
    pub const fn survey(self) -> Self {
        WriterSpec { survey: true, ..self }
    }

    /// Declares that it writes a date of creation.
    pub const fn dated(self) -> Self {
        WriterSpec { dated: true, ..self }
    }

    /// Sets the codes it reports.
    pub const fn codes(self, codes: &'static [&'static [CodeSpec]]) -> Self {
        WriterSpec { codes, ..self }
    }

    /// Its options.
    pub fn options(&self) -> &'static [OptionSpec] {
        self.open.options()
    }

    /// Its default options.
    pub fn default_options(&self) -> AnyOptions {
        self.open.default_options()
    }

    /// Opens a writer.
    ///
    /// # Errors
    /// Returns an error if the writer cannot start, and for options of another format.
    pub fn open<'a>(&self, output: Output<'a>, options: &AnyOptions) -> Result<Box<dyn Writer + 'a>> {
        self.open.open(output, options)
    }
}

impl fmt::Debug for WriterSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriterSpec").field("format", &self.format.id).finish_non_exhaustive()
    }
}
