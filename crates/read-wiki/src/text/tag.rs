//! HTML tags in wiki text.

use super::{MOST_OPEN, Open, OpenKind, Pending, Run};
use crate::syntax::html_tags::tag_at;
use crate::syntax::page_text::BLANK;
use crate::syntax::spans::SpanKind;
use crate::syntax::tags::{Class, TAGS, class, known_tag};
use memchr::memchr2;
use model::{MarkKind, Result};
use std::ops::Range;

impl Run<'_, '_, '_, '_> {
    /// Reads a construct that starts with `<`.
    pub(super) fn angle(&mut self, at: usize) -> Result<usize> {
        if let Some(span) = self.source.span_at(at, self.end) {
            match span.kind {
                SpanKind::Comment => {
                    self.flush_before(span.end());
                    self.comment(at..span.end());
                }
                SpanKind::Tag(tag) => self.extension(span, tag)?,
                _ => {}
            }
            return Ok(span.end());
        }
        let bytes = self.source.bytes();
        let closing = bytes.get(at + 1) == Some(&b'/');
        let Some((tag, name_end)) = known_tag(self.source, at, self.end) else {
            return Ok(self.literal(at, 1));
        };
        let end = memchr2(b'<', b'>', &bytes[name_end..self.end]).map(|step| name_end + step);
        let Some(end) = end.filter(|&end| bytes[end] == b'>') else { return Ok(self.literal(at, 1)) };
        let after = end + 1;
        if tag_at(self.source, at, after).is_some() {
            let hint = "the tag is left out; its text is kept";
            self.context.report.warn("wiki-table-tag", at, "table tag outside a table", hint)?;
            if self.pending == Pending::Nothing {
                self.pending = Pending::Blank;
            }
            return Ok(after);
        }
        match class(tag) {
            Class::Unseen => self.unseen(at..after),
            Class::Break => self.line_break(at, name_end, end),
            Class::Void => {
                self.flush();
                let attributes = self.context.attributes(name_end..end)?;
                self.out.open(MarkKind::Element { tag: TAGS[tag].0.into(), attributes });
                if TAGS[tag].0 == "hr" {
                    self.break_line();
                }
            }
            _ if closing => self.close_tag(tag, at, after)?,
            _ => self.open_tag(tag, at, name_end, end)?,
        }
        Ok(after)
    }

    fn line_break(&mut self, at: usize, name_end: usize, end: usize) {
        self.flush();
        self.out.trim_end(self.base);
        let plain = self.source.slice(name_end..end).trim_matches([' ', '/', '\t', '\n', '\r']).is_empty();
        let kind = if plain {
            MarkKind::LineBreak
        } else {
            MarkKind::Source { format: "wiki".into(), source: self.source.slice(at..end + 1).to_owned() }
        };
        let mark = self.out.open(kind);
        self.exact("\n");
        self.out.close(mark);
        self.line = self.out.text.len();
    }

    fn open_tag(&mut self, tag: usize, at: usize, name_end: usize, end: usize) -> Result<()> {
        if self.open.len() >= MOST_OPEN {
            self.unseen(at..end + 1);
            return Ok(());
        }
        let self_closed = self.source.byte(end - 1) == Some(b'/');
        let attributes = self.context.attributes(name_end..end)?;
        let hidden =
            attributes.iter().any(|(name, value)| name.eq_ignore_ascii_case("style") && is_hidden(value));
        if hidden && self.item.is_some() {
            self.flush();
        }
        let hidden = hidden.then_some(self.pending);
        if hidden.is_none() {
            if class(tag) == Class::Block {
                self.block_tag(at..end + 1);
                return Ok(());
            }
            self.flush();
        }
        let kind = match class(tag) {
            _ if !attributes.is_empty() => MarkKind::Element { tag: TAGS[tag].0.into(), attributes },
            Class::Bold => MarkKind::Bold,
            Class::Italic => MarkKind::Italic,
            Class::Underline => MarkKind::Underline,
            Class::Strike => MarkKind::Strike,
            Class::Code => MarkKind::Code,
            Class::Small => MarkKind::Small,
            Class::Sub => MarkKind::Sub,
            Class::Sup => MarkKind::Sup,
            _ => MarkKind::Element { tag: TAGS[tag].0.into(), attributes },
        };
        let mark = self.out.open(kind);
        self.open.push(Open { kind: OpenKind::Tag(tag), mark, at, hidden });
        if self_closed {
            self.close_from(self.open.len() - 1);
        }
        Ok(())
    }

    /// The tag of a block, which separates the lines before and after it.
    fn block_tag(&mut self, range: Range<usize>) {
        self.out.trim_end(self.base);
        if self.pending == Pending::Blank {
            self.pending = Pending::Nothing;
        }
        self.unseen(range);
        self.break_line();
    }

    /// Adds a block tag in place of other markup.
    pub(super) fn block_source(&mut self, source: String) {
        self.out.trim_end(self.base);
        if self.pending == Pending::Blank {
            self.pending = Pending::Nothing;
        }
        self.flush();
        self.out.open(MarkKind::Source { format: "wiki".into(), source });
        self.break_line();
    }

    /// Starts a new line for the start or end of a block.
    pub(super) fn break_line(&mut self) {
        self.out.trim_end(self.base);
        let starts_line = self.out.text.ends_with('\n') || matches!(self.pending, Pending::Lines(_));
        if self.out.text.len() > self.first && !starts_line {
            self.out.push_break();
        }
        self.line = self.out.text.len();
    }

    fn close_tag(&mut self, tag: usize, at: usize, after: usize) -> Result<()> {
        let found = self.open.iter().enumerate().rev().take_while(|(_, open)| open.kind != OpenKind::Item);
        let found = found.into_iter().find(|(_, open)| closes(tag, open.kind)).map(|(index, _)| index);
        let Some(index) = found else {
            if class(tag) == Class::Block {
                self.block_tag(at..after);
                return Ok(());
            }
            let message = format!("{} has no opening tag", self.source.slice(at..after));
            return self.context.report.warn("wiki-stray-tag", at, message, "it is left out");
        };
        let crossed = self.open[index + 1..].iter().any(|open| matches!(open.kind, OpenKind::Tag(_)));
        if crossed {
            let message = format!("{} also ends an element opened inside", self.source.slice(at..after));
            self.context.report.warn("wiki-crossed-tags", at, message, "the inner element ends here")?;
        }
        let (mark, start, hidden) = (self.open[index].mark, self.open[index].at, self.open[index].hidden);
        self.close_from(index);
        if let Some(pending) = hidden
            && let Some(text_start) = self.out.marks.get(mark).map(|mark| mark.start)
        {
            self.out.text.truncate(text_start);
            self.out.hard = self.out.hard.min(text_start);
            self.out.marks.truncate(mark);
            self.pending = pending;
            self.unseen(start..after);
        }
        Ok(())
    }
}

/// Whether a closing tag ends an open element: bold is bold, whether by `<b>`, `<strong>` or apostrophes.
fn closes(tag: usize, open: OpenKind) -> bool {
    match (class(tag), open) {
        (Class::Bold, OpenKind::Bold) | (Class::Italic, OpenKind::Italic) => true,
        (own @ (Class::Bold | Class::Italic | Class::Strike), OpenKind::Tag(other)) => own == class(other),
        (_, OpenKind::Tag(other)) => tag == other,
        _ => false,
    }
}

fn is_hidden(style: &str) -> bool {
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(name, value)| {
            let is = |left: &str, right: &str| left.trim_matches(BLANK).eq_ignore_ascii_case(right);
            (is(name, "display") && is(value, "none")) || (is(name, "visibility") && is(value, "hidden"))
        })
    })
}
