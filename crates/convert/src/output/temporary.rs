//! Temporary files next to their targets. They are removed however the program ends.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Result, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use tempfile::{Builder, NamedTempFile};

/// The temporary files that exist.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Held for reading while a file is created or renamed, and for writing, forever, when the program ends.
static TURN: RwLock<()> = RwLock::new(());

fn live() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The right to create and rename temporary files. While it is held, no signal ends the program, so that what was begun
/// is completed.
pub(crate) struct Turn(#[expect(dead_code, reason = "it is held")] RwLockReadGuard<'static, ()>);

impl Turn {
    /// Waits for a turn. A thread must not take a second one.
    pub(crate) fn take() -> Self {
        Turn(TURN.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Waits until nobody holds a `Turn`, removes all temporary files, and then runs what ends the program.
pub fn end(last: impl FnOnce()) {
    let _all = TURN.write().unwrap_or_else(PoisonError::into_inner);
    for path in &*live() {
        // It may have been removed already.
        let _ = std::fs::remove_file(path);
    }
    last();
}

/// A file that replaces its target or is removed.
#[derive(Debug)]
pub(crate) struct Temporary(Option<NamedTempFile>);

impl Temporary {
    /// Creates a file in a directory.
    pub(crate) fn new(builder: &Builder<'_, '_>, directory: &Path) -> Result<Self> {
        let _turn = Turn::take();
        let file = builder.tempfile_in(directory)?;
        live().insert(file.path().to_owned());
        Ok(Temporary(Some(file)))
    }

    /// Renames the file to its target.
    pub(crate) fn persist(mut self, target: &Path, _: &Turn) -> Result<()> {
        let Some(file) = self.0.take() else { return Ok(()) };
        let path = file.path().to_owned();
        let done = file.persist(target).map(|_| ()).map_err(|error| error.error);
        live().remove(&path);
        done
    }

    fn file(&mut self) -> Result<&mut File> {
        let file = self.0.as_mut().map(NamedTempFile::as_file_mut);
        file.ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let path = file.path().to_owned();
            drop(file);
            live().remove(&path);
        }
    }
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.file()?.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.file()?.flush()
    }
}
