//! Opaque spans: constructs whose content is not markup of the text around them, found in one pass over the page.
//!
//! Comments, extension tags (`<nowiki>`, `<ref>`, …), templates and links are matched as in MediaWiki's preprocessor:
//! from left to right with a stack of open braces and brackets, of which only the innermost can be closed. Anything
//! that is never closed is text.

use memchr::{memchr, memchr3, memmem};
use std::ops::Range;

/// The kind of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpanKind {
    /// `<!-- … -->`
    Comment,
    /// An extension tag, such as `<ref>…</ref>` or `<ref />`: an index into [`TAGS`].
    Tag(u8),
    /// `{{…}}`
    Template,
    /// `{{{…}}}`
    Parameter,
    /// `[[…]]`
    Link,
}

/// A span of the page, including its delimiters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    start: u32,
    end: u32,
    pub(crate) kind: SpanKind,
}

impl Span {
    pub(crate) fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) fn end(self) -> usize {
        self.end as usize
    }
}

/// The extension tags: their content is not wiki text, or is separate from the page around them.
pub(crate) const TAGS: &[&str] = &[
    "nowiki",
    "pre",
    "ref",
    "math",
    "syntaxhighlight",
    "source",
    "gallery",
    "references",
    "includeonly",
    "chem",
    "ce",
    "score",
    "timeline",
    "poem",
    "templatestyles",
    "hiero",
    "graph",
    "mapframe",
    "maplink",
    "imagemap",
    "inputbox",
    "indicator",
    "templatedata",
    "section",
];

/// The result of the pass.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The spans ordered by start; a nested span follows the one around it.
    pub(crate) spans: Vec<Span>,
    /// Constructs that are never closed: the offset and what it is.
    pub(crate) unclosed: Vec<(usize, &'static str)>,
}

struct Open {
    brace: u8,
    start: usize,
    count: usize,
    /// The slots reserved for its spans: the first, and one past the last free one.
    slots: (usize, usize),
}

/// Finds all spans of a page.
pub(crate) fn scan(text: &str) -> Found {
    let mut scanner =
        Scanner { bytes: text.as_bytes(), found: Found::default(), open: Vec::new(), lost: 0, tag_end: None };
    scanner.run(0);
    scanner.found.unclosed.sort_unstable();
    scanner.found.spans.retain(|span| span.end > 0);
    scanner.found
}

struct Scanner<'s> {
    bytes: &'s [u8],
    found: Found,
    open: Vec<Open>,
    /// One bit for each tag whose closing tag was not found.
    lost: u32,
    /// The offset of the last search for `>`, and its result.
    tag_end: Option<(usize, usize)>,
}

impl Scanner<'_> {
    /// Scans from an offset to the end. Anything still open there is text.
    fn run(&mut self, mut at: usize) {
        while let Some(next) = self.next(at) {
            at = match self.bytes[next] {
                b'<' => self.angle(next),
                brace @ (b'{' | b'[') => self.opening(next, brace),
                brace => self.closing(next, brace),
            };
        }
        for open in self.open.drain(..) {
            let what = if open.brace == b'{' { "template" } else { "link" };
            self.found.unclosed.push((open.start, what));
        }
    }

    /// Scans the content of a footnote like a page of its own.
    fn inside(&mut self, content: Range<usize>) {
        let whole = self.bytes;
        self.bytes = &whole[..content.end];
        let open = std::mem::take(&mut self.open);
        let (lost, tag_end) = (self.lost, self.tag_end.take());
        self.run(content.start);
        (self.bytes, self.open, self.lost, self.tag_end) = (whole, open, lost, tag_end);
    }

    fn next(&self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        let step = if self.open.is_empty() {
            memchr3(b'<', b'{', b'[', rest)
        } else {
            rest.iter().position(|byte| matches!(byte, b'<' | b'{' | b'[' | b'}' | b']'))
        };
        step.map(|step| at + step)
    }

    fn count(&self, at: usize) -> usize {
        let byte = self.bytes[at];
        self.bytes[at..].iter().take_while(|&&other| other == byte).count()
    }

    fn push(&mut self, start: usize, end: usize, kind: SpanKind) {
        self.found.spans.push(Span { start: start as u32, end: end as u32, kind });
    }

    fn opening(&mut self, start: usize, brace: u8) -> usize {
        let count = self.count(start);
        if count >= 2 {
            let first = self.found.spans.len();
            for slot in 0..count / 2 {
                self.push(start + 2 * slot, 0, SpanKind::Link);
            }
            self.open.push(Open { brace, start, count, slots: (first, first + count / 2) });
        }
        start + count
    }

    fn closing(&mut self, start: usize, brace: u8) -> usize {
        let opening = if brace == b'}' { b'{' } else { b'[' };
        let mut count = self.count(start);
        let mut at = start;
        while count >= 2 {
            let Some(open) = self.open.last_mut().filter(|open| open.brace == opening) else { break };
            let (matched, kind) = match (opening, count.min(open.count)) {
                (b'[', _) => (2, SpanKind::Link),
                (_, 2) => (2, SpanKind::Template),
                _ => (3, SpanKind::Parameter),
            };
            open.count -= matched;
            open.slots.1 -= 1;
            let span = Span { start: (open.start + open.count) as u32, end: (at + matched) as u32, kind };
            if let Some(slot) = self.found.spans.get_mut(open.slots.1) {
                *slot = span;
            }
            if open.count < 2 {
                self.open.pop();
            }
            at += matched;
            count -= matched;
        }
        at + count
    }

    fn angle(&mut self, start: usize) -> usize {
        let rest = &self.bytes[start..];
        if rest.starts_with(b"<!--") {
            let end = memmem::find(&rest[4..], b"-->").map(|at| start + 4 + at + 3);
            if end.is_none() {
                self.found.unclosed.push((start, "comment"));
            }
            let end = end.unwrap_or_else(|| self.bytes.trim_ascii_end().len().max(start + 4));
            self.push(start, end, SpanKind::Comment);
            return end;
        }
        let name = rest[1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some(tag) = TAGS.iter().position(|tag| tag.as_bytes().eq_ignore_ascii_case(&rest[1..=name]))
        else {
            return start + 1;
        };
        if !matches!(rest.get(1 + name), Some(b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>')) {
            return start + 1;
        }
        let Some(open_end) = self.next_tag_end(start + 1 + name) else { return start + 1 };
        let closed = self.bytes[open_end - 1] == b'/';
        let end = if closed {
            Some(open_end + 1)
        } else if self.lost & (1 << tag) != 0 {
            None
        } else {
            find_close(self.bytes, open_end + 1, TAGS[tag].as_bytes())
        };
        match end {
            Some(end) => {
                self.push(start, end, SpanKind::Tag(tag as u8));
                if matches!(TAGS[tag], "ref" | "poem") && !closed {
                    // A footnote cannot contain another one, so this recurses only once.
                    self.inside(open_end + 1..end - TAGS[tag].len() - "</>".len());
                }
                end
            }
            // The closing tag of a list of footnotes is optional.
            None if TAGS[tag] == "references" => {
                self.lost |= 1 << tag;
                self.push(start, open_end + 1, SpanKind::Tag(tag as u8));
                open_end + 1
            }
            None => {
                self.lost |= 1 << tag;
                self.found.unclosed.push((start, TAGS[tag]));
                start + 1
            }
        }
    }

    fn next_tag_end(&mut self, from: usize) -> Option<usize> {
        if let Some((asked, end)) = self.tag_end
            && asked <= from
            && from <= end
        {
            return Some(end).filter(|&end| end < self.bytes.len());
        }
        let end = memchr(b'>', &self.bytes[from..]).map_or(self.bytes.len(), |at| from + at);
        self.tag_end = Some((from, end));
        Some(end).filter(|&end| end < self.bytes.len())
    }
}

/// The end of the closing tag with this name.
fn find_close(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    let mut at = from;
    loop {
        let close = at + memmem::find(&bytes[at..], b"</")? + 2;
        let end = close + name.len();
        if bytes.get(close..end).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            let blanks = bytes[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if bytes.get(end + blanks) == Some(&b'>') {
                return Some(end + blanks + 1);
            }
            at = end + blanks;
        } else {
            at = close;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = scan(text);
        let spans: Vec<&str> = found.spans.iter().map(|span| &text[span.start()..span.end()]).collect();
        assert_eq!(spans, expected, "{text}");
    }

    #[test]
    fn braces_and_brackets_nest() {
        check("a {{b|[[c|d]]|{{e}}}} f", &["{{b|[[c|d]]|{{e}}}}", "[[c|d]]", "{{e}}"]);
        check("{{{1|{{x}}}}}", &["{{{1|{{x}}}}}", "{{x}}"]);
        check("{{{{a}}b}}", &["{{{{a}}b}}", "{{a}}"]);
        check("[[[a]]]", &["[[a]]"]);
    }

    #[test]
    fn unclosed_constructs_are_not_spans() {
        check("{{a [[b]] c", &["[[b]]"]);
        check("<ref>a <ref>b", &[]);
        check("}} ]] {{x}}", &["{{x}}"]);
    }

    #[test]
    fn tags_hide_their_content() {
        check("<nowiki>{{a}}</nowiki>{{b}}", &["<nowiki>{{a}}</nowiki>", "{{b}}"]);
        check("<ref name=a/b>x</REF ><ref name=a />", &["<ref name=a/b>x</REF >", "<ref name=a />"]);
        check("<refs>x", &[]);
        check(
            "{{a<ref>{{b}}|[[c</ref>]]}}",
            &["{{a<ref>{{b}}|[[c</ref>]]}}", "<ref>{{b}}|[[c</ref>", "{{b}}"],
        );
        check("a <!-- {{ --> b <!-- never", &["<!-- {{ -->", "<!-- never"]);
    }

    #[test]
    fn adversarial_input_takes_linear_time() {
        for unit in ["{{", "[[", "<ref ", "<ref>", "{{a|", "{{[[", "}}", "<!-"] {
            scan(&unit.repeat(1_000_000 / unit.len()));
        }
    }
}
