//! Bytes in, counted in lines and columns.

use model::Place;
use std::io::{BufRead, Read, Result};

/// A place in the bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// Line, from 1.
    pub(crate) line: u64,
    column: u64,
    offset: u64,
}

/// A buffered reader that knows its place.
pub(crate) struct Lines<R> {
    inner: R,
    here: Spot,
    mark: Spot,
}

impl<R: BufRead> Lines<R> {
    /// Counts from here.
    pub(crate) fn new(inner: R) -> Self {
        let here = Spot { line: 1, column: 1, offset: 0 };
        Lines { inner, here, mark: here }
    }

    /// A new piece starts here.
    pub(crate) fn mark(&mut self) {
        self.mark = self.here;
    }

    /// The place that is read next.
    pub(crate) fn here(&self) -> Spot {
        self.here
    }

    /// Where the current piece starts, or what is read next.
    pub(crate) fn place(&self, at_end: bool) -> Place {
        let Spot { line, column, offset } = if at_end { self.here } else { self.mark };
        Place { line, column, offset: Some(offset), part: None }
    }

    fn count(here: &mut Spot, bytes: &[u8]) {
        let line = match memchr::memrchr(b'\n', bytes) {
            Some(last) => {
                here.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
                here.column = 1;
                bytes.get(last + 1..).unwrap_or_default()
            }
            None => bytes,
        };
        here.column += line.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        here.offset += bytes.len() as u64;
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if amount > 0 {
            // What is consumed was shown before, so it is at hand still, without reading.
            if let Ok(bytes) = self.inner.fill_buf() {
                Self::count(&mut self.here, bytes.get(..amount).unwrap_or(bytes));
            }
            self.inner.consume(amount);
        }
    }
}
