//! Finds the start and the end of an address: `http://…`.

use super::mode::Mode;
use crate::syntax::entities::decode;
use crate::syntax::line::switch;
use crate::syntax::page_text::PageText;
use std::ops::Range;
use wiki::address::{bare_scheme, length as length_of, scheme};

/// The characters of an address after its scheme, up to markup, each with the offset of its end.
pub(super) fn characters(
    source: &PageText<'_>,
    from: usize,
    limit: usize,
    mode: Mode,
) -> impl Iterator<Item = (char, usize)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = source.slice(at..limit);
        let next = rest.chars().next()?;
        let markup = match next {
            '\'' => rest.starts_with("''"),
            '_' => switch(rest).is_some(),
            '-' => rest.starts_with("-{") && !rest.starts_with("-{{"),
            '{' => source.span_at(at, limit).is_some(),
            '\\' => mode == Mode::PipeCell && rest.starts_with("\\|"),
            _ => false,
        };
        if markup {
            return None;
        }
        let (c, length) = match next {
            '&' => decode(rest).unwrap_or((next, 1)),
            _ => (next, next.len_utf8()),
        };
        at += length;
        Some((c, at))
    })
}

/// Whether an address starts here.
pub(crate) fn starts(source: &PageText<'_>, at: usize) -> bool {
    scheme(source.slice(at..source.text.len())).is_some()
}

/// The address around a colon, between `from` and `limit`.
///
/// As in MediaWiki, it must start at a word boundary, and trailing punctuation does not belong to it.
pub(crate) fn bare(
    source: &PageText<'_>,
    from: usize,
    colon: usize,
    limit: usize,
    mode: Mode,
) -> Option<Range<usize>> {
    let bytes = source.bytes();
    let letters = bytes.get(from..colon)?.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let start = colon - letters;
    let before = source.slice(0..start).chars().next_back();
    if letters == 0 || before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let scheme = bare_scheme(source.slice(start..limit))?;
    let first = start + scheme.len();
    let end = length_of(characters(source, first, limit, mode));
    (first > colon && end > first).then_some(start..end)
}
