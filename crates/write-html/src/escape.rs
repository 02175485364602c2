//! Escapes text and attribute values.

/// Writes text, with line breaks as `<br>`.
pub(crate) fn escape(out: &mut String, text: &str) {
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' if after_return => {}
            '\n' | '\r' => out.push_str("<br>"),
            '\0' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
        after_return = c == '\r';
    }
}

/// Writes the value of an attribute, for double quotes.
pub(crate) fn escape_attribute(out: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\r' => {}
            '\0' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}
