//! Template calls.

use model::Argument;
use std::fmt::Write as _;

/// The source of a template call.
pub(crate) fn call(name: &str, args: &[Argument]) -> String {
    let mut source = "{{".to_owned();
    for c in name.chars() {
        match c {
            '{' | '}' | '[' | ']' | '|' | '<' | '>' | '\n' | '\r' => {
                let _ = write!(source, "&#{};", u32::from(c));
            }
            c => source.push(c),
        }
    }
    for arg in args {
        source.push('|');
        if let Some(name) = &arg.name {
            push_value(&mut source, name, "");
            source.push('=');
        }
        push_value(&mut source, &arg.value, if arg.name.is_some() { "=" } else { "" });
    }
    source.push_str("}}");
    source
}

/// Writes an argument verbatim if that is safe, or else escaped. It is safe if all its braces are closed, and bars and
/// equal signs are inside nested constructs or `allowed`.
fn push_value(out: &mut String, value: &str, allowed: &str) {
    if is_argument(value, allowed) {
        out.push_str(value);
        return;
    }
    for c in value.chars() {
        match c {
            '|' => out.push_str("{{!}}"),
            '=' => out.push_str("{{=}}"),
            '{' | '}' | '[' | ']' | '<' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
}

/// Whether all braces and brackets of a text are closed in it.
pub(crate) fn is_balanced(text: &str) -> bool {
    scan(text, "|=")
}

fn is_argument(text: &str, allowed: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, b'|' | b'{' | b'}' | b'[' | b']' | b'<' | b'='))
        || scan(text, allowed)
}

/// Whether nested constructs are closed, and `|` and `=` outside them are allowed.
fn scan(text: &str, allowed: &str) -> bool {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at..at + 2).unwrap_or(&[]);
        match bytes[at] {
            b'{' if pair == b"{{" => open.push(b'}'),
            b'[' if pair == b"[[" => open.push(b']'),
            brace @ (b'}' | b']') if pair == [brace, brace] => {
                if open.last() == Some(&brace) {
                    open.pop();
                } else if brace == b'}' {
                    return false;
                }
            }
            sign @ (b'|' | b'=') if open.is_empty() && !allowed.as_bytes().contains(&sign) => return false,
            b'<' => {
                at = opaque(text, at);
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        }
        at += if pair.len() == 2 && pair[0] == pair[1] && bytes[at] != b'|' && bytes[at] != b'=' {
            2
        } else {
            1
        };
    }
    open.is_empty()
}

/// The end of the comment or extension tag that starts here, or else the next byte.
fn opaque(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(text.len(), |end| at + end + 3);
    }
    let name = rest[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let tag = rest[1..1 + name].to_ascii_lowercase();
    let known =
        ["nowiki", "ref", "math", "pre", "syntaxhighlight", "source", "gallery", "chem", "ce", "poem"];
    if !known.contains(&tag.as_str()) {
        return at + 1;
    }
    let Some(open_end) = rest.find('>') else { return at + 1 };
    if rest.as_bytes()[open_end - 1] == b'/' {
        return at + open_end + 1;
    }
    let mut from = open_end;
    while let Some(close) = rest[from..].find("</").map(|step| from + step + 2) {
        if rest.get(close..close + tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(&tag)) {
            return rest[close..].find('>').map_or(at + 1, |end| at + close + end + 1);
        }
        from = close;
    }
    at + 1
}
