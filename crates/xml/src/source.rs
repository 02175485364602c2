//! Bytes in, with what an error needs to know: which line they are on, and how much is too much.

use crate::decode::Decoded;
use model::Place;
use std::io::{BufRead, Error, Read, Result};

/// How much is read at once.
const CHUNK: usize = 64 << 10;
/// The longest single piece of markup or text.
pub(crate) const LONGEST: u64 = 64 << 20;

/// A buffered reader that knows its place.
pub struct Located<R> {
    inner: Decoded<R>,
    buffer: Box<[u8]>,
    /// What is read next, so that at the end the last bytes are still there to be shown.
    next: Box<[u8]>,
    start: usize,
    end: usize,
    /// Offset of the buffer's first byte, and the line it is on.
    offset: u64,
    line: u64,
    /// Offset of the first byte of that line.
    line_start: u64,
    /// Where the current piece started.
    mark: u64,
    /// The most bytes, where they are inflated as they are read and may be a bomb.
    most: Option<u64>,
}

impl<R: Read> Located<R> {
    /// Reads from here, at most so many bytes.
    pub fn new(inner: R, most: Option<u64>) -> Self {
        let empty = || vec![0; CHUNK].into_boxed_slice();
        Located {
            inner: Decoded::new(inner),
            buffer: empty(),
            next: empty(),
            start: 0,
            end: 0,
            offset: 0,
            line: 1,
            line_start: 0,
            mark: 0,
            most,
        }
    }

    fn position(&self) -> u64 {
        self.offset + self.start as u64
    }

    /// What was read and not consumed.
    #[inline]
    pub fn at_hand(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// A new piece starts here.
    #[inline]
    pub fn mark(&mut self) {
        self.mark = self.position();
    }

    /// The place of the current piece's first byte, or of the nearest byte after it that is still known.
    pub fn place(&self) -> Place {
        self.place_of(self.mark.max(self.offset))
    }

    /// The place up to which the input has been read.
    pub fn place_reached(&self) -> Place {
        self.place_of(self.position())
    }

    fn place_of(&self, offset: u64) -> Place {
        let before = &self.buffer[..usize::try_from(offset - self.offset).unwrap_or(0).min(self.end)];
        let newlines = memchr::memchr_iter(b'\n', before).count() as u64;
        let line_start = match memchr::memrchr(b'\n', before) {
            Some(at) => at + 1,
            None => 0,
        };
        let characters = before[line_start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        // Bytes of the line that are gone count as characters.
        let gone = if newlines == 0 { self.offset - self.line_start } else { 0 };
        Place { line: self.line + newlines, column: 1 + gone + characters, offset: Some(offset), part: None }
    }

    fn refill(&mut self) -> Result<()> {
        if self.position() - self.mark > LONGEST {
            return Err(Error::other("a single piece of markup or text is longer than 64 MiB"));
        }
        if let Some(most) = self.most.filter(|&most| self.offset > most) {
            let most = most >> 20;
            return Err(Error::other(format!(
                "it inflates to more than {most} MiB; if that is meant, raise --max-size"
            )));
        }
        let count = loop {
            match self.inner.read(&mut self.next) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        if count == 0 {
            return Ok(());
        }
        let read = &self.buffer[..self.end];
        if let Some(last) = memchr::memrchr(b'\n', read) {
            self.line += memchr::memchr_iter(b'\n', read).count() as u64;
            self.line_start = self.offset + last as u64 + 1;
        }
        self.offset += self.end as u64;
        std::mem::swap(&mut self.buffer, &mut self.next);
        (self.start, self.end) = (0, count);
        Ok(())
    }
}

impl<R: Read> Read for Located<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Located<R> {
    #[inline]
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.start == self.end {
            self.refill()?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.start = (self.start + amount).min(self.end);
    }
}
