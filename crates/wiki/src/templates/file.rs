//! Files of template rules.

use serde_yaml::Value;
use std::collections::HashSet;

/// A rule: the source of one template, which may have several names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The template's names, normalised by [`normal`].
    pub names: Vec<String>,
    /// The template's source.
    pub body: String,
    /// Whether it replaces a whole cell, with its own attributes.
    pub cell: bool,
}

/// What is wrong with a file of rules, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line and the column, if known.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    /// The message with its place in a file: `rules.yaml:2:1: …`.
    #[must_use]
    pub fn of(&self, path: &str) -> String {
        let place = self.place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        format!("{path}{place}: {}", self.message)
    }
}

impl<T: Into<String>> From<T> for Problem {
    fn from(message: T) -> Self {
        Problem { place: None, message: message.into() }
    }
}

fn invalid_yaml(error: &serde_yaml::Error) -> Problem {
    let place = error.location().map(|location| (location.line(), location.column()));
    let message = error.to_string();
    // The message ends with the place.
    let bare = message.rfind(" at line ").filter(|_| place.is_some()).and_then(|at| message.get(..at));
    Problem { place, message: bare.unwrap_or(&message).to_owned() }
}

/// Reads a file of rules.
///
/// # Errors
/// Returns what is wrong with the file, and where if known.
pub fn read(text: &str) -> Result<Vec<Definition>, Problem> {
    let value: Value = serde_yaml::from_str(text).map_err(|error| invalid_yaml(&error))?;
    let mapping = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Mapping(mapping) => mapping,
        _ => return Err("expected a mapping from template names to rules".into()),
    };
    let mut known = HashSet::new();
    let mut definitions = Vec::with_capacity(mapping.len());
    for (key, value) in mapping {
        let Some(key) = plain(&key) else {
            return Err(format!("a template's name must be a string: {key:?} (put it in quotes)").into());
        };
        let names: Vec<String> = key.split('|').map(normal).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Err(format!("empty template name: '{key}'").into());
        }
        if let Some(name) = names.iter().find(|name| !known.insert((*name).clone())) {
            return Err(format!("duplicate rule for the template '{name}'").into());
        }
        let invalid = || {
            let message = format!(
                "invalid rule for '{key}': expected a string or 'cell: TEXT' (put the rule in quotes)"
            );
            Problem::from(message)
        };
        let (body, cell) = match &value {
            Value::Null => (String::new(), false),
            Value::Mapping(fields) => match (fields.len(), fields.get("cell").and_then(plain)) {
                (1, Some(text)) if text.contains("{{{") => (text, true),
                (1, Some(text)) => (format!("{{{{#if:{{{{{{1|}}}}}}|{{{{{{1}}}}}}|{text}}}}}"), true),
                _ => return Err(invalid()),
            },
            value => (transcluded(&plain(value).ok_or_else(invalid)?), false),
        };
        if !is_balanced(&body) {
            return Err(format!("invalid rule for '{key}': its braces do not match").into());
        }
        definitions.push(Definition { names, body, cell });
    }
    Ok(definitions)
}

/// Whether every `{{` has its `}}`. The braces of tables (`{|`, `|}`) may be alone, since a rule may be a part of a table;
/// the end of a table before that of a template (`|}}}`) counts for both.
fn is_balanced(body: &str) -> bool {
    let runs = |brace: char| {
        let run = |rest: &str| rest.chars().take_while(|&c| c == brace).count();
        let starts = body.match_indices(brace).filter(|(at, _)| !body[..*at].ends_with(brace));
        starts.map(|(at, _)| run(&body[at..])).filter(|length| *length > 1).sum::<usize>()
    };
    let (opened, closed, tables) = (runs('{'), runs('}'), body.matches("{|").count());
    (opened..=opened + tables).contains(&closed)
}

/// The text of a string. A number is refused, because YAML would not keep the spelling of `1.10`.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// Normalises a template's name for comparison: without its namespace, with single blanks in place of white space and
/// underscores, in lower case.
pub fn normal(name: &str) -> String {
    let words = name.split(|c: char| c == '_' || c.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join(" ").to_lowercase();
    name.strip_prefix("template:").map_or(name.as_str(), str::trim_start).to_owned()
}

/// The parts of a template's source that pages include: everything but `<noinclude>`, or only `<onlyinclude>` if there
/// is one.
fn transcluded(source: &str) -> String {
    let only = between(source, "onlyinclude").map(|(inside, _)| inside);
    let only = if only.as_ref().is_some_and(|parts| !parts.is_empty()) { only } else { None };
    let source = only.map_or_else(|| source.to_owned(), |parts| parts.concat());
    let source = match between(&source, "noinclude") {
        Some((_, outside)) => outside.concat(),
        None => source,
    };
    source.replace("<includeonly>", "").replace("</includeonly>", "")
}

/// The parts of a source inside a tag, and those outside.
fn between<'s>(source: &'s str, tag: &str) -> Option<(Vec<&'s str>, Vec<&'s str>)> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    source.find(&open)?;
    let (mut inside, mut outside, mut rest) = (Vec::new(), Vec::new(), source);
    while let Some((before, after)) = rest.split_once(&open) {
        outside.push(before);
        let (content, after) = after.split_once(&close).unwrap_or((after, ""));
        inside.push(content);
        rest = after;
    }
    outside.push(rest);
    Some((inside, outside))
}
