//! Attributes of tables, rows, cells and tags: `style="…" rowspan=2 nowrap`.

use crate::syntax::entities::decode_all;
use crate::syntax::page_text::PageText;
use model::Attributes;
use std::ops::Range;

/// Parses the attributes in a range. A name without a value gets an empty one; templates are kept.
pub(crate) fn parse(source: &PageText<'_>, range: Range<usize>) -> Attributes {
    // Most lists have one attribute.
    let mut attributes = Attributes::with_capacity(1);
    let mut at = range.start;
    let limit = range.end;
    let bytes = source.bytes();
    // Characters inside nested spans are not separators.
    let next = |at: usize| match bytes[at] {
        b'{' | b'[' | b'<' => source.span_at(at, limit).map_or(at + 1, |span| span.end()),
        _ => at + 1,
    };
    let blank = |at: usize| at < limit && matches!(bytes[at], b' ' | b'\t' | b'\n' | b'\r');
    while at < limit {
        if blank(at) || bytes[at] == b'/' {
            at += 1;
            continue;
        }
        if bytes[at] == b'<'
            && let Some(span) = source.span_at(at, limit)
            && span.kind == crate::syntax::spans::SpanKind::Comment
        {
            at = span.end();
            continue;
        }
        let start = at;
        while at < limit && !blank(at) && bytes[at] != b'=' {
            at = next(at);
        }
        let name = source.slice(start..at);
        let mut equals = at;
        while blank(equals) {
            equals += 1;
        }
        if equals >= limit || bytes[equals] != b'=' {
            attributes.push((name.to_owned(), String::new()));
            continue;
        }
        at = equals + 1;
        while blank(at) {
            at += 1;
        }
        let value = match bytes.get(at).filter(|_| at < limit) {
            Some(&quote @ (b'"' | b'\'')) => {
                let start = at + 1;
                at = start;
                while at < limit && bytes[at] != quote {
                    at = next(at);
                }
                let value = start..at;
                at = (at + 1).min(limit);
                value
            }
            _ => {
                let start = at;
                while at < limit && !blank(at) {
                    at = next(at);
                }
                start..at
            }
        };
        if !name.is_empty() {
            attributes.push((name.to_owned(), decode_all(source.slice(value))));
        }
    }
    attributes
}

/// Whether a name is valid, rather than left over from markup or text. It may be a template that adds attributes.
pub(crate) fn is_name(name: &str) -> bool {
    let odd = |byte| {
        matches!(byte, b'=' | b'|' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' | b'/' | b'!')
    };
    let templates = !name.contains("{{!}}")
        && name.starts_with("{{")
        && name.ends_with("}}")
        && name.matches("{{").count() == name.matches("}}").count()
        && !name.contains(['<', '\n']);
    templates || !name.bytes().any(odd)
}

/// Removes the attribute of this name, in any case; the last one wins.
pub(crate) fn take(attributes: &mut Attributes, name: &str) -> Option<String> {
    let mut taken = None;
    attributes.retain_mut(|(key, value)| {
        let found = key.eq_ignore_ascii_case(name);
        if found {
            taken = Some(std::mem::take(value));
        }
        !found
    });
    taken
}

/// The number at the start of a span attribute, as HTML parses it.
pub(crate) fn number(text: &str) -> Option<usize> {
    let text = text.trim_start();
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..digits.min(9)).and_then(|digits| digits.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let source = crate::syntax::scan(text);
        let found = parse(&source, 0..text.len());
        let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn all_kinds_of_quotes() {
        check("a=1 b = \"x y\" C='z' nowrap", &[("a", "1"), ("b", "x y"), ("C", "z"), ("nowrap", "")]);
        check("style=\"{{x|\"a\"}}\" t=\"&quot;\"", &[("style", "{{x|\"a\"}}"), ("t", "\"")]);
        check("a=\"never closed", &[("a", "never closed")]);
        check("= x =", &[]);
    }

    #[test]
    fn numbers_as_in_html() {
        assert_eq!(number(" 2px"), Some(2));
        assert_eq!([number("x"), number("-1"), number("")], [None; 3]);
    }
}
