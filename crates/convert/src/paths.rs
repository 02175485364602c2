//! Inputs by their paths: files, and directories with a `datapackage.json`.

use crate::{Counter, Source};
use model::{ErrorKind, Result};
use std::path::{Path, PathBuf};

/// The name of a descriptor's file.
pub(crate) const DESCRIPTOR: &str = "datapackage.json";

/// The option that says where the files of a package are, to its reader, `data-package`.
///
/// ```no_run
/// let descriptor = std::fs::read("results/datapackage.json")?;
/// let params = model::Params::default().with(convert_tables::PACKAGE_FOLDER, "results");
/// let (reader, diagnostics) = (convert_tables::registry::reader("data-package")?, model::Diagnostics::ignore());
/// let documents = convert_tables::read_documents(&descriptor, reader, &params, &diagnostics)?;
/// # Ok::<(), model::Error>(())
/// ```
pub const FOLDER: &str = "package-folder";

/// The file that an input is: of a directory that is a package, its descriptor.
pub fn input(path: &Path) -> PathBuf {
    if path.is_dir() {
        Some(path.join(DESCRIPTOR))
            .filter(|descriptor| descriptor.is_file())
            .unwrap_or_else(|| path.to_owned())
    } else {
        path.to_owned()
    }
}

/// Opens an input: a file, or a directory by its descriptor.
pub(crate) fn open(path: &Path, counter: Counter) -> Result<Source> {
    open_file(&input(path), counter)
}

/// Opens the file that an input is.
pub fn open_file(file: &Path, counter: Counter) -> Result<Source> {
    Source::path(file, counter).map_err(|error| match error.kind() {
        ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::IsADirectory => {
            let message =
                "it is a directory without a datapackage.json (--recursive converts the files in it)";
            std::io::Error::new(std::io::ErrorKind::IsADirectory, message).into()
        }
        _ => error,
    })
}

/// The files that an input is made of: itself, and those that it names if it is a package.
pub fn files(path: &Path) -> Vec<PathBuf> {
    let file = input(path);
    let mut files = if is_descriptor(&file) { resources(&file) } else { Vec::new() };
    files.push(file);
    files
}

/// Whether a file is called as descriptors are.
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

/// The files that a package names.
#[cfg(feature = "data-package")]
fn resources(descriptor: &Path) -> Vec<PathBuf> {
    crate::package::resources(descriptor)
}

/// Without the format, a descriptor is a file like any other.
#[cfg(not(feature = "data-package"))]
fn resources(_: &Path) -> Vec<PathBuf> {
    Vec::new()
}
