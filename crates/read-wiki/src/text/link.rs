//! Links: `[[target|text]]`, `[address text]`, files and categories.

use super::{Mode, Run};
use crate::syntax::entities::decode_all;
use crate::syntax::link::{Target, classify};
use crate::syntax::page_text::BLANK;
use crate::syntax::plain::is_plain;
use crate::syntax::spans::Span;
use memchr::memchr;
use model::{MarkKind, Result};
use std::borrow::Cow;
use std::ops::Range;
use wiki::names;

impl Run<'_, '_, '_, '_> {
    pub(super) fn bracket(&mut self, at: usize) -> Result<usize> {
        if let Some(span) = self.source.span_at(at, self.end)
            && let Some(end) = self.link(span)?
        {
            return Ok(end);
        }
        if self.source.byte(at + 1) == Some(b'[') && at + 1 < self.end {
            // `[[https://… text]]` is an address in brackets.
            if let Some(end) = self.external(at + 1)? {
                return Ok(end);
            }
            return Ok(self.literal(at, 2));
        }
        match self.external(at)? {
            Some(end) => Ok(end),
            None => Ok(self.literal(at, 1)),
        }
    }

    /// The parts of a link, separated by bars.
    fn link_parts(&self, span: Span) -> Vec<Range<usize>> {
        let (mut at, end) = (span.start() + 2, span.end() - 2);
        let mut part = at;
        let mut parts = Vec::new();
        while at < end {
            match self.source.bytes()[at] {
                b'|' => {
                    parts.push(part..at);
                    part = at + 1;
                    at += 1;
                }
                b'{' | b'[' | b'<' => at = self.source.span_at(at, end).map_or(at + 1, |span| span.end()),
                _ => at += 1,
            }
        }
        parts.push(part..end);
        parts
    }

    fn link(&mut self, span: Span) -> Result<Option<usize>> {
        let content = span.start() + 2..span.end() - 2;
        let slice = self.source.slice(content.clone());
        let first = slice
            .bytes()
            .position(|byte| matches!(byte, b'|' | b'{' | b'[' | b'<' | b'\n' | b']' | b'}' | b'>'));
        let (target_end, simple) = match first.map(|at| (at, slice.as_bytes()[at])) {
            None => (content.end, true),
            Some((at, b'|')) => (content.start + at, true),
            Some((at, b'{' | b'<')) if self.source.span_at(content.start + at, content.end).is_some() => {
                (content.start, false)
            }
            Some(_) => return Ok(None),
        };
        if !simple {
            return self.computed_link(span);
        }
        let raw = self.source.slice(self.source.trim(content.start..target_end));
        let target = raw.strip_prefix(':').unwrap_or(raw);
        let target = match target.bytes().any(|byte| matches!(byte, b'&' | b'\n' | b'\r')) {
            true => Cow::Owned(decode_all(target).replace(['\n', '\r'], " ")),
            false => Cow::Borrowed(target),
        };
        let target = target.trim_matches(BLANK);
        let has_scheme = || wiki::SCHEMES.iter().any(|scheme| target.starts_with(scheme) && *scheme != "//");
        if target.is_empty() || (memchr(b':', target.as_bytes()).is_some() && has_scheme()) {
            return Ok(None);
        }
        match if raw.starts_with(':') { Target::Page } else { classify(target) } {
            Target::Page => {}
            Target::File => return self.file(span),
            Target::Category | Target::Language => {
                self.unseen(span.start()..span.end());
                return Ok(Some(span.end()));
            }
        }
        self.flush();
        let mark = self.out.open(MarkKind::Link { target: self.context.mark_text(target) });
        if target_end == content.end {
            self.out.text.push_str(target);
        } else if self.source.trim(target_end + 1..content.end).is_empty() {
            self.out.text.push_str(pipe_trick(target));
        } else {
            self.link_text(target_end + 1..content.end)?;
        }
        let rest = &self.source.bytes()[span.end()..self.end];
        let trail = rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        self.out.text.push_str(self.source.slice(span.end()..span.end() + trail));
        self.out.harden();
        self.out.close(mark);
        Ok(Some(span.end() + trail))
    }

    /// A link whose target contains a template: its source is kept in a mark over its text.
    fn computed_link(&mut self, span: Span) -> Result<Option<usize>> {
        let parts = self.link_parts(span);
        let Some(text) = parts.last().cloned() else { return Ok(None) };
        if self.source.slice(parts[0].clone()).contains('\n') {
            return Ok(None);
        }
        self.sourced(span, Some(text))
    }

    /// An image or sound shows its caption if it has a frame. If a cell contains nothing else, its name is shown.
    fn file(&mut self, span: Span) -> Result<Option<usize>> {
        let parts = self.link_parts(span);
        let part = |range: &Range<usize>| self.source.slice(range.clone()).trim_matches(BLANK);
        let options = parts.get(1..).unwrap_or(&[]);
        let title = options.iter().rfind(|range| !names::is_image_option(part(range))).cloned();
        let is_framed = options.iter().any(|range| names::is_frame(part(range)));
        let caption = title.clone().filter(|_| is_framed);
        let is_cell = self.mode != Mode::Line && !self.is_nested;
        let name = (caption.is_none() && is_cell && self.out.icon.is_none()).then(|| {
            let alternative = |range: &Range<usize>| Some(part(range).split_once('=')?.1.trim_matches(BLANK));
            let is_alternative = |range: &&Range<usize>| part(range).starts_with("alt");
            let label = title.as_ref().map(part);
            let label = label.or_else(|| options.iter().find(is_alternative).and_then(alternative));
            let file = parts.first().and_then(|range| Some(part(range).split_once(':')?.1));
            let label = label.filter(|label| !label.is_empty() && is_plain(label));
            decode_all(label.or(file).unwrap_or("").trim_matches(BLANK))
        });
        let mark = self.out.marks.len();
        let end = self.sourced(span, caption)?;
        if let Some(name) = name.filter(|name| !name.is_empty() && end.is_some()) {
            self.out.icon = Some((mark, name));
        }
        Ok(end)
    }

    fn sourced(&mut self, span: Span, text: Option<Range<usize>>) -> Result<Option<usize>> {
        if self.source.html.has_tag_in(span.start()..span.end()) {
            // The tag of a table cannot be part of a link.
            return Ok(None);
        }
        self.flush();
        let lines = self.source.slice(span.start()..span.end()).lines().map(|line| line.trim_matches(BLANK));
        let source = lines.collect::<Vec<_>>().join(" ");
        let mark = self.out.open(MarkKind::Source { format: "wiki".into(), source });
        if let Some(text) = text {
            self.nested(self.source.trim(text), Mode::Line)?;
            self.out.harden();
        }
        self.out.close_source(mark);
        Ok(Some(span.end()))
    }
}

/// The text of `[[target|]]`: the name without its namespace, and without a part in brackets or after a comma.
fn pipe_trick(target: &str) -> &str {
    let name = target.split_once(':').map_or(target, |(_, name)| name).trim_matches(BLANK);
    if let Some(open) = name.rfind(" (").filter(|_| name.ends_with(')')) {
        return &name[..open];
    }
    name.split_once(", ").map_or(name, |(name, _)| name)
}
