//! Builds text with marks.

use model::{Mark, MarkKind, Text};
use std::ops::Range;

/// A text being built.
#[derive(Debug, Default)]
pub(crate) struct TextBuf {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// Text before this offset is not trimmed.
    pub(super) hard: usize,
    /// The end and the number of the last line feeds between lines.
    pub(super) line_feeds: (usize, usize),
    /// The same, including references to line feeds.
    pub(super) any_feeds: (usize, usize),
    /// The ends of closed marks, to adjust those that end in trimmed blanks.
    closed: Vec<(usize, usize)>,
    /// The mark of an icon, and the code that is shown if there is no other text.
    pub(super) icon: Option<(usize, String)>,
    /// The nations in the text, in the form for a column of their own; only if that is requested.
    pub(crate) nations: Vec<(Range<usize>, String)>,
    /// Whether the text is part of another one, so that an icon is never the only content.
    pub(super) in_part: bool,
}

impl From<Text> for TextBuf {
    /// Wraps a text that was joined from parts.
    fn from(Text { text, marks }: Text) -> Self {
        let mut whole = TextBuf { text, marks, ..TextBuf::default() };
        whole.trim_breaks();
        whole
    }
}

/// Whether a mark means nothing without text under it.
fn is_style(kind: &MarkKind) -> bool {
    use MarkKind::{Bold, Code, Italic, Item, Small, Strike, Sub, Sup, Underline};
    matches!(kind, Bold | Italic | Underline | Strike | Code | Small | Sub | Sup | Item { .. })
}

impl TextBuf {
    /// A buffer for text that becomes part of another one.
    pub(crate) fn part() -> Self {
        TextBuf { in_part: true, ..TextBuf::default() }
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
        self.hard = 0;
        self.line_feeds = (0, 0);
        self.any_feeds = (0, 0);
        self.closed.clear();
        self.icon = None;
        self.nations.clear();
    }

    /// Takes the text out of the buffer.
    pub(crate) fn take(&mut self) -> Text {
        Text { text: std::mem::take(&mut self.text), marks: std::mem::take(&mut self.marks) }
    }

    /// Opens a mark at the end of the text; [`TextBuf::close`] sets its end.
    pub(super) fn open(&mut self, kind: MarkKind) -> usize {
        self.marks.push(Mark::new(self.text.len()..self.text.len(), kind));
        self.marks.len() - 1
    }

    pub(super) fn close(&mut self, mark: usize) {
        let mut end = self.text.len();
        if self.any_feeds.0 == end {
            // The mark does not include the end of the line.
            end -= self.any_feeds.1;
        }
        self.closed.push((end, mark));
        if let Some(mark) = self.marks.get_mut(mark) {
            mark.end = end.max(mark.start);
        }
    }

    /// Drops empty styles, and the line feeds before a last line without content.
    pub(super) fn settle(&mut self) {
        if self.marks.is_empty() && self.line_feeds.0 != self.text.len() {
            return;
        }
        self.drop_break(0);
        let (end, count) = self.line_feeds;
        self.marks.retain(|mark| mark.start < mark.end || !is_style(&mark.kind));
        // Marks without text do not start a line.
        if end == self.text.len() {
            self.text.truncate(end - count);
        }
        let end = self.text.len();
        for mark in &mut self.marks {
            mark.start = mark.start.min(end);
            mark.end = mark.end.min(end);
        }
        self.marks.retain(|mark| mark.start < mark.end || !is_style(&mark.kind));
        self.put_items_outside();
    }

    /// Records appended line feeds that have no mark.
    pub(super) fn add_feeds(&mut self, count: usize) {
        let end = self.text.len();
        let before = if self.any_feeds.0 + count == end { self.any_feeds.1 } else { 0 };
        self.any_feeds = (end, before + count);
    }

    /// Closes a mark that keeps source, which already contains the marks without text inside it.
    pub(super) fn close_source(&mut self, mark: usize) {
        self.close(mark);
        if self.marks.iter().skip(mark + 1).any(|inner| inner.start == inner.end) {
            let inner = self.marks.split_off(mark + 1);
            self.marks.extend(inner.into_iter().filter(|inner| inner.start < inner.end));
        }
    }

    /// Removes a mark but keeps those over its text.
    pub(super) fn forget(&mut self, mark: usize) {
        if mark < self.marks.len() {
            self.marks.remove(mark);
        }
    }

    /// Keeps the text so far from being trimmed.
    pub(super) fn harden(&mut self) {
        self.hard = self.text.len();
    }

    /// Appends a line feed for the tag of a block, with a mark for empty source.
    pub(super) fn push_break(&mut self) {
        let start = self.text.len();
        self.text.push('\n');
        self.harden();
        self.add_feeds(1);
        let kind = MarkKind::Source { format: "wiki".into(), source: String::new() };
        self.marks.push(Mark::new(start..start + 1, kind));
    }

    /// The mark of the final line feed, if the tag of a block added it.
    fn last_break(&self) -> Option<usize> {
        let start = self.text.strip_suffix('\n')?.len();
        let is_break = |mark: &Mark| {
            mark.end > mark.start
                && matches!(&mark.kind, MarkKind::Source { source, .. } if source.is_empty())
        };
        let back = self.marks.iter().rev().take_while(|mark| mark.start >= start).position(is_break)?;
        Some(self.marks.len() - 1 - back)
    }

    /// Whether the tag of a block ended the last line.
    pub(super) fn ends_in_break(&self) -> bool {
        self.last_break().is_some()
    }

    /// Drops an empty last line that the tag of a block started.
    pub(super) fn drop_break(&mut self, from: usize) {
        let Some(index) = self.last_break().filter(|_| self.text.len() > from) else { return };
        let start = self.text.len() - 1;
        self.text.truncate(start);
        self.hard = self.hard.min(start);
        for mark in self.marks.iter_mut().skip(index) {
            (mark.start, mark.end) = (start, start);
        }
        // Open marks are referred to by index, so this one becomes an empty style, which is dropped at the end.
        if let Some(mark) = self.marks.get_mut(index) {
            mark.kind = MarkKind::Bold;
        }
    }

    /// Moves list items outside the marks that start with them and end no later.
    fn put_items_outside(&mut self) {
        for item in 1..self.marks.len() {
            if !matches!(self.marks[item].kind, MarkKind::Item { .. }) {
                continue;
            }
            let inner = |before: &Mark, item: &Mark| {
                before.start == item.start && before.start < before.end && before.end <= item.end
            };
            let mut at = item;
            while at > 0 && inner(&self.marks[at - 1], &self.marks[at]) {
                self.marks.swap(at - 1, at);
                at -= 1;
            }
        }
    }

    /// Line breaks before the first line and after the last one show no text, so they become marks for their source.
    pub(super) fn trim_breaks(&mut self) {
        let is_break = |mark: &Mark, start: usize| {
            mark.kind == MarkKind::LineBreak && (mark.start, mark.end) == (start, start + 1)
        };
        let (mut start, mut end) = (0, self.text.len());
        for mark in &self.marks {
            match is_break(mark, start) {
                true => start += 1,
                false if mark.start > start => break,
                false => {}
            }
        }
        for mark in self.marks.iter().rev() {
            match end > start && is_break(mark, end - 1) {
                true => end -= 1,
                false if mark.start < end => break,
                false => {}
            }
        }
        // Line feeds of another kind (a list) are kept.
        let rest = self.text.get(start..end).unwrap_or("");
        let start = if rest.starts_with('\n') { 0 } else { start };
        let end = if rest.ends_with('\n') { self.text.len() } else { end };
        if (start, end) == (0, self.text.len()) {
            return;
        }
        self.text.truncate(end);
        self.text.drain(..start);
        // The source of a template or other mark already contains its breaks.
        let mut covered = 0;
        self.marks.retain_mut(|mark| {
            let is_outside = mark.end <= start || mark.start >= end;
            match &mark.kind {
                MarkKind::LineBreak if is_outside && mark.start < covered => return false,
                MarkKind::LineBreak if is_outside => {
                    mark.kind = MarkKind::Source { format: "wiki".into(), source: "<br />".into() };
                }
                MarkKind::Template { .. } | MarkKind::Source { .. } => covered = covered.max(mark.end),
                _ => {}
            }
            mark.start = mark.start.min(end).saturating_sub(start);
            mark.end = mark.end.min(end).saturating_sub(start);
            mark.start < mark.end || !is_style(&mark.kind)
        });
    }

    pub(super) fn trim_end(&mut self, from: usize) {
        let kept = self.text.trim_end_matches([' ', '\t']).len().max(self.hard).max(from);
        if kept < self.text.len() {
            self.text.truncate(kept);
            for mark in self.marks.iter_mut().rev().take_while(|mark| mark.start > kept) {
                (mark.start, mark.end) = (kept, kept);
            }
            while let Some(index) = self.closed.pop_if(|(end, _)| *end > kept).map(|(_, index)| index) {
                if let Some(mark) = self.marks.get_mut(index) {
                    mark.end = mark.end.min(kept);
                }
            }
        }
    }
}
