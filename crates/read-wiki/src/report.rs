//! Warnings with their place.

use model::{Diagnostic, Diagnostics, Place, Result};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// The most warnings that are reported one by one.
const MOST: usize = 200;
/// The longest line that is shown with a warning.
const LONGEST: usize = 400;

/// Reports what is odd in a page. Lines are counted on from the last warning, not from the start.
pub(crate) struct Report<'s, 'd> {
    text: &'s str,
    diagnostics: &'d Diagnostics<'d>,
    /// A place whose line is known: the offset, and the line feeds before it.
    known: Cell<(usize, u64)>,
    count: Cell<usize>,
    names: RefCell<HashSet<String>>,
}

impl<'s, 'd> Report<'s, 'd> {
    pub(crate) fn new(text: &'s str, diagnostics: &'d Diagnostics<'d>) -> Self {
        Report {
            text,
            diagnostics,
            known: Cell::new((0, 0)),
            count: Cell::new(0),
            names: RefCell::new(HashSet::new()),
        }
    }

    /// Reports a warning about the byte at an offset.
    pub(crate) fn warn(
        &self,
        code: &'static str,
        offset: usize,
        message: impl Into<String>,
        hint: &str,
    ) -> Result<()> {
        self.count.set(self.count.get() + 1);
        if self.count.get() > MOST {
            return Ok(());
        }
        let mut diagnostic = self.locate(Diagnostic::warning(code, message), offset);
        if !hint.is_empty() {
            diagnostic = diagnostic.hint(hint);
        }
        self.diagnostics.report(diagnostic)
    }

    /// Whether a name is new here: what is said once for each name is said then.
    pub(crate) fn is_new(&self, name: &str) -> bool {
        let mut names = self.names.borrow_mut();
        names.len() < MOST && !names.contains(name) && names.insert(name.to_owned())
    }

    /// Says how many warnings were kept back.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.count.get().saturating_sub(MOST) {
            0 => Ok(()),
            more => self
                .diagnostics
                .report(Diagnostic::warning("wiki-more", format!("{more} more warnings are not shown"))),
        }
    }

    /// Adds the place, and the line where it is short enough to be shown.
    pub(crate) fn locate(&self, diagnostic: Diagnostic, offset: usize) -> Diagnostic {
        let offset = offset.min(self.text.len());
        let bytes = self.text.as_bytes();
        let (from, lines) = Some(self.known.get()).filter(|known| known.0 <= offset).unwrap_or((0, 0));
        let lines = lines + memchr::memchr_iter(b'\n', &bytes[from..offset]).count() as u64;
        self.known.set((offset, lines));
        let start = memchr::memrchr(b'\n', &bytes[..offset]).map_or(0, |at| at + 1);
        let column = 1 + bytes[start..offset].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        let end = memchr::memchr(b'\n', &bytes[offset..]).map_or(bytes.len(), |at| offset + at);
        let excerpt = self.text.get(start..end).filter(|line| line.len() <= LONGEST);
        let place = Place { line: lines + 1, column, offset: Some(offset as u64), part: None };
        Diagnostic {
            excerpt: excerpt.map(|line| line.trim_end_matches('\r').to_owned()),
            ..diagnostic.at(place)
        }
    }
}
