//! A window over UTF-8 text that moves forward and knows the line and column of its contents.

use model::{Error, Place, Result, codes};
use std::io::{BufRead, ErrorKind};
use std::ops::Range;

/// How much consumed text is kept before it is worth moving the rest.
const CHUNK: usize = 1 << 16;

/// The text since the last refill. A refill keeps what is not consumed yet.
#[derive(Debug)]
pub(super) struct Buffer<R> {
    source: R,
    text: String,
    /// The next byte to consume.
    position: usize,
    /// The number of input bytes before `text`.
    base: u64,
    /// The first bytes of a character that was split at the end of the last chunk.
    cut: Vec<u8>,
    ended: bool,
    /// The bytes after the text are not UTF-8, which is an error once they are reached.
    broken: bool,
    started: bool,
    has_byte_order_mark: bool,
    mark: Mark,
    /// Where the last token starts, stored when it leaves the buffer.
    token: Mark,
}

/// A known place; later ones are counted from here, so that all counting together is one pass.
#[derive(Clone, Copy, Debug)]
struct Mark {
    offset: u64,
    line: u64,
    column: u64,
}

/// The bytes that end a run of plain characters in a string: quote, backslash and control characters.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

impl<R: BufRead> Buffer<R> {
    pub(super) fn new(source: R) -> Self {
        let mark = Mark { offset: 0, line: 1, column: 1 };
        let (text, cut) = (String::new(), Vec::new());
        Buffer {
            source,
            text,
            position: 0,
            base: 0,
            cut,
            ended: false,
            broken: false,
            started: false,
            has_byte_order_mark: false,
            mark,
            token: mark,
        }
    }

    /// The input offset of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.base + self.position as u64
    }

    /// The position of the next byte, for [`Buffer::text`]; valid until more is read.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// The text in a range of positions.
    pub(super) fn text(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Whether nothing was consumed yet, except for a byte order mark.
    pub(super) fn is_at_start(&self) -> bool {
        !self.started
    }

    /// Whether the source begins with a byte order mark; known once anything was peeked at.
    pub(super) fn has_byte_order_mark(&self) -> bool {
        self.has_byte_order_mark
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.started = true;
        self.position += bytes;
    }

    /// The next byte.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<Option<u8>> {
        self.at(0)
    }

    /// The byte at an offset from here.
    #[inline]
    pub(super) fn at(&mut self, ahead: usize) -> Result<Option<u8>> {
        loop {
            if let Some(&byte) = self.text.as_bytes().get(self.position + ahead) {
                return Ok(Some(byte));
            }
            if !self.refill()? {
                return Ok(None);
            }
        }
    }

    /// The next bytes; fewer at the end of the input.
    pub(super) fn slice(&mut self, length: usize) -> Result<&[u8]> {
        if let Some(last) = length.checked_sub(1) {
            self.at(last)?;
        }
        let rest = self.text.as_bytes().get(self.position..).unwrap_or_default();
        Ok(rest.get(..length).unwrap_or(rest))
    }

    /// The next character.
    pub(super) fn peek_char(&mut self) -> Result<Option<char>> {
        self.peek()?;
        Ok(self.text.get(self.position..).and_then(|rest| rest.chars().next()))
    }

    /// The distance to the next quote, backslash or control character, searched for from `from` on; the length of the
    /// rest if there is none.
    #[inline]
    pub(super) fn find_special(&mut self, from: usize) -> Result<usize> {
        let mut from = from;
        loop {
            let rest = self.text.as_bytes().get(self.position + from..).unwrap_or_default();
            match rest.iter().position(|&byte| SPECIAL[usize::from(byte)]) {
                Some(at) => return Ok(from + at),
                None => from += rest.len(),
            }
            if !self.refill()? {
                return Ok(from);
            }
        }
    }

    /// Skips the white space of JSON.
    #[inline]
    pub(super) fn skip_blanks(&mut self) -> Result<()> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek()? {
            self.position += 1;
        }
        Ok(())
    }

    /// Skips white space; returns whether it contained a line feed.
    pub(super) fn skip_blanks_seeing_newline(&mut self) -> Result<bool> {
        let mut seen = false;
        while let Some(byte @ (b' ' | b'\n' | b'\t' | b'\r')) = self.peek()? {
            seen |= byte == b'\n';
            self.position += 1;
        }
        Ok(seen)
    }

    /// The line and column of a byte that is still in the buffer, or comes after the last one asked for.
    pub(super) fn place(&mut self, offset: u64) -> Place {
        let mark = if offset < self.mark.offset {
            self.token
        } else {
            self.count_to(offset);
            self.mark
        };
        Place { line: mark.line, column: mark.column, offset: Some(offset), part: None }
    }

    /// Marks the start of a token: its place stays known until the next one starts.
    #[inline]
    pub(super) fn start_token(&mut self) -> u64 {
        self.token.offset = self.offset();
        self.token.offset
    }

    fn count_to(&mut self, offset: u64) {
        let from = self.mark.offset.saturating_sub(self.base) as usize;
        let to = offset.saturating_sub(self.base) as usize;
        let Some(passed) = self.text.as_bytes().get(from..to) else { return };
        let lines = passed.iter().filter(|&&byte| byte == b'\n').count();
        let line = passed.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        if lines > 0 {
            self.mark.line += lines as u64;
            self.mark.column = 1;
        }
        let last = passed.get(line..).unwrap_or_default();
        self.mark.column += last.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        self.mark.offset = offset;
    }

    /// Reads more; returns whether there was more.
    #[cold]
    fn refill(&mut self) -> Result<bool> {
        if self.broken {
            return self.invalid();
        }
        if self.ended {
            return Ok(false);
        }
        // Consumed text is removed once that is worth the move; what stays is at most one token.
        if self.position >= CHUNK || self.position == self.text.len() {
            if self.token.offset >= self.mark.offset {
                self.count_to(self.token.offset);
                self.token = self.mark;
            }
            self.count_to(self.offset());
            self.text.drain(..self.position);
            self.base += self.position as u64;
            self.position = 0;
        }
        let before = self.text.len();
        while !self.ended && !self.broken && self.text.len() == before {
            self.read_chunk()?;
        }
        if self.text.len() == before && self.broken {
            return self.invalid();
        }
        if self.base == 0 && !self.started && self.text.starts_with('\u{feff}') {
            self.text.drain(..3);
            self.base = 3;
            self.mark.offset = 3;
            self.has_byte_order_mark = true;
        }
        Ok(true)
    }

    fn read_chunk(&mut self) -> Result<()> {
        let chunk = loop {
            match self.source.fill_buf() {
                Ok(chunk) => break chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        };
        let length = chunk.len();
        if length == 0 {
            self.ended = true;
            self.broken = !self.cut.is_empty();
            return Ok(());
        }
        let mut rest = chunk;
        while let (false, Some((&byte, after))) = (self.cut.is_empty(), rest.split_first()) {
            self.cut.push(byte);
            rest = after;
            match std::str::from_utf8(&self.cut) {
                Ok(character) => {
                    self.text.push_str(character);
                    self.cut.clear();
                }
                Err(error) if error.error_len().is_some() => {
                    self.broken = true;
                    return Ok(());
                }
                Err(_) => {}
            }
        }
        match std::str::from_utf8(rest) {
            Ok(text) => self.text.push_str(text),
            Err(error) => {
                let (valid, bad) = rest.split_at(error.valid_up_to());
                self.text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                self.broken = error.error_len().is_some();
                self.cut.extend_from_slice(bad);
            }
        }
        self.source.consume(length);
        Ok(())
    }

    /// An error: the bytes after the text so far are not UTF-8.
    fn invalid<T>(&mut self) -> Result<T> {
        let place = self.place(self.base + self.text.len() as u64);
        let diagnostic = codes::ENCODING.error("the input is not valid UTF-8 here");
        Err(Error::input(diagnostic.at(place).hint("JSON is UTF-8 text")))
    }
}
