//! Templates that stand for pieces of tables: their calls are replaced by what they show, before tables are read.
//!
//! MediaWiki replaces all templates first. Here the others stay calls, so that they can be written back; where one's
//! source or its arguments make rows or cells (`{{Election box begin}}`, `{{1x|a{{!}}{{!}}b}}`), there is no other way.

mod expression;
mod frame;
mod functions;
mod structure;

pub(crate) use frame::Frame;
pub(crate) use functions::is_function;

use crate::options::Options;
use crate::render;
use crate::report::Moved;
use crate::source::{BLANK, Source};
use crate::spans::{self, Span, SpanKind};
use crate::template::{self, is_bar, parts};
use memchr::memchr3;
use std::cell::Cell;
use structure::Context;

/// How deep templates nest in templates.
const DEEPEST: usize = 24;

/// How deep functions and defaults nest in each other before a call is left alone.
const DEEPEST_PIECE: usize = 100;

/// What expanding may cost at least in a part of a page, in bytes.
const LEAST_OF_PART: usize = 1 << 18;

/// What expanding may cost, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Budget(Cell<usize>);

impl Budget {
    /// The budget of a page of this length.
    pub(crate) fn new(length: usize) -> Self {
        Budget(Cell::new(length.saturating_mul(16).saturating_add(1 << 20)))
    }

    /// What is left of it for a part of a whole: as much as a part may need by itself, at least.
    pub(crate) fn share(&self, part: usize, whole: usize) -> usize {
        let share = (self.0.get() as u128).saturating_mul(part as u128) / (whole.max(1) as u128);
        usize::try_from(share).unwrap_or(usize::MAX).max(LEAST_OF_PART)
    }

    /// Goes on with this much.
    pub(crate) fn set(&self, bytes: usize) {
        self.0.set(bytes);
    }

    /// Takes some of it, if there is enough.
    pub(crate) fn take(&self, bytes: usize) -> Option<()> {
        self.0.set(self.0.get().checked_sub(bytes.saturating_add(16))?);
        Some(())
    }
}

/// A page in which the calls that make tables are replaced.
#[derive(Debug, Default)]
pub(crate) struct Expanded {
    /// Its text.
    pub(crate) text: String,
    /// Where its pieces come from.
    pub(crate) moved: Moved,
    /// The templates that were replaced, and where.
    pub(crate) replaced: Vec<(String, usize)>,
    changed: bool,
}

/// Replaces the calls of a page that make rows, cells or tables: nothing, if there are none.
pub(crate) fn page(source: &Source<'_>, options: &Options, budget: &Budget) -> Option<Expanded> {
    let mut out = Expanded::default();
    Expander::new(options, budget, false).text(source, &mut Context::default(), 0, &mut out);
    out.changed.then_some(out)
}

/// What a template shows, as wiki text, if no argument that it needs is missing.
pub(crate) fn body(body: &str, frame: &Frame<'_>, options: &Options, budget: &Budget) -> Option<String> {
    let source = Source::new(body, spans::scan(body).spans);
    let mut out = String::new();
    Expander::new(options, budget, true).substitute(&source, 0..body.len(), Some(frame), &mut out)?;
    budget.take(out.len())?;
    Some(out)
}

/// What a function of MediaWiki shows, as wiki text.
pub(crate) fn function(
    source: &Source<'_>,
    span: Span,
    options: &Options,
    budget: &Budget,
) -> Option<String> {
    let mut out = String::new();
    Expander::new(options, budget, true).function(source, span, None, &mut out)?;
    budget.take(out.len())?;
    Some(out)
}

/// Whether what stands before an equal sign is the name of an argument.
fn is_name(name: &str) -> bool {
    name.trim_matches(BLANK).chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
}

/// Whether a table stands in the arguments of a template that no rule knows.
fn holds_table(source: &Source<'_>, span: Span) -> bool {
    let (slice, name) = (source.slice(span.start()..span.end()), name(source, span));
    let starts_line = |at: usize| slice[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '|', '=']);
    !render::is_infobox(name) && !name.starts_with('#') && slice.find("{{{!}}").is_some_and(starts_line)
}

/// The name of a call, as far as it is plain.
fn name<'s>(source: &Source<'s>, span: Span) -> &'s str {
    let inside = source.slice(span.start() + 2..span.end() - 2);
    let end =
        inside.bytes().position(|byte| matches!(byte, b'|' | b'}' | b'{' | b'<')).unwrap_or(inside.len());
    inside[..end].trim()
}

/// Whether a bar that is written as a call makes `{|` or `|}` where a line starts.
fn is_beside_brace(text: &str, span: Span) -> bool {
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

struct Expander<'e> {
    options: &'e Options,
    budget: &'e Budget,
    /// What is shown goes into a text: the functions for nations stay, since their place there matters.
    inline: bool,
    /// How deep the pieces of a source that are being replaced lie in each other.
    nested: Cell<usize>,
}

impl<'e> Expander<'e> {
    fn new(options: &'e Options, budget: &'e Budget, inline: bool) -> Self {
        Expander { options, budget, inline, nested: Cell::new(0) }
    }

    /// Copies a text, with the calls replaced that make pieces of tables.
    fn text(&self, source: &Source<'_>, context: &mut Context, depth: usize, out: &mut Expanded) {
        let text = source.text;
        let mut walk = source.walk(0);
        let (mut at, mut copied) = (0, 0);
        let copy = |out: &mut Expanded, from: usize, to: usize| {
            out.moved.copy(out.text.len(), from);
            out.text.push_str(&text[from..to]);
        };
        while let Some(span) = walk.any(at) {
            if span.kind == SpanKind::Link {
                // What is in a link counts.
                at = span.start() + 2;
                continue;
            }
            at = span.end();
            if is_bar(source, span) && (depth > 0 || is_beside_brace(text, span)) {
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

    /// Whether it is worth while to look at what a call shows.
    fn may_make_tables(&self, source: &Source<'_>, span: Span) -> bool {
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

    /// Whether a call has calls in it that make rows or cells.
    fn holds_pieces(&self, source: &Source<'_>, span: Span) -> bool {
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

    /// What a call shows, if that is a piece of a table.
    fn shown(
        &self,
        source: &Source<'_>,
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
                    // Each argument on lines of its own: what frames a table says more than nothing.
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
                    let found = Source::new(&rule.body, spans::scan(&rule.body).spans);
                    let frame = Frame::new(source, &call);
                    self.substitute(&found, 0..rule.body.len(), Some(&frame), &mut shown)?;
                }
                None => self.function(source, span, None, &mut shown)?,
            }
        }
        self.budget.take(shown.len())?;
        let mut inner = Expanded::default();
        let found = Source::new(&shown, spans::scan(&shown).spans);
        self.text(&found, &mut context.clone(), depth + 1, &mut inner);
        let found = Source::new(&inner.text, spans::scan(&inner.text).spans);
        // A table that follows starts a line only without the call before it.
        let starts_line = before_table
            && (inner.text.ends_with('\n')
                || (context.is_line_start() && inner.text.trim_matches(BLANK).is_empty()));
        let makes = starts_line || structure::makes_tables(&found, context);
        drop(found);
        makes.then_some(inner.text)
    }
}
