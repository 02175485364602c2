//! Template calls: their names and arguments.

use crate::syntax::page_text::PageText;
use crate::syntax::spans::{Span, SpanKind};
use model::Argument;
use std::borrow::Cow;
use std::ops::Range;

/// A template call, as ranges of the page.
#[derive(Debug)]
pub(crate) struct Call {
    /// The name.
    pub(crate) name: Range<usize>,
    /// The arguments in order.
    pub(crate) args: Vec<Arg>,
}

/// An argument.
#[derive(Clone, Debug)]
pub(crate) struct Arg {
    /// The name, for `name=value`.
    pub(crate) name: Option<Range<usize>>,
    /// The value; for a positional argument, including the white space around it.
    pub(crate) value: Range<usize>,
}

/// The key of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Number(usize),
    Name(String),
}

impl Key {
    pub(crate) fn new(name: &str) -> Option<Key> {
        match name.parse() {
            Ok(number) => Some(Key::Number(number)),
            Err(_) if name.is_empty() => None,
            Err(_) => Some(Key::Name(name.to_owned())),
        }
    }
}

/// Tells for a template's title whether the page shows a text for it. This is all that the syntax layer needs to know
/// about templates: those without a text are blocks, rows and cells of their own.
pub(crate) type Shows<'f> = dyn Fn(&str) -> bool + 'f;

/// Parses a template call. Bars and equal signs in nested spans do not count.
pub(crate) fn parse(source: &PageText<'_>, span: Span) -> Call {
    let (start, end) = (span.start() + 2, span.end() - 2);
    let bytes = source.bytes();
    let mut walk = source.walk(start);
    let mut call = Call { name: start..start, args: Vec::new() };
    let (mut at, mut part, mut equals, mut first) = (start, start, None, true);
    let mut nested = walk.any(at);
    loop {
        let step = bytes[at..end].iter().position(|byte| matches!(byte, b'|' | b'=' | b'{' | b'[' | b'<'));
        let next = step.map_or(end, |step| at + step);
        while nested.is_some_and(|span| span.start() < next) {
            nested = walk.any(next);
        }
        if next < end
            && let Some(span) = nested.filter(|span| span.start() == next && span.end() <= end)
        {
            at = span.end();
            continue;
        }
        match bytes.get(next).filter(|_| next < end) {
            Some(b'=') if !first && equals.is_none() => equals = Some(next),
            Some(b'|') | None => {
                if first {
                    call.name = source.trim(part..next);
                } else {
                    let arg = match equals {
                        Some(equals) => Arg {
                            name: Some(source.trim(part..equals)),
                            value: source.trim(equals + 1..next),
                        },
                        None => Arg { name: None, value: part..next },
                    };
                    call.args.push(arg);
                }
                (part, equals, first) = (next + 1, None, false);
            }
            Some(_) => {}
        }
        if next == end {
            return call;
        }
        at = next + 1;
    }
}

impl Call {
    /// The positional argument with this number (from 1), given by position or by name, trimmed.
    pub(crate) fn positional(&self, source: &PageText<'_>, number: usize) -> Option<Range<usize>> {
        let mut place = 0;
        let mut found = None;
        for arg in &self.args {
            let hit = match &arg.name {
                None => {
                    place += 1;
                    place == number
                }
                Some(name) => source.slice(name.clone()).parse() == Ok(number),
            };
            if hit {
                found = Some(source.trim(arg.value.clone()));
            }
        }
        found
    }

    /// The argument with this key.
    pub(crate) fn argument(&self, source: &PageText<'_>, key: &Key) -> Option<Range<usize>> {
        match key {
            Key::Number(number) => self.positional(source, *number),
            Key::Name(name) => self.named(source, name),
        }
    }

    /// The argument with this name.
    pub(crate) fn named(&self, source: &PageText<'_>, name: &str) -> Option<Range<usize>> {
        let hit = |arg: &&Arg| arg.name.as_ref().is_some_and(|range| source.slice(range.clone()) == name);
        self.args.iter().rev().find(hit).map(|arg| arg.value.clone())
    }

    /// The arguments in the form of the model's marks.
    pub(crate) fn arguments(&self, source: &PageText<'_>) -> Vec<Argument> {
        let argument = |arg: &Arg| Argument {
            name: arg.name.as_ref().map(|name| source.slice(name.clone()).to_owned()),
            value: source.slice(arg.value.clone()).to_owned(),
        };
        self.args.iter().map(argument).collect()
    }

    /// The normalised name: without comments, with single blanks in place of white space and underscores.
    pub(crate) fn title<'s>(&self, source: &PageText<'s>) -> Cow<'s, str> {
        let name = source.slice(self.name.clone());
        let odd = |pair: &[u8]| matches!(pair, [b'_' | b'\n' | b'\t' | b'<', _] | b"  ");
        if !name.as_bytes().windows(2).any(odd) && !name.ends_with(['_', ' ', '\n', '\t']) {
            // The usual case; the name is already trimmed.
            return Cow::Borrowed(name);
        }
        let mut title = String::new();
        let mut at = self.name.start;
        for comment in source.comments(self.name.clone()) {
            title.push_str(source.slice(at..comment.start()));
            at = comment.end();
        }
        title.push_str(source.slice(at..self.name.end));
        let words = title.split(['_', ' ', '\n', '\t', '\r']).filter(|word| !word.is_empty());
        Cow::Owned(words.collect::<Vec<_>>().join(" "))
    }
}

/// Whether a name is valid for a template; braces around any other name are text.
pub(crate) fn is_title(title: &str) -> bool {
    let odd = |byte| matches!(byte, b'<' | b'>' | b'[' | b']' | b'{' | b'}');
    !title.is_empty() && !title.bytes().any(odd)
}

/// Whether a template is an infobox.
pub(crate) fn is_infobox(title: &str) -> bool {
    is_title(title) && title.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("infobox"))
}

/// The parts of a range separated by bars.
pub(crate) fn parts(source: &PageText<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    while let Some(bar) = outside(source, start..range.end, b'|') {
        parts.push(start..bar);
        start = bar + 1;
    }
    parts.push(start..range.end);
    parts
}

/// The first equal sign of a range.
pub(crate) fn equals(source: &PageText<'_>, range: Range<usize>) -> Option<usize> {
    outside(source, range, b'=')
}

/// The name of `{{{name|default}}}`, and its default.
pub(crate) fn parameter(source: &PageText<'_>, span: Span) -> (Range<usize>, Option<Range<usize>>) {
    let inside = span.start() + 3..span.end() - 3;
    let mut parts = parts(source, inside.clone()).into_iter();
    (parts.next().unwrap_or(inside), parts.next())
}

/// The first occurrence of a byte outside nested spans.
fn outside(source: &PageText<'_>, range: Range<usize>, wanted: u8) -> Option<usize> {
    let mut walk = source.walk(range.start);
    let mut at = range.start;
    loop {
        let span = walk.any(at).filter(|span| span.end() <= range.end);
        let stop = span.map_or(range.end, |span| span.start());
        if let Some(step) = source.bytes().get(at..stop)?.iter().position(|&byte| byte == wanted) {
            return Some(at + step);
        }
        at = span?.end();
    }
}

/// Whether a span is the template `{{!}}`, which acts as a bar even in the syntax of tables.
pub(crate) fn is_bar(source: &PageText<'_>, span: Span) -> bool {
    span.kind == SpanKind::Template && source.slice(span.start()..span.end()) == "{{!}}"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Option<&str>, &str)]) {
        let source = crate::syntax::scan(text);
        let call = parse(&source, source.span_at(0, text.len()).expect("a template"));
        let args = call.arguments(&source);
        let args: Vec<_> = args.iter().map(|arg| (arg.name.as_deref(), &*arg.value)).collect();
        assert_eq!(args, expected, "{text}");
    }

    #[test]
    fn bars_and_equal_signs_in_nested_spans_do_not_count() {
        check(
            "{{x|a=b=c| d |{{y|z=1}}|[[e|f]]}}",
            &[(Some("a"), "b=c"), (None, " d "), (None, "{{y|z=1}}"), (None, "[[e|f]]")],
        );
        check(
            "{{x|<nowiki>|=</nowiki>|k = <ref>a=b|c</ref> }}",
            &[(None, "<nowiki>|=</nowiki>"), (Some("k"), "<ref>a=b|c</ref>")],
        );
        check("{{x|[http://a/?b=c d]|}}", &[(Some("[http://a/?b"), "c d]"), (None, "")]);
    }
}
