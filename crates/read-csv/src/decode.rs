//! Decoding of the bytes of an input to UTF-8.

use encoding_rs::{CoderResult, Encoding, UTF_8};
use model::{Error, Hint, Place, ReadSeek, Result, codes};
use std::io::{BufRead, ErrorKind};

/// The number of bytes read from the source at a time.
const BLOCK: usize = 128 * 1024;

/// Returns the bytes of a source as UTF-8: unchanged if they should be UTF-8 already, otherwise transcoded.
pub(crate) struct Decoder<'a> {
    source: &'a mut dyn ReadSeek,
    transcoder: Option<encoding_rs::Decoder>,
    /// The line of the next transcoded byte.
    line: u64,
    /// The length of the byte order mark in bytes.
    mark: usize,
    done: bool,
}

impl<'a> Decoder<'a> {
    /// A byte order mark takes precedence over the named encoding.
    pub(crate) fn new(source: &'a mut dyn ReadSeek, named: &'static Encoding) -> Result<Self> {
        let start = fill(source)?;
        let (encoding, mark) = Encoding::for_bom(start).unwrap_or((named, 0));
        source.consume(mark);
        let transcoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        Ok(Decoder { source, transcoder, line: 1, mark, done: false })
    }

    /// Whether the source begins with a byte order mark.
    pub(crate) fn has_mark(&self) -> bool {
        self.mark > 0
    }

    /// The number of bytes in the source before those returned; `None` if they are transcoded.
    pub(crate) fn before(&self) -> Option<u64> {
        self.transcoder.is_none().then_some(self.mark as u64)
    }

    /// The encoding that the bytes are decoded from.
    pub(crate) fn encoding(&self) -> &'static str {
        self.transcoder.as_ref().map_or(UTF_8, encoding_rs::Decoder::encoding).name()
    }

    /// Appends the next block to a buffer; `false` at the end of the input. UTF-8 is not checked here.
    pub(crate) fn read(&mut self, buffer: &mut Vec<u8>) -> Result<bool> {
        if self.done {
            return Ok(false);
        }
        let Some(transcoder) = &mut self.transcoder else {
            // Read straight into the buffer: a large read bypasses the buffer of the source.
            let start = buffer.len();
            buffer.resize(start + BLOCK, 0);
            let taken = read(self.source, &mut buffer[start..])?;
            buffer.truncate(start + taken);
            self.done = taken == 0;
            return Ok(taken > 0);
        };
        let block = fill(self.source)?;
        let last = block.is_empty();
        let (start, mut taken) = (buffer.len(), 0);
        let mut room = BLOCK;
        loop {
            let from = buffer.len();
            buffer.resize(from + room, 0);
            let (result, read, written, replaced) =
                transcoder.decode_to_utf8(&block[taken..], &mut buffer[from..], last);
            taken += read;
            buffer.truncate(from + written);
            let lines = |text: &[u8]| text.iter().filter(|&&byte| byte == b'\n').count() as u64;
            if replaced {
                let text = &buffer[from..];
                let at = memchr::memmem::find(text, "\u{FFFD}".as_bytes()).unwrap_or(0);
                let message = format!("these bytes are not {}", transcoder.encoding().name());
                let place = Place::at(self.line + lines(&text[..at]), 0);
                let diagnostic = codes::ENCODING.error(message).at(place);
                return Err(Error::input(diagnostic.hint(name_the_encoding())));
            }
            self.line += lines(&buffer[from..]);
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => room = BLOCK,
            }
        }
        self.source.consume(taken);
        self.done = last;
        Ok(buffer.len() > start || !last)
    }
}

/// The hint about bytes that are not valid in the encoding.
pub(crate) fn name_the_encoding() -> Hint {
    Hint::default().text("name the encoding, for example ").setting("encoding", "windows-1252")
}

/// Reads into a slice; returns 0 at the end of the source.
fn read(source: &mut dyn ReadSeek, into: &mut [u8]) -> Result<usize> {
    loop {
        match source.read(into) {
            Ok(count) => return Ok(count),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// The next block of the source; empty at its end.
fn fill(source: &mut dyn ReadSeek) -> Result<&[u8]> {
    // It is fetched again below, because the borrow of a first result would outlive the loop.
    loop {
        match source.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(BufRead::fill_buf(source)?)
}
