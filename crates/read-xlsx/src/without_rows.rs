//! Reads a sheet's part without its rows, because merged cells and links, which come after the rows, must be known
//! first.

use std::io::{Read, Result};

const CHUNK: usize = 64 << 10;
/// More than the length of the tags that are searched for, with any common prefix.
const OVERLAP: usize = 128;

/// Passes on everything except the content of `sheetData`.
pub(crate) struct WithoutRows<R> {
    inner: R,
    chunk: Box<[u8]>,
    /// Bytes that were read; those from `start` to `ready` may be passed on.
    buffer: Vec<u8>,
    start: usize,
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
        let chunk = vec![0; CHUNK].into_boxed_slice();
        WithoutRows {
            inner,
            chunk,
            buffer: Vec::new(),
            start: 0,
            ready: 0,
            state: State::Before,
            ended: false,
        }
    }

    fn read_more(&mut self) -> Result<()> {
        self.buffer.drain(..self.start);
        (self.start, self.ready) = (0, 0);
        let count = self.inner.read(&mut self.chunk)?;
        self.buffer.extend_from_slice(&self.chunk[..count]);
        self.ended = count == 0;
        Ok(())
    }

    /// Finds bytes that may be passed on. To be called when there are none left.
    fn scan(&mut self) {
        let length = self.buffer.len();
        // A tag may be continued in the next chunk.
        let sure = if self.ended { length } else { length.saturating_sub(OVERLAP).max(self.start) };
        if self.state == State::Inside {
            match tag(&self.buffer, self.start, Tag::End) {
                Some((start, _)) => (self.start, self.state) = (start, State::After),
                None => self.start = sure,
            }
        }
        self.ready = match self.state {
            State::Inside => self.start,
            State::After => length,
            State::Before => match tag(&self.buffer, self.start, Tag::Start) {
                None => sure,
                Some((start, name)) => match memchr::memchr(b'>', &self.buffer[name..]) {
                    Some(end) => {
                        let end = name + end;
                        let is_empty = self.buffer[end - 1] == b'/';
                        self.state = if is_empty { State::After } else { State::Inside };
                        end + 1
                    }
                    None if self.ended => length,
                    None => start,
                },
            },
        };
    }
}

/// The start tag or the end tag of an element.
#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Start,
    End,
}

/// The first tag of `sheetData` from a position on, with any prefix: where it starts, and where its name ends.
fn tag(bytes: &[u8], from: usize, wanted: Tag) -> Option<(usize, usize)> {
    const NAME: &[u8] = b"sheetData";
    for at in memchr::memmem::find_iter(&bytes[from..], NAME).map(|at| from + at) {
        let end = at + NAME.len();
        let open = memchr::memrchr(b'<', &bytes[..at])?;
        let between = &bytes[open + 1..at];
        let (kind, prefix) = match between.split_first() {
            Some((b'/', prefix)) => (Tag::End, prefix),
            _ => (Tag::Start, between),
        };
        let is_prefix = prefix.is_empty()
            || prefix.split_last().is_some_and(|(last, name)| {
                *last == b':' && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
            });
        let ends = bytes.get(end).is_none_or(|byte| b"> /\t\r\n".contains(byte));
        if kind == wanted && is_prefix && ends {
            return Some((open, end));
        }
    }
    None
}

impl<R: Read> Read for WithoutRows<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.start >= self.ready {
            self.scan();
            if self.start < self.ready {
                break;
            }
            if self.ended {
                return Ok(0);
            }
            self.read_more()?;
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

    /// Reads a few bytes at a time.
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
