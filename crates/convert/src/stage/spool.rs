//! Rows set aside: in memory while they are few, then in a temporary file.

use crate::cause::unkept;
use model::{Extra, Kind, Result, Row, RowBuf};
use std::fs::File;
use std::io::{BufReader, Error, ErrorKind, Read, Seek, SeekFrom, Write};

/// How many bytes are held in memory.
const BLOCK: usize = 1 << 20;

/// Rows in order, with the text, kind and value of their cells.
///
/// A row is stored as its size in bytes, then each cell: its kind, with a bit that tells whether it has a value; then
/// its text and its value, each after its length.
#[derive(Default)]
pub(crate) struct Spool {
    file: Option<File>,
    /// How many bytes are in the file.
    written: u64,
    /// The bytes after those in the file.
    buffer: Vec<u8>,
}

/// The bit of a cell that has a value.
const HAS_VALUE: u8 = 0x80;

/// Marks a length that takes more than one byte.
const LONG: u8 = u8::MAX;

impl Spool {
    /// How many bytes are stored.
    pub(crate) fn size(&self) -> u64 {
        self.written + self.buffer.len() as u64
    }

    /// Sets a row aside.
    pub(crate) fn push(&mut self, row: Row<'_>) -> Result<()> {
        let start = self.buffer.len();
        self.buffer.extend_from_slice(&[0; 8]);
        for cell in row.cells() {
            let value = cell.value();
            self.buffer.push(cell.kind as u8 | if value.is_some() { HAS_VALUE } else { 0 });
            self.text(cell.text);
            value.into_iter().for_each(|value| self.text(value));
        }
        let size = (self.buffer.len() - start - 8) as u64;
        self.buffer[start..start + 8].copy_from_slice(&size.to_le_bytes());
        if self.buffer.len() >= BLOCK {
            self.spill()?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match u8::try_from(text.len()) {
            Ok(length) if length != LONG => self.buffer.push(length),
            _ => {
                self.buffer.push(LONG);
                self.buffer.extend_from_slice(&(text.len() as u64).to_le_bytes());
            }
        }
        self.buffer.extend_from_slice(text.as_bytes());
    }

    fn spill(&mut self) -> Result<()> {
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile().map_err(unkept)?);
        }
        if let Some(file) = &mut self.file {
            file.write_all(&self.buffer).map_err(unkept)?;
            self.written += self.buffer.len() as u64;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Returns the rows from the first on.
    pub(crate) fn rows(&self) -> Result<Rows<'_>> {
        let spilled: Box<dyn Read + '_> = match &self.file {
            Some(file) => {
                let mut file = file;
                file.seek(SeekFrom::Start(0))?;
                Box::new(BufReader::with_capacity(BLOCK / 8, file))
            }
            None => Box::new(std::io::empty()),
        };
        Ok(Rows { bytes: Box::new(spilled.chain(&*self.buffer)), stored: Vec::new(), row: RowBuf::default() })
    }
}

/// The stored rows.
pub(crate) struct Rows<'s> {
    bytes: Box<dyn Read + 's>,
    stored: Vec<u8>,
    row: RowBuf,
}

impl Rows<'_> {
    /// Returns the next row, which must exist.
    pub(crate) fn next(&mut self) -> Result<Row<'_>> {
        let mut size = [0; 8];
        self.bytes.read_exact(&mut size)?;
        self.stored.resize(usize::try_from(u64::from_le_bytes(size)).unwrap_or(usize::MAX), 0);
        self.bytes.read_exact(&mut self.stored)?;
        self.row.clear();
        let mut rest = &*self.stored;
        while !rest.is_empty() {
            let cell = take_cell(&mut rest).ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
            match cell {
                (kind, text, None) => self.row.push(text, kind),
                (kind, text, Some(value)) => {
                    let extra = Extra { value: Some(value.to_owned()), ..Extra::default() };
                    self.row.push_with(text, kind, extra);
                }
            }
        }
        Ok(self.row.as_row())
    }
}

fn take_cell<'b>(bytes: &mut &'b [u8]) -> Option<(Kind, &'b str, Option<&'b str>)> {
    let (&first, rest) = bytes.split_first()?;
    *bytes = rest;
    let kind = *Kind::ALL.get(usize::from(first & !HAS_VALUE))?;
    let text = take_text(bytes)?;
    let value = if first & HAS_VALUE == 0 { None } else { Some(take_text(bytes)?) };
    Some((kind, text, value))
}

/// Takes a text and the length before it.
fn take_text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let (&short, mut rest) = bytes.split_first()?;
    let mut length = usize::from(short);
    if short == LONG {
        let (long, after) = rest.split_first_chunk()?;
        (length, rest) = (usize::try_from(u64::from_le_bytes(*long)).ok()?, after);
    }
    let (text, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_round_trip() {
        let mut rows = Vec::new();
        for number in 0..3000 {
            let mut row = RowBuf::default();
            row.push(&"x".repeat(number % 1000), Kind::Text);
            row.push("", Kind::Missing);
            let value = (number % 2 == 0).then(|| number.to_string());
            row.push_with("3 May", Kind::Date, Extra { value, ..Extra::default() });
            rows.push(row);
            rows.push(RowBuf::default());
        }
        let mut spool = Spool::default();
        rows.iter().try_for_each(|row| spool.push(row.as_row())).unwrap();
        assert!(spool.file.is_some() && !spool.buffer.is_empty(), "some in the file, some in memory");
        for _ in 0..2 {
            let mut back = spool.rows().unwrap();
            for row in &rows {
                assert_eq!(back.next().unwrap(), row.as_row());
            }
            assert!(back.next().is_err());
        }
    }

    #[test]
    fn every_kind_is_stored() {
        let mut row = RowBuf::default();
        Kind::ALL.iter().for_each(|kind| row.push("é", *kind));
        let mut spool = Spool::default();
        spool.push(row.as_row()).unwrap();
        assert_eq!(spool.rows().unwrap().next().unwrap(), row.as_row());
    }
}
