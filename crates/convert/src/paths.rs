//! Inputs by their paths: files, and directories with a `datapackage.json`.

use crate::cause::input_cause;
use crate::{Counter, Source};
use model::{ErrorKind, ReadSeek, Resources, Result};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

#[cfg(feature = "data-package")]
pub(crate) use data_package::DESCRIPTOR;

/// The file name of a descriptor: a directory that has one is a package, whether this build can read it or not.
#[cfg(not(feature = "data-package"))]
const DESCRIPTOR: &str = "datapackage.json";

/// The folder of an input. It opens files by names that do not lead out of it.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder of a file.
    pub(crate) fn of(file: &Path) -> Self {
        Folder(folder(file).to_owned())
    }
}

impl Resources for Folder {
    fn open(&self, name: &str) -> io::Result<Box<dyn ReadSeek + '_>> {
        let path = self.0.join(name);
        let refuse = |why| Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        let in_words = |error: io::Error| io::Error::new(error.kind(), input_cause(&error));
        let real = |path: &Path| std::fs::canonicalize(path).map_err(in_words);
        // A link may lead anywhere.
        if !real(&path)?.starts_with(real(&self.0)?) {
            return refuse("leads out of the folder");
        }
        if !path.is_file() {
            return refuse("is not a regular file");
        }
        Ok(Box::new(BufReader::new(File::open(path).map_err(in_words)?)))
    }
}

/// The file of an input; that of a directory is the descriptor of its package.
pub fn input(path: &Path) -> PathBuf {
    if path.is_dir() {
        Some(path.join(DESCRIPTOR))
            .filter(|descriptor| descriptor.is_file())
            .unwrap_or_else(|| path.to_owned())
    } else {
        path.to_owned()
    }
}

/// Opens an input: a file, or the package in a directory.
pub(crate) fn open(path: &Path, counter: Counter) -> Result<Source> {
    open_file(&input(path), counter)
}

/// Opens the [file of an input](input).
pub fn open_file(file: &Path, counter: Counter) -> Result<Source> {
    Source::path(file, counter).map_err(|error| match error.kind() {
        ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::IsADirectory => {
            let message = "it is a directory without a datapackage.json";
            std::io::Error::new(std::io::ErrorKind::IsADirectory, message).into()
        }
        _ => error,
    })
}

/// The files of an input: itself, and those that it names if it is a package.
pub fn files(path: &Path) -> Vec<PathBuf> {
    let file = input(path);
    let mut files = if is_descriptor(&file) { resources(&file) } else { Vec::new() };
    files.push(file);
    files
}

/// Whether a file has the name of a descriptor.
pub fn is_descriptor(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == DESCRIPTOR)
}

/// The folder of a descriptor.
pub(crate) fn folder(descriptor: &Path) -> &Path {
    match descriptor.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The files that a package names, whether they exist or not.
#[cfg(feature = "data-package")]
pub(crate) fn resources(descriptor: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(descriptor).unwrap_or_default();
    data_package::paths(&text).into_iter().map(|path| folder(descriptor).join(path)).collect()
}

/// In a build without the format, a descriptor is a file like any other.
#[cfg(not(feature = "data-package"))]
fn resources(_: &Path) -> Vec<PathBuf> {
    Vec::new()
}
