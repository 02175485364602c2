//! The parts of extension tags such as `<ref name=a>b</ref>`.

use crate::syntax::page_text::PageText;
use crate::syntax::spans::{Span, TAGS};
use std::ops::Range;

/// The attributes and the content of an extension tag; `<x />` has no content.
pub(crate) fn parts(source: &PageText<'_>, span: Span, tag: u8) -> (Range<usize>, Option<Range<usize>>) {
    let name = TAGS.get(tag as usize).map_or(0, |name| name.len());
    let bytes = &source.bytes()[..span.end()];
    let name_end = (span.start() + 1 + name).min(span.end());
    let open_end = memchr::memchr(b'>', &bytes[name_end..]).map_or(span.end(), |at| name_end + at);
    if open_end + 1 >= span.end() {
        let slash = bytes.get(open_end.saturating_sub(1)) == Some(&b'/');
        return (name_end..open_end - usize::from(slash && open_end > name_end), None);
    }
    let close = bytes.windows(2).rposition(|pair| pair == b"</").unwrap_or(open_end + 1);
    (name_end..open_end, Some(open_end + 1..close.max(open_end + 1)))
}
