//! Fields and records as bytes.

use crate::options::{CsvWriteOptions, Quoting};
use memchr::{memchr, memchr3};
use model::infer::is_plain_number;
use model::{Kind, Result, Row};
use std::io::Write;

/// Bytes gathered before they are written on.
const BLOCK: usize = 64 * 1024;

/// Writes records, quoting by RFC 4180.
pub(crate) struct Fields<'a> {
    bytes: Box<dyn Write + 'a>,
    delimiter: u8,
    quoting: Quoting,
    /// Whether a quote goes before what a spreadsheet would run.
    guard: bool,
    end: &'static str,
    buffer: Vec<u8>,
    /// Whether the record has a field already.
    begun: bool,
    /// Where the record starts in the buffer.
    start: usize,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(bytes: Box<dyn Write + 'a>, options: &CsvWriteOptions) -> Self {
        let &CsvWriteOptions { quote, guard_formulas, crlf, bom, .. } = options;
        let delimiter = options.between().byte();
        let mut buffer = Vec::with_capacity(BLOCK + BLOCK / 4);
        if bom {
            buffer.extend_from_slice("\u{FEFF}".as_bytes());
        }
        let (end, start) = (if crlf { "\r\n" } else { "\n" }, buffer.len());
        Fields { bytes, delimiter, quoting: quote, guard: guard_formulas, end, buffer, begun: false, start }
    }

    /// Appends a field that is a text.
    pub(crate) fn field(&mut self, text: &str) {
        self.value(text, Kind::Text);
    }

    /// Appends a field.
    fn value(&mut self, text: &str, kind: Kind) {
        self.separate();
        let guarded = self.guard && kind != Kind::Number && would_run(text);
        let quotes = match self.quoting {
            Quoting::Minimal => self.needs_quotes(text),
            Quoting::All => true,
            Quoting::NonNumeric => {
                let bare = match kind {
                    Kind::Number => true,
                    Kind::Null | Kind::Missing => text.is_empty(),
                    Kind::Untyped => is_plain_number(text),
                    _ => false,
                };
                guarded || !bare || self.needs_quotes(text)
            }
        };
        if quotes {
            self.quoted(text, guarded);
        } else {
            self.buffer.extend_from_slice(if guarded { b"'" } else { b"" });
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
        if self.guard || self.quoting != Quoting::Minimal || self.needs_quotes(row.joined()) {
            row.cells().for_each(|cell| self.value(cell.text, cell.kind));
        } else {
            for text in row.texts() {
                self.separate();
                self.buffer.extend_from_slice(text.as_bytes());
            }
        }
        self.end_record()
    }

    /// Writes out all records so far.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.bytes.write_all(&self.buffer)?;
        self.buffer.clear();
        self.start = 0;
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

    fn quoted(&mut self, text: &str, guarded: bool) {
        let mut rest = text.as_bytes();
        self.buffer.extend_from_slice(if guarded { b"\"'" } else { b"\"" });
        while let Some(quote) = memchr(b'"', rest) {
            self.buffer.extend_from_slice(&rest[..=quote]);
            self.buffer.push(b'"');
            rest = &rest[quote + 1..];
        }
        self.buffer.extend_from_slice(rest);
        self.buffer.push(b'"');
    }
}

/// Whether a spreadsheet that opens the file would take a text for a formula
/// (<https://owasp.org/www-community/attacks/CSV_Injection>). Numbers with a sign are none.
fn would_run(text: &str) -> bool {
    let number = || is_plain_number(text.strip_prefix(['+', '-']).unwrap_or(text));
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_numbers() {
        for text in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "-"] {
            assert!(would_run(text), "{text}");
        }
        for text in ["-1.5", "+44", "1-2", "a=b", "", "'=1"] {
            assert!(!would_run(text), "{text}");
        }
    }
}
