//! Blocks other than tables.

use crate::escape::{Place, is_reference};
use crate::text::{is_multiline, starts_with_infobox, write_text};
use model::{Heading, Infobox, Item, ItemKind, List, Property, Value};

pub(crate) fn heading(out: &mut String, heading: &Heading) {
    let level = heading.level.clamp(1, 6) as usize;
    let signs = &"======"[..level];
    out.push_str(signs);
    out.push(' ');
    let start = out.len();
    write_text(out, &heading.text, Place::Line);
    if out.len() == start {
        out.push_str("<nowiki/>");
    }
    out.push(' ');
    out.push_str(signs);
    out.push('\n');
}

pub(crate) fn list(out: &mut String, list: &List) {
    items(out, &list.items, &mut String::new());
}

fn items(out: &mut String, list: &[Item], markers: &mut String) {
    for (index, item) in list.iter().enumerate() {
        markers.push(item.kind.marker());
        // An item without text is implied by the deeper items in it, unless an item of its kind comes before it.
        let is_term = |kind| matches!(kind, ItemKind::Term | ItemKind::Definition);
        let joins = |before: &Item| before.kind == item.kind || (is_term(before.kind) && is_term(item.kind));
        let before = index.checked_sub(1).and_then(|index| list.get(index));
        let implied = !before.is_some_and(joins)
            && item.text.is_empty()
            && !item.items.is_empty()
            && item.kind != ItemKind::Term;
        if !implied {
            out.push_str(markers);
            let place = if item.kind == ItemKind::Term { Place::Term } else { Place::Line };
            if !item.text.is_empty() {
                out.push(' ');
                write_text(out, &item.text, place);
            }
            out.push('\n');
        }
        items(out, &item.items, markers);
        markers.pop();
    }
}

/// Writes `Infobox` and `- key: value` lines; returns false if they cannot represent the infobox.
pub(crate) fn pipe_infobox(out: &mut String, infobox: &Infobox) -> bool {
    let fits = infobox.name.is_none()
        && !infobox.entries.is_empty()
        && infobox
            .entries
            .iter()
            .all(|entry| !entry.key.contains('\n') && !is_multiline(&entry.value.text, &entry.value.marks));
    if !fits {
        return false;
    }
    out.push_str("Infobox\n");
    for entry in &infobox.entries {
        out.push_str("- ");
        key(out, &entry.key, |rest| rest == ":" || rest.starts_with(": "), &[]);
        out.push(':');
        if !entry.value.is_empty() {
            out.push(' ');
            write_text(out, &entry.value, Place::Line);
        }
        out.push('\n');
    }
    true
}

/// Writes an infobox template.
pub(crate) fn infobox(out: &mut String, infobox: &Infobox) {
    out.push_str("{{");
    match infobox.name.as_deref() {
        None | Some("") => out.push_str("Infobox"),
        Some(name) => {
            if !starts_with_infobox(name) {
                out.push_str("Infobox ");
            }
            out.extend(name.chars().filter(|c| !matches!(c, '{' | '}' | '|' | '<' | '>' | '[' | ']' | '\n')));
        }
    }
    out.push('\n');
    for entry in &infobox.entries {
        out.push_str("| ");
        key(out, &entry.key, |_| false, &['=', '|', '{', '}', '[', ']', '<', '\n', '\r']);
        out.push_str(" =");
        if !entry.value.is_empty() {
            let start = out.len();
            out.push(' ');
            write_text(out, &entry.value, Place::Value);
            if out[start..].starts_with(" \n") {
                out.remove(start);
            }
        }
        out.push('\n');
    }
    out.push_str("}}\n");
}

/// Writes a key. `ends` tells whether a key would end where this rest of it starts.
fn key(out: &mut String, key: &str, ends: impl Fn(&str) -> bool, special: &[char]) {
    for (at, c) in key.char_indices() {
        let edge = c.is_ascii_whitespace() && (at == 0 || at + 1 == key.len());
        let rest = &key[at..];
        if special.contains(&c) || edge || (c == '&' && is_reference(rest)) || ends(rest) {
            out.push_str(&format!("&#{};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
}

/// Writes a property of the page; returns false if wiki text cannot represent it.
pub(crate) fn property(out: &mut String, property: &Property) -> bool {
    let value = &property.value;
    match property.name.as_str() {
        "category" => out.push_str(&format!("[[Category:{value}]]\n")),
        "language" => out.push_str(&format!("[[{value}]]\n")),
        "switch" => out.push_str(&format!("__{value}__\n")),
        "defaultsort" => out.push_str(&format!("{{{{DEFAULTSORT:{value}}}}}\n")),
        "displaytitle" => out.push_str(&format!("{{{{DISPLAYTITLE:{value}}}}}\n")),
        "redirect" => out.push_str(&format!("#REDIRECT [[{value}]]\n")),
        _ => return false,
    }
    true
}

/// Writes a value without tabular shape.
pub(crate) fn data(out: &mut String, value: &Value) {
    let json = value.to_string().replace("</", "<\\/");
    out.push_str("<syntaxhighlight lang=\"json\">\n");
    out.push_str(&json);
    out.push_str("\n</syntaxhighlight>\n");
}
