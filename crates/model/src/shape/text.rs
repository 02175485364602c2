//! Texts and marks.

use super::spell::{Container, Spell, built};
use super::{
    Decoded, array, attributes_from_value, count, member, name_of, object, spell_attributes, string, unknown,
};
use crate::{Argument, Mark, MarkKind, Text};
use crate::{Map, Value};

/// A text as data: a string, or `{"text": …, "marks": […]}`.
pub fn text_to_value(text: &Text) -> Value {
    built(|out| spell_text(out, text))
}

/// Spells a text as data.
pub fn spell_text(out: &mut impl Spell, text: &Text) {
    if text.marks.is_empty() {
        return out.string(&text.text);
    }
    out.begin(Container::Object);
    spell_text_members(out, text);
    out.end();
}

/// Spells the members of a text's object; without marks, the only one is `text`.
pub fn spell_text_members(out: &mut impl Spell, text: &Text) {
    out.member("text", &text.text);
    if !text.marks.is_empty() {
        out.key("marks");
        spell_marks(out, &text.text, &text.marks);
    }
}

/// Decodes a text.
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

pub(super) fn spell_marks(out: &mut impl Spell, text: &str, marks: &[Mark]) {
    // Marks are ordered by start, so one pass counts the characters before each.
    let mut counted = (0, 0);
    out.begin(Container::Array);
    for mark in marks {
        if mark.start < counted.0 {
            counted = (0, 0);
        }
        let start = counted.1 + characters(text, counted.0, mark.start);
        counted = (mark.start, start);
        let end = start + characters(text, mark.start, mark.end);
        out.begin(Container::Object);
        out.count("start", start);
        out.count("end", end);
        spell_kind(out, &mark.kind);
        out.end();
    }
    out.end();
}

fn characters(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).map_or(0, |part| part.chars().count())
}

pub(super) fn marks_from_value(text: &str, value: &Value) -> Decoded<Vec<Mark>> {
    // The byte offset of each character; only needed if the text is not ASCII.
    let offsets: Vec<usize> = if text.is_ascii() {
        Vec::new()
    } else {
        text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect()
    };
    let offset = |characters: usize| {
        let offset = if text.is_ascii() { Some(characters) } else { offsets.get(characters).copied() };
        offset.filter(|&offset| offset <= text.len()).ok_or("a mark lies outside its text".to_owned())
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

fn spell_kind(out: &mut impl Spell, kind: &MarkKind) {
    out.member("type", type_of(kind));
    match kind {
        MarkKind::Bold
        | MarkKind::Italic
        | MarkKind::Underline
        | MarkKind::Strike
        | MarkKind::Code
        | MarkKind::Small
        | MarkKind::Sub
        | MarkKind::Sup
        | MarkKind::LineBreak => {}
        MarkKind::Link { target } => out.member("target", target),
        MarkKind::ExternalLink { url } => out.member("url", url),
        MarkKind::Reference { name, group, text } => {
            name.iter().for_each(|name| out.member("name", name));
            group.iter().for_each(|group| out.member("group", group));
            if !text.is_empty() {
                out.key("text");
                spell_text(out, text);
            }
        }
        MarkKind::Template { name, args } => {
            out.member("name", name);
            out.key("args");
            out.begin(Container::Array);
            args.iter().for_each(|argument| spell_argument(out, argument));
            out.end();
        }
        MarkKind::Comment { text } => out.member("text", text),
        MarkKind::Item { marker } => out.member("marker", marker),
        MarkKind::Element { tag, attributes } => {
            out.member("tag", tag);
            if !attributes.is_empty() {
                out.key("attributes");
                spell_attributes(out, attributes);
            }
        }
        MarkKind::Source { format, source } => {
            out.member("format", format);
            out.member("source", source);
        }
    }
}

fn type_of(kind: &MarkKind) -> &'static str {
    match kind {
        MarkKind::Bold => "bold",
        MarkKind::Italic => "italic",
        MarkKind::Underline => "underline",
        MarkKind::Strike => "strike",
        MarkKind::Code => "code",
        MarkKind::Small => "small",
        MarkKind::Sub => "sub",
        MarkKind::Sup => "sup",
        MarkKind::LineBreak => "break",
        MarkKind::Link { .. } => "link",
        MarkKind::ExternalLink { .. } => "external",
        MarkKind::Reference { .. } => "reference",
        MarkKind::Template { .. } => "template",
        MarkKind::Comment { .. } => "comment",
        MarkKind::Item { .. } => "item",
        MarkKind::Element { .. } => "element",
        MarkKind::Source { .. } => "source",
    }
}

/// A positional argument is written as its value, a named one as `[name, value]`.
fn spell_argument(out: &mut impl Spell, argument: &Argument) {
    let Some(name) = &argument.name else { return out.string(&argument.value) };
    out.begin(Container::Array);
    out.string(name);
    out.string(&argument.value);
    out.end();
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

fn kind_from(object: &Map) -> Decoded<MarkKind> {
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
