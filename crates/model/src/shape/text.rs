//! Texts and marks.

use super::{
    Decoded, array, attributes_from_value, attributes_to_value, count, member, name_of, object, string,
    unknown,
};
use crate::{Argument, Mark, MarkKind, Text};
use serde_json::{Map, Value};

/// A text as data: a string, or `{"text": …, "marks": […]}`.
pub fn text_to_value(text: &Text) -> Value {
    if text.marks.is_empty() {
        return Value::String(text.text.clone());
    }
    let mut object = Map::new();
    object.insert("text".into(), Value::String(text.text.clone()));
    object.insert("marks".into(), marks_to_value(&text.text, &text.marks));
    Value::Object(object)
}

/// The text in data.
pub fn text_from_value(value: &Value) -> Decoded<Text> {
    match value {
        Value::String(text) => Ok(Text::plain(text.as_str())),
        Value::Object(object) => {
            if let Some(key) = object.keys().find(|key| !["text", "marks"].contains(&key.as_str())) {
                return Err(unknown(key, "a text"));
            }
            let text = string(member(object, "text", "a text")?, "'text'")?;
            let marks = object.get("marks").map_or(Ok(Vec::new()), |marks| marks_from_value(&text, marks))?;
            Ok(Text { text, marks })
        }
        other => Err(format!("a text must be a string or an object, not {}", name_of(other))),
    }
}

pub(super) fn marks_to_value(text: &str, marks: &[Mark]) -> Value {
    // Marks are ordered by start, so one walk counts the characters before each.
    let mut counted = (0, 0);
    let mut value = Vec::with_capacity(marks.len());
    for mark in marks {
        if mark.start < counted.0 {
            counted = (0, 0);
        }
        let start = counted.1 + characters(text, counted.0, mark.start);
        counted = (mark.start, start);
        let end = start + characters(text, mark.start, mark.end);
        value.push(mark_to_value(start, end, &mark.kind));
    }
    Value::Array(value)
}

fn characters(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).map_or(0, |part| part.chars().count())
}

pub(super) fn marks_from_value(text: &str, value: &Value) -> Decoded<Vec<Mark>> {
    // Byte offsets by character, made only when the text is not ASCII.
    let offsets: Vec<usize> = if text.is_ascii() {
        Vec::new()
    } else {
        text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect()
    };
    let offset = |characters: usize| {
        let offset = if text.is_ascii() { Some(characters) } else { offsets.get(characters).copied() };
        offset.filter(|&offset| offset <= text.len()).ok_or("a mark lies outside of its text".to_owned())
    };
    let mut marks = Vec::new();
    for value in array(value, "'marks'")? {
        let object = object(value, "a mark")?;
        let start = offset(count(member(object, "start", "a mark")?, "'start'")?)?;
        let end = offset(count(member(object, "end", "a mark")?, "'end'")?)?;
        if end < start {
            return Err("a mark ends before it starts".into());
        }
        marks.push(Mark { start, end, kind: kind_from(object)? });
    }
    Ok(marks)
}

fn mark_to_value(start: usize, end: usize, kind: &MarkKind) -> Value {
    let mut object = Map::new();
    object.insert("start".into(), start.into());
    object.insert("end".into(), end.into());
    let mut set = |key: &str, value: Value| {
        object.insert(key.into(), value);
    };
    match kind {
        MarkKind::Bold => set("type", "bold".into()),
        MarkKind::Italic => set("type", "italic".into()),
        MarkKind::Underline => set("type", "underline".into()),
        MarkKind::Strike => set("type", "strike".into()),
        MarkKind::Code => set("type", "code".into()),
        MarkKind::Small => set("type", "small".into()),
        MarkKind::Sub => set("type", "sub".into()),
        MarkKind::Sup => set("type", "sup".into()),
        MarkKind::LineBreak => set("type", "break".into()),
        MarkKind::Link { target } => {
            set("type", "link".into());
            set("target", target.as_str().into());
        }
        MarkKind::ExternalLink { url } => {
            set("type", "external".into());
            set("url", url.as_str().into());
        }
        MarkKind::Reference { name, group, text } => {
            set("type", "reference".into());
            if let Some(name) = name {
                set("name", name.as_str().into());
            }
            if let Some(group) = group {
                set("group", group.as_str().into());
            }
            if !text.is_empty() {
                set("text", text_to_value(text));
            }
        }
        MarkKind::Template { name, args } => {
            set("type", "template".into());
            set("name", name.as_str().into());
            set("args", Value::Array(args.iter().map(argument_to_value).collect()));
        }
        MarkKind::Comment { text } => {
            set("type", "comment".into());
            set("text", text.as_str().into());
        }
        MarkKind::Item { marker } => {
            set("type", "item".into());
            set("marker", marker.as_str().into());
        }
        MarkKind::Element { tag, attributes } => {
            set("type", "element".into());
            set("tag", tag.as_str().into());
            if !attributes.is_empty() {
                set("attributes", attributes_to_value(attributes));
            }
        }
        MarkKind::Source { format, source } => {
            set("type", "source".into());
            set("format", format.as_str().into());
            set("source", source.as_str().into());
        }
    }
    Value::Object(object)
}

/// A positional argument is its value, a named one `[name, value]`.
fn argument_to_value(argument: &Argument) -> Value {
    match &argument.name {
        None => argument.value.as_str().into(),
        Some(name) => Value::Array(vec![name.as_str().into(), argument.value.as_str().into()]),
    }
}

fn argument_from_value(value: &Value) -> Decoded<Argument> {
    match value {
        Value::String(text) => Ok(Argument { name: None, value: text.clone() }),
        Value::Array(pair) => match pair.as_slice() {
            [Value::String(name), Value::String(text)] => {
                Ok(Argument { name: Some(name.clone()), value: text.clone() })
            }
            _ => Err("a named argument must be [name, value]".into()),
        },
        other => Err(format!("an argument must be a string or [name, value], not {}", name_of(other))),
    }
}

fn kind_from(object: &Map<String, Value>) -> Decoded<MarkKind> {
    let kind = string(member(object, "type", "a mark")?, "'type'")?;
    let what = format!("a mark of type '{kind}'");
    let text = |key: &str| string(member(object, key, &what)?, key);
    let optional = |key: &str| object.get(key).map(|value| string(value, key)).transpose();
    let (mark, members): (MarkKind, &[&str]) = match kind.as_str() {
        "bold" => (MarkKind::Bold, &[]),
        "italic" => (MarkKind::Italic, &[]),
        "underline" => (MarkKind::Underline, &[]),
        "strike" => (MarkKind::Strike, &[]),
        "code" => (MarkKind::Code, &[]),
        "small" => (MarkKind::Small, &[]),
        "sub" => (MarkKind::Sub, &[]),
        "sup" => (MarkKind::Sup, &[]),
        "break" => (MarkKind::LineBreak, &[]),
        "link" => (MarkKind::Link { target: text("target")? }, &["target"]),
        "external" => (MarkKind::ExternalLink { url: text("url")? }, &["url"]),
        "reference" => {
            let text = object.get("text").map_or(Ok(Text::default()), text_from_value)?;
            let (name, group) = (optional("name")?, optional("group")?);
            (MarkKind::Reference { name, group, text: Box::new(text) }, &["name", "group", "text"])
        }
        "template" => {
            let args = array(member(object, "args", &what)?, "'args'")?;
            let args = args.iter().map(argument_from_value).collect::<Decoded<_>>()?;
            (MarkKind::Template { name: text("name")?, args }, &["name", "args"])
        }
        "comment" => (MarkKind::Comment { text: text("text")? }, &["text"]),
        "item" => (MarkKind::Item { marker: text("marker")? }, &["marker"]),
        "element" => {
            let attributes = object.get("attributes").map_or(Ok(Vec::new()), attributes_from_value)?;
            (MarkKind::Element { tag: text("tag")?, attributes }, &["tag", "attributes"])
        }
        "source" => {
            (MarkKind::Source { format: text("format")?, source: text("source")? }, &["format", "source"])
        }
        _ => return Err(format!("a mark has an unknown type '{kind}'")),
    };
    let known = |key: &str| ["start", "end", "type"].contains(&key) || members.contains(&key);
    match object.keys().find(|key| !known(key)) {
        Some(key) => Err(unknown(key, &what)),
        None => Ok(mark),
    }
}
