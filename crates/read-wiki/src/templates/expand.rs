//! Expands the source of a template: substitutes arguments and evaluates functions.
//!
//! The argument of a function may contain functions, so this is recursive, down to a fixed depth.

use super::budget::Budget;
use super::expression;
use super::frame::Frame;
use super::functions::{data, first_letter, grouped, is_function, known, quoted, same, ungrouped};
use super::options::Options;
use super::rules::{Function, Rules};
use crate::syntax;
use crate::syntax::page_text::{BLANK, PageText};
use crate::syntax::spans::{Span, SpanKind};
use crate::syntax::template::{self, Key, parts};
use std::cell::Cell;
use std::ops::Range;

/// The maximum nesting of functions and defaults; a call that exceeds it is left alone.
const DEEPEST_PIECE: usize = 100;

/// Whether we know what a template shows.
pub(crate) fn is_known(title: &str, rules: &Rules) -> bool {
    rules.find(title).is_some() || is_function(title)
}

/// What a template shows, as wiki text; `None` if a required argument is missing.
pub(crate) fn body(body: &str, frame: &Frame<'_>, options: &Options, budget: &Budget) -> Option<String> {
    let source = syntax::scan(body);
    let mut out = String::new();
    Expander::new(options, budget, Goal::Text).substitute(&source, 0..body.len(), Some(frame), &mut out)?;
    budget.take(out.len())?;
    Some(out)
}

/// What a MediaWiki function shows, as wiki text.
pub(crate) fn function(
    source: &PageText<'_>,
    span: Span,
    options: &Options,
    budget: &Budget,
) -> Option<String> {
    let mut out = String::new();
    Expander::new(options, budget, Goal::Text).function(source, span, None, &mut out)?;
    budget.take(out.len())?;
    Some(out)
}

/// What the result is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Part of a text: the functions for nations stay, because their position matters.
    Text,
    /// Wiki text that is parsed from its start.
    Page,
}

/// Substitutes arguments and evaluates functions in a source.
pub(super) struct Expander<'e> {
    pub(super) options: &'e Options,
    pub(super) budget: &'e Budget,
    goal: Goal,
    /// The current nesting of substitutions.
    nested: Cell<usize>,
}

impl<'e> Expander<'e> {
    pub(super) fn new(options: &'e Options, budget: &'e Budget, goal: Goal) -> Self {
        Expander { options, budget, goal, nested: Cell::new(0) }
    }

    /// Copies a range of a source with arguments and functions replaced; `None` if an argument is missing.
    pub(super) fn substitute(
        &self,
        source: &PageText<'_>,
        range: Range<usize>,
        frame: Option<&Frame<'_>>,
        out: &mut String,
    ) -> Option<()> {
        let nested = self.nested.get();
        if nested >= DEEPEST_PIECE {
            return None;
        }
        self.nested.set(nested + 1);
        let done = self.pieces(source, range, frame, out);
        self.nested.set(nested);
        done
    }

    fn pieces(
        &self,
        source: &PageText<'_>,
        range: Range<usize>,
        frame: Option<&Frame<'_>>,
        out: &mut String,
    ) -> Option<()> {
        let mut at = range.start;
        let mut walk = source.walk(at);
        while let Some(span) = walk.any(at).filter(|span| span.end() <= range.end) {
            out.push_str(source.slice(at..span.start()));
            at = span.end();
            let inside = |width: usize| span.start() + width..span.end() - width;
            match span.kind {
                SpanKind::Comment => {}
                SpanKind::Parameter => self.parameter(source, span, frame, out)?,
                SpanKind::Template if self.function(source, span, frame, out).is_some() => {}
                SpanKind::Template | SpanKind::Link if frame.is_some() => {
                    out.push_str(source.slice(span.start()..span.start() + 2));
                    self.substitute(source, inside(2), frame, out)?;
                    out.push_str(source.slice(span.end() - 2..span.end()));
                }
                _ => out.push_str(source.slice(span.start()..span.end())),
            }
            self.budget.take(0)?;
        }
        out.push_str(source.slice(at..range.end));
        Some(())
    }

    fn parameter(
        &self,
        source: &PageText<'_>,
        span: Span,
        frame: Option<&Frame<'_>>,
        out: &mut String,
    ) -> Option<()> {
        let (name, default) = template::parameter(source, span);
        let Some(frame) = frame else {
            match default {
                Some(default) => return self.substitute(source, default, None, out),
                None => out.push_str(source.slice(span.start()..span.end())),
            }
            return Some(());
        };
        let mut key = String::new();
        self.substitute(source, name, Some(frame), &mut key)?;
        match (Key::new(key.trim_matches(BLANK)).and_then(|key| frame.get(&key)), default) {
            (Some(value), _) => {
                self.budget.take(value.len())?;
                out.push_str(value);
                Some(())
            }
            (None, Some(default)) => self.substitute(source, default, Some(frame), out),
            (None, None) => None,
        }
    }

    /// Appends the output of a function, if the call is one; else returns `None`.
    pub(super) fn function(
        &self,
        source: &PageText<'_>,
        span: Span,
        frame: Option<&Frame<'_>>,
        out: &mut String,
    ) -> Option<()> {
        let range = span.start() + 2..span.end() - 2;
        let (name, _) = source.slice(range.clone()).split_once(':')?;
        let name = name.trim_matches(BLANK);
        let asked = Function::named(name);
        if !known(name) && asked.is_none() && name != "#join" {
            return None;
        }
        let mut parts = parts(source, range.clone());
        let first = parts.first_mut()?;
        first.start += source.slice(range.clone()).find(':')? + 1;
        let eval = |number: usize| -> Option<String> {
            let mut value = String::new();
            if let Some(part) = parts.get(number) {
                self.substitute(source, part.clone(), frame, &mut value)?;
            }
            Some(value)
        };
        let trimmed = |number: usize| eval(number).map(|value| value.trim_matches(BLANK).to_owned());
        match name.to_ascii_lowercase().as_str() {
            "#if" => {
                let branch = if trimmed(0)?.is_empty() { 2 } else { 1 };
                out.push_str(&trimmed(branch)?);
            }
            "#ifeq" => {
                let branch = if same(&trimmed(0)?, &trimmed(1)?) { 2 } else { 3 };
                out.push_str(&trimmed(branch)?);
            }
            "#expr" => out.push_str(&expression::evaluate(&trimmed(0)?)?),
            "#ifexpr" => {
                let condition = trimmed(0)?;
                let holds = !condition.is_empty() && expression::value(&condition)? != 0.0;
                out.push_str(&trimmed(if holds { 1 } else { 2 })?);
            }
            "#switch" => out.push_str(&self.switch(source, &parts, frame)?),
            "#tag" => {
                let (tag, content) = (trimmed(0)?, eval(1)?);
                if tag.eq_ignore_ascii_case("ref") && content.contains("<ref") {
                    // Only a call can nest footnotes; such a footnote shows nothing here.
                    return Some(());
                }
                let attributes: Option<Vec<String>> = (2..parts.len()).map(trimmed).collect();
                let attributes: String =
                    attributes?.iter().map(|attribute| format!(" {}", quoted(attribute))).collect();
                out.push_str(&format!("<{tag}{attributes}>{content}</{tag}>"));
            }
            "lc" => out.push_str(&trimmed(0)?.to_lowercase()),
            "uc" => out.push_str(&trimmed(0)?.to_uppercase()),
            "lcfirst" => out.push_str(&first_letter(&trimmed(0)?, |c| c.to_lowercase().collect())),
            "ucfirst" => out.push_str(&first_letter(&trimmed(0)?, |c| c.to_uppercase().collect())),
            "formatnum" => {
                let plain = parts.len() > 1 && ["R", "NOSEP"].contains(&trimmed(1)?.as_str());
                let number = trimmed(0)?;
                out.push_str(&if plain { ungrouped(&number) } else { grouped(&number) });
            }
            "#formatdate" => out.push_str(&trimmed(0)?),
            "#join" => {
                let values = frame?.positional().filter(|value| !value.is_empty());
                out.push_str(&values.collect::<Vec<_>>().join(&eval(0)?));
            }
            _ if self.goal == Goal::Text
                && matches!(asked, Some(Function::Nation | Function::Code | Function::Icon)) =>
            {
                frame?;
                out.push_str(&format!("{{{{{name}:{}}}}}", trimmed(0)?));
            }
            _ => {
                let shown = data(asked?, &|number| trimmed(number), frame?, self.options.flags)?;
                out.push_str(&shown);
            }
        }
        Some(())
    }

    /// `{{#switch: value | a = x | b | c = y | #default = z}}`: cases without a value use that of the next one.
    fn switch(
        &self,
        source: &PageText<'_>,
        parts: &[Range<usize>],
        frame: Option<&Frame<'_>>,
    ) -> Option<String> {
        let eval = |range: Range<usize>| -> Option<String> {
            let mut value = String::new();
            self.substitute(source, range, frame, &mut value)?;
            Some(value.trim_matches(BLANK).to_owned())
        };
        let value = eval(parts.first()?.clone())?;
        let (mut found, mut default) = (false, None);
        let last = parts.len() - 1;
        for (index, part) in parts.iter().enumerate().skip(1) {
            match template::equals(source, part.clone()) {
                Some(equals) => {
                    let case = eval(part.start..equals)?;
                    if found || same(&case, &value) {
                        return eval(equals + 1..part.end);
                    }
                    if case == "#default" {
                        default = Some(equals + 1..part.end);
                    }
                }
                None => {
                    let case = eval(part.clone())?;
                    found |= same(&case, &value);
                    if found && index == last {
                        return Some(case);
                    }
                    if index == last {
                        default = Some(part.clone());
                    }
                }
            }
        }
        default.map_or(Some(String::new()), eval)
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Frame, Options, body};
    use crate::syntax;
    use crate::syntax::template;

    fn check(source: &str, call: &str, expected: Option<&str>) {
        let page = syntax::scan(call);
        let call = template::parse(&page, page.span_at(0, call.len()).expect("a call"));
        let frame = Frame::new(&page, &call);
        let found = body(source, &frame, &Options::default(), &Budget::new(1000));
        assert_eq!(found.as_deref(), expected, "{source}");
    }

    #[test]
    fn arguments() {
        check("a{{{1}}}b", "{{x| c }}", Some("a c b"));
        check("{{{k}}}{{{1|d}}}", "{{x|k= v }}", Some("vd"));
        check("{{{k}}}", "{{x}}", None);
        check("{{{k|}}}", "{{x}}", Some(""));
        check("{{{1}}}", "{{x|1=a|b}}", Some("b"));
        check("[[{{{1}}}|{{{2|t}}}]]<!-- c -->{{y|{{{1}}}}}", "{{x|a}}", Some("[[a|t]]{{y|a}}"));
        check("{{{ {{{1}}} }}}", "{{x|k|k=v}}", Some("v"));
    }

    #[test]
    fn functions() {
        check("{{#if:{{{1|}}}| yes | no }}", "{{x| }}", Some("no"));
        check("{{#if:{{{1|}}}|{{{2}}}|no}}", "{{x}}", Some("no"));
        check("{{#ifeq:{{{1}}}|01|same|other}}", "{{x|1.0}}", Some("same"));
        check("{{#switch:{{{1}}}|a|b=AB|c=C|#default=D}}", "{{x|a}}", Some("AB"));
        check("{{#switch:{{{1}}}|a|b=AB|c=C|#default=D}}", "{{x|z}}", Some("D"));
        check("{{#switch:{{{1}}}|a=A|other}}", "{{x|z}}", Some("other"));
        check("{{uc:{{{1}}}}}{{ucfirst:{{{1}}}}}", "{{x|ab}}", Some("ABAb"));
        check("{{#join:, }}", "{{x|a||b|k=v}}", Some("a, b"));
        check("{{#last:}}", "{{x|a|b}}", Some("b"));
        check("{{#date:{{{1}}}|{{{2}}}|}}", "{{x|2026|2}}", Some("February 2026"));
        check("{{#tag:ref|{{{1}}}|name=n m}}", "{{x|a}}", Some("<ref name=\"n m\">a</ref>"));
        check("{{formatnum:{{{1}}}}}", "{{x|-1234567.125}}", Some("-1,234,567.125"));
        check("{{formatnum:{{{1}}}|R}}", "{{x|1,234}}", Some("1234"));
    }
}
