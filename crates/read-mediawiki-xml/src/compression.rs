//! Compressed dumps: gzip and bzip2, of any number of streams one after the other.

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Cursor, Read, Result};

/// How much is decompressed at once.
const CHUNK: usize = 64 << 10;

/// How an input is packed, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    None,
    Gzip,
    Bzip2,
}

impl Compression {
    /// Recognises it.
    pub(crate) fn of(start: &[u8]) -> Self {
        match start {
            [0x1F, 0x8B, ..] => Compression::Gzip,
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Compression::Bzip2,
            _ => Compression::None,
        }
    }

    /// Unpacks bytes as they are read.
    fn unpack<'a>(self, packed: impl BufRead + 'a) -> Box<dyn BufRead + 'a> {
        match self {
            Compression::None => Box::new(packed),
            Compression::Gzip => Box::new(BufReader::with_capacity(CHUNK, MultiGzDecoder::new(packed))),
            Compression::Bzip2 => Box::new(BufReader::with_capacity(CHUNK, MultiBzDecoder::new(packed))),
        }
    }
}

/// Opens an input, whatever its compression.
pub(crate) fn open<'a>(mut bytes: impl BufRead + 'a) -> Result<(Compression, Box<dyn BufRead + 'a>)> {
    // The first bytes may come one by one.
    let mut start = Vec::new();
    bytes.by_ref().take(4).read_to_end(&mut start)?;
    let compression = Compression::of(&start);
    Ok((compression, compression.unpack(Cursor::new(start).chain(bytes))))
}

/// As much of an input's start as its first bytes hold.
pub(crate) fn peek(start: &[u8], most: usize) -> Vec<u8> {
    let mut unpacked = vec![0; most];
    let mut length = 0;
    let mut reader = Compression::of(start).unpack(start);
    // What was unpacked before the input breaks off counts.
    while let Some(room) = unpacked.get_mut(length..).filter(|room| !room.is_empty()) {
        match reader.read(room) {
            Ok(0) | Err(_) => break,
            Ok(count) => length += count,
        }
    }
    unpacked.truncate(length);
    unpacked
}
