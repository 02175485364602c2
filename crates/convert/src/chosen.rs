//! What a reader reports, as far as it concerns the tables or infoboxes that were chosen.

use model::{Diagnostic, Diagnostics, ReaderSpec, Result, SourceRange};
use std::cell::RefCell;
use std::collections::HashSet;

/// Passes on what concerns the chosen parts of an input: what lies in one of them, and what comes before one and is
/// [structural](ReaderSpec::structural).
///
/// A reader may report what is odd in a part before it sends the part, so each diagnostic waits until its part is
/// chosen or the document ends. One without an offset is passed on at once; so are all once a part without a range is
/// chosen.
pub(crate) struct Chosen<'a> {
    diagnostics: &'a Diagnostics<'a>,
    reader: &'static ReaderSpec,
    parts: RefCell<Parts>,
    /// The messages of what is reported [once](ReaderSpec::once) and was passed on.
    once: RefCell<HashSet<String>>,
}

#[derive(Default)]
struct Parts {
    /// What waits.
    waiting: Vec<Diagnostic>,
    chosen: Vec<SourceRange>,
    /// A chosen part has no range.
    has_unknown: bool,
}

impl<'a> Chosen<'a> {
    pub(crate) fn new(diagnostics: &'a Diagnostics<'a>, reader: &'static ReaderSpec) -> Self {
        Chosen { diagnostics, reader, parts: RefCell::default(), once: RefCell::default() }
    }

    /// Takes what a reader reports.
    ///
    /// # Errors
    /// A warning under strict rules, if it is passed on.
    pub(crate) fn report(&self, diagnostic: Diagnostic) -> Result<()> {
        let is_wanted = {
            let Parts { chosen, has_unknown, .. } = &*self.parts.borrow();
            *has_unknown || chosen.iter().any(|range| self.concerns(&diagnostic, *range))
        };
        if is_wanted || offset(&diagnostic).is_none() {
            return self.pass(diagnostic);
        }
        self.parts.borrow_mut().waiting.push(diagnostic);
        Ok(())
    }

    fn pass(&self, diagnostic: Diagnostic) -> Result<()> {
        let is_once = self.reader.once.contains(&diagnostic.code);
        if is_once && !self.once.borrow_mut().insert(diagnostic.message.clone()) {
            return Ok(());
        }
        self.diagnostics.report(diagnostic)
    }

    /// A part is chosen.
    ///
    /// # Errors
    /// As [`report`](Chosen::report), for what has waited for it.
    pub(crate) fn choose(&self, range: Option<SourceRange>) -> Result<()> {
        let waiting = {
            let mut parts = self.parts.borrow_mut();
            parts.has_unknown |= range.is_none();
            parts.chosen.extend(range);
            std::mem::take(&mut parts.waiting)
        };
        waiting.into_iter().try_for_each(|diagnostic| self.report(diagnostic))
    }

    /// A document ends. If nothing of it was chosen, what is structural may be the reason, and is passed on.
    ///
    /// # Errors
    /// As [`report`](Chosen::report).
    pub(crate) fn end_document(&self) -> Result<()> {
        let Parts { waiting, chosen, .. } = self.parts.take();
        let mut structural = waiting.into_iter().filter(|diagnostic| self.is_structural(diagnostic));
        match chosen.is_empty() {
            true => structural.try_for_each(|diagnostic| self.pass(diagnostic)),
            false => Ok(()),
        }
    }

    /// Forgets what was reported: the input is read again.
    pub(crate) fn forget(&self) {
        self.parts.take();
        self.once.take();
    }

    fn is_structural(&self, diagnostic: &Diagnostic) -> bool {
        self.reader.structural.contains(&diagnostic.code)
    }

    fn concerns(&self, diagnostic: &Diagnostic, range: SourceRange) -> bool {
        offset(diagnostic).is_some_and(|offset| {
            offset < range.end && (offset >= range.start || self.is_structural(diagnostic))
        })
    }
}

fn offset(diagnostic: &Diagnostic) -> Option<u64> {
    diagnostic.place.as_ref()?.offset
}
