//! Templates, rendered as their page shows them.
//!
//! A template is never dropped: what it renders to is the text, with a mark over it that keeps its name and arguments.
//! One that no rule knows stays visible as its source.

mod dates;
mod nations;
mod rules;

use crate::inline::{DEEPEST, Mode, Run, one_line};
use crate::options::Unknown;
use crate::spans::Span;
use crate::template::{self, Call};
use model::{Diagnostic, Error, MarkKind, Result};
use rules::Rule;
use std::fmt::Write as _;

/// Whether a template stands for a whole table cell, with attributes of its own (`{{N/A}}`).
pub(crate) fn is_cell_template(title: &str) -> bool {
    matches!(rules::find(title), Some(Rule::Cell(_)))
}

/// Whether the page shows text for a template and we know which.
pub(crate) fn is_known(title: &str) -> bool {
    rules::find(title).is_some()
}

/// Whether a name can be a template's: braces around anything else are text.
fn is_title(title: &str) -> bool {
    let odd = |byte| matches!(byte, b'<' | b'>' | b'[' | b']' | b'{' | b'}');
    !title.is_empty() && !title.bytes().any(odd)
}

/// Whether a template is an infobox.
pub(crate) fn is_infobox(title: &str) -> bool {
    is_title(title) && title.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("infobox"))
}

impl Run<'_, '_, '_, '_> {
    /// Renders a template; gives the place after it.
    pub(crate) fn template(&mut self, span: Span) -> Result<usize> {
        let call = template::parse(self.source, span);
        let title = call.title(self.source);
        if !is_title(&title) {
            self.sourced_braces(span);
            return Ok(span.end());
        }
        let rule = rules::find(&title).filter(|_| self.depth < DEEPEST);
        // `{{!}}` and `{{=}}` only escape a sign, as a character reference does.
        if let (Some(Rule::Text(sign @ ("|" | "="))), true) = (rule, call.args.is_empty() && title.len() == 1)
        {
            self.exact(sign);
            return Ok(span.end());
        }
        self.flush();
        let args = call.arguments(self.source);
        let mark = self.out.open(MarkKind::Template { name: title.clone().into_owned(), args });
        match rule {
            Some(Rule::Show(number)) if call.positional(self.source, number).is_none() => {
                self.unknown(&title, &call, span)?;
            }
            Some(rule) => self.render(rule, &call, mark)?,
            None => self.unknown(&title, &call, span)?,
        }
        if self.out.marks.get(mark).is_some_and(|mark| mark.start < self.out.text.len()) {
            self.out.harden();
        }
        self.out.close_source(mark);
        Ok(span.end())
    }

    fn unknown(&mut self, title: &str, call: &Call, span: Span) -> Result<()> {
        let unknown = self.page.unknown;
        let message = || format!("template '{title}' is not known");
        if unknown == Unknown::Error {
            let error = Diagnostic::error("wiki-unknown-template", message())
                .hint("--unknown-templates raw keeps it as its source");
            return Err(Error::input(self.page.report.locate(error, span.start())));
        }
        if !is_infobox(title) && self.page.report.is_new(title) {
            let hint = match unknown {
                Unknown::Args => "its arguments are shown",
                _ => "it is kept as its source",
            };
            self.page.report.warn("wiki-unknown-template", span.start(), message(), hint)?;
        }
        if unknown == Unknown::Args && self.depth < DEEPEST {
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

    /// The arguments, each rendered, with a separator between those that are not empty.
    fn joined(&mut self, call: &Call, separator: &str) -> Result<()> {
        let mut first = true;
        for arg in &call.args {
            let value = self.source.trim(arg.value.clone());
            if value.is_empty()
                || arg.name.as_ref().is_some_and(|name| !is_number(self.source.slice(name.clone())))
            {
                continue;
            }
            if !std::mem::replace(&mut first, false) {
                self.exact(separator);
            }
            self.nested(value, Mode::Line)?;
        }
        Ok(())
    }

    fn show(&mut self, call: &Call, number: usize) -> Result<()> {
        match call.positional(self.source, number) {
            Some(value) => self.nested(value, Mode::Line),
            None => Ok(()),
        }
    }

    fn argument(&self, call: &Call, number: usize) -> &str {
        call.positional(self.source, number).map_or("", |value| self.source.slice(value))
    }

    fn render(&mut self, rule: Rule, call: &Call, mark: usize) -> Result<()> {
        match rule {
            Rule::Show(number) => self.show(call, number),
            Rule::Last => {
                let count = call.args.iter().filter(|arg| arg.name.is_none()).count();
                self.show(call, count)
            }
            Rule::Text(text) => {
                self.exact(text);
                Ok(())
            }
            Rule::Nothing => Ok(()),
            Rule::Cell(text) => match call.positional(self.source, 1).filter(|value| !value.is_empty()) {
                Some(value) => self.nested(value, Mode::Line),
                None => {
                    self.exact(text);
                    Ok(())
                }
            },
            Rule::Nation => {
                self.nation(call, 1);
                Ok(())
            }
            Rule::Icon => {
                let code = self.argument(call, 1).to_owned();
                if !self.is_nested {
                    self.out.icon = Some((mark, code));
                }
                Ok(())
            }
            Rule::Athlete => {
                self.show(call, 1)?;
                let code = self.argument(call, 2).to_owned();
                if !code.is_empty() {
                    self.exact(" (");
                    self.exact(&code);
                    self.exact(")");
                }
                Ok(())
            }
            Rule::Medalist => {
                self.show(call, 1)?;
                if !self.argument(call, 2).is_empty() {
                    self.exact("\n");
                    self.nation(call, 2);
                }
                Ok(())
            }
            Rule::Sort => {
                let shown = if call.positional(self.source, 2).is_some() { 2 } else { 1 };
                self.show(call, shown)
            }
            Rule::SortName => {
                self.show(call, 1)?;
                self.exact(" ");
                self.show(call, 2)
            }
            Rule::Lines => self.joined(call, "\n"),
            Rule::Inline => self.joined(call, " · "),
            Rule::PlainList => match call.positional(self.source, 1) {
                Some(value) => self.nested(value, Mode::FlowStart),
                None => Ok(()),
            },
            Rule::Date => {
                let numbers: Vec<&str> = (1..=3).map(|number| self.argument(call, number)).collect();
                let day_first = call.named(self.source, "df").is_some_and(|value| !value.is_empty());
                match dates::written(&numbers, day_first) {
                    Some(date) => self.exact(&date),
                    None => self.show(call, 1)?,
                }
                Ok(())
            }
            Rule::Convert => {
                let args: Vec<&str> = (1..=4).map(|number| self.argument(call, number)).collect();
                let text = converted(&args);
                self.exact(&text);
                Ok(())
            }
            Rule::Cite => self.cite(call),
        }
    }

    fn nation(&mut self, call: &Call, number: usize) {
        let code = call.positional(self.source, number).map_or("", |value| self.source.slice(value));
        self.exact(nations::name(code).unwrap_or(code));
    }

    fn cite(&mut self, call: &Call) -> Result<()> {
        let parts = ["last", "author", "title", "work", "website", "publisher", "date", "year"];
        let found: Vec<_> = parts.iter().filter_map(|part| call.named(self.source, part)).collect();
        let mut first = true;
        for value in found.into_iter().filter(|value| !value.is_empty()) {
            if !std::mem::replace(&mut first, false) {
                self.exact(". ");
            }
            self.nested(value, Mode::Line)?;
        }
        if first && let Some(url) = call.named(self.source, "url") {
            let url = self.source.slice(url).to_owned();
            self.exact(&url);
        }
        Ok(())
    }
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1000|m|ft` as `1000 m`, `5|to|10|km` as `5 to 10 km`.
fn converted(args: &[&str]) -> String {
    let [first, second, third, fourth] = args else { return args.concat() };
    match *second {
        "-" | "–" => format!("{first}–{third} {fourth}"),
        "to" | "and" | "or" | "by" => format!("{first} {second} {third} {fourth}"),
        "x" | "×" => format!("{first} × {third} {fourth}"),
        "" => (*first).to_owned(),
        unit => format!("{first} {unit}"),
    }
}
