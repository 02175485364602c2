//! Inputs: what can be opened, and opened again for a second look.

use model::{Result, Unseekable};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes read at a time.
const BLOCK: usize = 64 * 1024;

/// The first bytes by which a format is recognised.
const START: usize = 8 * 1024;

/// An input.
///
/// A file or bytes in memory can be opened any number of times. A stream (standard input, a pipe) is read once; when
/// it has to be read again it is kept in a temporary file, with [`Source::keep`].
#[derive(Debug)]
pub struct Source {
    name: String,
    path: Option<PathBuf>,
    bytes: Bytes,
}

#[derive(Debug)]
enum Bytes {
    Memory(Vec<u8>),
    File(PathBuf),
    /// A stream: the bytes taken from it so far, and the rest.
    Stream(Vec<u8>, Option<Box<dyn Stream>>),
    Kept(File),
}

trait Stream: Read + std::fmt::Debug {}
impl<R: Read + std::fmt::Debug> Stream for R {}

impl Source {
    /// A file; a pipe or a device is taken as a stream.
    ///
    /// # Errors
    /// A path that does not exist or is a directory.
    pub fn path(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let metadata = std::fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "is a directory").into());
        }
        let bytes = if metadata.is_file() {
            Bytes::File(path.to_owned())
        } else {
            Bytes::Stream(Vec::new(), Some(Box::new(File::open(path)?)))
        };
        Ok(Source { name, path: Some(path.to_owned()), bytes })
    }

    /// Standard input.
    pub fn stdin() -> Self {
        let bytes = Bytes::Stream(Vec::new(), Some(Box::new(std::io::stdin())));
        Source { name: "<stdin>".into(), path: None, bytes }
    }

    /// Bytes in memory.
    pub fn memory(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Source { name: name.into(), path: None, bytes: Bytes::Memory(bytes.into()) }
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its path, if it has one.
    pub fn file(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The first bytes, up to 8 KiB.
    pub fn start(&mut self) -> Result<Vec<u8>> {
        let mut start = Vec::new();
        match &mut self.bytes {
            Bytes::Memory(bytes) => start.extend_from_slice(&bytes[..bytes.len().min(START)]),
            Bytes::File(path) => drop(File::open(path)?.take(START as u64).read_to_end(&mut start)?),
            Bytes::Kept(file) => {
                file.seek(SeekFrom::Start(0))?;
                file.take(START as u64).read_to_end(&mut start)?;
            }
            Bytes::Stream(taken, rest) => {
                if let Some(rest) = rest {
                    let wanted = START.saturating_sub(taken.len()) as u64;
                    rest.take(wanted).read_to_end(taken)?;
                }
                start.extend_from_slice(taken);
            }
        }
        Ok(start)
    }

    /// Makes sure that the input can be opened more than once and sought.
    pub fn keep(&mut self) -> Result<()> {
        if let Bytes::Stream(taken, rest) = &mut self.bytes {
            let mut file = tempfile::tempfile()?;
            file.write_all(taken)?;
            let mut rest =
                rest.take().ok_or_else(|| model::Error::internal("a stream was kept after it was read"))?;
            std::io::copy(&mut rest, &mut file)?;
            self.bytes = Bytes::Kept(file);
        }
        Ok(())
    }

    /// Opens the input from its start. A stream that is not [kept](Source::keep) can be opened once.
    pub fn open(&mut self) -> Result<Box<dyn model::Source + '_>> {
        Ok(match &mut self.bytes {
            Bytes::Memory(bytes) => Box::new(Cursor::new(bytes.as_slice())),
            Bytes::File(path) => Box::new(BufReader::with_capacity(BLOCK, File::open(path)?)),
            Bytes::Kept(file) => {
                file.seek(SeekFrom::Start(0))?;
                Box::new(BufReader::with_capacity(BLOCK, &*file))
            }
            Bytes::Stream(taken, rest) => {
                let rest = rest.take().ok_or_else(|| model::Error::internal("a stream was opened twice"))?;
                let stream = Cursor::new(std::mem::take(taken)).chain(rest);
                Box::new(Unseekable(BufReader::with_capacity(BLOCK, stream)))
            }
        })
    }
}
