//! A sheet's part without its rows: what stands after them (merged cells, links) has to be known before them.

use std::io::{Read, Result};

const CHUNK: usize = 64 << 10;
/// More than the longest tag that is looked for, with any prefix that is met.
const OVERLAP: usize = 128;

/// Passes on everything but the content of `sheetData`.
pub(crate) struct WithoutRows<R> {
    inner: R,
    buffer: Vec<u8>,
    start: usize,
    /// Up to here the bytes may go out.
    ready: usize,
    state: State,
    ended: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Before,
    Inside,
    After,
}

impl<R: Read> WithoutRows<R> {
    pub(crate) fn new(inner: R) -> Self {
        WithoutRows { inner, buffer: Vec::new(), start: 0, ready: 0, state: State::Before, ended: false }
    }

    fn refill(&mut self) -> Result<()> {
        self.buffer.drain(..self.start);
        (self.start, self.ready) = (0, 0);
        let length = self.buffer.len();
        self.buffer.resize(length + CHUNK, 0);
        let count = self.inner.read(&mut self.buffer[length..])?;
        self.buffer.truncate(length + count);
        self.ended = count == 0;
        self.scan();
        Ok(())
    }

    fn scan(&mut self) {
        let whole = if self.ended { self.buffer.len() } else { self.buffer.len().saturating_sub(OVERLAP) };
        if self.state == State::Before {
            self.ready = whole;
            let Some((start, name)) = tag(&self.buffer, 0, false) else { return };
            let Some(end) = memchr::memchr(b'>', &self.buffer[name..]).map(|end| name + end + 1) else {
                // The tag goes on in the next chunk.
                self.ready = if self.ended { whole } else { start.min(whole) };
                return;
            };
            self.ready = end;
            self.state = if self.buffer[end - 2] == b'/' { State::After } else { State::Inside };
            if self.state == State::Inside {
                // What is behind the tag is looked at when the tag is gone.
                return;
            }
        }
        if self.state == State::Inside && self.ready == 0 {
            match tag(&self.buffer, 0, true) {
                Some((start, _)) => {
                    self.start = start;
                    self.state = State::After;
                }
                None => self.start = whole,
            }
            self.ready = self.start;
        }
        if self.state == State::After {
            self.ready = self.buffer.len();
        }
    }
}

/// The first tag of `sheetData` from here, whatever its prefix: where it starts, and where its name ends.
fn tag(bytes: &[u8], from: usize, closing: bool) -> Option<(usize, usize)> {
    const NAME: &[u8] = b"sheetData";
    for at in memchr::memmem::find_iter(&bytes[from..], NAME).map(|at| from + at) {
        let end = at + NAME.len();
        let open = memchr::memrchr(b'<', &bytes[..at])?;
        let between = &bytes[open + 1..at];
        let (slash, prefix) = match between.split_first() {
            Some((b'/', prefix)) => (true, prefix),
            _ => (false, between),
        };
        let is_prefix = prefix.is_empty()
            || prefix.split_last().is_some_and(|(last, name)| {
                *last == b':' && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
            });
        let ends = bytes.get(end).is_none_or(|byte| b"> /\t\r\n".contains(byte));
        if slash == closing && is_prefix && ends {
            return Some((open, end));
        }
    }
    None
}

impl<R: Read> Read for WithoutRows<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.start >= self.ready {
            if self.ended {
                return Ok(0);
            }
            if self.state == State::Inside && self.start > 0 && self.ready > 0 {
                // The opening tag has gone out: what follows in the buffer are rows.
                self.buffer.drain(..self.start);
                (self.start, self.ready) = (0, 0);
                self.scan();
                continue;
            }
            self.refill()?;
        }
        let count = into.len().min(self.ready - self.start);
        into[..count].copy_from_slice(&self.buffer[self.start..self.start + count]);
        self.start += count;
        Ok(count)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Pieces<'b>(&'b [u8], usize);
    impl Read for Pieces<'_> {
        fn read(&mut self, into: &mut [u8]) -> Result<usize> {
            let count = self.0.len().min(self.1).min(into.len());
            self.0.read(&mut into[..count])
        }
    }

    fn check(part: &str, expected: &str) {
        for size in [1, 2, 3, 7, 50, 1000, CHUNK] {
            let mut text = String::new();
            WithoutRows::new(Pieces(part.as_bytes(), size)).read_to_string(&mut text).unwrap();
            assert_eq!(text, expected, "in pieces of {size}");
        }
    }

    #[test]
    fn rows_are_left_out() {
        check("<w><cols/><sheetData><row/></sheetData><m/></w>", "<w><cols/><sheetData></sheetData><m/></w>");
        check("<x:w><x:sheetData ><x:row/></x:sheetData><m/>", "<x:w><x:sheetData ></x:sheetData><m/>");
        check("<w><sheetData/><m/></w>", "<w><sheetData/><m/></w>");
        check("<w><m/></w>", "<w><m/></w>");
        check("<w><sheetDataX/><sheetData>", "<w><sheetDataX/><sheetData>");
        let rows = "<row r='1'><c><v>sheetData 1</v></c></row>".repeat(9000);
        check(&format!("<w><sheetData>{rows}</sheetData></w>"), "<w><sheetData></sheetData></w>");
    }
}
