//! A text with marks, being built.

use model::{Mark, MarkKind, Text};
use std::ops::Range;

/// A text being built.
#[derive(Debug, Default)]
pub(crate) struct TextBuf {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// What is before this byte is not trimmed.
    pub(super) hard: usize,
    /// Where the last line feeds between lines end, and how many they are.
    pub(super) line_feeds: (usize, usize),
    /// The same, references to line feeds included.
    pub(super) any_feeds: (usize, usize),
    /// What an icon stands for, if nothing else is in the text: its mark, and the code.
    pub(crate) icon: Option<(usize, String)>,
    /// The nations in the text, as they are in a column of their own: kept only where that is wanted.
    pub(crate) nations: Vec<(Range<usize>, String)>,
    /// The text is part of another one, so that an icon is never all there is.
    pub(crate) in_part: bool,
}

/// Whether a mark says nothing when there is no text under it.
fn is_style(kind: &MarkKind) -> bool {
    use MarkKind::{Bold, Code, Italic, Item, Small, Strike, Sub, Sup, Underline};
    matches!(kind, Bold | Italic | Underline | Strike | Code | Small | Sub | Sup | Item { .. })
}

impl TextBuf {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
        self.hard = 0;
        self.line_feeds = (0, 0);
        self.any_feeds = (0, 0);
        self.icon = None;
        self.nations.clear();
    }

    /// The text, taken out.
    pub(crate) fn take(&mut self) -> Text {
        Text { text: std::mem::take(&mut self.text), marks: std::mem::take(&mut self.marks) }
    }

    /// Opens a mark at the end of the text: it gets its end from [`TextBuf::close`].
    pub(crate) fn open(&mut self, kind: MarkKind) -> usize {
        self.marks.push(Mark::new(self.text.len()..self.text.len(), kind));
        self.marks.len() - 1
    }

    pub(crate) fn close(&mut self, mark: usize) {
        let mut end = self.text.len();
        if self.any_feeds.0 == end {
            // A line's end is not under the mark.
            end -= self.any_feeds.1;
        }
        if let Some(mark) = self.marks.get_mut(mark) {
            mark.end = end.max(mark.start);
        }
    }

    /// Drops what turned out to be nothing: empty styles, the start of a last line without content.
    pub(super) fn settle(&mut self) {
        if self.marks.is_empty() && self.line_feeds.0 != self.text.len() {
            return;
        }
        let (end, count) = self.line_feeds;
        let mut dropped = false;
        self.marks.retain(|mark| {
            let kept = mark.start < mark.end || !is_style(&mark.kind);
            dropped |= !kept && mark.start == end;
            kept
        });
        // What shows nothing begins no line by itself.
        let unseen = |mark: &Mark| {
            use MarkKind::{Comment, Reference, Source};
            mark.start != end
                || (dropped && matches!(mark.kind, Comment { .. } | Reference { .. } | Source { .. }))
        };
        if end == self.text.len() && self.marks.iter().rev().take_while(|mark| mark.start >= end).all(unseen)
        {
            self.text.truncate(end - count);
        }
        let end = self.text.len();
        for mark in &mut self.marks {
            mark.start = mark.start.min(end);
            mark.end = mark.end.min(end);
        }
        self.marks.retain(|mark| mark.start < mark.end || !is_style(&mark.kind));
    }

    /// Line feeds that no mark stands for were appended.
    pub(super) fn add_feeds(&mut self, count: usize) {
        let end = self.text.len();
        let before = if self.any_feeds.0 + count == end { self.any_feeds.1 } else { 0 };
        self.any_feeds = (end, before + count);
    }

    /// Closes a mark that stands for its source. What shows nothing under it is said in that source.
    pub(crate) fn close_source(&mut self, mark: usize) {
        self.close(mark);
        if self.marks.iter().skip(mark + 1).any(|inner| inner.start == inner.end) {
            let inner = self.marks.split_off(mark + 1);
            self.marks.extend(inner.into_iter().filter(|inner| inner.start < inner.end));
        }
    }

    /// Takes a mark out; those over its text stay.
    pub(crate) fn forget(&mut self, mark: usize) {
        if mark < self.marks.len() {
            self.marks.remove(mark);
        }
    }

    /// Keeps the text so far from being trimmed.
    pub(crate) fn harden(&mut self) {
        self.hard = self.text.len();
    }

    pub(super) fn trim_end(&mut self, from: usize) {
        let kept = self.text.trim_end_matches([' ', '\t']).len().max(self.hard).max(from);
        if kept < self.text.len() {
            self.text.truncate(kept);
            for mark in self.marks.iter_mut().rev().take_while(|mark| mark.end > kept) {
                mark.start = mark.start.min(kept);
                mark.end = mark.end.min(kept);
            }
        }
    }
}
