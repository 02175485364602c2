//! Decodes parts that are in UTF-16 to UTF-8.

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE};
use std::io::{Read, Result};

const CHUNK: usize = 16 << 10;

/// A reader that decodes its input to UTF-8 if the first bytes mark it as UTF-16, and otherwise passes it through.
pub(crate) struct Decoded<R> {
    inner: R,
    decoder: Option<Decoder>,
    /// Decoded text, returned up to `sent`.
    decoded: String,
    sent: usize,
    /// Undecoded input in `start..end`.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    begun: bool,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    /// Reads from `inner`.
    pub(crate) fn new(inner: R) -> Self {
        Decoded {
            inner,
            decoder: None,
            decoded: String::new(),
            sent: 0,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            begun: false,
            ended: false,
        }
    }

    /// Chooses the decoder by the first two bytes.
    fn begin(&mut self) -> Result<()> {
        self.begun = true;
        self.buffer.resize(CHUNK, 0);
        while self.end < 2 {
            match self.inner.read(&mut self.buffer[self.end..])? {
                0 => break,
                count => self.end += count,
            }
        }
        self.decoder = match &self.buffer[..self.end.min(2)] {
            [0xFF, 0xFE] | [b'<', 0] => Some(UTF_16LE.new_decoder_with_bom_removal()),
            [0xFE, 0xFF] | [0, b'<'] => Some(UTF_16BE.new_decoder_with_bom_removal()),
            _ => None,
        };
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if !self.begun {
            self.begin()?;
        }
        let Some(decoder) = &mut self.decoder else {
            if self.start < self.end {
                let count = into.len().min(self.end - self.start);
                into[..count].copy_from_slice(&self.buffer[self.start..self.start + count]);
                self.start += count;
                return Ok(count);
            }
            return self.inner.read(into);
        };
        while self.sent == self.decoded.len() {
            if self.ended {
                return Ok(0);
            }
            if self.start == self.end {
                (self.start, self.end) = (0, self.inner.read(&mut self.buffer)?);
                self.ended = self.end == 0;
            }
            self.decoded.clear();
            self.sent = 0;
            let pending = &self.buffer[self.start..self.end];
            self.decoded.reserve(decoder.max_utf8_buffer_length(pending.len()).unwrap_or(4 * CHUNK));
            let (_, read, _) = decoder.decode_to_string(pending, &mut self.decoded, self.ended);
            self.start += read;
        }
        let rest = &self.decoded.as_bytes()[self.sent..];
        let count = into.len().min(rest.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.sent += count;
        Ok(count)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) {
        // A slow input: one byte at a time.
        struct Slow<'b>(&'b [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> Result<usize> {
                let count = self.0.len().min(1);
                self.0.read(&mut into[..count])
            }
        }
        let mut text = String::new();
        Decoded::new(Slow(bytes)).read_to_string(&mut text).unwrap();
        assert_eq!(text, "<a>é😀</a>");
    }

    #[test]
    fn both_byte_orders_with_and_without_a_byte_order_mark() {
        let units: Vec<u16> = "<a>é😀</a>".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        check(&little);
        check(&big);
        check(&[&[0xFF, 0xFE], &little[..]].concat());
        check(&[&[0xFE, 0xFF], &big[..]].concat());
        check("<a>é😀</a>".as_bytes());
    }
}
