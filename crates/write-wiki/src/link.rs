//! Links, inside and outside of the wiki.

use crate::escape::is_reference;

/// How a link is written.
pub(crate) enum Form {
    /// In full: its text follows from its target.
    Whole(String),
    /// This before its text, and brackets after it.
    Around(String),
}

/// A link to a page. `plain` says that no mark lies over its text.
pub(crate) fn internal(target: &str, text: &str, plain: bool) -> Form {
    let mut source = "[[".to_owned();
    if is_special(target) {
        source.push(':');
    }
    encode(&mut source, target);
    if plain
        && !target.is_empty()
        && let Some(trail) = text.strip_prefix(target)
        && trail.bytes().all(|byte| byte.is_ascii_lowercase())
        && target.trim_matches([' ', '\t', '\n', '\r']) == target
    {
        return Form::Whole(format!("{source}]]{trail}"));
    }
    source.push('|');
    if text.trim_matches([' ', '\t', '\n', '\r']).is_empty() {
        source.push_str("<nowiki/>");
    }
    Form::Around(source)
}

/// A link to an address: what stands before its text.
pub(crate) fn external(url: &str) -> String {
    let mut source = "[".to_owned();
    encode(&mut source, url);
    source.push(' ');
    source
}

fn encode(out: &mut String, target: &str) {
    for (at, c) in target.char_indices() {
        match c {
            '[' | ']' | '{' | '}' | '|' | '<' | '>' | '"' | '\n' | '\r' | '\t' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            ' ' if wiki::has_scheme(target) => out.push_str("&#32;"),
            '&' if is_reference(&target[at..]) => out.push_str("&amp;"),
            '!' if target[at..].starts_with("!!") => out.push_str("&#33;"),
            c if c.is_control() => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
}

/// Whether a target would be taken for a file, a category or another language where a link is meant.
fn is_special(target: &str) -> bool {
    let Some((prefix, name)) = target.split_once(':') else { return false };
    let prefix = prefix.trim_matches([' ', '\t', '\n', '\r']);
    prefix.is_empty()
        || wiki::names::is_file(prefix)
        || wiki::names::is_file_name(prefix, name)
        || wiki::names::is_category(prefix)
        || (prefix.len() <= 6 && prefix.bytes().all(|byte| byte.is_ascii_lowercase()))
}
