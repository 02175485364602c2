//! Inputs: they can be opened, and opened again for a second look.

use crate::cause::unkept;
use crate::compression::{Compression, Unpacking};
use crate::counter::{Counted, Counter};
use model::{ReadSeek, ReaderSpec, Result, Unseekable};
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// Bytes read at a time.
const BLOCK: usize = 64 * 1024;

/// How many bytes the format is recognised by.
const START: usize = 8 * 1024;

/// An input.
///
/// A file or bytes in memory can be opened any number of times. A stream (standard input, a pipe) is read once: its
/// bytes are recorded only until its `Recording` stops, and if it must be read again it is kept in a temporary file,
/// with [`Source::keep_for`]. Compressed inputs (gzip, Zstandard, bzip2, xz) are decompressed as they are read.
#[derive(Debug)]
pub struct Source {
    name: String,
    path: Option<PathBuf>,
    bytes: Bytes,
    counter: Counter,
}

#[derive(Debug)]
enum Bytes {
    Memory(Arc<Vec<u8>>),
    File(PathBuf),
    /// A file that is decompressed as it is read.
    Packed(PathBuf),
    Stream(Rc<RefCell<Stream>>),
    Kept(File),
}

trait Flow: Read + std::fmt::Debug {}
impl<R: Read + std::fmt::Debug> Flow for R {}

/// A stream and its recorded bytes.
#[derive(Debug)]
struct Stream {
    /// The recorded bytes, from the start on.
    taken: Vec<u8>,
    /// How many of them the current reading has returned.
    had: usize,
    rest: Box<dyn Flow>,
    recording: Recording,
    /// Bytes were read without being recorded.
    gone: bool,
}

impl Bytes {
    fn stream(rest: impl Read + 'static, counter: &Counter) -> Bytes {
        let (taken, recording) = (Vec::new(), Recording::default());
        Bytes::Stream(Rc::new(RefCell::new(Stream {
            taken,
            had: 0,
            rest: Box::new(Unpacking::new(Counted::new(rest, counter))),
            recording,
            gone: false,
        })))
    }
}

/// Whether a stream is recorded, so that it can be read from its start again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recording(Rc<Cell<bool>>);

impl Recording {
    /// Stops the recording: the stream is not read from its start again.
    pub(crate) fn stop(&self) {
        self.0.set(true);
    }

    fn is_over(&self) -> bool {
        self.0.get()
    }
}

impl Stream {
    /// Returns to the start.
    fn rewind(&mut self) -> Result<()> {
        self.had = 0;
        if self.gone { Err(model::Error::internal("a stream cannot be read again")) } else { Ok(()) }
    }
}

/// A reading of a stream.
struct Reading<'r> {
    stream: Rc<RefCell<Stream>>,
    /// Called before each read that may wait.
    before_wait: &'r dyn Fn() -> std::io::Result<()>,
}

impl Reading<'_> {
    fn new(stream: &Rc<RefCell<Stream>>) -> Self {
        Reading { stream: Rc::clone(stream), before_wait: &|| Ok(()) }
    }
}

impl Read for Reading<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let stream = &mut *self.stream.borrow_mut();
        if stream.had < stream.taken.len() {
            let count = (&stream.taken[stream.had..]).read(buffer)?;
            stream.had += count;
            return Ok(count);
        }
        (self.before_wait)()?;
        let count = stream.rest.read(buffer)?;
        if stream.recording.is_over() {
            stream.taken = Vec::new();
            (stream.had, stream.gone) = (0, true);
        } else {
            stream.taken.extend_from_slice(&buffer[..count]);
            stream.had += count;
        }
        Ok(count)
    }
}

/// Bytes whose first read returns at least four, unless there are fewer: a whole byte order mark, however it arrives.
struct Marked<R> {
    bytes: R,
    begun: bool,
}

impl<R> Marked<R> {
    fn new(bytes: R) -> Self {
        Marked { bytes, begun: false }
    }
}

impl<R: Read> Read for Marked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut count = self.bytes.read(buffer)?;
        while !self.begun && (1..buffer.len().min(4)).contains(&count) {
            match self.bytes.read(&mut buffer[count..]) {
                Ok(0) => break,
                Ok(more) => count += more,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.begun = true;
        Ok(count)
    }
}

/// Copies everything into a temporary file. If there is no room for it, the error does not blame the input.
fn keep(bytes: &mut dyn Read) -> Result<File> {
    let mut file = tempfile::tempfile().map_err(unkept)?;
    let mut block = vec![0; BLOCK];
    loop {
        match bytes.read(&mut block) {
            Ok(0) => return Ok(file),
            Ok(count) => file.write_all(&block[..count]).map_err(unkept)?,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}

impl Source {
    /// A file, whose bytes are counted; a pipe or a device becomes a stream.
    ///
    /// # Errors
    /// A path that does not exist or is a directory.
    pub fn path(path: &Path, counter: Counter) -> Result<Self> {
        let name = path.display().to_string();
        let metadata = std::fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "is a directory").into());
        }
        let bytes = if !metadata.is_file() {
            Bytes::stream(File::open(path)?, &counter)
        } else if let Some(compression) = Compression::of_file(path) {
            compression.check()?;
            Bytes::Packed(path.to_owned())
        } else {
            Bytes::File(path.to_owned())
        };
        Ok(Source { name, path: Some(path.to_owned()), bytes, counter })
    }

    /// A stream, whose bytes are counted.
    pub fn reader(name: impl Into<String>, bytes: impl Read + 'static, counter: Counter) -> Self {
        Source { name: name.into(), path: None, bytes: Bytes::stream(bytes, &counter), counter }
    }

    /// Bytes in memory.
    pub(crate) fn memory(name: impl Into<String>, bytes: Arc<Vec<u8>>) -> Self {
        let counter = Counter::default();
        let packed = Compression::by_content(&bytes).is_some();
        let bytes = match packed {
            true => Bytes::stream(Cursor::new(Arc::unwrap_or_clone(bytes)), &counter),
            false => Bytes::Memory(bytes),
        };
        Source { name: name.into(), path: None, bytes, counter }
    }

    /// Its name in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The counter of its bytes.
    pub(crate) fn counter(&self) -> &Counter {
        &self.counter
    }

    /// Its path, if it has one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether it is a stream, which can be opened a second time only if it is kept.
    pub fn is_stream(&self) -> bool {
        matches!(self.bytes, Bytes::Stream(_))
    }

    /// Its path, if it is an uncompressed file.
    pub(crate) fn plain_file(&self) -> Option<&Path> {
        match &self.bytes {
            Bytes::File(path) => Some(path),
            _ => None,
        }
    }

    /// The first bytes, up to 8 KiB.
    pub(crate) fn start(&mut self) -> Result<Vec<u8>> {
        let mut start = Vec::new();
        match &mut self.bytes {
            Bytes::Memory(bytes) => start.extend_from_slice(&bytes[..bytes.len().min(START)]),
            Bytes::File(path) => drop(File::open(path)?.take(START as u64).read_to_end(&mut start)?),
            Bytes::Packed(path) => {
                Unpacking::new(File::open(path)?).take(START as u64).read_to_end(&mut start)?;
            }
            Bytes::Kept(file) => {
                file.seek(SeekFrom::Start(0))?;
                file.take(START as u64).read_to_end(&mut start)?;
            }
            Bytes::Stream(stream) => {
                stream.borrow_mut().rewind()?;
                Reading::new(stream).take(START as u64).read_to_end(&mut start)?;
            }
        }
        Ok(start)
    }

    /// The recording of a stream; for other inputs it has no effect.
    pub(crate) fn recording(&self) -> Recording {
        match &self.bytes {
            Bytes::Stream(stream) => stream.borrow().recording.clone(),
            _ => Recording::default(),
        }
    }

    /// Makes sure that the input can be opened any number of times, and that it can be sought if its reader needs that.
    ///
    /// # Errors
    /// A stream that has been read without being recorded.
    pub fn keep_for(&mut self, reader: &ReaderSpec) -> Result<()> {
        if let Bytes::Packed(path) = &self.bytes
            && reader.seek
        {
            let kept = keep(&mut Unpacking::new(File::open(path)?))?;
            self.bytes = Bytes::Kept(kept);
        } else if let Bytes::Stream(stream) = &self.bytes {
            stream.borrow_mut().rewind()?;
            stream.borrow().recording.stop();
            let kept = keep(&mut Reading::new(stream))?;
            self.bytes = Bytes::Kept(kept);
        }
        Ok(())
    }

    /// Opens the input from its start. A stream is read only as far as it has arrived, and calls `before_wait` before
    /// each read; an error of that ends the reading.
    ///
    /// # Errors
    /// A stream that has been read without being recorded or [kept](Source::keep_for).
    pub(crate) fn open<'s>(
        &'s mut self,
        before_wait: &'s dyn Fn() -> std::io::Result<()>,
    ) -> Result<Box<dyn ReadSeek + 's>> {
        Ok(match &mut self.bytes {
            Bytes::Memory(bytes) => Box::new(Cursor::new(bytes.as_slice())),
            Bytes::File(path) => {
                Box::new(BufReader::with_capacity(BLOCK, Counted::new(File::open(path)?, &self.counter)))
            }
            Bytes::Packed(path) => {
                let unpacked = Unpacking::new(Counted::new(File::open(path)?, &self.counter));
                Box::new(Unseekable(BufReader::with_capacity(BLOCK, Marked::new(unpacked))))
            }
            Bytes::Kept(file) => {
                file.seek(SeekFrom::Start(0))?;
                Box::new(BufReader::with_capacity(BLOCK, &*file))
            }
            Bytes::Stream(stream) => {
                stream.borrow_mut().rewind()?;
                let reading = Reading { before_wait, ..Reading::new(stream) };
                Box::new(Unseekable(BufReader::with_capacity(BLOCK, Marked::new(reading))))
            }
        })
    }
}
