//! Templates, rendered as their page shows them.
//!
//! A template is never dropped: its output is the text, with a mark over it that keeps its name and arguments. A
//! template without a rule stays visible as its source.

use super::{Context, DEEPEST, Mode, Run, one_line};
use crate::options::UnknownTemplates;
use crate::syntax;
use crate::syntax::plain::is_plain;
use crate::syntax::spans::Span;
use crate::syntax::template::{self, Arg, Call, Key, is_infobox, is_title};
use crate::templates::functions::is_function;
use crate::templates::rules::{Function, Part, Rule};
use crate::templates::{Frame, expand, facts};
use model::{Diagnostic, Error, Hint, MarkKind, Result};
use std::fmt::Write as _;
use std::ops::Range;

impl Context<'_, '_> {
    /// Reports an unknown template; the log reports each only once, unless its source has a table, which is not read.
    pub(crate) fn unknown_template(&self, title: &str, at: usize, source: &str) -> Result<()> {
        let message = || format!("unknown template '{title}'");
        if self.options.unknown == UnknownTemplates::Error {
            let error = Diagnostic::error("wiki-unknown-template", message())
                .hint(Hint::default().setting("unknown_templates", "raw").text(" keeps its source"));
            return Err(Error::input(self.report.locate(error, at)));
        }
        if is_infobox(title) {
            return Ok(());
        }
        if let Some(function) = title.strip_prefix('#') {
            let name = function.split(':').next().unwrap_or(function);
            let message = format!("unknown parser function '#{name}'");
            return self.report.warn("wiki-unknown-template", at, message, "its source is kept");
        }
        let hint = match self.options.unknown {
            UnknownTemplates::Args => Hint::from("its arguments are shown"),
            _ => Hint::from("its source is kept; add a rule with ").setting("templates", "FILE"),
        };
        if source.contains("{|") {
            let message = format!("unknown template '{title}': the table in it is not read");
            return self.report.warn("wiki-table-in-template", at, message, hint);
        }
        self.report.warn("wiki-unknown-template", at, message(), hint)
    }
}

/// A call being rendered.
struct Rendered<'c> {
    call: &'c Call,
    span: Span,
    title: &'c str,
    mark: usize,
}

impl<'s> Run<'_, 's, '_, '_> {
    /// Renders a template; returns the offset after it.
    pub(super) fn template(&mut self, span: Span) -> Result<usize> {
        let call = template::parse(self.source, span);
        let title = call.title(self.source);
        if self.context.in_rule
            && let Some(function) = title.split_once(':').and_then(|(name, _)| Function::named(name))
        {
            let at = span.start() + 3 + self.source.slice(call.name.clone()).find(':').unwrap_or(0);
            let argument = self.source.slice(at..span.end() - 2);
            self.nation(function, argument, span.end(), None);
            return Ok(span.end());
        }
        let is_title = is_title(&title);
        if !is_title && !is_function(&title) {
            self.sourced_braces(span);
            return Ok(span.end());
        }
        // `{{!}}` and `{{=}}` only escape a character, like a character reference.
        if let ("!" | "=", true) = (&*title, call.args.is_empty()) {
            self.exact(if title == "!" { "|" } else { "=" });
            return Ok(span.end());
        }
        self.flush();
        let args = if self.context.wants_marks { call.arguments(self.source) } else { Vec::new() };
        let kind = match is_title {
            true => MarkKind::Template { name: self.context.mark_text(&title), args },
            // The operand of a function may contain other calls, so it has no name of its own to write.
            false => {
                let source = self.context.mark_text(self.source.slice(span.start()..span.end()));
                MarkKind::Source { format: "wiki".into(), source }
            }
        };
        let mark = self.out.open(kind);
        let rendered = Rendered { call: &call, span, title: &title, mark };
        let rule = self.context.options.rules.find(&title);
        // A rule may show an argument several times, with the templates in it.
        let can = self.depth < DEEPEST && self.context.budget.take(span.end() - span.start()).is_some();
        let rule = rule.filter(|_| can);
        let known = match rule {
            Some(Rule { parts: Some(parts), .. }) => {
                self.has(parts, &call) && self.parts(parts, &rendered)?
            }
            Some(rule) => {
                let frame = Frame::new(self.source, &call);
                let shown = expand::body(&rule.body, &frame, self.context.options, self.context.budget);
                self.shown(shown, span)?
            }
            None if can && is_function(&title) => {
                let shown = expand::function(self.source, span, self.context.options, self.context.budget);
                self.shown(shown, span)?
            }
            None => false,
        };
        if !known {
            self.unknown(&rendered)?;
        }
        if self.context.in_rule {
            // Only the call on the page itself is written back.
            self.out.forget(mark);
            return Ok(span.end());
        }
        if self.out.marks.get(mark).is_some_and(|mark| mark.start < self.out.text.len()) {
            self.out.harden();
        }
        self.out.close_source(mark);
        Ok(span.end())
    }

    /// Reads what a template shows, if it is known.
    fn shown(&mut self, shown: Option<String>, span: Span) -> Result<bool> {
        // A table cannot be part of a text.
        let Some(text) = shown.filter(|text| !text.contains("{|") && !text.contains("\n|")) else {
            return Ok(false);
        };
        let context = Context {
            source: syntax::scan(&text),
            report: self.context.report.fixed(span.start()),
            options: self.context.options,
            budget: self.context.budget,
            in_rule: true,
            wants_marks: self.context.wants_marks,
        };
        self.foreign(&context)?;
        Ok(true)
    }

    fn unknown(&mut self, rendered: &Rendered<'_>) -> Result<()> {
        let Rendered { call, span, title, .. } = *rendered;
        self.context.unknown_template(title, span.start(), self.source.slice(span.start()..span.end()))?;
        if self.context.options.unknown == UnknownTemplates::Args && self.depth < DEEPEST {
            return self.joined(call, " ");
        }
        let mut text = format!("{{{{{title}");
        for arg in &call.args {
            text.push('|');
            if let Some(name) = &arg.name {
                let _ = write!(text, "{}=", self.source.slice(name.clone()));
            }
            text.push_str(self.source.slice(arg.value.clone()));
        }
        text.push_str("}}");
        self.exact(&one_line(&text));
        Ok(())
    }

    /// The positional arguments that are not empty, each rendered, with a separator between them.
    fn joined(&mut self, call: &Call, separator: &str) -> Result<()> {
        let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        let is_positional =
            |arg: &&Arg| arg.name.as_ref().is_none_or(|name| is_number(self.source.slice(name.clone())));
        let values = call.args.iter().filter(is_positional).map(|arg| self.source.trim(arg.value.clone()));
        let values = values.filter(|value| !value.is_empty()).collect();
        self.between(values, separator)
    }

    /// Renders ranges with a separator between them.
    fn between(&mut self, ranges: Vec<Range<usize>>, separator: &str) -> Result<()> {
        for (index, range) in ranges.into_iter().enumerate() {
            if index > 0 {
                self.exact(separator);
            }
            self.nested(range, Mode::Line)?;
        }
        Ok(())
    }

    /// Whether a call has all arguments that its parts require.
    fn has(&self, parts: &[Part], call: &Call) -> bool {
        parts.iter().all(|part| match part {
            Part::Argument(key) => call.argument(self.source, key).is_some(),
            Part::Or(key, default) => call.argument(self.source, key).is_some() || self.has(default, call),
            Part::If(key, then, otherwise) => {
                let branch = if self.value(call, key).is_empty() { otherwise } else { then };
                self.has(branch, call)
            }
            Part::Text(_) | Part::Function(..) | Part::Join(_) => true,
        })
    }

    fn value(&self, call: &Call, key: &Key) -> &'s str {
        call.argument(self.source, key).map_or("", |value| self.source.slice(value))
    }

    /// Renders parts; always returns true.
    fn parts(&mut self, parts: &[Part], rendered: &Rendered<'_>) -> Result<bool> {
        let call = rendered.call;
        for part in parts {
            match part {
                Part::Text(text) => self.exact(text),
                Part::Argument(key) => self.show(call, key)?,
                Part::Or(key, default) => match call.argument(self.source, key) {
                    Some(value) => self.nested(value, Mode::Line)?,
                    None => {
                        self.parts(default, rendered)?;
                    }
                },
                Part::If(key, then, otherwise) => {
                    let branch = if self.value(call, key).is_empty() { otherwise } else { then };
                    self.parts(branch, rendered)?;
                }
                Part::Join(separator) => self.joined(call, separator)?,
                Part::Function(function, keys) => self.function(*function, keys, rendered)?,
            }
        }
        Ok(true)
    }

    fn show(&mut self, call: &Call, key: &Key) -> Result<()> {
        match call.argument(self.source, key) {
            Some(value) => self.nested(value, Mode::Line),
            None => Ok(()),
        }
    }

    fn function(&mut self, function: Function, keys: &[Key], rendered: &Rendered<'_>) -> Result<()> {
        let call = rendered.call;
        let value = |number: usize| keys.get(number).map_or("", |key| self.value(call, key));
        match function {
            Function::Nation if !is_plain(value(0)) => self.show(call, &keys[0]),
            Function::Nation | Function::Code | Function::Icon => {
                let argument = value(0);
                self.nation(function, argument, rendered.span.end(), Some(rendered.mark));
                Ok(())
            }
            Function::Date => {
                let date = facts::date(&[value(0), value(1), value(2)], facts::DateOrder::from_df(value(3)));
                match (date, keys.first()) {
                    (Some(date), _) => {
                        self.exact(&date);
                        Ok(())
                    }
                    // Not a valid date: show the arguments instead.
                    (None, Some(_)) => {
                        let values = keys.iter().take(3).filter_map(|key| call.argument(self.source, key));
                        let values = values.filter(|range| !range.is_empty()).collect();
                        self.between(values, " ")
                    }
                    (None, None) => Ok(()),
                }
            }
            Function::List => match keys.first().and_then(|key| call.argument(self.source, key)) {
                Some(value) => self.nested(value, Mode::FlowStart),
                None => Ok(()),
            },
            Function::Last => {
                let count = call.args.iter().filter(|arg| arg.name.is_none()).count();
                self.show(call, &Key::Number(count))
            }
            Function::Quantity => {
                let args: Vec<&str> = (1..=4).map(|number| self.value(call, &Key::Number(number))).collect();
                let text = facts::quantity(&args);
                self.exact(&text);
                Ok(())
            }
            Function::Cite => self.cite(call),
        }
    }

    /// A nation, given by its code or its name.
    fn nation(&mut self, function: Function, given: &str, after: usize, icon: Option<usize>) {
        let options = self.context.options;
        self.flush();
        let start = self.out.text.len();
        match function {
            Function::Nation => self.exact(&facts::nation(given, options.flags)),
            Function::Code => self.exact(&facts::code(given, options.flags)),
            _ if options.flags.is_some() && !options.split_flags => {
                self.exact(&facts::nation(given, options.flags));
                // The name stands before the text that the flag belongs to.
                if !matches!(self.source.byte(after), None | Some(b' ' | b'\n' | b'|' | b'<' | b'}')) {
                    self.exact(" ");
                }
            }
            // A flag has no text; if there is no other text, its code is shown.
            _ => {
                if let Some(icon) = icon.filter(|_| !self.is_nested) {
                    self.out.icon = Some((icon, facts::code(given, options.flags).into_owned()));
                }
            }
        }
        if options.split_flags && !given.is_empty() {
            self.out.nations.push((start..self.out.text.len(), facts::in_column(given, options.flags)));
        }
    }

    fn cite(&mut self, call: &Call) -> Result<()> {
        let named = |name: &&str| call.named(self.source, name).filter(|value| !value.is_empty());
        let found: Vec<_> = facts::SOURCE.iter().filter_map(named).collect();
        if !found.is_empty() {
            return self.between(found, ". ");
        }
        if let Some(url) = call.named(self.source, "url") {
            let url = self.source.slice(url).to_owned();
            self.exact(&url);
        }
        Ok(())
    }
}
