//! Buffered input that tracks lines and columns for errors, and enforces limits.

use crate::decode::Decoded;
use model::Place;
use std::io::{BufRead, Error, ErrorKind, Read, Result};

/// How many bytes are read at once.
const CHUNK: usize = 64 << 10;
/// The most bytes of a single piece of markup or text.
pub(crate) const LONGEST: u64 = 64 << 20;

/// A position in the input.
#[derive(Clone, Copy)]
struct Spot {
    line: u64,
    column: u64,
    offset: u64,
}

impl Spot {
    const START: Spot = Spot { line: 1, column: 1, offset: 0 };

    /// The place after these bytes.
    fn after(mut self, bytes: &[u8]) -> Self {
        let line = match memchr::memrchr(b'\n', bytes) {
            Some(last) => {
                self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
                self.column = 1;
                &bytes[last + 1..]
            }
            None => bytes,
        };
        self.column += characters(line);
        self.offset += bytes.len() as u64;
        self
    }
}

/// How many characters start in these bytes. The compiler vectorizes sums of `u8`.
fn characters(bytes: &[u8]) -> u64 {
    let starts = |chunk: &[u8]| chunk.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(255).map(|chunk| u64::from(starts(chunk))).sum()
}

/// The error if a decoder yields more bytes than are allowed.
#[derive(Debug)]
pub(crate) struct Inflated(u64);

impl std::fmt::Display for Inflated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "it inflates to more than {} MiB", self.0 >> 20)
    }
}

impl std::error::Error for Inflated {}

/// A buffered reader that knows its place in the input.
pub struct Located<R> {
    inner: Decoded<R>,
    buffer: Box<[u8]>,
    /// The buffer for the next read; a separate one, so that `buffer` still has the last bytes at the end of the input.
    next: Box<[u8]>,
    start: usize,
    end: usize,
    /// Offset of the first byte of `buffer`.
    offset: u64,
    /// The place up to which lines and columns are counted, and its index in `buffer`.
    counted: (Spot, usize),
    /// Offset of the current event's first byte.
    mark: u64,
    /// The place of `mark`, if that is before `counted`.
    marked: Spot,
    /// The most bytes to read, if they are inflated on the way and may be a zip bomb.
    most: Option<u64>,
}

impl<R: Read> Located<R> {
    /// Reads from `inner`, at most `most` bytes.
    pub fn new(inner: R, most: Option<u64>) -> Self {
        let empty = || vec![0; CHUNK].into_boxed_slice();
        Located {
            inner: Decoded::new(inner),
            buffer: empty(),
            next: empty(),
            start: 0,
            end: 0,
            offset: 0,
            counted: (Spot::START, 0),
            mark: 0,
            marked: Spot::START,
            most,
        }
    }

    fn position(&self) -> u64 {
        self.offset + self.start as u64
    }

    /// The bytes that are read but not yet consumed.
    #[inline]
    pub fn buffered(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Marks the start of an event.
    #[inline]
    pub fn mark(&mut self) {
        self.mark = self.position();
    }

    /// The place of the current event's first byte.
    pub fn place(&self) -> Place {
        self.place_of(self.mark)
    }

    /// The place up to which the input has been read.
    pub fn place_reached(&self) -> Place {
        self.place_of(self.position())
    }

    fn place_of(&self, offset: u64) -> Place {
        let Spot { line, column, offset } = self.spot(offset).map_or(self.marked, |(spot, _)| spot);
        Place { line, column, offset: Some(offset), part: None }
    }

    /// The line of the next byte.
    pub fn line(&mut self) -> u64 {
        self.count(self.start);
        self.counted.0.line
    }

    /// The place of an offset and its index in the buffer, if it is not before `counted`.
    fn spot(&self, offset: u64) -> Option<(Spot, usize)> {
        let (counted, from) = self.counted;
        let to = usize::try_from(offset.checked_sub(self.offset)?).ok()?;
        Some((counted.after(self.buffer.get(from..to)?), to))
    }

    /// Counts lines and columns up to the index `to`, which is not before the mark. Every byte is counted once.
    fn count(&mut self, to: usize) {
        if let Some(counted) = self.spot(self.mark) {
            (self.marked, self.counted) = (counted.0, counted);
        }
        let (counted, from) = self.counted;
        self.counted = (counted.after(&self.buffer[from..to]), to);
    }

    fn refill(&mut self) -> Result<()> {
        if self.position() - self.mark > LONGEST {
            let message = "a single piece of markup or text is longer than 64 MiB";
            return Err(Error::new(ErrorKind::FileTooLarge, message));
        }
        if let Some(most) = self.most.filter(|&most| self.offset > most) {
            return Err(Error::new(ErrorKind::FileTooLarge, Inflated(most)));
        }
        let count = loop {
            match self.inner.read(&mut self.next) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        if count == 0 {
            return Ok(());
        }
        self.count(self.end);
        self.counted.1 = 0;
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// The place of a word in a source that yields `size` bytes at a time, and the line of what follows.
    fn place(source: &str, word: &str, size: usize) -> (u64, u64, u64) {
        struct Pieces<'b>(&'b [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, into: &mut [u8]) -> Result<usize> {
                let count = into.len().min(self.1);
                self.0.read(&mut into[..count])
            }
        }
        let mut located = Located::new(Pieces(source.as_bytes(), size), None);
        let mut skipped = vec![0; source.find(word).unwrap()];
        located.read_exact(&mut skipped).unwrap();
        located.mark();
        located.read_exact(&mut vec![0; word.len()]).unwrap();
        // Looking and counting ahead does not change the place.
        located.fill_buf().unwrap();
        let line = located.line();
        let Place { line: word, column, .. } = located.place();
        (word, column, line)
    }

    #[test]
    fn places_do_not_depend_on_the_size_of_reads() {
        let long = "é".repeat(CHUNK);
        for (source, expected) in [
            ("word", (1, 1, 1)),
            ("a\nbé word\nc", (2, 4, 2)),
            ("a\n\nword of\ntwo lines\n", (3, 1, 3)),
            (&format!("a\n{long}word{long}\n"), (2, CHUNK as u64 + 1, 2)),
        ] {
            for size in [1, 3, CHUNK, usize::MAX] {
                assert_eq!(place(source, "word", size), expected, "{size}");
            }
        }
        assert_eq!(place(&format!("\nword{long}\n{long}."), &format!("word{long}\n{long}"), 7), (2, 1, 3));
    }
}
