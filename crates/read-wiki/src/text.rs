//! Inline markup: turns a range of the page into text with marks.
//!
//! One pass from left to right. Open elements are on an explicit stack; a mark gets its place when it opens and its end
//! when it closes, so marks come out in order, outer ones first, and well nested.
//!
//! Text contains text: that of links and footnotes, the arguments of a template, and what the template shows, which is
//! wiki text again. So a [`Run`] starts runs, over a part of its range ([`Run::nested`]) or over another source
//! ([`Run::foreign`]). This recursion is inherent in the format; it stays in here, and ends at [`DEEPEST`] levels. Each
//! file below adds one kind of markup to [`Run`], and knows the others only through it.

mod address;
mod buffer;
mod close;
mod context;
mod extension;
mod external;
mod lines;
mod link;
mod mode;
mod open;
mod quotes;
mod tag;
mod template;
mod variant;

pub(crate) use address::{bare as bare_address, starts as starts_address};
pub(crate) use buffer::TextBuf;
pub(crate) use context::Context;
pub(crate) use mode::Mode;

use crate::syntax::entities;
use crate::syntax::line::{magic_word, switch};
use crate::syntax::page_text::PageText;
use crate::syntax::plain::{is_plain, special};
use crate::syntax::quotes::Quotes;
use crate::syntax::spans::{Span, SpanKind};
use crate::syntax::variants::Variants;
use model::infer::is_plain_number;
use model::{Kind, Mark, MarkKind, Result, Text};
use open::{Open, OpenKind, Pending};
use std::borrow::Cow;
use std::ops::Range;

/// The maximum nesting of text in text (links, footnotes, templates); anything deeper is kept as source.
pub(crate) const DEEPEST: usize = 24;
/// The maximum number of open elements; further ones are kept as source.
const MOST_OPEN: usize = 100;

/// The format of the marks for nations, which `split_flags` uses.
pub(crate) const NATION: &str = "nation";

/// The start of the line, for text that is part of another line.
const NO_LINE: usize = usize::MAX;

impl Context<'_, '_> {
    /// Reads a range as text into a buffer, which is cleared first.
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
        if mode != Mode::FlowStart && is_plain(slice) {
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
            // Marks after the icon stay after it.
            let end = out.text.len();
            for (index, mark) in out.marks.iter_mut().enumerate().skip(icon) {
                mark.end = end;
                if index > icon {
                    mark.start = end;
                }
            }
        }
        out.settle();
        if !out.in_part {
            out.trim_breaks();
        }
        Ok(())
    }

    /// Reads a range as text.
    pub(crate) fn text(&self, range: Range<usize>, mode: Mode, depth: usize) -> Result<Text> {
        let mut out = TextBuf::default();
        self.read_text(&mut out, range, mode, depth)?;
        Ok(out.take())
    }
}

/// The kind of value of a text: a number with superscript or subscript is text.
pub(crate) fn kind(text: &str, marks: &[Mark]) -> Kind {
    let is_raised = |mark: &Mark| matches!(mark.kind, MarkKind::Sup | MarkKind::Sub);
    match marks.iter().any(is_raised) && is_plain_number(text) {
        true => Kind::Text,
        false => Kind::Untyped,
    }
}

/// A text with line feeds replaced by blanks.
fn one_line(text: &str) -> Cow<'_, str> {
    match text.contains('\n') {
        true => Cow::Owned(text.replace("\r\n", " ").replace('\n', " ")),
        false => Cow::Borrowed(text),
    }
}

/// The state of one pass over a range.
struct Run<'p, 's, 'd, 'o> {
    context: &'p Context<'s, 'd>,
    source: &'p PageText<'s>,
    out: &'o mut TextBuf,
    depth: usize,
    /// Whether this run reads a part of another run's range.
    is_nested: bool,
    /// Whether this run reads the text of a link.
    in_link: bool,
    mode: Mode,
    end: usize,
    /// The offset in the text at which this run started.
    base: usize,
    /// The offset in the text at which the outermost run started.
    first: usize,
    /// The offset in the text of the line's start, where blanks are dropped.
    line: usize,
    pending: Pending,
    /// A list item that opens with its first content: its markers, and its offset in the page.
    item: Option<(&'p str, usize)>,
    open: Vec<Open>,
    quotes: Quotes,
    /// The offset of the last search for `]` in the line, and its result.
    bracket: Option<(usize, usize)>,
    /// The language variants, found when first needed.
    variants: Option<Variants>,
    /// The start and the end of the last run of blanks and comments.
    blank: (usize, usize),
}

impl<'p, 's, 'd, 'o> Run<'p, 's, 'd, 'o> {
    fn new(context: &'p Context<'s, 'd>, out: &'o mut TextBuf, mode: Mode, depth: usize, end: usize) -> Self {
        let base = out.text.len();
        Run {
            context,
            source: &context.source,
            out,
            depth,
            is_nested: false,
            in_link: false,
            mode,
            end,
            base,
            first: base,
            line: base,
            pending: Pending::Nothing,
            item: None,
            open: Vec::new(),
            quotes: Quotes::default(),
            bracket: None,
            variants: None,
            blank: (0, 0),
        }
    }

    /// Reads a nested range (a link's text, a template's argument) into the same text.
    fn nested(&mut self, range: Range<usize>, mode: Mode) -> Result<()> {
        self.flush();
        if self.depth >= DEEPEST {
            let slice = self.source.slice(range);
            self.out.text.push_str(&slice.replace('\n', " "));
            return Ok(());
        }
        let mut run = Run::new(self.context, self.out, mode, self.depth + 1, range.end);
        run.is_nested = true;
        run.in_link = self.in_link;
        run.first = self.first;
        if matches!(mode, Mode::Line | Mode::PipeCell) {
            run.line = NO_LINE;
        }
        run.whole(range)?;
        run.close_all()?;
        if self.line != NO_LINE && self.out.ends_in_break() {
            self.line = self.out.text.len();
        }
        Ok(())
    }

    /// Reads another source (what a template shows) into the same text.
    fn foreign(&mut self, context: &Context<'_, '_>) -> Result<()> {
        self.flush();
        let end = context.source.text.len();
        let mut run = Run::new(context, self.out, Mode::Flow, self.depth + 1, end);
        run.is_nested = true;
        run.in_link = self.in_link;
        run.first = self.first;
        run.line = NO_LINE;
        run.whole(0..end)?;
        run.close_all()
    }

    fn whole(&mut self, range: Range<usize>) -> Result<()> {
        let mut at = range.start;
        if self.mode == Mode::FlowStart {
            self.mode = Mode::Flow;
            let before = self.source.slice(0..at).trim_end_matches([' ', '\t']);
            let heading = if before.ends_with('\n') { self.block_line(at)? } else { None };
            at = match heading {
                Some(end) => end,
                None => self.item_start(at),
            };
        }
        let bytes = self.source.bytes();
        while at < self.end {
            let next = special(bytes, at, self.end).unwrap_or(self.end);
            if let Some(address) = self.address(at, next) {
                self.plain(self.source.slice(at..address.start));
                at = self.bare_address(address);
                continue;
            }
            if next > at {
                self.plain(self.source.slice(at..next));
            }
            if next == self.end {
                break;
            }
            at = match bytes[next] {
                b'\n' => self.newline(next)?,
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

    /// The address around the character at an offset, if that is a colon.
    fn address(&self, from: usize, at: usize) -> Option<Range<usize>> {
        let is_colon = at < self.end && self.source.byte(at) == Some(b':') && !self.in_link;
        is_colon.then(|| bare_address(self.source, from, at, self.end, self.mode)).flatten()
    }

    /// Appends text verbatim, except for blanks at the start of a line.
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

    /// Appends text that is neither parsed nor trimmed.
    fn exact(&mut self, text: &str) {
        self.flush();
        self.out.text.push_str(text);
        self.out.harden();
    }

    /// Adds a mark for a range of source that shows nothing.
    fn unseen(&mut self, range: Range<usize>) {
        self.flush_before(range.end);
        let source = self.source.slice(range).to_owned();
        self.out.open(MarkKind::Source { format: "wiki".into(), source });
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
                if c == '\n' {
                    self.flush();
                    self.out.drop_break(self.base);
                }
                self.exact(c.encode_utf8(&mut [0; 4]));
                if c == '\n' {
                    self.out.add_feeds(1);
                    self.line = self.out.text.len();
                }
                at + length
            }
            None => self.literal(at, 1),
        }
    }

    fn switch(&mut self, at: usize) -> usize {
        match switch(self.source.slice(at..self.end)) {
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
            Some(span) if magic_word(self.source, span).is_some() => {
                self.unseen(span.start()..span.end());
                Ok(span.end())
            }
            Some(span) if span.kind == SpanKind::Template => self.template(span),
            Some(span) => {
                self.sourced_braces(span);
                Ok(span.end())
            }
            None => match self.variant(at)? {
                Some(end) => Ok(end),
                None => Ok(self.literal(at, 1)),
            },
        }
    }

    /// Braces that show as they are: their text is their source.
    fn sourced_braces(&mut self, span: Span) {
        self.flush();
        let source = self.source.slice(span.start()..span.end());
        let mark = self.out.open(MarkKind::Source { format: "wiki".into(), source: source.to_owned() });
        self.exact(&one_line(source));
        self.out.close(mark);
    }

    fn comment(&mut self, range: Range<usize>) {
        let text = self.source.slice(range);
        let text = text.strip_prefix("<!--").unwrap_or(text);
        let text = text.strip_suffix("-->").unwrap_or(text).to_owned();
        self.out.open(MarkKind::Comment { text });
    }
}
