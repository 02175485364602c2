//! Links whose address is their text, and which need no brackets.

use super::TextWriter;
use crate::escape::Place;
use model::{Mark, MarkKind};
use std::borrow::Cow;
use wiki::address;

impl TextWriter<'_, '_> {
    /// Whether the address under a mark is read as a link without brackets.
    pub(super) fn is_bare_link(&self, mark: &Mark, next: &[Cow<'_, Mark>]) -> bool {
        let inner = self.text.get(mark.start..mark.end).unwrap_or("");
        if !matches!(&mark.kind, MarkKind::ExternalLink { url } if url == inner) || mark.start < self.at {
            return false;
        }
        let Some(scheme) = address::bare_scheme(inner) else { return false };
        let in_link = self.open.iter().any(|open| open.close.starts_with(']'));
        let written = if self.at < mark.start { self.text.get(..mark.start) } else { Some(&**self.out) };
        let before = written.and_then(|text| text.chars().next_back());
        if in_link || self.place == Place::Term || before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            return false;
        }
        // The address extends to the next markup.
        let closed = self.open.last().map(|open| open.end);
        let opened = next.first().map(|other| other.start);
        let limit = closed.into_iter().chain(opened).min().unwrap_or(self.text.len());
        let ends_there = next.is_empty()
            || (closed == Some(limit) && self.open.last().is_some_and(|open| !open.close.is_empty()))
            || next.first().is_some_and(|other| match &other.kind {
                MarkKind::Item { .. } => false,
                // The other link has brackets if its text differs or if it does not start at a word boundary.
                MarkKind::ExternalLink { url } => {
                    let joins = |text: &str| text.ends_with(|c: char| c.is_alphanumeric() || c == '_');
                    self.text.get(other.start..other.end) != Some(url)
                        || self.text.get(..limit).is_some_and(joins)
                }
                MarkKind::Source { source, .. } => source.starts_with(['<', '[', '_', '-', '{']),
                _ => true,
            });
        let first = mark.start + scheme.len();
        let Some(rest) = self.text.get(first..limit) else { return false };
        let in_row = |c: char| self.place == Place::PipeCell && c == '|';
        let ends_before = rest.contains(|c| address::ends(c) || in_row(c));
        let characters = rest.char_indices().map(|(at, c)| (c, first + at + c.len_utf8()));
        let end = address::length(characters.take_while(|&(c, _)| !in_row(c)));
        end == mark.end && (ends_before || ends_there)
    }
}
