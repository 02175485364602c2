//! Temporary files beside their targets, which are gone however the program ends.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Result, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::{Builder, NamedTempFile};

/// The files that there are. Whoever makes one, names it otherwise or removes it holds the lock meanwhile.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The right to make and rename temporary files. While it is held, no signal ends the program: what is done under one
/// is done whole.
pub(crate) struct Turn(MutexGuard<'static, BTreeSet<PathBuf>>);

impl Turn {
    /// Waits for it.
    pub(crate) fn take() -> Self {
        Turn(LIVE.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Removes all temporary files: the program ends now.
    #[cfg_attr(not(unix), allow(dead_code, reason = "only Unix has signals to end by"))]
    pub(crate) fn remove_all(&mut self) {
        for path in std::mem::take(&mut *self.0) {
            // It may never have been made.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// A file that becomes its target, or nothing.
#[derive(Debug)]
pub(crate) struct Temporary(Option<NamedTempFile>);

impl Temporary {
    /// Makes a file in a directory.
    pub(crate) fn new(builder: &Builder<'_, '_>, directory: &Path) -> Result<Self> {
        let mut turn = Turn::take();
        let file = builder.tempfile_in(directory)?;
        turn.0.insert(file.path().to_owned());
        Ok(Temporary(Some(file)))
    }

    /// Puts the file in the target's place.
    pub(crate) fn persist(mut self, target: &Path, turn: &mut Turn) -> Result<()> {
        let Some(file) = self.0.take() else { return Ok(()) };
        let path = file.path().to_owned();
        let done = file.persist(target).map(|_| ()).map_err(|error| error.error);
        turn.0.remove(&path);
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
            let mut turn = Turn::take();
            let path = file.path().to_owned();
            drop(file);
            turn.0.remove(&path);
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
