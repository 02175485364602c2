//! Warnings with their place.

use crate::codes::is_once;
use model::{Diagnostic, Diagnostics, Hint, Place, Result, SourceRange};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ops::Range;

/// The most warnings that are reported one by one.
const MOST: usize = 200;
/// The longest line that is shown with a warning.
const LONGEST: usize = 400;

/// What was reported about a page. Lines are counted on from the last warning, not from the start.
pub(crate) struct Log<'d> {
    text: &'d str,
    diagnostics: &'d Diagnostics<'d>,
    /// What is reported goes to the page's own log, which counts and locates it.
    in_part: bool,
    /// Everything is reported, each time.
    all: bool,
    /// How many bytes of the source come before the text: those of a byte order mark.
    before: u64,
    /// A place whose line is known: the offset, and the line feeds before it.
    known: Cell<(usize, u64)>,
    count: Cell<usize>,
    once: RefCell<HashSet<String>>,
}

impl<'d> Log<'d> {
    /// The log of a page with this text.
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

    /// The same for a text that so many bytes of its source come before.
    pub(crate) fn after(self, before: u64) -> Self {
        Log { before, ..self }
    }

    /// The same, which reports everything each time or leaves out repeats.
    pub(crate) fn all(self, all: bool) -> Self {
        Log { all, ..self }
    }

    /// The same for a part of a page: what it reports is for [`Log::pass`] of the page's own.
    pub(crate) fn of_part(self) -> Self {
        Log { in_part: true, ..self }
    }

    /// Passes on what was reported about a part.
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

    /// Says how many warnings were kept back.
    pub(crate) fn finish(&self) -> Result<()> {
        match self.count.get().saturating_sub(MOST) {
            0 => Ok(()),
            _ if self.all => Ok(()),
            more => self
                .diagnostics
                .report(Diagnostic::warning("wiki-more", format!("{more} more warnings are not shown"))),
        }
    }

    /// Adds the place, and the line where it is short enough to be shown.
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

/// Reports what is odd in a text that is read: the page, or what was made of it.
#[derive(Clone, Copy)]
pub(crate) struct Report<'d> {
    log: &'d Log<'d>,
    origin: Origin<'d>,
}

/// Where in the page the text comes from that is read.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'d> {
    /// It is the page.
    Page,
    /// Pieces of it.
    Moved(&'d Moved),
    /// One place: what a template shows there.
    At(usize),
}

impl<'d> Report<'d> {
    /// Reports about the page itself.
    pub(crate) fn new(log: &'d Log<'d>) -> Self {
        Report { log, origin: Origin::Page }
    }

    /// The text of the page, how many bytes come before it, and where in it the text comes from that is read.
    pub(crate) fn origin(&self) -> (&'d str, u64, Origin<'d>) {
        (self.log.text, self.log.before, self.origin)
    }

    /// Whether everything is reported, each time.
    pub(crate) fn is_all(&self) -> bool {
        self.log.all
    }

    /// Reports about a text that comes from there.
    pub(crate) fn with_origin(log: &'d Log<'d>, origin: Origin<'d>) -> Self {
        Report { log, origin }
    }

    /// Passes on what was reported about a part.
    pub(crate) fn pass(&self, diagnostic: Diagnostic) -> Result<()> {
        self.log.pass(diagnostic)
    }

    /// Reports about a text made of pieces of the page.
    pub(crate) fn moved(self, moved: &'d Moved) -> Self {
        Report { origin: Origin::Moved(moved), ..self }
    }

    /// Reports about a text that stands for one place.
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

    /// Where in the page a range comes from.
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

    /// Adds the place, and the line where it is short enough to be shown.
    pub(crate) fn locate(&self, diagnostic: Diagnostic, offset: usize) -> Diagnostic {
        self.log.locate(diagnostic, self.offset(offset))
    }
}

/// Where the pieces of a text come from.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    /// Where each starts, in order.
    pieces: Vec<(usize, Piece)>,
}

#[derive(Debug)]
enum Piece {
    /// It is copied from a place on.
    Copied(usize),
    /// It stands for a range.
    StandsFor(Range<usize>),
}

impl Moved {
    /// What follows from a place on is copied from another.
    pub(crate) fn copy(&mut self, at: usize, from: usize) {
        self.pieces.push((at, Piece::Copied(from)));
    }

    /// What follows from a place on stands for a range.
    pub(crate) fn replace(&mut self, at: usize, range: Range<usize>) {
        self.pieces.push((at, Piece::StandsFor(range)));
    }

    fn piece(&self, offset: usize) -> Option<&(usize, Piece)> {
        let next = self.pieces.partition_point(|piece| piece.0 <= offset);
        self.pieces.get(next.checked_sub(1)?)
    }

    fn offset(&self, offset: usize) -> usize {
        match self.piece(offset) {
            Some((at, Piece::Copied(from))) => from + (offset - at),
            Some((_, Piece::StandsFor(range))) => range.start,
            None => offset,
        }
    }

    /// The same for the end of a range.
    fn end(&self, offset: usize) -> usize {
        match self.piece(offset.saturating_sub(1)) {
            Some((at, Piece::Copied(from))) => from + offset.saturating_sub(*at),
            Some((_, Piece::StandsFor(range))) => range.end,
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_a_text_in_pieces() {
        // `ab{{x}}cd` became `abSHOWNcd`.
        let mut moved = Moved::default();
        moved.copy(0, 0);
        moved.replace(2, 2..7);
        moved.copy(7, 7);
        assert_eq!([0, 1, 2, 5, 7, 8].map(|at| moved.offset(at)), [0, 1, 2, 2, 7, 8]);
        assert_eq!([2, 4, 7, 9].map(|at| moved.end(at)), [2, 7, 7, 9]);
    }
}
