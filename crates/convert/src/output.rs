//! Outputs: a file appears whole, or not at all.

use model::Result;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Bytes gathered before they are written.
const BLOCK: usize = 128 * 1024;

/// Where an output goes.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<io::StdoutLock<'static>>),
    /// A temporary file that replaces its target at the end.
    File(BufWriter<NamedTempFile>, PathBuf),
    /// A device or a pipe, which cannot be replaced.
    Device(BufWriter<File>),
}

impl Output {
    pub(crate) fn stdout() -> Self {
        Output::Stdout(BufWriter::with_capacity(BLOCK, io::stdout().lock()))
    }

    /// An output that becomes `path` when it is complete.
    pub(crate) fn file(path: &Path) -> Result<Self> {
        match fs::metadata(path) {
            Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
                let device = File::options().write(true).open(path)?;
                return Ok(Output::Device(BufWriter::with_capacity(BLOCK, device)));
            }
            _ => {}
        }
        // A link is kept, and what it points to replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let directory = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let mut builder = Builder::new();
        builder.prefix(".convert-").suffix(".tmp");
        permissions(&mut builder, &target);
        let file = builder.tempfile_in(directory)?;
        Ok(Output::File(BufWriter::with_capacity(BLOCK, file), target))
    }

    /// Completes the output.
    pub(crate) fn finish(self) -> Result<()> {
        match self {
            Output::Stdout(mut stdout) => stdout.flush()?,
            Output::Device(mut device) => device.flush()?,
            Output::File(file, target) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(target).map_err(|error| error.error)?;
            }
        }
        Ok(())
    }

    /// Gives up: nothing of a file stays behind, and nothing gathered for standard output is written.
    pub(crate) fn discard(self) {
        match self {
            Output::Stdout(stdout) => drop(stdout.into_parts()),
            Output::Device(device) => drop(device.into_parts()),
            Output::File(file, _) => drop(file.into_parts()),
        }
    }
}

/// A replaced file keeps its mode, a new one gets the usual one.
#[cfg(unix)]
fn permissions(builder: &mut Builder<'_, '_>, target: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(target).map_or(0o666, |metadata| metadata.permissions().mode() & 0o777);
    builder.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn permissions(_: &mut Builder<'_, '_>, _: &Path) {}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(stdout) => stdout.write(bytes),
            Output::File(file, _) => file.write(bytes),
            Output::Device(device) => device.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(stdout) => stdout.flush(),
            Output::File(file, _) => file.flush(),
            Output::Device(device) => device.flush(),
        }
    }
}
