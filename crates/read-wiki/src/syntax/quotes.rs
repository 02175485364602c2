//! Bold and italic: runs of apostrophes, balanced line by line as in MediaWiki.

use crate::syntax::page_text::PageText;
use std::ops::Range;

/// The runs of apostrophes of a line, and their meaning.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    runs: Vec<Quote>,
    next: usize,
    until: usize,
}

/// A run of apostrophes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quote {
    at: usize,
    /// The number of apostrophes that are text.
    pub(crate) literal: usize,
    /// 2 for italic, 3 for bold, 5 for both.
    pub(crate) length: usize,
}

impl Quotes {
    /// The run that starts here, and the length of the next one in its line. Must be called from left to right.
    pub(crate) fn run_at(
        &mut self,
        source: &PageText<'_>,
        at: usize,
        limit: usize,
    ) -> Option<(Quote, Option<usize>)> {
        if at >= self.until {
            self.balance(source, at, limit);
        }
        while self.runs.get(self.next).is_some_and(|run| run.at < at) {
            self.next += 1;
        }
        let run = self.runs.get(self.next).copied().filter(|run| run.at == at)?;
        self.next += 1;
        Some((run, self.runs.get(self.next).map(|run| run.length)))
    }

    /// Finds and balances the runs of a line, starting with the first.
    fn balance(&mut self, source: &PageText<'_>, start: usize, limit: usize) {
        self.runs.clear();
        self.next = 0;
        let bytes = source.bytes();
        let mut walk = source.walk(start);
        let mut span = walk.any(start);
        let mut at = start;
        let mut variants = true;
        loop {
            let step = bytes[at..limit]
                .iter()
                .position(|byte| matches!(byte, b'\'' | b'\n' | b'<' | b'[' | b'{' | b'-'));
            let Some(found) = step.map(|step| at + step) else {
                at = limit;
                break;
            };
            while span.is_some_and(|span| span.start() < found) {
                span = walk.any(found);
            }
            match bytes[found] {
                b'\n' => {
                    at = found;
                    break;
                }
                b'\'' => {
                    let length = bytes[found..limit].iter().take_while(|&&byte| byte == b'\'').count();
                    at = found + length;
                    let (literal, length) = match length {
                        1 => continue,
                        4 => (1, 3),
                        2 | 3 | 5 => (0, length),
                        more => (more - 5, 5),
                    };
                    self.runs.push(Quote { at: found, literal, length });
                }
                b'-' => {
                    // A language variant is balanced separately.
                    let rest = &bytes[found..limit];
                    let opens = variants && rest.starts_with(b"-{") && rest.get(2) != Some(&b'{');
                    let line = || memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                    let close = if opens { memchr::memmem::find(&rest[..line()], b"}-") } else { None };
                    variants &= !opens || close.is_some();
                    at = found + close.map_or(1, |close| close + 2);
                }
                _ => match span.filter(|span| span.start() == found && span.end() <= limit) {
                    Some(nested) => at = nested.end(),
                    None => at = found + 1,
                },
            }
        }
        self.until = at;
        let odd = |lengths: [usize; 2]| {
            self.runs.iter().filter(|run| lengths.contains(&run.length)).count() % 2 == 1
        };
        if odd([3, 5]) && odd([2, 5]) {
            self.demote_one_bold(bytes);
        }
    }

    /// Bold and italic are both unbalanced: one bold mark must be an apostrophe followed by an italic mark.
    fn demote_one_bold(&mut self, bytes: &[u8]) {
        let (mut single, mut multi, mut space) = (None, None, None);
        for (index, run) in self.runs.iter().enumerate().filter(|(_, run)| run.length == 3) {
            let before = |back: usize| run.at.checked_sub(back).and_then(|at| bytes.get(at)).copied();
            // Apostrophes of the run that are text come before it.
            let last = if run.literal > 0 { Some(b'\'') } else { before(1) };
            let slot = match (last, if run.literal > 0 { before(1) } else { before(2) }) {
                (Some(b' '), _) => &mut space,
                (_, Some(b' ')) => &mut single,
                _ => &mut multi,
            };
            slot.get_or_insert(index);
        }
        if let Some(run) = single.or(multi).or(space).and_then(|index| self.runs.get_mut(index)) {
            run.literal += 1;
            run.length = 2;
        }
    }
}

/// Tells which offsets of a line are in bold or italic text; must be called from left to right.
pub(crate) struct QuoteDepth {
    quotes: Quotes,
    bold: bool,
    italic: bool,
}

impl QuoteDepth {
    pub(crate) fn new(source: &PageText<'_>, line: Range<usize>) -> Self {
        let mut quotes = Quotes::default();
        quotes.balance(source, line.start, line.end);
        QuoteDepth { quotes, bold: false, italic: false }
    }

    pub(crate) fn is_inside(&mut self, at: usize) -> bool {
        while let Some(run) = self.quotes.runs.get(self.quotes.next).filter(|run| run.at < at) {
            self.bold ^= run.length != 2;
            self.italic ^= run.length != 3;
            self.quotes.next += 1;
        }
        self.bold || self.italic
    }
}
