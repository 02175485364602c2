//! Compiles the source of a template to a rule.

use super::{Function, Part, Rule};
use crate::syntax;
use crate::syntax::entities::decode_all;
use crate::syntax::extension;
use crate::syntax::page_text::PageText;
use crate::syntax::plain::is_plain;
use crate::syntax::spans::{Span, SpanKind, TAGS};
use crate::syntax::template::{Key, parts};
use std::ops::Range;

/// The maximum nesting of functions in a simple source.
const DEEPEST: usize = 20;

impl Rule {
    pub(super) fn new(body: &str, cell: bool) -> Self {
        let source = syntax::scan(body);
        let structural = is_structural(&source) && !cell;
        let parts = if structural { None } else { simple(&source, 0..body.len(), 0) };
        Rule { body: body.to_owned(), parts, cell, structural }
    }
}

/// Whether a source produces rows or cells.
fn is_structural(source: &PageText<'_>) -> bool {
    let mut walk = source.walk(0);
    let mut at = 0;
    loop {
        let span = walk.any(at);
        let stop = span.map_or(source.text.len(), |span| span.start());
        let text = source.slice(at..stop);
        let starts_line = at == 0 || source.byte(at - 1) == Some(b'\n');
        if text.contains('|')
            || text.contains("!!")
            || text.contains("\n!")
            || (starts_line && text.starts_with('!'))
        {
            return true;
        }
        let Some(span) = span else { break };
        at = span.end();
    }
    source.text.contains("{{!}}") || source.html.has_tag_in(0..source.text.len())
}

/// Compiles a range of a source to parts that can be rendered without parsing wiki text.
fn simple(source: &PageText<'_>, range: Range<usize>, depth: usize) -> Option<Vec<Part>> {
    if depth > DEEPEST {
        return None;
    }
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let rest = source.slice(at..range.end);
        if let Some(after) = ["<br>", "<br/>", "<br />"].iter().find_map(|tag| rest.strip_prefix(tag)) {
            found.push(Part::Text("\n".into()));
            at = range.end - after.len();
        } else if let Some(span) = source.span_at(at, range.end) {
            found.push(nested(source, span, depth + 1)?);
            at = span.end();
        } else {
            let length = rest.find(['<', '{']).unwrap_or(rest.len());
            let text =
                rest.get(..length).filter(|text| !text.is_empty() && is_plain(&text.replace('&', "")))?;
            found.push(Part::Text(decode_all(text)));
            at += length;
        }
    }
    Some(found)
}

fn nested(source: &PageText<'_>, span: Span, depth: usize) -> Option<Part> {
    match span.kind {
        SpanKind::Tag(tag) if TAGS.get(tag as usize) == Some(&"nowiki") => {
            let (_, content) = extension::parts(source, span, tag);
            Some(Part::Text(content.map_or_else(String::new, |content| decode_all(source.slice(content)))))
        }
        SpanKind::Parameter => {
            let (key, default) = parameter(source, span)?;
            Some(match default {
                Some(default) => Part::Or(key, simple(source, default, depth)?),
                None => Part::Argument(key),
            })
        }
        SpanKind::Template => function(source, span, depth),
        _ => None,
    }
}

/// The key of `{{{key|default}}}`, and its default.
fn parameter(source: &PageText<'_>, span: Span) -> Option<(Key, Option<Range<usize>>)> {
    let parts = parts(source, span.start() + 3..span.end() - 3);
    let name = source.slice(source.trim(parts.first()?.clone()));
    let key = Key::new(name).filter(|_| !name.contains(['{', '[', '<']))?;
    Some((key, parts.get(1).cloned()))
}

fn function(source: &PageText<'_>, span: Span, depth: usize) -> Option<Part> {
    let mut parts = parts(source, span.start() + 2..span.end() - 2);
    let head = parts.first()?.clone();
    let (name, _) = source.slice(head.clone()).split_once(':')?;
    let first = head.start + name.len() + 1..head.end;
    *parts.first_mut()? = first.clone();
    // A function's operand must be exactly one argument.
    let key = |part: &Range<usize>| {
        let range = source.trim(part.clone());
        let span = source.span_at(range.start, range.end)?;
        let whole = span.kind == SpanKind::Parameter && span.end() == range.end;
        let (key, default) = parameter(source, span).filter(|_| whole)?;
        default.is_none_or(|default| default.is_empty()).then_some(key)
    };
    if name == "#if" {
        let branch = |number: usize| match parts.get(number) {
            Some(part) => simple(source, source.trim(part.clone()), depth),
            None => Some(Vec::new()),
        };
        // Blanks around a branch do not count; those that should are written as `&#32;`.
        return Some(Part::If(key(&first)?, branch(1)?, branch(2)?));
    }
    if name == "#join" {
        let separator = simple(source, first, depth)?;
        return match separator.as_slice() {
            [] => Some(Part::Join(String::new())),
            [Part::Text(text)] => Some(Part::Join(text.clone())),
            _ => None,
        };
    }
    let function = Function::named(name)?;
    let keys = match function {
        Function::Last | Function::Quantity | Function::Cite => Vec::new(),
        _ => parts.iter().map(key).collect::<Option<_>>()?,
    };
    Some(Part::Function(function, keys))
}

impl Function {
    /// The function with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "#nation" => Function::Nation,
            "#code" => Function::Code,
            "#icon" => Function::Icon,
            "#date" => Function::Date,
            "#list" => Function::List,
            "#last" => Function::Last,
            "#quantity" => Function::Quantity,
            "#cite" => Function::Cite,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Option<&[Part]>) {
        assert_eq!(Rule::new(body, false).parts.as_deref(), expected, "{body}");
    }

    #[test]
    fn the_usual_sources_are_simple() {
        let text = |text: &str| Part::Text(text.into());
        check("{{{1}}}", Some(&[Part::Argument(Key::Number(1))]));
        check("", Some(&[]));
        check("{{{1}}}<br>x", Some(&[Part::Argument(Key::Number(1)), text("\n"), text("x")]));
        check("<nowiki>*</nowiki>", Some(&[text("*")]));
        check("{{{a|b}}}", Some(&[Part::Or(Key::Name("a".into()), vec![text("b")])]));
        let code = Part::Function(Function::Code, vec![Key::Number(2)]);
        let named = Part::If(Key::Number(2), vec![text("("), code, text(")")], vec![]);
        check("{{#if:{{{2|}}}|({{#code:{{{2}}}}})}}", Some(&[named]));
        check("{{#join: · }}", Some(&[Part::Join(" · ".into())]));
        check("'''{{{1}}}'''", None);
        check("[[{{{1}}}]]", None);
        check("{{flag|{{{1}}}}}", None);
        check("&#32;&amp;", Some(&[text(" &")]));
    }

    #[test]
    fn sources_that_produce_rows_and_cells() {
        for body in
            ["{|", "|-\n| {{{1}}}", "style=x | {{{1}}}", "{{{!}}", "<tr><td>x</td></tr>", "! x", "a!!b"]
        {
            assert!(Rule::new(body, false).structural, "{body}");
        }
        for body in ["{{{1|x}}}", "{{#if:{{{1}}}|a|b}}", "[[a|b]]", "<nowiki>|</nowiki>", "Hey!"] {
            assert!(!Rule::new(body, false).structural, "{body}");
        }
    }
}
