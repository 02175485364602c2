//! A file of template rules.

use serde_yaml::Value;
use std::collections::HashSet;

/// What some templates show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Their names, in the form that names are compared in.
    pub names: Vec<String>,
    /// What they show, as the source of a template.
    pub body: String,
    /// They stand for a whole cell, with attributes of their own.
    pub cell: bool,
}

/// What is wrong with a file of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line and the column, where they are known.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    /// The problem, as one of a file: `rules.yaml:2:1: …`.
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

fn no_yaml(error: &serde_yaml::Error) -> Problem {
    let place = error.location().map(|location| (location.line(), location.column()));
    let message = error.to_string();
    // It ends with the place.
    let bare = message.rfind(" at line ").filter(|_| place.is_some()).and_then(|at| message.get(..at));
    Problem { place, message: bare.unwrap_or(&message).to_owned() }
}

/// Reads a file of rules.
///
/// # Errors
/// What is wrong with it, and where as far as that is known.
pub fn read(text: &str) -> Result<Vec<Definition>, Problem> {
    let value: Value = serde_yaml::from_str(text).map_err(|error| no_yaml(&error))?;
    let mapping = match value {
        Value::Null => return Ok(Vec::new()),
        Value::Mapping(mapping) => mapping,
        _ => return Err("the file is not a mapping of template names to what they show".into()),
    };
    let mut known = HashSet::new();
    let mut definitions = Vec::with_capacity(mapping.len());
    for (key, value) in mapping {
        let Some(key) = plain(&key) else {
            return Err(format!("a template's name is not a text: {key:?} (put it in quotes)").into());
        };
        let names: Vec<String> = key.split('|').map(normal).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Err(format!("'{key}' names no template").into());
        }
        if let Some(name) = names.iter().find(|name| !known.insert((*name).clone())) {
            return Err(format!("the template '{name}' has two rules").into());
        }
        let (body, cell) = match &value {
            Value::Null => (String::new(), false),
            Value::Mapping(fields) => match (fields.len(), fields.get("cell").and_then(plain)) {
                (1, Some(text)) if text.contains("{{{") => (text, true),
                (1, Some(text)) => (format!("{{{{#if:{{{{{{1|}}}}}}|{{{{{{1}}}}}}|{text}}}}}"), true),
                _ => {
                    return Err(format!(
                        "the rule of '{key}' is neither a text nor 'cell: TEXT' (put numbers in quotes)"
                    )
                    .into());
                }
            },
            value => match plain(value) {
                Some(text) => (transcluded(&text), false),
                None => {
                    return Err(format!(
                        "the rule of '{key}' is neither a text nor 'cell: TEXT' (put numbers in quotes)"
                    )
                    .into());
                }
            },
        };
        definitions.push(Definition { names, body, cell });
    }
    Ok(definitions)
}

/// A text. A number is not one: YAML would spell `1.10` anew.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// A template's name in the form that names are compared in: no name space, one blank for blanks and underscores,
/// lower case.
pub fn normal(name: &str) -> String {
    let words = name.split(|c: char| c == '_' || c.is_ascii_whitespace()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join(" ").to_lowercase();
    name.strip_prefix("template:").map_or(name.as_str(), str::trim_start).to_owned()
}

/// What of a template's source a page takes over: not its `<noinclude>` parts, and of a source with `<onlyinclude>`
/// nothing else.
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

/// The parts of a source inside of a tag, and those outside of it.
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
