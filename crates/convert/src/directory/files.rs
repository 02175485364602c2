//! The files of a directory: written one after the other, and made visible all at once.

use crate::Job;
use crate::output::{Output, Staged, Turn, kept, overwrites};
use model::{Diagnostics, Error, Files as _, Result, Survey, Writer};
use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// An output that a writer shares while its file is open.
#[derive(Clone)]
struct Shared(Rc<RefCell<Option<Output>>>);

impl Shared {
    fn with<T>(&self, act: impl FnOnce(&mut Output) -> io::Result<T>) -> io::Result<T> {
        self.0.borrow_mut().as_mut().map_or_else(|| Err(io::ErrorKind::NotConnected.into()), act)
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(|output| output.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.with(Output::flush)
    }
}

/// What happens to files that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// New ones take their place.
    Replace,
    /// They stay as they are.
    Keep,
}

/// The files of one input's directory.
pub(crate) struct Files<'a> {
    pub(crate) job: &'a Job,
    pub(crate) diagnostics: &'a Diagnostics<'a>,
    pub(super) directory: &'a Path,
    input: Option<PathBuf>,
    open: Shared,
    staged: Vec<(PathBuf, Staged)>,
}

impl<'a> Files<'a> {
    /// Files for an existing directory; writing over the input is an error.
    pub(crate) fn new(
        job: &'a Job,
        diagnostics: &'a Diagnostics<'a>,
        directory: &'a Path,
        input: Option<&Path>,
    ) -> Self {
        let input = input.and_then(|input| std::fs::canonicalize(input).ok());
        let open = Shared(Rc::default());
        Files { job, diagnostics, directory, input, open, staged: Vec::new() }
    }

    /// The extension of the job's format, without the dot.
    pub(crate) fn extension(&self) -> &'static str {
        self.job.writer.format.extensions.first().copied().unwrap_or("out")
    }

    /// Opens a file with this name, with the job's writer.
    pub(crate) fn open(&mut self, name: &str, survey: &'a Survey) -> Result<Box<dyn Writer + 'a>> {
        let output = model::Output::new(self.create(name)?, self.diagnostics).survey(survey);
        self.job.writer.open(output.created(self.job.options.created), &self.job.write_options)
    }

    /// Whether this is one of the files.
    #[cfg(feature = "data-package")]
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.staged.iter().any(|(staged, _)| staged == path)
    }

    /// The file that is open, to be discarded after an error.
    pub(crate) fn handle(&self) -> OpenFile {
        OpenFile(self.open.clone())
    }

    /// Makes all files visible, except for those that exist and are to be kept.
    pub(crate) fn appear(self, existing: Existing) -> Result<()> {
        let is_kept = |path: &Path| existing == Existing::Keep && path.exists();
        let (old, new): (Vec<_>, Vec<_>) = self.staged.into_iter().partition(|(path, _)| is_kept(path));
        for (path, _) in old {
            self.diagnostics.report(kept(&path))?;
        }
        let mut new = new.into_iter();
        let turn = Turn::take();
        new.try_for_each(|(_, staged)| staged.appear(&turn))
    }
}

impl model::Files for Files<'_> {
    fn create(&mut self, name: &str) -> Result<Box<dyn Write>> {
        let path = self.directory.join(name);
        if self.input.is_some() && std::fs::canonicalize(&path).ok() == self.input {
            return Err(overwrites(&path));
        }
        *self.open.0.borrow_mut() = Some(Output::open(&path)?);
        self.staged.push((path, Staged::default()));
        Ok(Box::new(self.open.clone()))
    }

    fn close(&mut self) -> Result<()> {
        let output = self.open.0.borrow_mut().take();
        if let (Some(output), Some((_, staged))) = (output, self.staged.last_mut()) {
            *staged = output.stage()?;
        }
        Ok(())
    }
}

/// The file that is open.
pub(crate) struct OpenFile(Shared);

impl OpenFile {
    /// Discards the file. Returns the error, which names the file if writing it failed.
    pub(crate) fn discard(self, error: Error) -> Error {
        match self.0.0.borrow_mut().take() {
            Some(output) => output.discard(error),
            None => error,
        }
    }
}
