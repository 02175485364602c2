//! Fields and records as bytes.

use memchr::{memchr, memchr3};
use model::{Result, Row};
use std::io::Write;

/// Bytes gathered before they are written on.
const BLOCK: usize = 64 * 1024;

/// Writes records, quoting by RFC 4180 where a field needs it.
pub(crate) struct Fields<'a> {
    bytes: Box<dyn Write + 'a>,
    delimiter: u8,
    end: &'static str,
    buffer: Vec<u8>,
    /// Whether the record has a field already.
    begun: bool,
    /// Where the record starts in the buffer.
    start: usize,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(bytes: Box<dyn Write + 'a>, delimiter: u8, crlf: bool, bom: bool) -> Self {
        let mut buffer = Vec::with_capacity(BLOCK + BLOCK / 4);
        if bom {
            buffer.extend_from_slice("\u{FEFF}".as_bytes());
        }
        let (end, start) = (if crlf { "\r\n" } else { "\n" }, buffer.len());
        Fields { bytes, delimiter, end, buffer, begun: false, start }
    }

    /// Appends a field.
    pub(crate) fn field(&mut self, text: &str) {
        self.separate();
        if self.needs_quotes(text) {
            self.quoted(text);
        } else {
            self.buffer.extend_from_slice(text.as_bytes());
        }
    }

    /// Ends the record. One that is a single empty field is written `""`, or it would be a blank line.
    pub(crate) fn end_record(&mut self) -> Result<()> {
        if self.buffer.len() == self.start {
            self.buffer.extend_from_slice(b"\"\"");
        }
        self.buffer.extend_from_slice(self.end.as_bytes());
        self.begun = false;
        if self.buffer.len() >= BLOCK {
            self.bytes.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        self.start = self.buffer.len();
        Ok(())
    }

    /// Writes a row's texts as one record. What needs no quotes, the common case, is found in one search.
    pub(crate) fn row(&mut self, row: Row<'_>) -> Result<()> {
        if self.needs_quotes(row.joined()) {
            row.texts().for_each(|text| self.field(text));
        } else {
            for text in row.texts() {
                self.separate();
                self.buffer.extend_from_slice(text.as_bytes());
            }
        }
        self.end_record()
    }

    /// Writes everything out.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.bytes.write_all(&self.buffer)?;
        Ok(self.bytes.flush()?)
    }

    fn separate(&mut self) {
        if std::mem::replace(&mut self.begun, true) {
            self.buffer.push(self.delimiter);
        }
    }

    fn needs_quotes(&self, text: &str) -> bool {
        memchr3(self.delimiter, b'"', b'\n', text.as_bytes()).is_some()
            || memchr(b'\r', text.as_bytes()).is_some()
            // At the start of a file it would pass for a byte order mark.
            || text.starts_with('\u{FEFF}')
    }

    fn quoted(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        self.buffer.push(b'"');
        while let Some(quote) = memchr(b'"', rest) {
            self.buffer.extend_from_slice(&rest[..=quote]);
            self.buffer.push(b'"');
            rest = &rest[quote + 1..];
        }
        self.buffer.extend_from_slice(rest);
        self.buffer.push(b'"');
    }
}
