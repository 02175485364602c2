//! What readers and writers are given.

use crate::{Diagnostics, Result, Timestamp};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom, Write};

/// Bytes to read, with seeking if the input supports it.
pub trait ReadSeek: BufRead + Seek {}
impl<T: BufRead + Seek> ReadSeek for T {}

/// A stream of bytes that does not support seeking, as a [`ReadSeek`]: seeking is an error.
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
        Err(io::Error::new(io::ErrorKind::Unsupported, "this input does not support seeking"))
    }
}

/// What counts as the header of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Header {
    /// What the source declares, or what the reader recognises.
    #[default]
    Auto,
    /// The first row, if the source declares no header.
    First,
    /// Nothing: header rows are ordinary rows.
    None,
}

/// What a reader's events are for, if its source can be read in more than one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The document as its source lays it out.
    #[default]
    Document,
    /// Its rows, as tables; other values are not used.
    Tables,
    /// Its rows if it has any; any other value passes through unchanged.
    Data,
}

/// Opens the files of a format that consists of several files, by the names that its main file uses for them.
pub trait Resources {
    /// Opens a file.
    ///
    /// # Errors
    /// Returns in words why the file does not exist or cannot be read. With
    /// [`InvalidInput`](io::ErrorKind::InvalidInput), the file is not one that may be opened, and the words continue
    /// from its name: `leads out of the folder`.
    fn open(&self, name: &str) -> io::Result<Box<dyn ReadSeek + '_>>;
}

/// Files in memory.
impl Resources for BTreeMap<String, Vec<u8>> {
    fn open(&self, name: &str) -> io::Result<Box<dyn ReadSeek + '_>> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "no such file");
        Ok(Box::new(Cursor::new(self.get(name).ok_or_else(missing)?)))
    }
}

/// Creates the files of a format that consists of several files, one after the other.
pub trait Files {
    /// Begins a file; the previous one is complete.
    ///
    /// # Errors
    /// Returns an error if the file cannot be created.
    fn create(&mut self, name: &str) -> Result<Box<dyn Write>>;

    /// Completes the file begun last; nothing more is written to it.
    ///
    /// # Errors
    /// Returns an error if what was written could not be kept.
    fn close(&mut self) -> Result<()>;
}

/// What a reader is given.
#[non_exhaustive]
pub struct Input<'a> {
    /// The bytes.
    pub bytes: &'a mut dyn ReadSeek,
    /// Receives everything reported about the input.
    pub diagnostics: &'a Diagnostics<'a>,
    /// What counts as a header.
    pub header: Header,
    /// What the events are for.
    pub purpose: Purpose,
    /// The files that belong to it.
    pub resources: Option<&'a dyn Resources>,
    /// What receives the diagnostics picks some of them by their places: all are to be reported, also those that are
    /// otherwise reported [once](crate::ReaderSpec::once) or left out because there are many.
    pub reports_all: bool,
}

impl<'a> Input<'a> {
    /// Bytes to read, and where to report problems.
    pub fn new(bytes: &'a mut dyn ReadSeek, diagnostics: &'a Diagnostics<'a>) -> Self {
        let (header, purpose) = (Header::Auto, Purpose::Document);
        Input { bytes, diagnostics, header, purpose, resources: None, reports_all: false }
    }

    /// Sets what counts as a header.
    pub fn header(self, header: Header) -> Self {
        Input { header, ..self }
    }

    /// Sets what the events are for.
    pub fn purpose(self, purpose: Purpose) -> Self {
        Input { purpose, ..self }
    }

    /// Asks for all diagnostics, or only for those that a person wants to see.
    pub fn reports_all(self, reports_all: bool) -> Self {
        Input { reports_all, ..self }
    }

    /// Sets the files that belong to it.
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
    /// Where the bytes go. The caller provides the buffering.
    pub bytes: Box<dyn Write + 'a>,
    /// Receives everything reported about the output.
    pub diagnostics: &'a Diagnostics<'a>,
    /// What a first pass over the input found, for writers that ask for it
    /// ([`WriterSpec::survey`](crate::WriterSpec::survey)).
    pub survey: Option<&'a Survey>,
    /// The date of creation in the output, if the format has one. Without it, equal documents give equal bytes.
    pub created: Option<Timestamp>,
}

impl<'a> Output<'a> {
    /// Where the bytes go, and where to report problems.
    pub fn new(bytes: impl Write + 'a, diagnostics: &'a Diagnostics<'a>) -> Self {
        Output { bytes: Box::new(bytes), diagnostics, survey: None, created: None }
    }

    /// Sets what a first pass over the input found.
    pub fn survey(self, survey: &'a Survey) -> Self {
        Output { survey: Some(survey), ..self }
    }

    /// Sets the date of creation.
    pub fn created(self, created: Option<Timestamp>) -> Self {
        Output { created, ..self }
    }
}

impl std::fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("survey", &self.survey).finish_non_exhaustive()
    }
}

/// What a first pass over a whole stream finds: to know the end at the start takes a second pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// The widest header or row.
    pub width: usize,
    /// The number of documents.
    pub documents: usize,
}
