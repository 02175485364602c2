//! Constructs that are blocks if they have their lines to themselves.

use super::{Kind, Parser, switch};
use crate::inline::{Target, classify};
use crate::render;
use crate::source::BLANK;
use crate::spans::{Span, SpanKind, TAGS};
use crate::template;

impl Parser<'_, '_> {
    /// Constructs that are blocks if they have their lines to themselves.
    pub(super) fn standing_alone(
        &mut self,
        at: usize,
        first: usize,
        end: usize,
        next: usize,
    ) -> Option<usize> {
        let bytes = self.source.bytes();
        match bytes.get(first)? {
            b'{' => {
                let span = self.source.span_at(first, end)?;
                if span.kind != SpanKind::Template {
                    return None;
                }
                let title = template::parse(self.source, span).title(self.source);
                if render::is_infobox(&title) {
                    self.push(Kind::Infobox, first..span.end(), first..span.end());
                    let rest = self.source.skip_blank(span.end(), end);
                    return Some(if rest == end { next } else { rest });
                }
                let unknown = |span: Span| {
                    let title = template::parse(self.source, span).title(self.source);
                    span.kind == SpanKind::Template
                        && !render::is_known(&title)
                        && !render::is_infobox(&title)
                };
                if !self.only(first, end, unknown) {
                    return None;
                }
                let range = first..end;
                self.push(Kind::Verbatim, range.clone(), range);
                Some(next)
            }
            b'[' => {
                let property = |span: Span| {
                    let target =
                        self.source.slice(span.start() + 2..span.end() - 2).trim_start_matches(BLANK);
                    span.kind == SpanKind::Link
                        && matches!(classify(target), Target::Category | Target::Language)
                };
                if !self.only(first, end, property) {
                    return None;
                }
                self.push(Kind::Properties, first..end, first..end);
                Some(next)
            }
            b'_' => {
                let words = self.source.slice(first..end);
                if !words
                    .split(BLANK)
                    .filter(|word| !word.is_empty())
                    .all(|word| switch(word).is_some_and(|name| name.len() + 4 == word.len()))
                {
                    return None;
                }
                self.push(Kind::Properties, first..end, first..end);
                Some(next)
            }
            b'<' => {
                if let Some(span) = self.source.span_at(first, self.end) {
                    let SpanKind::Tag(tag) = span.kind else { return None };
                    let name = TAGS.get(tag as usize).copied().unwrap_or("");
                    let alone =
                        !matches!(name, "nowiki" | "ref") && self.source.skip_blank(span.end(), end) == end;
                    if !alone || (self.paragraph.is_some() && matches!(name, "math" | "chem" | "ce")) {
                        return None;
                    }
                    self.push(Kind::Verbatim, first..span.end(), first..span.end());
                    return Some(next);
                }
                let stop = self.html_table(first)?;
                self.push(Kind::HtmlTable, first..stop, first..stop);
                self.walk = self.source.walk(stop);
                let rest = self.source.skip_blank(stop, self.end);
                Some(if bytes.get(rest) == Some(&b'\n') { rest + 1 } else { stop.max(at + 1) })
            }
            _ => None,
        }
    }

    /// Whether a line holds nothing but spans of a sort.
    fn only(&self, first: usize, end: usize, is: impl Fn(Span) -> bool) -> bool {
        let mut at = first;
        while at < end {
            match self.source.span_at(at, end) {
                Some(span) if is(span) => at = self.source.skip_blank(span.end(), end),
                _ => return false,
            }
        }
        true
    }

    /// The end of the HTML table that starts here.
    fn html_table(&mut self, at: usize) -> Option<usize> {
        let starts = |at: usize, word: &str| {
            self.source.text.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
        };
        if self.no_table_end || !starts(at, "<table") {
            return None;
        }
        let mut depth = 0;
        for step in memchr::memchr_iter(b'<', &self.source.bytes()[at..]) {
            let here = at + step;
            if starts(here, "<table") {
                depth += 1;
            } else if starts(here, "</table>") {
                depth -= 1;
                if depth == 0 {
                    return Some(here + "</table>".len());
                }
            }
        }
        self.no_table_end = true;
        None
    }
}
