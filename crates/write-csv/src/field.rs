//! Fields and records as bytes.

use crate::options::{CsvWriteOptions, Quoting};
use memchr::{memchr, memchr3};
use model::infer::is_plain_number;
use model::{Kind, Result, Row};
use std::io::Write;

/// The number of bytes gathered before they are written.
const BLOCK: usize = 64 * 1024;

/// Writes records, quoted by the rules of RFC 4180.
pub(crate) struct Fields<'a> {
    bytes: Box<dyn Write + 'a>,
    delimiter: u8,
    quoting: Quoting,
    /// Whether a quote is put before anything that a spreadsheet would run as a formula.
    guard: bool,
    end: &'static str,
    buffer: Vec<u8>,
    /// Whether the record already has a field.
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

    /// Appends a text field.
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

    /// Ends the record. A single empty field is written as `""`, because it would otherwise be a blank line.
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

    /// Writes the texts of a row as one record. In the common case, one search shows that quotes are not needed.
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
            // At the start of a file it would be read as a byte order mark.
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

/// Whether a spreadsheet that opens the file would read a text as a formula
/// (<https://owasp.org/www-community/attacks/CSV_Injection>). Numbers with a sign do not count.
fn would_run(text: &str) -> bool {
    let number = || is_plain_number(text.strip_prefix(['+', '-']).unwrap_or(text));
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_apart_from_numbers() {
        for text in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "-"] {
            assert!(would_run(text), "{text}");
        }
        for text in ["-1.5", "+44", "1-2", "a=b", "", "'=1"] {
            assert!(!would_run(text), "{text}");
        }
    }
}
