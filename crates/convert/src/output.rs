//! Outputs: a file appears whole, or not at all.

mod noticing;
mod temporary;

pub use noticing::Noticing;
pub(crate) use temporary::Turn;
pub use temporary::end;

use crate::cause::{cannot, output_cause};
use crate::compression::{Compression, Packer};
use model::{Diagnostic, Error, ErrorKind, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::Builder;
use temporary::Temporary;

/// Bytes gathered before they are written.
pub const BLOCK: usize = 128 * 1024;

/// An output that is being written.
#[derive(Debug)]
pub(crate) struct Output {
    bytes: Bytes,
    /// Its name in messages.
    name: String,
    /// A write failed, so the error that ends the conversion is the output's.
    failed: bool,
}

/// Where the bytes go.
#[derive(Debug)]
enum Bytes {
    /// A temporary file that replaces its target at the end.
    File(BufWriter<Temporary>, PathBuf),
    /// A device or a pipe, which cannot be replaced.
    Device(BufWriter<File>),
}

impl Output {
    /// Opens a file.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        match file(path) {
            Ok(bytes) => Ok(Output { bytes, name, failed: false }),
            Err(error) => Err(unwritable(&name, &error)),
        }
    }

    /// Completes the output: the file appears, or is replaced.
    pub(crate) fn finish(self) -> Result<()> {
        let done = match self.bytes {
            Bytes::Device(mut device) => device.flush(),
            Bytes::File(file, target) => file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|file| file.persist(&target, &Turn::take())),
        };
        done.map_err(|error| unwritable(&self.name, &error))
    }

    /// Completes the bytes of one output of several; the file appears with [`Staged::appear`].
    pub(crate) fn stage(self) -> Result<Staged> {
        let file = match self.bytes {
            Bytes::File(file, target) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error);
                file.map(|file| Some((file, target)))
            }
            Bytes::Device(mut device) => device.flush().map(|()| None),
        };
        match file {
            Ok(file) => Ok(Staged { file, name: self.name }),
            Err(error) => Err(unwritable(&self.name, &error)),
        }
    }

    /// Discards the output after an error: no partial file remains. Returns the error, which names the output if
    /// writing it failed.
    pub(crate) fn discard(self, error: Error) -> Error {
        match self.bytes {
            Bytes::Device(device) => drop(device.into_parts()),
            Bytes::File(file, _) => drop(file.into_parts()),
        }
        match error.kind() {
            ErrorKind::Io(io) if self.failed => unwritable(&self.name, io),
            _ => error,
        }
    }

    fn noticing<T>(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
        let done = match &mut self.bytes {
            Bytes::File(file, _) => write(file),
            Bytes::Device(device) => write(device),
        };
        self.failed |= done.is_err();
        done
    }
}

/// Writes an output, compressed if its extension says so. It is complete when this returns, and unchanged after an
/// error.
pub fn write<T>(target: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let compression = Compression::by_extension(target).map(|(compression, _)| compression);
    compression.map_or(Ok(()), Compression::check)?;
    let mut output = Output::open(target)?;
    let done = Packer::new(compression, &mut output).map_err(Error::from).and_then(|mut packer| {
        let done = write(&mut packer)?;
        packer.finish()?;
        Ok(done)
    });
    match done {
        Ok(done) => output.finish().map(|()| done),
        Err(error) => Err(output.discard(error)),
    }
}

/// Creates the directory of an output.
pub fn directory_of(target: &Path) -> Result<()> {
    let Some(directory) = target.parent().filter(|directory| !directory.as_os_str().is_empty()) else {
        return Ok(());
    };
    if directory.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(directory).map_err(|error| cannot(directory.display(), "created", &error))
}

/// The error that an output would overwrite the input.
pub fn overwrites(target: &Path) -> Error {
    Error::usage(format!("'{}' is the input; convert never overwrites one", target.display()))
}

/// The note that an existing output is kept.
pub fn kept(target: &Path) -> Diagnostic {
    Diagnostic::note("output-kept", format!("'{}' exists and is kept", target.display()))
}

/// Whether two paths lead to the same existing file.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// A file that is complete but not visible yet. If it is dropped, nothing remains.
#[derive(Debug, Default)]
pub(crate) struct Staged {
    file: Option<(Temporary, PathBuf)>,
    name: String,
}

impl Staged {
    /// Makes the file appear.
    pub(crate) fn appear(self, turn: &Turn) -> Result<()> {
        let Some((file, target)) = self.file else { return Ok(()) };
        file.persist(&target, turn).map_err(|error| unwritable(&self.name, &error))
    }
}

/// A folder for outputs. If it was created here and stays empty, it is removed again.
#[derive(Debug)]
pub struct Folder {
    /// The folders that were created, the innermost first.
    made: Vec<PathBuf>,
}

impl Folder {
    /// Creates a folder, unless it exists.
    pub fn make(path: &Path) -> Result<Self> {
        let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let folder = Folder { made: path.ancestors().take_while(missing).map(Path::to_owned).collect() };
        fs::create_dir_all(path).map_err(|error| {
            Error::usage(format!(
                "'{}' cannot be the output directory: {}",
                path.display(),
                output_cause(&error)
            ))
        })?;
        Ok(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that is not empty is not removed, and neither are those around it.
        let _ = self.made.iter().try_for_each(fs::remove_dir);
    }
}

fn unwritable(name: &str, error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return io::Error::from(io::ErrorKind::BrokenPipe).into();
    }
    cannot(name, "written", error)
}

/// A temporary file that becomes `path` when it is complete.
fn file(path: &Path) -> io::Result<Bytes> {
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir()) {
        let device = File::options().write(true).open(path)?;
        return Ok(Bytes::Device(BufWriter::with_capacity(BLOCK, device)));
    }
    // A link is kept, and its target is replaced.
    let linked = there.as_ref().and_then(|_| fs::canonicalize(path).ok());
    let target = linked.unwrap_or_else(|| path.to_owned());
    let directory = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".convert-").suffix(".tmp");
    permissions(&mut builder, there.as_ref());
    let file = Temporary::new(&builder, &directory)?;
    Ok(Bytes::File(BufWriter::with_capacity(BLOCK, file), target))
}

/// A replaced file keeps its mode; a new one gets the usual mode.
#[cfg(unix)]
fn permissions(builder: &mut Builder<'_, '_>, there: Option<&fs::Metadata>) {
    use std::os::unix::fs::PermissionsExt;
    let mode = there.map_or(0o666, |metadata| metadata.permissions().mode() & 0o777);
    builder.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn permissions(_: &mut Builder<'_, '_>, _: Option<&fs::Metadata>) {}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.noticing(|output| output.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.noticing(|output| output.flush())
    }
}
