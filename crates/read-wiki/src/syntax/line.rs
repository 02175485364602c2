//! Constructs of a single line: headings, table starts, switches.

use crate::syntax::page_text::{BLANK, PageText};
use crate::syntax::spans::{Span, SpanKind};
use std::ops::Range;

/// The case in which a switch is recognised.
#[derive(PartialEq)]
enum Case {
    Any,
    Upper,
}

/// The switches, written between double underscores.
const SWITCHES: &[(&str, Case)] = &[
    ("NOTOC", Case::Any),
    ("FORCETOC", Case::Any),
    ("TOC", Case::Any),
    ("NOEDITSECTION", Case::Any),
    ("NEWSECTIONLINK", Case::Upper),
    ("NONEWSECTIONLINK", Case::Upper),
    ("NOGALLERY", Case::Any),
    ("HIDDENCAT", Case::Upper),
    ("EXPECTUNUSEDCATEGORY", Case::Upper),
    ("NOCONTENTCONVERT", Case::Any),
    ("NOCC", Case::Any),
    ("NOTITLECONVERT", Case::Any),
    ("NOTC", Case::Any),
    ("INDEX", Case::Upper),
    ("NOINDEX", Case::Upper),
    ("STATICREDIRECT", Case::Upper),
    ("NOGLOBAL", Case::Upper),
    ("DISAMBIG", Case::Upper),
    ("ARCHIVEDTALK", Case::Upper),
    ("NOTALK", Case::Upper),
    ("EXPECTUNUSEDTEMPLATE", Case::Upper),
    ("EXPECTWITHOUTSCANS", Case::Upper),
];

/// The name of the switch at the start of a text.
pub(crate) fn switch(text: &str) -> Option<&'static str> {
    let rest = text.strip_prefix("__")?;
    let is = |(name, case): &&(&str, Case)| {
        let (Some(word), Some(after)) = (rest.get(..name.len()), rest.get(name.len()..)) else {
            return false;
        };
        after.starts_with("__") && (word == *name || (*case == Case::Any && word.eq_ignore_ascii_case(name)))
    };
    SWITCHES.iter().find(is).map(|(name, _)| *name)
}

/// The magic words that show nothing but set the sort key or the displayed title, and the name of their property.
const MAGIC_WORDS: &[(&str, &str)] = &[
    ("DEFAULTSORT", "defaultsort"),
    ("DEFAULTSORTKEY", "defaultsort"),
    ("DEFAULTCATEGORYSORT", "defaultsort"),
    ("DISPLAYTITLE", "displaytitle"),
];

/// The property that a magic word sets: the name and the value.
pub(crate) fn magic_word<'s>(source: &PageText<'s>, span: Span) -> Option<(&'static str, &'s str)> {
    if span.kind != SpanKind::Template {
        return None;
    }
    let inside = source.slice(span.start() + 2..span.end() - 2).trim_matches(BLANK);
    // All of them start with D; most templates do not.
    let (word, value) = inside.starts_with('D').then(|| inside.split_once(':'))??;
    let word = word.trim_end_matches(BLANK);
    let (_, name) = MAGIC_WORDS.iter().find(|(known, _)| *known == word)?;
    Some((name, value.trim_matches(BLANK)))
}

/// The offset of `{|` if the line starts a table, which colons may indent.
pub(crate) fn table_start(source: &PageText<'_>, first: usize, end: usize) -> Option<usize> {
    let bytes = source.bytes();
    let mut at = first;
    while at < end && bytes[at] == b':' {
        at += 1;
    }
    if at > first {
        at = source.skip_blank(at, end);
    }
    (at < end && bytes[at..end].starts_with(b"{|")).then_some(at)
}

/// The level and the text of a heading line.
pub(crate) fn heading(source: &PageText<'_>, at: usize, end: usize) -> Option<(u8, Range<usize>)> {
    let bytes = source.bytes();
    let left = bytes[at..end].iter().take_while(|&&byte| byte == b'=').count();
    // Blanks and comments may follow.
    let trimmed = |stop: usize| source.text[at..stop].trim_end_matches([' ', '\t', '\r']).len() + at;
    let mut stop = trimmed(end);
    if source.slice(at..stop).ends_with("-->") {
        let comments: Vec<Span> = source.comments(at..stop).collect();
        for comment in comments.iter().rev() {
            if comment.end() == stop {
                stop = trimmed(comment.start());
            }
        }
    }
    if at + left >= stop {
        let signs = stop.saturating_sub(at);
        let level = signs.checked_sub(1)? / 2;
        let level = level.min(6);
        return (level > 0).then(|| (level as u8, at + level..stop - level));
    }
    let right = bytes[at..stop].iter().rev().take_while(|&&byte| byte == b'=').count();
    let level = left.min(right).min(6);
    (level > 0).then(|| (level as u8, at + level..stop - level))
}
