//! Inline markup: a range of the page becomes a text with marks.
//!
//! One pass from left to right. What is open is on an explicit stack; marks are put in their place when they open and
//! get their end when they close, so they come out in order, the outer one first, and well nested.

mod extension;
mod link;
mod quotes;
mod tag;

pub(crate) use extension::parts as extension_parts;
pub(crate) use link::{Target, classify};

use crate::entities;
use crate::page::Page;
use crate::source::Source;
use crate::spans::{Span, SpanKind};
use model::{Mark, MarkKind, Result, Text};
use std::ops::Range;

/// How deep texts nest in texts (links, footnotes, templates) before they are kept as source.
pub(crate) const DEEPEST: usize = 24;
/// How many elements may be open at once; further ones are kept as source.
const MOST_OPEN: usize = 100;

/// What line feeds and line starts mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One paragraph: a line feed is a blank.
    Line,
    /// A cell of pipe rows: as `Line`, and `\|` is a bar.
    PipeCell,
    /// Paragraphs and lists. The range starts in the middle of a line.
    Flow,
    /// Paragraphs and lists. The range starts a line.
    FlowStart,
}

/// A text being built.
#[derive(Debug, Default)]
pub(crate) struct TextBuf {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    /// What is before this byte is not trimmed.
    hard: usize,
    /// Where the last line feeds between lines end, and how many they are.
    line_feeds: (usize, usize),
    /// The same, references to line feeds included.
    any_feeds: (usize, usize),
    /// What an icon stands for, if nothing else is in the text: its mark, and the code.
    pub(crate) icon: Option<(usize, String)>,
    /// The text is part of another one, so that an icon is never all there is.
    pub(crate) in_part: bool,
}

/// Whether a mark says nothing when there is no text under it.
fn is_style(kind: &MarkKind) -> bool {
    use MarkKind::{Bold, Code, Italic, Item, Small, Strike, Sub, Sup, Underline};
    matches!(kind, Bold | Italic | Underline | Strike | Code | Small | Sub | Sup | Item { .. })
}

/// The start of the line in a text that is part of another line.
const NO_LINE: usize = usize::MAX;

impl TextBuf {
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
        self.hard = 0;
        self.line_feeds = (0, 0);
        self.any_feeds = (0, 0);
        self.icon = None;
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
    fn settle(&mut self) {
        self.marks.retain(|mark| mark.start < mark.end || !is_style(&mark.kind));
        let (end, count) = self.line_feeds;
        if end == self.text.len() && self.marks.last().is_none_or(|mark| mark.start != end) {
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
    fn add_feeds(&mut self, count: usize) {
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

    /// Keeps the text so far from being trimmed.
    pub(crate) fn harden(&mut self) {
        self.hard = self.text.len();
    }

    fn trim_end(&mut self, from: usize) {
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

#[derive(Debug)]
struct Open {
    kind: OpenKind,
    mark: usize,
    /// Where in the page it starts.
    at: usize,
    /// What was pending when an element began that is not shown.
    hidden: Option<Pending>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenKind {
    Bold,
    Italic,
    /// A tag, by its place in the table of tags.
    Tag(usize),
    Item,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    Nothing,
    Blank,
    Lines(usize),
}

impl Page<'_, '_> {
    /// Reads a range as a text into an emptied buffer.
    pub(crate) fn read_text(
        &self,
        out: &mut TextBuf,
        range: Range<usize>,
        mode: Mode,
        depth: usize,
    ) -> Result<()> {
        out.clear();
        let whole = range.start;
        let range = self.source.trim(range);
        let new_line = mode == Mode::Flow && self.source.slice(whole..range.start).contains('\n');
        let mode = if new_line { Mode::FlowStart } else { mode };
        let slice = self.source.slice(range.clone());
        if mode != Mode::FlowStart && !slice.bytes().any(|byte| SPECIAL[byte as usize]) {
            out.text.push_str(slice);
            return Ok(());
        }
        let mut run = Run::new(self, out, mode, depth, range.end);
        run.whole(range)?;
        run.finish()?;
        if out.text.is_empty()
            && !out.in_part
            && let Some((icon, code)) = out.icon.take()
        {
            out.text = code;
            // What stands after the icon stays after it.
            let end = out.text.len();
            for (index, mark) in out.marks.iter_mut().enumerate().skip(icon) {
                mark.end = end;
                if index > icon {
                    mark.start = end;
                }
            }
        }
        out.settle();
        Ok(())
    }

    /// Reads a range as a text of its own.
    pub(crate) fn text(&self, range: Range<usize>, mode: Mode, depth: usize) -> Result<Text> {
        let mut out = TextBuf::default();
        self.read_text(&mut out, range, mode, depth)?;
        Ok(out.take())
    }
}

/// The bytes that may start markup.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"\n\r'[{<&_\\";
    let mut at = 0;
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// The state of one pass over a range.
pub(crate) struct Run<'p, 's, 'd, 'o> {
    pub(crate) page: &'p Page<'s, 'd>,
    pub(crate) source: &'p Source<'s>,
    pub(crate) out: &'o mut TextBuf,
    pub(crate) depth: usize,
    /// It reads a part of another run's range.
    pub(crate) is_nested: bool,
    mode: Mode,
    end: usize,
    /// Where the run started in the text.
    base: usize,
    /// Where the line started in the text: blanks there are dropped.
    line: usize,
    pending: Pending,
    /// A list item that opens with its first content: its markers, and where it is.
    item: Option<(&'p str, usize)>,
    open: Vec<Open>,
    quotes: quotes::Quotes,
    /// Where the next `]` of the line is, with the place it was asked from.
    bracket: Option<(usize, usize)>,
    /// A run of blanks and comments: the place it was asked from, and its end.
    blank: (usize, usize),
}

impl<'p, 's, 'd, 'o> Run<'p, 's, 'd, 'o> {
    fn new(page: &'p Page<'s, 'd>, out: &'o mut TextBuf, mode: Mode, depth: usize, end: usize) -> Self {
        let base = out.text.len();
        Run {
            page,
            source: &page.source,
            out,
            depth,
            is_nested: false,
            mode,
            end,
            base,
            line: base,
            pending: Pending::Nothing,
            item: None,
            open: Vec::new(),
            quotes: quotes::Quotes::default(),
            bracket: None,
            blank: (0, 0),
        }
    }

    /// Reads a nested range (a link's text, a template's argument) into the same text.
    pub(crate) fn nested(&mut self, range: Range<usize>, mode: Mode) -> Result<()> {
        self.flush();
        if self.depth >= DEEPEST {
            let slice = self.source.slice(range);
            self.out.text.push_str(&slice.replace('\n', " "));
            return Ok(());
        }
        let mut run = Run::new(self.page, self.out, mode, self.depth + 1, range.end);
        run.is_nested = true;
        if matches!(mode, Mode::Line | Mode::PipeCell) {
            run.line = NO_LINE;
        }
        run.whole(range)?;
        run.close_all()
    }

    fn whole(&mut self, range: Range<usize>) -> Result<()> {
        let mut at = range.start;
        if self.mode == Mode::FlowStart {
            self.mode = Mode::Flow;
            at = self.item_start(at);
        }
        let bytes = self.source.bytes();
        while at < self.end {
            let step = bytes[at..self.end].iter().position(|&byte| SPECIAL[byte as usize]);
            let next = step.map_or(self.end, |step| at + step);
            if next > at {
                self.plain(self.source.slice(at..next));
            }
            if next == self.end {
                break;
            }
            at = match bytes[next] {
                b'\n' => self.newline(next),
                b'\r' if bytes.get(next + 1) == Some(&b'\n') => next + 1,
                b'\'' => self.quote(next),
                b'[' => self.bracket(next)?,
                b'{' => self.brace(next)?,
                b'<' => self.angle(next)?,
                b'&' => self.entity(next),
                b'_' => self.switch(next),
                b'\\' if self.mode == Mode::PipeCell && bytes.get(next + 1) == Some(&b'|') => {
                    self.plain("|");
                    next + 2
                }
                _ => self.literal(next, 1),
            };
        }
        Ok(())
    }

    /// Appends text as it is, but for blanks where a line starts.
    fn plain(&mut self, text: &str) {
        let at_start =
            self.pending != Pending::Nothing || self.item.is_some() || self.out.text.len() == self.line;
        let text = if at_start { text.trim_start_matches([' ', '\t']) } else { text };
        if !text.is_empty() {
            self.flush();
            self.out.text.push_str(text);
        }
    }

    fn literal(&mut self, at: usize, length: usize) -> usize {
        self.plain(self.source.slice(at..at + length));
        at + length
    }

    /// Appends text that is not markup and not trimmed.
    pub(crate) fn exact(&mut self, text: &str) {
        self.flush();
        self.out.text.push_str(text);
        self.out.harden();
    }

    /// Appends what a line feed left pending.
    pub(crate) fn flush(&mut self) {
        match std::mem::replace(&mut self.pending, Pending::Nothing) {
            Pending::Nothing => {}
            Pending::Blank => {
                if self.out.text.len() > self.base && !self.out.text.ends_with(['\n', ' ']) {
                    self.out.text.push(' ');
                }
            }
            Pending::Lines(count) => {
                if self.out.text.len() > self.base {
                    self.out.text.extend(std::iter::repeat_n('\n', count));
                    self.out.harden();
                    self.line = self.out.text.len();
                    self.out.line_feeds = (self.line, count);
                    self.out.add_feeds(count);
                }
            }
        }
        if let Some((marker, at)) = self.item.take() {
            let mark = self.out.open(MarkKind::Item { marker: marker.to_owned() });
            self.open.push(Open { kind: OpenKind::Item, mark, at, hidden: None });
        }
    }

    /// What shows nothing stands where its line's text stands, if there is any after it.
    fn flush_before(&mut self, end: usize) {
        if !(self.blank.0..self.blank.1).contains(&end) {
            self.blank = (end, self.source.skip_blank(end, self.end));
        }
        let next = self.blank.1;
        if next < self.end && self.source.byte(next) != Some(b'\n') {
            self.flush();
        }
    }

    /// A mark that stands for some source and shows nothing.
    pub(crate) fn unseen(&mut self, range: Range<usize>) {
        self.flush_before(range.end);
        let source = self.source.slice(range).to_owned();
        self.out.open(MarkKind::Source { format: "wiki".into(), source });
    }

    fn newline(&mut self, at: usize) -> usize {
        if self.line != NO_LINE {
            self.out.trim_end(self.base);
        }
        self.close_quotes();
        let was_item = self.close_item();
        let mut next = at + 1;
        if self.mode != Mode::Flow {
            if self.pending == Pending::Nothing {
                self.pending = Pending::Blank;
            }
            return next;
        }
        let mut count = 1;
        loop {
            let blank = self.source.bytes()[next..self.end]
                .iter()
                .take_while(|&&byte| matches!(byte, b' ' | b'\t' | b'\r'));
            let line = next + blank.count();
            match self.source.byte(line).filter(|_| line < self.end) {
                Some(b'\n') => {
                    count += 1;
                    next = line + 1;
                }
                Some(b'<') => match self.comment_line(line) {
                    Some(after) => next = after,
                    None => break,
                },
                _ => break,
            }
        }
        let lines = if was_item { 1 } else { count - 1 };
        if lines > 0 {
            let before = if let Pending::Lines(before) = self.pending { before } else { 0 };
            self.pending = Pending::Lines(lines.max(before));
        } else if self.pending == Pending::Nothing {
            self.pending = Pending::Blank;
        }
        self.item_start(next)
    }

    /// A line of nothing but comments: marks them and gives the start of the next line.
    fn comment_line(&mut self, at: usize) -> Option<usize> {
        let line = self.source.skip_blank(at, self.end);
        let ends = line == self.end || self.source.byte(line) == Some(b'\n');
        if !ends || line == at {
            return None;
        }
        for comment in self.source.comments(at..line).collect::<Vec<_>>() {
            self.comment(comment.start()..comment.end());
        }
        Some((line + 1).min(self.end))
    }

    /// Opens a list item if the line that starts here is one; gives where its text starts.
    fn item_start(&mut self, at: usize) -> usize {
        let rest = &self.source.bytes()[at.min(self.end)..self.end];
        let markers = rest.iter().take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';')).count();
        if markers == 0 || (self.out.text.len() > self.base && self.pending == Pending::Nothing) {
            return at;
        }
        if !matches!(self.pending, Pending::Lines(_)) {
            self.pending = Pending::Lines(1);
        }
        self.item = Some((self.source.slice(at..at + markers), at));
        at + markers
    }

    fn close_item(&mut self) -> bool {
        if self.item.take().is_some() {
            return true;
        }
        match self.open.iter().rposition(|open| open.kind == OpenKind::Item) {
            Some(item) => {
                self.close_from(item);
                true
            }
            None => false,
        }
    }

    /// Closes everything that is open from this place of the stack on.
    fn close_from(&mut self, first: usize) {
        while self.open.len() > first {
            let Some(open) = self.open.pop() else { return };
            if self.open.len() > first && matches!(open.kind, OpenKind::Tag(tag) if tag::is_block(tag)) {
                self.leave_open(open.mark, open.at);
                continue;
            }
            self.out.close(open.mark);
        }
    }

    /// An element that another block may close: its tag alone is kept.
    fn leave_open(&mut self, mark: usize, at: usize) {
        let end = memchr::memchr(b'>', &self.source.bytes()[at..]).map_or(at, |step| at + step + 1);
        if let Some(mark) = self.out.marks.get_mut(mark) {
            mark.kind =
                MarkKind::Source { format: "wiki".into(), source: self.source.slice(at..end).to_owned() };
            mark.end = mark.start;
        }
    }

    fn close_all(&mut self) -> Result<()> {
        self.close_quotes();
        self.close_item();
        while let Some(open) = self.open.last() {
            let (kind, mark, at) = (open.kind, open.mark, open.at);
            let tag_end = memchr::memchr(b'>', &self.source.bytes()[at..]).map_or(at, |step| at + step + 1);
            match kind {
                OpenKind::Tag(tag) if tag::is_block(tag) => {
                    self.open.pop();
                    self.leave_open(mark, at);
                }
                _ => {
                    self.close_from(self.open.len() - 1);
                    let message = format!("{} is never closed", self.source.slice(at..tag_end));
                    self.page.report.warn(
                        "wiki-unclosed-tag",
                        at,
                        message,
                        "it ends with its line or cell",
                    )?;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        self.out.trim_end(self.base);
        self.close_all()
    }

    fn entity(&mut self, at: usize) -> usize {
        match entities::decode(self.source.slice(at..self.end)) {
            Some((c, length)) => {
                let one_line =
                    self.mode != Mode::Flow || self.open.iter().any(|open| open.kind == OpenKind::Item);
                let c = if c == '\n' && (one_line || self.item.is_some()) { ' ' } else { c };
                self.exact(c.encode_utf8(&mut [0; 4]));
                if c == '\n' {
                    self.out.add_feeds(1);
                }
                at + length
            }
            None => self.literal(at, 1),
        }
    }

    fn switch(&mut self, at: usize) -> usize {
        match crate::blocks::switch(self.source.slice(at..self.end)) {
            Some(name) => {
                let end = at + name.len() + 4;
                self.unseen(at..end);
                end
            }
            None => self.literal(at, 1),
        }
    }

    fn brace(&mut self, at: usize) -> Result<usize> {
        match self.source.span_at(at, self.end) {
            Some(span) if span.kind == SpanKind::Template => self.template(span),
            Some(span) => {
                self.sourced_braces(span);
                Ok(span.end())
            }
            None => Ok(self.literal(at, 1)),
        }
    }

    /// Braces that stand for themselves: their text is their source.
    pub(crate) fn sourced_braces(&mut self, span: Span) {
        self.flush();
        let source = self.source.slice(span.start()..span.end());
        let mark = self.out.open(MarkKind::Source { format: "wiki".into(), source: source.to_owned() });
        self.exact(&source.replace("\r\n", " ").replace('\n', " "));
        self.out.close(mark);
    }

    fn comment(&mut self, range: Range<usize>) {
        let text = self.source.slice(range);
        let text = text.strip_prefix("<!--").unwrap_or(text);
        let text = text.strip_suffix("-->").unwrap_or(text).to_owned();
        self.out.open(MarkKind::Comment { text });
    }
}
