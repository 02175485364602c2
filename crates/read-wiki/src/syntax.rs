//! The syntax of a page: ranges of its text, found in one pass from left to right, without their meaning.
//!
//! [`spans`] finds opaque spans, [`html_tags`] table tags; a [`PageText`] is the text with both, and everything else
//! walks over it: [`blocks`] line by line, [`table`] and [`pipe`] by rows and cells, [`template`] by arguments. This
//! layer does not know what a template shows. If it matters whether it shows anything, the caller answers
//! ([`template::Shows`]).

pub(crate) mod attributes;
pub(crate) mod blocks;
pub(crate) mod entities;
pub(crate) mod extension;
pub(crate) mod html_tables;
pub(crate) mod html_tags;
pub(crate) mod line;
pub(crate) mod link;
pub(crate) mod page_text;
pub(crate) mod pipe;
pub(crate) mod plain;
pub(crate) mod quotes;
pub(crate) mod spans;
pub(crate) mod table;
pub(crate) mod tags;
pub(crate) mod template;
pub(crate) mod variants;

use page_text::PageText;
use std::borrow::Cow;

/// A text with its opaque spans and table tags.
pub(crate) fn scan(text: &str) -> PageText<'_> {
    scan_all(text).0
}

/// Like [`scan`], and returns what is never closed, with its offset.
pub(crate) fn scan_all(text: &str) -> (PageText<'_>, Vec<(usize, &'static str)>) {
    let found = spans::scan(text);
    let mut source = PageText::new(text, found.spans);
    source.html = Cow::Owned(html_tags::scan(&source));
    (source, found.unclosed)
}
