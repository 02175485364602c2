//! Warnings with their place.

use crate::codes::is_once;
use model::{Diagnostic, Diagnostics, Hint, Place, Result, SourceRange, plural};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Range;

/// The maximum number of warnings that are reported individually.
const MOST: usize = 200;
/// The maximum length of a line shown with a warning.
const LONGEST: usize = 400;

/// The diagnostics of a page. Line numbers are counted from the last warning rather than the start.
pub(crate) struct Log<'d> {
    text: &'d str,
    diagnostics: &'d Diagnostics<'d>,
    /// This is the log of a part; its diagnostics are passed to the log of the page, which counts and locates them.
    in_part: bool,
    /// Whether repeats are reported too, without a limit.
    all: bool,
    /// The length of the byte order mark before the text.
    before: u64,
    /// An offset with the number of line feeds before it.
    known: Cell<(usize, u64)>,
    count: Cell<usize>,
    once: RefCell<HashSet<String>>,
}

impl<'d> Log<'d> {
    /// The log of a page.
    pub(crate) fn new(text: &'d str, diagnostics: &'d Diagnostics<'d>) -> Self {
        Log {
            text,
            diagnostics,
            in_part: false,
            all: false,
            before: 0,
            known: Cell::new((0, 0)),
            count: Cell::new(0),
            once: RefCell::new(HashSet::new()),
        }
    }

    /// The log of a text that starts after this many bytes of its source.
    pub(crate) fn after(self, before: u64) -> Self {
        Log { before, ..self }
    }

    /// The same log, which reports repeats too or leaves them out.
    pub(crate) fn all(self, all: bool) -> Self {
        Log { all, ..self }
    }

    /// The log of a part of a page; its diagnostics go to [`Log::pass`] of the page's log.
    pub(crate) fn of_part(self) -> Self {
        Log { in_part: true, ..self }
    }

    /// Reports a diagnostic about a part.
    pub(crate) fn pass(&self, diagnostic: Diagnostic) -> Result<()> {
        let offset = diagnostic.place.as_ref().and_then(|place| place.offset).unwrap_or(0);
        self.warn(diagnostic, usize::try_from(offset).unwrap_or(usize::MAX))
    }

    fn warn(&self, diagnostic: Diagnostic, offset: usize) -> Result<()> {
        if is_once(diagnostic.code) && !self.is_new(&diagnostic.message) {
            return Ok(());
        }
        if self.in_part {
            let place = Place { offset: Some(offset as u64), ..Place::default() };
            return self.diagnostics.report(diagnostic.at(place));
        }
        self.count.set(self.count.get() + 1);
        if self.count.get() > MOST && !self.all {
            return Ok(());
        }
        self.diagnostics.report(self.locate(diagnostic, offset))
    }

    fn is_new(&self, message: &str) -> bool {
        let mut once = self.once.borrow_mut();
        self.all || once.len() < MOST && !once.contains(message) && once.insert(message.to_owned())
    }

    /// Reports a note about the byte at an offset, once for each message.
    pub(crate) fn note(&self, code: &'static str, offset: usize, message: String) -> Result<()> {
        if !self.is_new(&message) {
            return Ok(());
        }
        self.diagnostics.report(self.locate(Diagnostic::note(code, message), offset))
    }

    /// Reports how many warnings were suppressed.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.count.get().saturating_sub(MOST) {
            0 => Ok(()),
            _ if self.all => Ok(()),
            more => self.diagnostics.report(Diagnostic::warning(
                "wiki-more",
                plural(more, "more warning is not shown", "more warnings are not shown"),
            )),
        }
    }

    /// Adds the place, and the line if it is short enough.
    fn locate(&self, diagnostic: Diagnostic, offset: usize) -> Diagnostic {
        let offset = offset.min(self.text.len());
        let bytes = self.text.as_bytes();
        let (from, lines) = Some(self.known.get()).filter(|known| known.0 <= offset).unwrap_or((0, 0));
        let lines = lines + memchr::memchr_iter(b'\n', &bytes[from..offset]).count() as u64;
        self.known.set((offset, lines));
        let start = memchr::memrchr(b'\n', &bytes[..offset]).map_or(0, |at| at + 1);
        let column = 1 + bytes[start..offset].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
        let end = memchr::memchr(b'\n', &bytes[offset..]).map_or(bytes.len(), |at| offset + at);
        let excerpt = self.text.get(start..end).filter(|line| line.len() <= LONGEST);
        let place = Place { line: lines + 1, column, offset: Some(self.before + offset as u64), part: None };
        Diagnostic {
            excerpt: excerpt.map(|line| line.trim_end_matches('\r').to_owned()),
            ..diagnostic.at(place)
        }
    }
}

/// Reports diagnostics about the text being read: the page, or text made from it.
#[derive(Clone, Copy)]
pub(crate) struct Report<'d> {
    log: &'d Log<'d>,
    origin: Origin<'d>,
}

/// Where the text being read comes from.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'d> {
    /// The text is the page.
    Page,
    /// The text consists of pieces of the page.
    Moved(&'d Moved),
    /// The text is the output of a template at this offset.
    At(usize),
}

impl<'d> Report<'d> {
    /// Reports about the page itself.
    pub(crate) fn new(log: &'d Log<'d>) -> Self {
        Report { log, origin: Origin::Page }
    }

    /// The text of the page, the number of bytes before it, and the origin of the text being read.
    pub(crate) fn origin(&self) -> (&'d str, u64, Origin<'d>) {
        (self.log.text, self.log.before, self.origin)
    }

    /// Whether repeats are reported too.
    pub(crate) fn is_all(&self) -> bool {
        self.log.all
    }

    /// Reports about a text of this origin.
    pub(crate) fn with_origin(log: &'d Log<'d>, origin: Origin<'d>) -> Self {
        Report { log, origin }
    }

    /// Reports a diagnostic about a part.
    pub(crate) fn pass(&self, diagnostic: Diagnostic) -> Result<()> {
        self.log.pass(diagnostic)
    }

    /// Reports about a text made of pieces of the page.
    pub(crate) fn moved(self, moved: &'d Moved) -> Self {
        Report { origin: Origin::Moved(moved), ..self }
    }

    /// Reports about the output of the template at an offset.
    pub(crate) fn fixed(self, offset: usize) -> Self {
        Report { origin: Origin::At(self.offset(offset)), ..self }
    }

    fn offset(&self, offset: usize) -> usize {
        match self.origin {
            Origin::Page => offset,
            Origin::Moved(moved) => moved.offset(offset),
            Origin::At(offset) => offset,
        }
    }

    /// The range of the page from which a range comes.
    pub(crate) fn place(&self, range: &Range<usize>) -> Option<SourceRange> {
        let (start, end) = match self.origin {
            Origin::Page => (range.start, range.end),
            Origin::Moved(moved) => (moved.offset(range.start), moved.end(range.end)),
            Origin::At(_) => return None,
        };
        let before = self.log.before;
        Some(SourceRange { start: before + start as u64, end: before + end.max(start) as u64 })
    }

    /// Reports a warning about the byte at an offset.
    pub(crate) fn warn(
        &self,
        code: &'static str,
        offset: usize,
        message: impl Into<String>,
        hint: impl Into<Hint>,
    ) -> Result<()> {
        self.log.warn(Diagnostic::warning(code, message).hint(hint), self.offset(offset))
    }

    /// Adds the place, and the line if it is short enough.
    pub(crate) fn locate(&self, diagnostic: Diagnostic, offset: usize) -> Diagnostic {
        self.log.locate(diagnostic, self.offset(offset))
    }
}

/// Where the pieces of a text come from.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    /// The pieces, each with its start, in order.
    pieces: Vec<(usize, Piece)>,
}

#[derive(Debug)]
enum Piece {
    /// Copied from this offset.
    Copied(usize),
    /// In place of this range.
    Replacement(Range<usize>),
}

impl Moved {
    /// From offset `at`, the text is copied from offset `from`.
    pub(crate) fn copy(&mut self, at: usize, from: usize) {
        self.pieces.push((at, Piece::Copied(from)));
    }

    /// From offset `at`, the text replaces a range.
    pub(crate) fn replace(&mut self, at: usize, range: Range<usize>) {
        self.pieces.push((at, Piece::Replacement(range)));
    }

    fn piece(&self, offset: usize) -> Option<&(usize, Piece)> {
        let next = self.pieces.partition_point(|piece| piece.0 <= offset);
        self.pieces.get(next.checked_sub(1)?)
    }

    fn offset(&self, offset: usize) -> usize {
        match self.piece(offset) {
            Some((at, Piece::Copied(from))) => from + (offset - at),
            Some((_, Piece::Replacement(range))) => range.start,
            None => offset,
        }
    }

    /// The original of an offset that is the end of a range.
    fn end(&self, offset: usize) -> usize {
        match self.piece(offset.saturating_sub(1)) {
            Some((at, Piece::Copied(from))) => from + offset.saturating_sub(*at),
            Some((_, Piece::Replacement(range))) => range.end,
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_translated_to_the_page() {
        // `ab{{x}}cd` became `abSHOWNcd`.
        let mut moved = Moved::default();
        moved.copy(0, 0);
        moved.replace(2, 2..7);
        moved.copy(7, 7);
        assert_eq!([0, 1, 2, 5, 7, 8].map(|at| moved.offset(at)), [0, 1, 2, 2, 7, 8]);
        assert_eq!([2, 4, 7, 9].map(|at| moved.end(at)), [2, 7, 7, 9]);
    }
}
