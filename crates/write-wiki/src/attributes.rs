//! Attributes: ` style="…" nowrap`.

use crate::escape::is_reference;
use crate::template::is_balanced;

/// Writes attributes, each after a blank. A name that wiki text cannot represent is left out.
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
    // Keep the quotes in the arguments of templates.
    let quoted = value.contains('"');
    let templates = value.contains("{{") && is_balanced(value) && !(quoted && value.contains('\''));
    let quote = if templates && quoted { '\'' } else { '"' };
    out.push('=');
    out.push(quote);
    push_value(out, value, templates);
    out.push(quote);
}

/// Writes a value; `templates` tells whether braces in it are template calls.
fn push_value(out: &mut String, value: &str, templates: bool) {
    let (mut copied, mut depth) = (0, 0_usize);
    for (at, c) in value.char_indices() {
        let rest = &value[at..];
        if templates && at >= copied {
            let pair = rest.get(..2).filter(|pair| matches!(*pair, "{{" | "}}"));
            if let Some(pair) = pair {
                depth = if pair == "{{" { depth + 1 } else { depth.saturating_sub(1) };
                out.push_str(pair);
                copied = at + 2;
            }
        }
        if at < copied {
            continue;
        }
        match c {
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if depth > 0 => out.push(c),
            '}' if templates && value[..at].ends_with("}}") => out.push(c),
            '"' if !templates => out.push_str("&quot;"),
            '|' => out.push_str("&#124;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '[' => out.push_str("&#91;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '\'' if rest.starts_with("''") => out.push_str("&#39;"),
            '!' if rest.starts_with("!!") => out.push_str("&#33;"),
            '&' if is_reference(rest) => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
}
