//! Constructs that are blocks if nothing else is on their lines.

use super::{Kind, Parser};
use crate::syntax::html_tables::HtmlTable;
use crate::syntax::line::{magic_word, switch};
use crate::syntax::link::{Target, classify};
use crate::syntax::page_text::BLANK;
use crate::syntax::spans::{Span, SpanKind, TAGS};
use crate::syntax::table;
use crate::syntax::template::{self, is_infobox};

impl Parser<'_, '_> {
    /// Reads a construct that is a block if nothing else is on its lines.
    pub(super) fn standing_alone(&mut self, first: usize, end: usize, next: usize) -> Option<usize> {
        let bytes = self.source.bytes();
        match bytes.get(first)? {
            b'{' => {
                let span = self.source.span_at(first, end)?;
                if span.kind != SpanKind::Template {
                    return None;
                }
                if self.only(first, end, |span| magic_word(self.source, span).is_some()) {
                    self.push(Kind::Properties, first..end, first..end);
                    return Some(next);
                }
                let title = template::parse(self.source, span).title(self.source);
                if is_infobox(&title) {
                    self.push(Kind::Infobox, first..span.end(), first..span.end());
                    let rest = self.source.skip_blank(span.end(), end);
                    return Some(if rest == end { next } else { rest });
                }
                let unknown = |span: Span| {
                    let title = template::parse(self.source, span).title(self.source);
                    span.kind == SpanKind::Template
                        && magic_word(self.source, span).is_none()
                        && !(self.shows)(&title)
                        && !is_infobox(&title)
                };
                if !self.only(first, end, unknown) {
                    return None;
                }
                if let Some(stop) = self.opened_table(first, next) {
                    self.push(Kind::Table { closed: true }, first..stop, first..stop);
                    let rest = self.source.skip_blank(stop, self.end);
                    return Some(if self.source.byte(rest) == Some(b'\n') { rest + 1 } else { stop });
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
                None
            }
            _ => None,
        }
    }

    /// The end of a table opened by a template: a row must follow it, and `|}` later.
    fn opened_table(&self, first: usize, next: usize) -> Option<usize> {
        let row = self.source.skip_blank(next, self.end);
        let starts = ["|-", "|+"].iter().any(|mark| self.source.slice(row..self.end).starts_with(mark));
        if !starts {
            return None;
        }
        let (stop, closed) = table::end(self.source, &mut self.source.walk(first), first, self.end);
        closed.then_some(stop)
    }

    /// Whether a line consists only of spans that match.
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

    /// Reads a line with HTML tables in it; returns the offset to continue at.
    pub(super) fn html_table(
        &mut self,
        mut at: usize,
        end: usize,
        mut table: HtmlTable,
        mut is_list: bool,
    ) -> usize {
        let source = self.source;
        loop {
            let before = source.slice(at..table.start).trim_matches(BLANK);
            // Colons indent the table.
            let indent = is_list && before.bytes().all(|byte| byte == b':');
            let is_text = !before.is_empty() && !indent;
            if is_text && !is_list {
                let first = source.skip_blank(at, table.start);
                if let Some(rest) = self.standing_alone(first, table.start, table.start) {
                    at = rest.max(at + 1);
                    continue;
                }
            }
            if is_text {
                let other = if is_list { self.paragraph.is_some() } else { self.list.is_some() };
                if other {
                    self.close(at);
                }
                let open = if is_list { &mut self.list } else { &mut self.paragraph };
                open.get_or_insert(at);
                self.close(table.start);
            }
            self.close(at);
            is_list = false;
            self.push(Kind::Table { closed: table.closed }, table.start..table.end, table.start..table.end);
            at = table.end;
            if at > end {
                break;
            }
            match source.html.table_in(at..end).filter(|table| table.end <= self.end) {
                Some(next) => table = next,
                None => break,
            }
        }
        self.walk = source.walk(at);
        let rest = source.skip_blank(at, self.end);
        if source.byte(rest) == Some(b'\n') {
            return rest + 1;
        }
        let tail = source.slice(at..self.end);
        at + tail.len() - tail.trim_start_matches([' ', '\t']).len()
    }
}
