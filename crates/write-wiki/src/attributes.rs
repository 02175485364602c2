//! Attributes: ` style="…" nowrap`.

use crate::escape::is_reference;
use crate::template::is_balanced;

/// Writes attributes, each with a blank before it. A name that wiki text cannot hold is left out.
pub(crate) fn write(out: &mut String, attributes: &[(String, String)]) {
    for (name, value) in attributes {
        write_one(out, name, value);
    }
}

/// Writes one attribute.
pub(crate) fn write_one(out: &mut String, name: &str, value: &str) {
    let template = name.starts_with("{{") && is_balanced(name);
    let odd = |c: char| {
        c.is_ascii_whitespace()
            || matches!(c, '=' | '|' | '<' | '>' | '[' | ']' | '{' | '}' | '"' | '\'' | '/' | '!')
    };
    if name.is_empty() || (!template && name.contains(odd)) {
        return;
    }
    out.push(' ');
    out.push_str(name);
    if value.is_empty() {
        return;
    }
    if value.contains("{{") && is_balanced(value) && value.contains('"') && !value.contains('\'') {
        // The quotes of its templates' arguments stay.
        out.push_str("='");
        out.push_str(&value.replace('\n', "&#10;").replace('\r', "&#13;"));
        out.push('\'');
        return;
    }
    out.push_str("=\"");
    if value.contains("{{") && is_balanced(value) && !value.contains('"') {
        out.push_str(&value.replace('\n', "&#10;").replace('\r', "&#13;"));
    } else {
        for (at, c) in value.char_indices() {
            match c {
                '"' => out.push_str("&quot;"),
                '|' => out.push_str("&#124;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '[' => out.push_str("&#91;"),
                '{' => out.push_str("&#123;"),
                '}' => out.push_str("&#125;"),
                '\'' if value[at..].starts_with("''") => out.push_str("&#39;"),
                '!' if value[at..].starts_with("!!") => out.push_str("&#33;"),
                '\n' => out.push_str("&#10;"),
                '\r' => out.push_str("&#13;"),
                '&' if is_reference(&value[at..]) => out.push_str("&amp;"),
                c => out.push(c),
            }
        }
    }
    out.push('"');
}
