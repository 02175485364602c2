//! What a format tells the registry about itself, and what readers and writers are given.

use crate::{CodeSpec, Diagnostics, Error, Result, Sink, Timestamp, Writer};
use std::collections::BTreeMap;
use std::io::{BufRead, Read, Seek, SeekFrom, Write};

/// The facts about a format that its reader and its writer share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// The name on the command line, such as `csv`.
    pub id: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Other names it goes by.
    pub aliases: &'static [&'static str],
    /// File extensions without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// Media types, the registered one first.
    pub media_types: &'static [&'static str],
    /// Whether it is bytes that do not belong on a terminal.
    pub binary: bool,
}

/// How sure a reader is that an input is its format, from the input's first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    No,
    /// It could be, as nearly anything could.
    Maybe,
    /// It looks like it.
    Likely,
    /// It says so itself.
    Certain,
}

/// An option of a format. The command line makes a flag of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionSpec {
    /// The long name, without dashes.
    pub name: &'static str,
    /// What its value is called in the help, or `None` for a switch. One called `FILE` is the name of a file: the
    /// format is given the file's text ([`Params::files`]), since only the command line reads files.
    pub value: Option<&'static str>,
    /// The values it takes, where they are few; empty for any.
    pub choices: &'static [&'static str],
    /// What it does, in one sentence.
    pub help: &'static str,
}

/// The options given for a conversion, by name. Switches have the value `true`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    values: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Vec<TextFile>>,
}

/// A file that was given as an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name as the user gave it, for messages.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl Params {
    /// Adds a value.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.entry(name.into()).or_default().push(value.into());
    }

    /// Adds a file.
    pub fn add_file(&mut self, name: impl Into<String>, file: TextFile) {
        self.files.entry(name.into()).or_default().push(file);
    }

    /// The files given for an option.
    pub fn files(&self, name: &str) -> &[TextFile] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// The files given for any option.
    pub fn all_files(&self) -> impl Iterator<Item = &TextFile> {
        self.files.values().flatten()
    }

    /// The same options with one more.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.add(name, value);
        self
    }

    /// The options without those that have one of these names.
    pub fn without(&self, names: &[OptionSpec]) -> Self {
        let mut kept = self.clone();
        for option in names {
            kept.values.remove(option.name);
            kept.files.remove(option.name);
        }
        kept
    }

    /// The last value given.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.last().map(String::as_str)
    }

    /// All values given.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether an option was given.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name) || self.files.contains_key(name)
    }

    /// Whether a switch is on.
    pub fn is_set(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    /// When the output is said to be made: the value `created`, in seconds since 1970. Only the command line gives it
    /// one, so that equal documents are equal bytes for everybody else.
    pub fn created(&self) -> Result<Option<Timestamp>> {
        let created = self.get("created").map(|text| {
            text.parse().map_err(|()| {
                Error::usage(format!("SOURCE_DATE_EPOCH takes a number of seconds since 1970, not '{text}'"))
            })
        });
        created.transpose()
    }

    /// The value as anything that parses from text, or the default.
    pub fn parse<T: std::str::FromStr>(&self, name: &str, default: T) -> Result<T> {
        match self.get(name) {
            None => Ok(default),
            Some(text) => {
                text.parse().map_err(|_| Error::usage(format!("--{name} does not take the value '{text}'")))
            }
        }
    }
}

/// Bytes to read that can be sought where the input allows it.
pub trait Source: BufRead + Seek {}
impl<T: BufRead + Seek> Source for T {}

/// A stream of bytes that cannot be sought, as a [`Source`]: seeking is an error.
#[derive(Debug)]
pub struct Unseekable<R>(pub R);

impl<R: Read> Read for Unseekable<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buf)
    }
}

impl<R: BufRead> BufRead for Unseekable<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.0.fill_buf()
    }
    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}

impl<R> Seek for Unseekable<R> {
    fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
        Err(std::io::Error::new(std::io::ErrorKind::Unsupported, "this input cannot be sought"))
    }
}

/// What a reader is given.
pub struct Input<'a> {
    /// The bytes.
    pub bytes: &'a mut dyn Source,
    /// Where to say what is odd.
    pub diagnostics: &'a Diagnostics<'a>,
}

/// What a writer is given.
pub struct Output<'a> {
    /// Where the bytes go. The caller buffers.
    pub bytes: Box<dyn Write + 'a>,
    /// Where to say what is lost.
    pub diagnostics: &'a Diagnostics<'a>,
    /// What a first look over the input found, for writers that ask for one ([`WriterSpec::survey`]).
    pub survey: Option<&'a Survey>,
}

/// What a first look over a whole stream finds: a second look is the price of knowing the end at the start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// The widest header or row.
    pub width: usize,
    /// How many documents there are.
    pub documents: usize,
}

/// A function that reads a format: sends the input's documents to the sink.
///
/// Any bytes give well-ordered events and diagnostics, or an error with a place.
pub type ReadFn = fn(Input<'_>, &Params, &mut dyn Sink) -> Result<()>;

/// A function that opens a writer of a format.
pub type OpenFn = for<'a> fn(Output<'a>, &Params) -> Result<Box<dyn Writer + 'a>>;

/// All that is known about reading a format: a line in the registry.
#[derive(Clone, Copy, Debug)]
pub struct ReaderSpec {
    /// The format.
    pub format: Format,
    /// Recognises the format by the input's first bytes (up to 8 KiB).
    pub sniff: fn(&[u8]) -> Confidence,
    /// Reads without holding the input: peak memory is flat in the number of rows.
    pub streaming: bool,
    /// Needs an input that can be sought.
    pub seek: bool,
    /// The source says what kind of value a cell is.
    pub typed: bool,
    /// Columns may turn up after the first row ([`Event::Columns`](crate::Event::Columns)).
    pub late_columns: bool,
    /// Every input is one plain table whose columns are known before its first row.
    pub one_table: bool,
    /// Its options.
    pub options: &'static [OptionSpec],
    /// The codes of what it says, its own and those of what it shares.
    pub codes: &'static [&'static [CodeSpec]],
    /// Reads it.
    pub read: ReadFn,
}

/// What a writer can hold, when asked for whole documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// Headings, prose, infobox and several tables; else tables only.
    pub documents: bool,
    /// More than one document in one output.
    pub many: bool,
    /// The kinds of cells.
    pub types: bool,
    /// Marks, spans and attributes.
    pub markup: bool,
}

/// All that is known about writing a format: a line in the registry.
#[derive(Clone, Copy, Debug)]
pub struct WriterSpec {
    /// The format.
    pub format: Format,
    /// What it holds.
    pub holds: Holds,
    /// Gives records rather than the document unless asked otherwise.
    pub records: bool,
    /// Writes without holding the table: peak memory is flat in the number of rows.
    pub streaming: bool,
    /// Takes columns that turn up after the first row.
    pub late_columns: bool,
    /// Needs a [`Survey`] to write whole documents.
    pub survey: bool,
    /// Its options.
    pub options: &'static [OptionSpec],
    /// The codes of what it says, its own and those of what it shares.
    pub codes: &'static [&'static [CodeSpec]],
    /// Opens a writer.
    pub open: OpenFn,
}
