//! Replaces the calls of templates that produce pieces of tables, before tables are read.
//!
//! MediaWiki replaces all templates first. Here other templates stay calls, so that they can be written back; but if
//! the source or the arguments of a template produce rows or cells (`{{Election box begin}}`, `{{1x|a{{!}}{{!}}b}}`),
//! there is no other way.

mod context;

use super::budget::Budget;
use super::expand::{Expander, Goal};
use super::frame::Frame;
use super::functions::is_function;
use super::options::Options;
use crate::report::Moved;
use crate::syntax;
use crate::syntax::page_text::{BLANK, PageText};
use crate::syntax::spans::{Span, SpanKind};
use crate::syntax::template::{self, is_bar, is_infobox, parts};
use context::Context;
use memchr::memchr3;

/// The maximum nesting of templates in templates.
const DEEPEST: usize = 24;

/// A page in which the calls that produce tables are replaced.
#[derive(Debug, Default)]
pub(crate) struct Expanded {
    /// The text of the page.
    pub(crate) text: String,
    /// The origin of its pieces.
    pub(crate) moved: Moved,
    /// The names and offsets of the replaced templates.
    pub(crate) replaced: Vec<(String, usize)>,
    changed: bool,
}

/// Replaces the calls of a page that produce rows, cells or tables; `None` if there are none.
pub(crate) fn replaced(source: &PageText<'_>, options: &Options, budget: &Budget) -> Option<Expanded> {
    let mut out = Expanded::default();
    Expander::new(options, budget, Goal::Page).text(source, &mut Context::default(), 0, &mut out);
    out.changed.then_some(out)
}

/// Whether the text before an equal sign is the name of an argument.
fn is_name(name: &str) -> bool {
    name.trim_matches(BLANK).chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
}

/// Whether the arguments of a template without a rule contain a table.
fn holds_table(source: &PageText<'_>, span: Span) -> bool {
    let (slice, name) = (source.slice(span.start()..span.end()), name(source, span));
    let starts_line = |at: usize| slice[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '|', '=']);
    !is_infobox(name) && !name.starts_with('#') && slice.find("{{{!}}").is_some_and(starts_line)
}

/// The name of a call, up to any markup in it.
fn name<'s>(source: &PageText<'s>, span: Span) -> &'s str {
    let inside = source.slice(span.start() + 2..span.end() - 2);
    let end =
        inside.bytes().position(|byte| matches!(byte, b'|' | b'}' | b'{' | b'<')).unwrap_or(inside.len());
    inside[..end].trim()
}

/// Whether a bar written as a call forms `{|` or `|}` at the start of a line.
fn is_next_to_brace(text: &str, span: Span) -> bool {
    let before = &text[..span.start()];
    let starts_line = |before: &str| {
        let before = before.trim_end_matches([' ', '\t', ':']);
        before.is_empty() || before.ends_with('\n')
    };
    match before.strip_suffix('{') {
        Some(before) => starts_line(before),
        None => text[span.end()..].starts_with('}') && starts_line(before),
    }
}

impl Expander<'_> {
    /// Copies a text, and replaces the calls that produce pieces of tables.
    fn text(&self, source: &PageText<'_>, context: &mut Context, depth: usize, out: &mut Expanded) {
        let text = source.text;
        let mut walk = source.walk(0);
        let (mut at, mut copied) = (0, 0);
        let copy = |out: &mut Expanded, from: usize, to: usize| {
            out.moved.copy(out.text.len(), from);
            out.text.push_str(&text[from..to]);
        };
        while let Some(span) = walk.any(at) {
            if span.kind == SpanKind::Link {
                // The content of a link is searched too.
                at = span.start() + 2;
                continue;
            }
            at = span.end();
            if is_bar(source, span) && (depth > 0 || is_next_to_brace(text, span)) {
                out.changed = true;
                copy(out, copied, span.start());
                out.text.push('|');
                copied = span.end();
                continue;
            }
            if !self.may_make_tables(source, span) {
                continue;
            }
            context.follow(&text[copied..span.start()]);
            copy(out, copied, span.start());
            copied = span.start();
            let before_table = text[span.end()..].starts_with("{|");
            let Some(shown) = self.shown(source, span, context, before_table, depth) else { continue };
            copied = span.end();
            if shown.starts_with("{|") && !context.is_line_start() {
                out.text.push('\n');
                context.follow("\n");
            }
            out.moved.replace(out.text.len(), span.start()..span.end());
            out.text.push_str(&shown);
            context.follow(&shown);
            out.changed = true;
            let name = template::parse(source, span).title(source).into_owned();
            out.replaced.push((name, span.start()));
        }
        if copied > 0 || depth > 0 {
            copy(out, copied, text.len());
        }
    }

    /// Whether a call may produce a piece of a table, so that it must be expanded to find out.
    fn may_make_tables(&self, source: &PageText<'_>, span: Span) -> bool {
        let slice = source.slice(span.start()..span.end());
        let odd = || {
            memchr3(b'!', b'\n', b'<', slice.as_bytes()).is_some()
                || self.holds_pieces(source, span)
                || source.text[span.end()..].starts_with("{|")
        };
        match span.kind {
            SpanKind::Parameter => odd(),
            SpanKind::Template => {
                let name = name(source, span);
                match self.options.rules.find(name) {
                    Some(rule) => rule.parts.is_none() || odd(),
                    None => odd() && (is_function(name) || holds_table(source, span)),
                }
            }
            _ => false,
        }
    }

    /// Whether a call contains calls that produce rows or cells.
    fn holds_pieces(&self, source: &PageText<'_>, span: Span) -> bool {
        let mut walk = source.walk(span.start() + 2);
        let mut at = span.start() + 2;
        while let Some(inner) = walk.any(at).filter(|inner| inner.end() < span.end()) {
            at = inner.start() + 2;
            let is_piece =
                || self.options.rules.find(name(source, inner)).is_some_and(|rule| rule.structural);
            if inner.kind == SpanKind::Template && is_piece() {
                return true;
            }
        }
        false
    }

    /// What a call shows, if it is a piece of a table.
    fn shown(
        &self,
        source: &PageText<'_>,
        span: Span,
        context: &Context,
        before_table: bool,
        depth: usize,
    ) -> Option<String> {
        if depth >= DEEPEST {
            return None;
        }
        let mut shown = String::new();
        if span.kind == SpanKind::Parameter {
            let (_, default) = template::parameter(source, span);
            self.substitute(source, default?, None, &mut shown)?;
        } else {
            let call = template::parse(source, span);
            let title = call.title(source);
            match self.options.rules.find(&title) {
                None if holds_table(source, span) => {
                    // Put each argument on lines of its own: showing the table without its frame is better than
                    // nothing.
                    for arg in parts(source, span.start() + 2..span.end() - 2).into_iter().skip(1) {
                        let value = source.slice(arg).trim_matches(BLANK);
                        let value = match value.split_once('=') {
                            Some((name, value)) if is_name(name) => value.trim_start_matches(BLANK),
                            _ => value,
                        };
                        shown.push_str(&format!("\n{value}\n"));
                    }
                }
                Some(rule) => {
                    let found = syntax::scan(&rule.body);
                    let frame = Frame::new(source, &call);
                    self.substitute(&found, 0..rule.body.len(), Some(&frame), &mut shown)?;
                }
                None => self.function(source, span, None, &mut shown)?,
            }
        }
        self.budget.take(shown.len())?;
        let mut inner = Expanded::default();
        let found = syntax::scan(&shown);
        self.text(&found, &mut context.clone(), depth + 1, &mut inner);
        let found = syntax::scan(&inner.text);
        // A table after the call starts a line only if the call shows nothing.
        let starts_line = before_table
            && (inner.text.ends_with('\n')
                || (context.is_line_start() && inner.text.trim_matches(BLANK).is_empty()));
        let makes = starts_line || context::makes_tables(&found, context);
        drop(found);
        makes.then_some(inner.text)
    }
}
