//! What a single line says: a heading, a table's start, switches.

use crate::source::Source;
use crate::spans::Span;
use std::ops::Range;

/// The switches that stand in a page between double underscores.
const SWITCHES: &[&str] = &[
    "NOTOC",
    "FORCETOC",
    "TOC",
    "NOEDITSECTION",
    "NEWSECTIONLINK",
    "NONEWSECTIONLINK",
    "NOGALLERY",
    "HIDDENCAT",
    "EXPECTUNUSEDCATEGORY",
    "NOCONTENTCONVERT",
    "NOCC",
    "NOTITLECONVERT",
    "NOTC",
    "INDEX",
    "NOINDEX",
    "STATICREDIRECT",
    "NOGLOBAL",
    "DISAMBIG",
    "ARCHIVEDTALK",
    "NOTALK",
    "EXPECTUNUSEDTEMPLATE",
    "EXPECTWITHOUTSCANS",
];

/// The name of the switch that a text starts with.
pub(crate) fn switch(text: &str) -> Option<&'static str> {
    let rest = text.strip_prefix("__")?;
    SWITCHES.iter().copied().find(|name| rest.strip_prefix(name).is_some_and(|after| after.starts_with("__")))
}

/// Where a line's `{|` is, if the line starts a table: colons may indent it.
pub(crate) fn table_start(source: &Source<'_>, first: usize, end: usize) -> Option<usize> {
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

/// The level and text of a heading line.
pub(super) fn heading(source: &Source<'_>, at: usize, end: usize) -> Option<(u8, Range<usize>)> {
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
