//! Blocks that are kept as their source.

use crate::syntax;
use crate::syntax::html_tags::next;
use crate::syntax::page_text::BLANK;
use crate::syntax::spans::{self, SpanKind};
use model::{Block, Verbatim};
use std::borrow::Cow;

/// A block kept as its source.
pub(super) fn verbatim(source: &str) -> Block {
    let mut text = source.to_owned();
    // Close a comment that was the last on the page, so that it does not swallow what is written after it.
    let found = spans::scan(source).spans;
    let last = found.iter().fold(None, |last: Option<&spans::Span>, span| match last {
        Some(outer) if span.start() < outer.end() => last,
        _ => Some(span),
    });
    let open = |span: &spans::Span| {
        let comment = source.get(span.start()..span.end()).unwrap_or("");
        span.kind == SpanKind::Comment && !comment.get(4..).is_some_and(|text| text.ends_with("-->"))
    };
    if last.is_some_and(open) {
        text.push_str("-->");
    }
    Block::Verbatim(Verbatim { format: "wiki".into(), text })
}

/// Source that shows nothing, without table tags; `None` if nothing else is left.
pub(super) fn without_tags(source: &str) -> Option<Cow<'_, str>> {
    let found = syntax::scan(source);
    let mut walk = found.walk(0);
    let (mut kept, mut copied) = (String::new(), 0);
    let mut rest = false;
    while let Some(tag) = next(&found, &mut walk, copied, source.len(), source.len()) {
        let before = found.slice(copied..tag.range.start);
        rest |= !before.trim_matches(BLANK).is_empty();
        kept.push_str(before);
        // Keep the neighbours from becoming blocks of their own.
        kept.push_str("<nowiki/>");
        copied = tag.range.end;
    }
    let after = found.slice(copied..source.len());
    rest |= !after.trim_matches(BLANK).is_empty();
    kept.push_str(after);
    rest.then_some(if copied == 0 { Cow::Borrowed(source) } else { Cow::Owned(kept) })
}
