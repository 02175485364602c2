//! The text being read, with its spans, and walks over them.

use crate::syntax::html_tables::HtmlTables;
use crate::syntax::spans::{Span, SpanKind};
use memchr::memchr;
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// The white space that wiki text trims; other white space, such as no-break spaces, is text.
pub(crate) const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// The text of a page or of a template's output, with its spans.
#[derive(Debug)]
pub(crate) struct PageText<'s> {
    pub(crate) text: &'s str,
    spans: Cow<'s, [Span]>,
    /// For each span, the index of the next one from it on that is not a link.
    next_opaque: Cow<'s, [u32]>,
    /// The HTML tables.
    pub(crate) html: Cow<'s, HtmlTables>,
    /// Where the last look-up ended, because the next one is usually near.
    near: Cell<usize>,
}

impl<'s> PageText<'s> {
    /// A page with its spans; its HTML tables are added later.
    pub(super) fn new(text: &'s str, spans: Vec<Span>) -> Self {
        let mut next = u32::MAX;
        let mut next_opaque = vec![next; spans.len()];
        for (at, (span, place)) in spans.iter().zip(&mut next_opaque).enumerate().rev() {
            if span.kind != SpanKind::Link {
                next = at as u32;
            }
            *place = next;
        }
        let (spans, next_opaque) = (Cow::Owned(spans), Cow::Owned(next_opaque));
        let html = Cow::Owned(HtmlTables::default());
        PageText { text, spans, next_opaque, html, near: Cell::new(0) }
    }

    /// The same page, for another thread.
    pub(crate) fn share(&self) -> PageText<'_> {
        PageText {
            text: self.text,
            spans: Cow::Borrowed(&*self.spans),
            next_opaque: Cow::Borrowed(&*self.next_opaque),
            html: Cow::Borrowed(&*self.html),
            near: Cell::new(0),
        }
    }

    pub(crate) fn bytes(&self) -> &'s [u8] {
        self.text.as_bytes()
    }

    /// A piece of the page.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'s str {
        self.text.get(range).unwrap_or("")
    }

    pub(crate) fn byte(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    /// The index of the first span that starts at or after an offset.
    fn index_from(&self, at: usize) -> usize {
        let spans = &*self.spans;
        let mut index = self.near.get().min(spans.len());
        for _ in 0..8 {
            if index > 0 && spans[index - 1].start() >= at {
                index -= 1;
            } else if spans.get(index).is_some_and(|span| span.start() < at) {
                index += 1;
            } else {
                self.near.set(index);
                return index;
            }
        }
        let index = spans.partition_point(|span| span.start() < at);
        self.near.set(index);
        index
    }

    /// The span that starts here and ends by `limit`.
    pub(crate) fn span_at(&self, at: usize, limit: usize) -> Option<Span> {
        let span = *self.spans.get(self.index_from(at))?;
        (span.start() == at && span.end() <= limit).then_some(span)
    }

    /// A walk over spans from an offset on.
    pub(crate) fn walk(&self, at: usize) -> Walk<'_> {
        Walk { spans: &self.spans, next_opaque: &self.next_opaque, index: self.index_from(at) }
    }

    /// The end of the line: the next line feed outside opaque spans.
    pub(crate) fn line_end(&self, walk: &mut Walk<'_>, at: usize, limit: usize) -> usize {
        let find = |from: usize| memchr(b'\n', &self.bytes()[from..limit]).map_or(limit, |step| from + step);
        let mut from = at;
        let mut end = find(at);
        while let Some(span) = walk.opaque(from).filter(|span| span.start() < end) {
            from = span.end().min(limit);
            if end < from {
                end = find(from);
            }
        }
        end
    }

    /// Skips blanks and comments.
    pub(crate) fn skip_blank(&self, mut at: usize, limit: usize) -> usize {
        loop {
            match self.byte(at) {
                Some(b' ' | b'\t' | b'\r') if at < limit => at += 1,
                Some(b'<') if at < limit => match self.span_at(at, limit) {
                    Some(span) if span.kind == SpanKind::Comment => at = span.end(),
                    _ => return at,
                },
                _ => return at,
            }
        }
    }

    /// A range without the white space at its ends.
    pub(crate) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let bytes = self.slice(range.clone()).as_bytes();
        let Some(last) = bytes.iter().rposition(|byte| !blank(byte)) else {
            let end = range.start + bytes.len();
            return end..end;
        };
        let first = bytes.iter().position(|byte| !blank(byte)).unwrap_or(last);
        range.start + first..range.start + last + 1
    }

    /// The comments in a range.
    pub(crate) fn comments(&self, range: Range<usize>) -> impl Iterator<Item = Span> {
        self.spans[self.index_from(range.start)..]
            .iter()
            .take_while(move |span| span.start() < range.end)
            .filter(|span| span.kind == SpanKind::Comment)
            .copied()
    }
}

/// A forward-only walk over the spans of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'p> {
    spans: &'p [Span],
    next_opaque: &'p [u32],
    index: usize,
}

impl Walk<'_> {
    /// The next opaque span (any kind but a link) that starts at or after an offset.
    pub(crate) fn opaque(&mut self, at: usize) -> Option<Span> {
        self.any(at)?;
        let next = *self.next_opaque.get(self.index)?;
        self.spans.get(usize::try_from(next).ok()?).copied()
    }

    /// The next span of any kind that starts at or after an offset.
    pub(crate) fn any(&mut self, at: usize) -> Option<Span> {
        while let Some(span) = self.spans.get(self.index) {
            if span.start() >= at {
                return Some(*span);
            }
            self.index += 1;
        }
        None
    }
}
