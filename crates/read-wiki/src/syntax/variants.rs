//! The language variants of a range: `-{…}-`.

use crate::syntax::page_text::PageText;
use std::ops::Range;

/// The ends of the variants of a range, by their start.
#[derive(Debug)]
pub(crate) struct Variants {
    pairs: Vec<(usize, usize)>,
}

impl Variants {
    /// Finds all variants of a range. They cannot contain line breaks, and `-{{` does not start one.
    pub(crate) fn find(source: &PageText<'_>, range: Range<usize>) -> Self {
        let (mut pairs, mut open) = (Vec::new(), Vec::new());
        let bytes = source.bytes();
        let mut at = range.start;
        while at < range.end {
            let span = match bytes[at] {
                b'{' | b'[' | b'<' => source.span_at(at, range.end),
                _ => None,
            };
            if let Some(span) = span {
                at = span.end();
                continue;
            }
            at = match bytes.get(at..(at + 2).min(range.end)) {
                Some(b"-{") if source.byte(at + 2) != Some(b'{') => {
                    open.push(at);
                    at + 2
                }
                Some(b"}-") => {
                    pairs.extend(open.pop().map(|start| (start, at + 2)));
                    at + 2
                }
                Some([b'\n', ..]) => {
                    open.clear();
                    at + 1
                }
                _ => at + 1,
            };
        }
        pairs.sort_unstable();
        Variants { pairs }
    }

    /// The end of the variant that starts here.
    pub(crate) fn end(&self, start: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&start, |&(start, _)| start).ok()?;
        self.pairs.get(index).map(|&(_, end)| end)
    }
}
