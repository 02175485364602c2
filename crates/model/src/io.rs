//! What readers and writers are given.

use crate::{Diagnostics, Result, Timestamp};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom, Write};

/// Bytes to read that can be sought where the input allows it.
pub trait ReadSeek: BufRead + Seek {}
impl<T: BufRead + Seek> ReadSeek for T {}

/// A stream of bytes that cannot be sought, as a [`ReadSeek`]: seeking is an error.
#[derive(Debug)]
pub struct Unseekable<R>(pub R);

impl<R: Read> Read for Unseekable<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

impl<R: BufRead> BufRead for Unseekable<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }
    fn consume(&mut self, amount: usize) {
        self.0.consume(amount);
    }
}

impl<R> Seek for Unseekable<R> {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "this input cannot be sought"))
    }
}

/// What counts as a table's header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// What its source says, or what its reader recognises.
    #[default]
    Auto,
    /// The first row, where the source says none.
    First,
    /// Nothing: header rows are rows.
    None,
}

/// What a reader's events are for, where its source can be read in more than one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The document as its source lays it out.
    #[default]
    Document,
    /// Its rows, as tables; any other value has no use.
    Tables,
    /// Its rows where it has any; any other value passes through as it is.
    Data,
}

/// Opens the files of a format that is more than one file, by the names by which its main file refers to them.
pub trait Resources {
    /// Opens a file.
    ///
    /// # Errors
    /// The file is not there or cannot be read: why, in words. With [`InvalidInput`](io::ErrorKind::InvalidInput), it
    /// is not among those that may be opened; the words then go on from its name: `leads out of the folder`.
    fn open(&self, name: &str) -> io::Result<Box<dyn ReadSeek + '_>>;
}

/// Files in memory.
impl Resources for BTreeMap<String, Vec<u8>> {
    fn open(&self, name: &str) -> io::Result<Box<dyn ReadSeek + '_>> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "there is no such file");
        Ok(Box::new(Cursor::new(self.get(name).ok_or_else(missing)?)))
    }
}

/// Makes the files of a format that is more than one file: one after the other.
pub trait Files {
    /// Begins a file; the one before is complete.
    ///
    /// # Errors
    /// The file cannot be made.
    fn create(&mut self, name: &str) -> Result<Box<dyn Write>>;

    /// Completes the file that was begun last; nothing more is written to it.
    ///
    /// # Errors
    /// What was written could not be kept.
    fn close(&mut self) -> Result<()>;
}

/// What a reader is given.
#[non_exhaustive]
pub struct Input<'a> {
    /// The bytes.
    pub bytes: &'a mut dyn ReadSeek,
    /// Where to report what is odd.
    pub diagnostics: &'a Diagnostics<'a>,
    /// What counts as a header.
    pub header: Header,
    /// What the events are for.
    pub purpose: Purpose,
    /// The files beside it.
    pub resources: Option<&'a dyn Resources>,
    /// What receives the diagnostics picks some of them by their places: all are to be reported, also those that are
    /// otherwise reported [once](crate::ReaderSpec::once) or left out because there are many.
    pub reports_all: bool,
}

impl<'a> Input<'a> {
    /// Bytes to read, and where to report what is odd.
    pub fn new(bytes: &'a mut dyn ReadSeek, diagnostics: &'a Diagnostics<'a>) -> Self {
        let (header, purpose) = (Header::Auto, Purpose::Document);
        Input { bytes, diagnostics, header, purpose, resources: None, reports_all: false }
    }

    /// Says what counts as a header.
    pub fn header(self, header: Header) -> Self {
        Input { header, ..self }
    }

    /// Says what the events are for.
    pub fn purpose(self, purpose: Purpose) -> Self {
        Input { purpose, ..self }
    }

    /// Asks for all diagnostics, or only for those that a person wants to see.
    pub fn reports_all(self, reports_all: bool) -> Self {
        Input { reports_all, ..self }
    }

    /// Gives the files beside it.
    pub fn resources(self, resources: &'a dyn Resources) -> Self {
        Input { resources: Some(resources), ..self }
    }
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Input { header, purpose, .. } = self;
        f.debug_struct("Input").field("header", header).field("purpose", purpose).finish_non_exhaustive()
    }
}

/// What a writer is given.
#[non_exhaustive]
pub struct Output<'a> {
    /// Where the bytes go. The caller buffers.
    pub bytes: Box<dyn Write + 'a>,
    /// Where to report what is lost.
    pub diagnostics: &'a Diagnostics<'a>,
    /// What a first look over the input found, for writers that ask for one
    /// ([`WriterSpec::survey`](crate::WriterSpec::survey)).
    pub survey: Option<&'a Survey>,
    /// When the output says that it was made, if it says so. Without it equal documents are equal bytes.
    pub created: Option<Timestamp>,
}

impl<'a> Output<'a> {
    /// Where the bytes go, and where to report what is lost.
    pub fn new(bytes: impl Write + 'a, diagnostics: &'a Diagnostics<'a>) -> Self {
        Output { bytes: Box::new(bytes), diagnostics, survey: None, created: None }
    }

    /// Gives what a first look over the input found.
    pub fn survey(self, survey: &'a Survey) -> Self {
        Output { survey: Some(survey), ..self }
    }

    /// Says when the output was made.
    pub fn created(self, created: Option<Timestamp>) -> Self {
        Output { created, ..self }
    }
}

impl std::fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("survey", &self.survey).finish_non_exhaustive()
    }
}

/// What a first look over a whole stream finds: a second look is the price of knowing the end at the start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// The widest header or row.
    pub width: usize,
    /// How many documents there are.
    pub documents: usize,
}
