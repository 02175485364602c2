//! The tags of HTML tables, and the matching of `</table>` to `<table>`.

use crate::syntax::html_tables::{HtmlTable, HtmlTables};
use crate::syntax::page_text::{PageText, Walk};
use memchr::{memchr, memchr2};
use std::ops::Range;

/// What a tag marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    Table,
    Caption,
    /// `thead`, `tbody`, `tfoot`
    Section,
    Row,
    Data,
    Header,
}

const NAMES: &[(&str, Name)] = &[
    ("td", Name::Data),
    ("tr", Name::Row),
    ("th", Name::Header),
    ("table", Name::Table),
    ("caption", Name::Caption),
    ("thead", Name::Section),
    ("tbody", Name::Section),
    ("tfoot", Name::Section),
];

/// A tag as ranges of the page.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub(crate) name: Name,
    pub(crate) closing: bool,
    pub(crate) range: Range<usize>,
    pub(crate) attributes: Range<usize>,
}

/// Finds the tables of a page. An unclosed `<table>` counts only if a caption, row or cell follows.
pub(crate) fn scan(source: &PageText<'_>) -> HtmlTables {
    let mut html = HtmlTables::default();
    let mut walk = source.walk(0);
    let (mut at, limit) = (0, source.text.len());
    let mut open: Vec<usize> = Vec::new();
    let mut last: Option<Tag> = None;
    while let Some(tag) = next(source, &mut walk, at, limit, limit) {
        at = tag.range.end;
        html.tags.push(tag.range.start);
        match (tag.name, tag.closing) {
            (Name::Table, false) => {
                open.push(html.tables.len());
                html.tables.push(HtmlTable { start: tag.range.start, end: usize::MAX, closed: false });
            }
            (Name::Table, true) => {
                let table = open.pop().and_then(|index| html.tables.get_mut(index));
                if let Some(table) = table {
                    (table.end, table.closed) = (at, true);
                }
            }
            _ => {}
        }
        last = Some(tag);
    }
    // Text after the last closing tag is not part of an unclosed table.
    let stop = last.filter(|tag| tag.closing).map_or(limit, |tag| tag.range.end);
    for index in open {
        let Some(table) = html.tables.get_mut(index) else { continue };
        let Some(tag) = tag_at(source, table.start, limit) else { continue };
        let inner = source.trim(tag.range.end..limit).start;
        let follows = tag_at(source, source.skip_blank(inner, limit), limit);
        if follows.is_some_and(|tag| !tag.closing && tag.name != Name::Table) {
            table.end = stop;
        }
    }
    html.tables.retain(|table| table.end < usize::MAX);
    html
}

/// The next tag that starts in a range and ends by `limit`; tags in opaque spans are skipped.
pub(crate) fn next(
    source: &PageText<'_>,
    walk: &mut Walk<'_>,
    mut at: usize,
    end: usize,
    limit: usize,
) -> Option<Tag> {
    let bytes = source.bytes();
    let find = |from: usize| memchr(b'<', bytes.get(from..end)?).map(|step| from + step);
    let mut angle = find(at)?;
    loop {
        if let Some(span) = walk.opaque(at).filter(|span| span.start() <= angle) {
            at = span.end();
        } else if let Some(tag) = tag_at(source, angle, limit) {
            return Some(tag);
        } else {
            at = angle + 1;
        }
        if angle < at {
            angle = find(at)?;
        }
    }
}

/// The tag that starts here.
pub(crate) fn tag_at(source: &PageText<'_>, at: usize, limit: usize) -> Option<Tag> {
    let bytes = source.bytes().get(..limit)?;
    if bytes.get(at) != Some(&b'<') {
        return None;
    }
    let closing = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(closing);
    let is_name = |(name, _): &&(&str, Name)| {
        let end = start + name.len();
        bytes.get(start..end).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && matches!(bytes.get(end), Some(b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>'))
    };
    let (text, name) = NAMES.iter().find(is_name)?;
    let name_end = start + text.len();
    let end = name_end + memchr2(b'<', b'>', bytes.get(name_end..)?)?;
    (bytes.get(end) == Some(&b'>')).then_some(Tag {
        name: *name,
        closing,
        range: at..end + 1,
        attributes: name_end..end,
    })
}
