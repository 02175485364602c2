//! Lines in text: the meaning of line feeds, and list items.

use super::open::{Open, OpenKind, Pending};
use super::{Mode, NO_LINE, Run};
use crate::syntax::line::heading as heading_line;
use crate::syntax::spans::{Span, SpanKind};
use model::{MarkKind, Result};

impl Run<'_, '_, '_, '_> {
    /// Appends what a line feed left pending.
    pub(super) fn flush(&mut self) {
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

    /// Flushes for a mark without text, if more text follows on its line; the mark belongs to that line.
    pub(super) fn flush_before(&mut self, end: usize) {
        if !(self.blank.0..self.blank.1).contains(&end) {
            self.blank = (end, self.source.skip_blank(end, self.end));
        }
        let next = self.blank.1;
        if next < self.end && self.source.byte(next) != Some(b'\n') {
            self.flush();
        }
    }

    pub(super) fn newline(&mut self, at: usize) -> Result<usize> {
        if self.line != NO_LINE {
            self.out.trim_end(self.base);
        }
        self.close_quotes()?;
        let was_item = self.close_item();
        let mut next = at + 1;
        if self.mode != Mode::Flow {
            if self.pending == Pending::Nothing {
                self.pending = Pending::Blank;
            }
            return Ok(next);
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
            self.out.drop_break(self.base);
            let before = if let Pending::Lines(before) = self.pending { before } else { 0 };
            self.pending = Pending::Lines(lines.max(before));
        } else if self.pending == Pending::Nothing {
            self.pending = Pending::Blank;
        }
        match self.block_line(next)? {
            Some(end) => Ok(end),
            None => Ok(self.item_start(next)),
        }
    }

    /// Reads a line of only comments: adds marks for them and returns the start of the next line.
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

    /// Reads a heading or a rule, if the line that starts here is one; its signs become tags. Returns the offset to
    /// continue at.
    pub(super) fn block_line(&mut self, at: usize) -> Result<Option<usize>> {
        let in_line = self.out.text.len() > self.base && self.pending == Pending::Nothing;
        let rest = &self.source.bytes()[at.min(self.end)..self.end];
        if in_line || !(rest.starts_with(b"=") || rest.starts_with(b"----")) {
            return Ok(None);
        }
        if rest.starts_with(b"-") {
            if self.out.line_feeds.0 == self.out.text.len() {
                // The last line is still empty.
                self.pending = Pending::Nothing;
            }
            self.flush();
            self.out.open(MarkKind::Element { tag: "hr".into(), attributes: Vec::new() });
            self.break_line();
            return Ok(Some(at + rest.iter().take_while(|&&byte| byte == b'-').count()));
        }
        let end = self.source.line_end(&mut self.source.walk(at), at, self.end);
        let heading = heading_line(self.source, at, end);
        let Some((level, inner)) = heading.filter(|(_, inner)| !self.source.trim(inner.clone()).is_empty())
        else {
            return Ok(None);
        };
        self.block_source(format!("<h{level}>"));
        self.nested(self.source.trim(inner), Mode::Line)?;
        self.block_source(format!("</h{level}>"));
        Ok(Some(end))
    }

    /// Opens a list item if the line that starts here is one; returns the start of its text.
    pub(super) fn item_start(&mut self, at: usize) -> usize {
        let mut start = at.min(self.end);
        while let Some(span) = self.comment_at(start) {
            start = span.end();
        }
        let rest = &self.source.bytes()[start..self.end];
        let markers = rest.iter().take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';')).count();
        if markers == 0 || (self.out.text.len() > self.base && self.pending == Pending::Nothing) {
            return at;
        }
        if !matches!(self.pending, Pending::Lines(_)) {
            self.out.drop_break(self.base);
            self.pending = Pending::Lines(1);
        }
        if start > at {
            self.flush();
            for comment in self.source.comments(at..start).collect::<Vec<_>>() {
                self.comment(comment.start()..comment.end());
            }
        }
        self.item = Some((self.source.slice(start..start + markers), start));
        start + markers
    }

    /// The comment that starts here.
    fn comment_at(&self, at: usize) -> Option<Span> {
        if self.source.byte(at) != Some(b'<') {
            return None;
        }
        self.source.span_at(at, self.end).filter(|span| span.kind == SpanKind::Comment)
    }

    pub(super) fn close_item(&mut self) -> bool {
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
}
