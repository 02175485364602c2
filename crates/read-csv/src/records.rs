//! Records: the fields of one record at a time, and the source lines they came from.

use crate::CsvReadOptions;
use crate::decode::{Decoder, name_the_encoding};
use crate::dialect::{Dialect, has_header, is_settled, only_lf, recognise};
use crate::escaped::{self, Found};
use crate::quotes;
use csv_core::ReadRecordResult;
use model::{Delimited, Diagnostic, Error, Hint, LineEnd, Place, Result, Row, SourceRange, codes};
use std::ops::Range;

/// The longest record allowed: past it, a quote was surely never closed.
const LONGEST: usize = 1 << 28;

/// What is not given is recognised from this many lines, or this many bytes if that is less; fewer if the first lines
/// [settle](is_settled) it.
const SAMPLE: usize = 20;
const SAMPLE_BYTES: usize = 64 << 10;

/// Reads records from a decoded source. The buffers are reused, and hold one record.
pub(crate) struct Records<'a> {
    decoder: Decoder<'a>,
    core: csv_core::Reader,
    pub(crate) dialect: Dialect,
    /// Whether the first record looks like a header.
    pub(crate) has_header: bool,
    /// How the first line ends.
    line_end: LineEnd,
    /// The number of lines left out as comments.
    pub(crate) comments: u64,
    /// The number of lines before those that the machine counts.
    skipped: u64,
    /// The number of lines in records of escaped dialects, which the machine does not count.
    lines: u64,
    /// Decoded bytes, starting with the first of the current record.
    buffer: Vec<u8>,
    /// Where the current record starts, and how far it was parsed.
    start: usize,
    parsed: usize,
    ended: bool,
    /// The number of decoded bytes before the buffer.
    offset: u64,
    /// The line on which the current record starts.
    line: u64,
    text: Vec<u8>,
    ends: Vec<usize>,
    fields: usize,
    /// The first record was already read, by a lookahead.
    ahead: bool,
}

impl<'a> Records<'a> {
    /// Recognises what is not given from the first block.
    pub(crate) fn new(mut decoder: Decoder<'a>, given: &CsvReadOptions) -> Result<Self> {
        let mut buffer = Vec::new();
        let mut ended = !decoder.read(&mut buffer)?;
        let (mut skipped, mut offset) = (0, 0);
        while skipped < given.skip_lines {
            match memchr::memchr(b'\n', &buffer) {
                Some(end) => {
                    buffer.drain(..=end);
                    offset += end as u64 + 1;
                    skipped += 1;
                }
                None if ended => {
                    buffer.clear();
                    break;
                }
                None => ended = !decoder.read(&mut buffer)?,
            }
        }
        // The result is the same however the bytes arrive: a slow stream is waited for, unless the bytes that have arrived
        // settle the dialect.
        let lines = if given.is_complete() { 2 } else { SAMPLE };
        let looked_at = loop {
            let end = memchr::memchr_iter(b'\n', &buffer).nth(lines - 1).map(|end| end + 1);
            if end.is_some() || ended || buffer.len() >= SAMPLE_BYTES {
                break end.unwrap_or(buffer.len()).min(SAMPLE_BYTES);
            }
            let whole_lines = memchr::memrchr(b'\n', &buffer).map_or(0, |end| end + 1);
            if is_settled(&only_lf(&buffer[..whole_lines]), given) {
                break whole_lines;
            }
            ended = !decoder.read(&mut buffer)?;
        };
        let sample = &buffer[..looked_at];
        let plain = only_lf(sample);
        let dialect = recognise(&plain, given);
        let (has_header, line_end) = (has_header(&plain, dialect).unwrap_or(true), line_end(sample, dialect));
        Ok(Records {
            decoder,
            core: dialect.reader(),
            dialect,
            has_header,
            line_end,
            comments: 0,
            skipped,
            lines: 0,
            buffer,
            start: 0,
            parsed: 0,
            ended,
            offset,
            line: 1 + skipped,
            text: vec![0; 1024],
            ends: vec![0; 64],
            fields: 0,
            ahead: false,
        })
    }

    /// The dialect of the records.
    pub(crate) fn delimited(&self) -> Delimited {
        let Dialect { delimiter, quote, escape, .. } = self.dialect;
        Delimited {
            delimiter: char::from(delimiter),
            quote: quote.map(char::from),
            escape: escape.map(char::from),
            header: self.has_header,
            line_end: self.line_end,
        }
    }

    /// The first record, as a lookahead: it is still the next one to be read.
    pub(crate) fn first(&mut self) -> Result<Row<'_>> {
        self.ahead = self.advance()?;
        self.row()
    }

    /// Advances to the next record; returns `false` at the end of the input.
    pub(crate) fn next(&mut self) -> Result<bool> {
        if std::mem::take(&mut self.ahead) { Ok(true) } else { self.advance() }
    }

    fn advance(&mut self) -> Result<bool> {
        loop {
            (self.start, self.fields) = (self.parsed, 0);
            self.line = self.core.line() + self.skipped;
            let is_escaped = self.dialect.is_escaped();
            if !(if is_escaped { self.advance_escaped()? } else { self.advance_plain()? }) {
                return Ok(false);
            }
            if self.ended && self.parsed == self.buffer.len() && quotes::is_open(self.raw(), self.dialect) {
                return Err(self.unclosed());
            }
            if self.dialect.comment.is_some() {
                self.comments += self.leading().1;
            }
            if is_escaped || !self.is_blank() {
                return Ok(true);
            }
        }
    }

    /// Takes the CR of a CR LF off the last field; returns whether there was nothing else.
    fn is_blank(&mut self) -> bool {
        if self.dialect.cr || !self.buffer[self.start..self.parsed].ends_with(b"\r\n") {
            return false;
        }
        if let Some(end) = self.ends[..self.fields].last_mut() {
            *end = end.saturating_sub(1);
        }
        self.fields == 1 && self.start + self.leading().0 == self.parsed
    }

    /// Runs the machine to the end of a record.
    fn advance_plain(&mut self) -> Result<bool> {
        let mut length = 0;
        loop {
            // An empty slice tells the machine that the input has ended, so it never gets one before that.
            while self.parsed == self.buffer.len() && !self.ended {
                self.refill()?;
            }
            let input = &self.buffer[self.parsed..];
            let (result, read, written, ends) =
                self.core.read_record(input, &mut self.text[length..], &mut self.ends[self.fields..]);
            self.parsed += read;
            length += written;
            self.fields += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Ok(true),
                ReadRecordResult::End => return Ok(false),
            }
        }
    }

    /// The same for a dialect that the machine cannot read: parsing is retried until the record is whole.
    fn advance_escaped(&mut self) -> Result<bool> {
        loop {
            let bytes = &self.buffer[self.parsed..];
            let found = escaped::record(bytes, self.dialect, self.ended, &mut self.text, &mut self.ends);
            let taken = match found {
                Found::Record(taken) => taken,
                Found::Nothing(_) if self.ended => return Ok(false),
                Found::Nothing(_) | Found::Cut => {
                    self.refill()?;
                    continue;
                }
            };
            self.line = 1 + self.skipped + self.lines;
            self.lines += memchr::memchr_iter(b'\n', &bytes[..taken]).count() as u64;
            self.parsed += taken;
            self.fields = self.ends.len();
            return Ok(true);
        }
    }

    /// Takes the next block, and drops everything before the current record.
    fn refill(&mut self) -> Result<()> {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.offset += self.start as u64;
            self.parsed -= self.start;
            self.start = 0;
        }
        if self.buffer.len() > LONGEST {
            let message = format!("a record is longer than {} MiB", LONGEST >> 20);
            let diagnostic = Diagnostic::error("csv-record-too-long", message).at(Place::at(self.line, 1));
            return Err(Error::input(diagnostic.hint("a quoted field may never be closed")));
        }
        self.ended = !self.decoder.read(&mut self.buffer)?;
        Ok(())
    }

    /// The current record as a row.
    pub(crate) fn row(&self) -> Result<Row<'_>> {
        let ends = &self.ends[..self.fields];
        let text = &self.text[..ends.last().copied().unwrap_or(0)];
        match std::str::from_utf8(text) {
            // A field must not start inside a character either.
            Ok(text) if ends.iter().all(|&end| text.is_char_boundary(end)) => {
                Ok(Row::new(text, ends).with_source(self.source()))
            }
            _ => Err(self.not_utf8()),
        }
    }

    /// The bytes of the current record in the source, without the line ends around it.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.buffer[self.range()]
    }

    /// The range of [`Records::raw`] in the buffer.
    #[inline]
    fn range(&self) -> Range<usize> {
        let start = self.start + self.leading().0;
        let end = match &self.buffer[start..self.parsed] {
            [.., b'\r', b'\n'] => self.parsed - 2,
            [.., b'\n' | b'\r'] => self.parsed - 1,
            _ => self.parsed,
        };
        start..end
    }

    /// The range of the record in the source, if the source was not transcoded.
    fn source(&self) -> Option<SourceRange> {
        let (before, Range { start, end }) = (self.offset + self.decoder.before()?, self.range());
        Some(SourceRange { start: before + start as u64, end: before + end as u64 })
    }

    /// The number of bytes of blank lines and comments before the current record, and the number of comments.
    #[inline]
    fn leading(&self) -> (usize, u64) {
        // Most records have none.
        match self.buffer.get(self.start) {
            Some(b'\n' | b'\r') => self.lines_before(),
            first if first.is_some() && first == self.dialect.comment.as_ref() => self.lines_before(),
            _ => (0, 0),
        }
    }

    fn lines_before(&self) -> (usize, u64) {
        let record = &self.buffer[self.start..self.parsed];
        let (mut at, mut comments) = (0, 0);
        while let Some(&byte) = record.get(at) {
            if self.dialect.is_line_end(&record[at..]) {
                at += 1;
            } else if Some(byte) == self.dialect.comment {
                at += memchr::memchr(b'\n', &record[at..]).unwrap_or(record.len() - at);
                comments += 1;
            } else {
                break;
            }
        }
        (at, comments)
    }

    /// Whether the record has any quote in its source.
    pub(crate) fn has_quotes(&self) -> bool {
        let quote = self.dialect.quote;
        quote.is_some_and(|quote| memchr::memchr(quote, &self.buffer[self.start..self.parsed]).is_some())
    }

    /// The place of a byte of [`Records::raw`].
    pub(crate) fn place(&self, at: usize) -> Place {
        let record = &self.buffer[self.start..self.parsed];
        let before = &record[..(self.leading().0 + at).min(record.len())];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let lines = before.iter().filter(|&&byte| byte == b'\n').count() as u64;
        let characters = before[line_start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        Place {
            line: self.line + lines,
            column: 1 + characters,
            offset: Some(self.offset + (self.start + before.len()) as u64),
            part: None,
        }
    }

    /// A diagnostic about a byte of [`Records::raw`], with its line.
    pub(crate) fn locate(&self, diagnostic: Diagnostic, at: usize) -> Diagnostic {
        let raw = self.raw();
        let at = at.min(raw.len());
        let start = raw[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let end = raw[at..].iter().position(|&byte| byte == b'\n').map_or(raw.len(), |length| at + length);
        let excerpt = String::from_utf8_lossy(&raw[start..end]).trim_end_matches('\r').to_owned();
        Diagnostic { excerpt: Some(excerpt), ..diagnostic.at(self.place(at)) }
    }

    fn unclosed(&self) -> Error {
        let at = quotes::last_opened(self.raw(), self.dialect);
        let diagnostic = Diagnostic::error("csv-unclosed-quote", "a quoted field is never closed")
            .hint("the input may be truncated; a quote inside a field must be written twice");
        Error::input(self.locate(diagnostic, at))
    }

    fn not_utf8(&self) -> Error {
        let raw = self.raw();
        let at = std::str::from_utf8(raw).err().map_or(0, |error| error.valid_up_to());
        // Every other byte of Latin text in UTF-16 is zero.
        let wide = memchr::memchr(0, raw).is_some();
        let hint = if wide {
            Hint::default()
                .text("it looks like UTF-16; name it with ")
                .setting("encoding", "utf-16le")
                .text(" or utf-16be")
        } else {
            name_the_encoding()
        };
        let diagnostic = codes::ENCODING.error("these bytes are not UTF-8").hint(hint);
        Error::input(self.locate(diagnostic, at))
    }
}

/// How the first line ends.
fn line_end(block: &[u8], dialect: Dialect) -> LineEnd {
    match memchr::memchr(b'\n', block) {
        _ if dialect.cr => LineEnd::Cr,
        Some(at) if block[..at].ends_with(b"\r") => LineEnd::CrLf,
        _ => LineEnd::Lf,
    }
}
