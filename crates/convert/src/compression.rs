//! Compressed files: gzip, Zstandard, bzip2 and xz, recognised by their first bytes when read and chosen by the
//! extension when written.

use crate::features::not_built;
use model::Result;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes decompressed at a time.
const BLOCK: usize = 64 * 1024;
/// How many bytes at the start of a file identify its compression.
const MAGIC: usize = 6;
/// Zstandard's own default level.
#[cfg(feature = "zstd")]
const ZSTD_LEVEL: i32 = 3;
/// The default level of xz.
#[cfg(feature = "xz")]
const XZ_LEVEL: u32 = 6;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
    /// The usual compression of wiki dumps.
    Bzip2,
    /// LZMA, in the container of XZ Utils.
    Xz,
}

impl Compression {
    /// The compression of an input with these first bytes.
    pub(crate) fn by_content(start: &[u8]) -> Option<Self> {
        match start {
            [0x1F, 0x8B, ..] => Some(Compression::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Some(Compression::Bzip2),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Compression::Xz),
            _ => None,
        }
    }

    /// The compression that a file's extension names, and the path without that extension.
    pub fn by_extension(path: &Path) -> Option<(Self, PathBuf)> {
        let compression = match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "gz" | "gzip" => Compression::Gzip,
            "zst" | "zstd" => Compression::Zstd,
            "bz2" => Compression::Bzip2,
            "xz" => Compression::Xz,
            _ => return None,
        };
        Some((compression, path.with_extension("")))
    }

    /// The compression of a file, by its first bytes. A pipe is not read here, since its bytes would be lost.
    pub fn of_file(path: &Path) -> Option<Self> {
        let mut start = Vec::new();
        let file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
        let read = file.then(|| File::open(path).ok()).flatten()?.take(MAGIC as u64).read_to_end(&mut start);
        read.ok().and_then(|_| Compression::by_content(&start))
    }

    /// Its cargo feature, and whether this build has it.
    const fn feature(self) -> (&'static str, bool) {
        match self {
            Compression::Gzip => ("gzip", cfg!(feature = "gzip")),
            Compression::Zstd => ("zstd", cfg!(feature = "zstd")),
            Compression::Bzip2 => ("bzip2", cfg!(feature = "bzip2")),
            Compression::Xz => ("xz", cfg!(feature = "xz")),
        }
    }

    /// Makes sure that this build supports it.
    ///
    /// # Errors
    /// It does not.
    pub(crate) fn check(self) -> Result<()> {
        let (feature, built) = self.feature();
        if built { Ok(()) } else { Err(not_built(feature, feature)) }
    }

    /// The error for a stream that is already being read.
    fn unsupported(self) -> io::Error {
        io::Error::new(io::ErrorKind::Unsupported, not_built(self.feature().0, self.feature().0).to_string())
    }

    /// Decompresses bytes as they are read, including several streams in a row.
    #[allow(unused_variables, unreachable_patterns, reason = "a build may have any of them")]
    fn unpack<'a>(self, packed: impl BufRead + 'a) -> io::Result<Box<dyn Read + 'a>> {
        match self {
            #[cfg(feature = "gzip")]
            Compression::Gzip => Ok(Box::new(flate2::bufread::MultiGzDecoder::new(packed))),
            #[cfg(feature = "zstd")]
            Compression::Zstd => Ok(Box::new(zstd::Decoder::with_buffer(packed)?)),
            #[cfg(feature = "bzip2")]
            Compression::Bzip2 => Ok(Box::new(bzip2::bufread::MultiBzDecoder::new(packed))),
            #[cfg(feature = "xz")]
            Compression::Xz => Ok(Box::new(liblzma::bufread::XzDecoder::new_multi_decoder(packed))),
            missing => Err(missing.unsupported()),
        }
    }

    /// Compresses bytes as they are written.
    #[allow(unused_variables, unreachable_patterns, reason = "a build may have any of them")]
    fn pack<'a>(self, bytes: impl Write + 'a) -> io::Result<Box<dyn Packing + 'a>> {
        match self {
            #[cfg(feature = "gzip")]
            Compression::Gzip => {
                Ok(Box::new(flate2::write::GzEncoder::new(bytes, flate2::Compression::default())))
            }
            #[cfg(feature = "zstd")]
            Compression::Zstd => Ok(Box::new(zstd::Encoder::new(bytes, ZSTD_LEVEL)?)),
            #[cfg(feature = "bzip2")]
            Compression::Bzip2 => {
                Ok(Box::new(bzip2::write::BzEncoder::new(bytes, bzip2::Compression::default())))
            }
            #[cfg(feature = "xz")]
            Compression::Xz => Ok(Box::new(liblzma::write::XzEncoder::new(bytes, XZ_LEVEL))),
            missing => Err(missing.unsupported()),
        }
    }
}

/// Decompressed bytes; errors of the decompressor become readable messages.
struct Unpacked<'a>(Box<dyn Read + 'a>);

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| match error.raw_os_error() {
            // An error of the operating system is not about the content.
            Some(_) => error,
            None => {
                let message = format!("the compressed data is truncated or damaged ({error})");
                io::Error::new(io::ErrorKind::InvalidData, message)
            }
        })
    }
}

/// Decompresses a stream if its first bytes show that it is compressed.
pub(crate) struct Unpacking<R>(State<R>);

enum State<R> {
    /// Nothing has been read yet.
    New(Option<R>),
    Open(Box<dyn Read>),
}

impl<R: Read + 'static> Unpacking<R> {
    pub(crate) fn new(stream: R) -> Self {
        Unpacking(State::New(Some(stream)))
    }

    fn open(mut stream: R) -> io::Result<Box<dyn Read>> {
        let (mut start, mut length) = (vec![0; BLOCK], 0);
        // If the first byte rules compression out, there is nothing to wait for.
        while length < MAGIC && start[..length].first().is_none_or(|first| b"\x1F\x28B\xFD".contains(first)) {
            match stream.read(&mut start[length..]) {
                Ok(0) => break,
                Ok(count) => length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        start.truncate(length);
        let compression = Compression::by_content(&start);
        let whole = Cursor::new(start).chain(stream);
        match compression {
            None => Ok(Box::new(whole)),
            Some(compression) => {
                Ok(Box::new(Unpacked(compression.unpack(BufReader::with_capacity(BLOCK, whole))?)))
            }
        }
    }
}

impl<R: Read + 'static> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match &mut self.0 {
                State::Open(bytes) => return bytes.read(buffer),
                State::New(stream) => match stream.take() {
                    Some(stream) => self.0 = State::Open(Self::open(stream)?),
                    None => return Ok(0),
                },
            }
        }
    }
}

impl<R> std::fmt::Debug for Unpacking<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpacking").finish_non_exhaustive()
    }
}

/// A writer that compresses.
pub(crate) trait Packing: Write {
    /// Writes the buffered bytes and the end of the compressed stream.
    fn end(self: Box<Self>) -> io::Result<()>;
}

#[cfg(feature = "gzip")]
impl<W: Write> Packing for flate2::write::GzEncoder<W> {
    fn end(self: Box<Self>) -> io::Result<()> {
        self.finish().map(drop)
    }
}

#[cfg(feature = "zstd")]
impl<W: Write> Packing for zstd::Encoder<'_, W> {
    fn end(self: Box<Self>) -> io::Result<()> {
        self.finish().map(drop)
    }
}

#[cfg(feature = "bzip2")]
impl<W: Write> Packing for bzip2::write::BzEncoder<W> {
    fn end(self: Box<Self>) -> io::Result<()> {
        self.finish().map(drop)
    }
}

#[cfg(feature = "xz")]
impl<W: Write> Packing for liblzma::write::XzEncoder<W> {
    fn end(self: Box<Self>) -> io::Result<()> {
        self.finish().map(drop)
    }
}

/// Compresses the bytes written to it, or passes them on unchanged.
pub(crate) enum Packer<'w> {
    Plain(&'w mut dyn Write),
    Packed(Box<dyn Packing + 'w>),
}

impl<'w> Packer<'w> {
    pub(crate) fn new(compression: Option<Compression>, bytes: &'w mut dyn Write) -> io::Result<Self> {
        match compression {
            None => Ok(Packer::Plain(bytes)),
            Some(compression) => compression.pack(bytes).map(Packer::Packed),
        }
    }

    /// Writes the buffered bytes and the end of the compressed stream.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Packer::Plain(_) => Ok(()),
            Packer::Packed(bytes) => bytes.end(),
        }
    }
}

impl Write for Packer<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match self {
            Packer::Plain(bytes) => bytes.write(buffer),
            Packer::Packed(bytes) => bytes.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Packer::Plain(bytes) => bytes.flush(),
            // Flushing a compressor makes its output larger; it is flushed when it is complete.
            Packer::Packed(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_bytes_round_trip() {
        let text = b"Rank,Name\n1,Sun Long\n".repeat(1000);
        for (name, magic) in
            [("a.csv.gz", 0x1F), ("a.csv.zst", 0x28), ("a.CSV.BZ2", b'B'), ("a.csv.xz", 0xFD)]
        {
            let (compression, bare) = Compression::by_extension(Path::new(name)).unwrap();
            assert_eq!(bare.extension().unwrap().to_ascii_lowercase(), "csv");
            let mut packed = Vec::new();
            let mut packer = Packer::new(Some(compression), &mut packed).unwrap();
            packer.write_all(&text).unwrap();
            packer.finish().unwrap();
            assert_eq!((packed[0], Compression::by_content(&packed)), (magic, Some(compression)));
            assert!(packed.len() < text.len() / 10);
            // Two streams in a row are read as one, as after `cat a.gz b.gz`.
            let twice = packed.repeat(2);
            let mut back = Vec::new();
            Unpacking::new(Cursor::new(twice)).read_to_end(&mut back).unwrap();
            assert!(back == text.repeat(2), "{name}");
            let half = packed[..packed.len() / 2].to_vec();
            assert!(Unpacking::new(Cursor::new(half)).read_to_end(&mut back).is_err(), "{name}");
        }
        assert_eq!(Compression::by_extension(Path::new("a.csv")), None);
        let mut back = Vec::new();
        Unpacking::new(Cursor::new(b"BZ".to_vec())).read_to_end(&mut back).unwrap();
        assert_eq!(back, b"BZ");
    }
}
