//! External links: bare addresses, and in brackets.

use super::address::characters;
use super::{Mode, Run};
use crate::syntax::entities::decode_all;
use crate::syntax::spans::SpanKind;
use model::{MarkKind, Result};
use std::ops::Range;
use wiki::address::{ends, scheme};

impl Run<'_, '_, '_, '_> {
    /// A bare address.
    pub(super) fn bare_address(&mut self, range: Range<usize>) -> usize {
        self.flush();
        let url = decode_all(self.source.slice(range.clone()));
        let mark = self.out.open(MarkKind::ExternalLink { url: url.clone() });
        self.out.text.push_str(&url);
        self.out.close(mark);
        range.end
    }

    /// `[address text]`
    pub(super) fn external(&mut self, at: usize) -> Result<Option<usize>> {
        let start = at + 1;
        let Some(scheme) = scheme(self.source.slice(start..self.end)) else { return Ok(None) };
        let first = start + scheme.len();
        let address = characters(self.source, first, self.end, self.mode).take_while(|&(c, _)| !ends(c));
        let address_end = address.last().map_or(first, |(_, end)| end);
        let Some(close) = self.closing_bracket(address_end).filter(|_| address_end > first) else {
            return Ok(None);
        };
        let url = decode_all(self.source.slice(start..address_end));
        let text = self.source.trim(address_end..close);
        self.flush();
        // Without a text, keep the source to write it the same way.
        let source = text.is_empty().then(|| {
            let source = self.source.slice(at..close + 1).to_owned();
            self.out.open(MarkKind::Source { format: "wiki".into(), source })
        });
        let mark = self.out.open(MarkKind::ExternalLink { url: url.clone() });
        match source {
            Some(_) => self.out.text.push_str(&url),
            None => self.link_text(text)?,
        }
        self.out.harden();
        self.out.close(mark);
        if let Some(source) = source {
            self.out.close(source);
        }
        Ok(Some(close + 1))
    }

    /// Reads the text of a link; an address in it is not a link.
    pub(super) fn link_text(&mut self, range: Range<usize>) -> Result<()> {
        let outer = std::mem::replace(&mut self.in_link, true);
        let read = self.nested(range, Mode::Line);
        self.in_link = outer;
        read
    }

    /// The next `]` on the line that is not inside other markup.
    fn closing_bracket(&mut self, from: usize) -> Option<usize> {
        if let Some((asked, found)) = self.bracket
            && asked <= from
            && from <= found
        {
            return Some(found).filter(|&found| self.source.byte(found) == Some(b']') && found < self.end);
        }
        let bytes = self.source.bytes();
        let mut at = from;
        while at < self.end {
            match bytes[at] {
                b']' | b'\n' => break,
                b'{' | b'<' => at = self.source.span_at(at, self.end).map_or(at + 1, |span| span.end()),
                b'[' => match self.source.span_at(at, self.end) {
                    Some(span) if span.kind == SpanKind::Link => at = span.end(),
                    _ => at += 1,
                },
                _ => at += 1,
            }
        }
        self.bracket = Some((from, at));
        Some(at).filter(|&found| found < self.end && bytes[found] == b']')
    }
}
