//! Internal and external links.

use crate::escape::is_reference;

/// A link to a page with its text, if the text is the target and a trail: `[[skater]]s`.
pub(crate) fn whole(target: &str, text: &str) -> Option<String> {
    let trail = text.strip_prefix(target).filter(|_| !target.is_empty())?;
    let follows = trail.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_trimmed = target.trim_matches([' ', '\t', '\n', '\r']) == target;
    (follows && is_trimmed).then(|| format!("{}]]{trail}", open(target)))
}

/// The opening markup of a link to a page.
pub(crate) fn internal(target: &str, text: &str) -> String {
    let mut source = open(target);
    source.push('|');
    if text.trim_matches([' ', '\t', '\n', '\r']).is_empty() {
        source.push_str("<nowiki/>");
    }
    source
}

fn open(target: &str) -> String {
    let mut source = "[[".to_owned();
    if is_special(target) {
        source.push(':');
    }
    encode(&mut source, target);
    source
}

/// The opening markup of a link to an address.
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

/// Whether a link's target would be read as a file, a category or another language.
fn is_special(target: &str) -> bool {
    let Some((prefix, name)) = target.split_once(':') else { return false };
    let prefix = prefix.trim_matches([' ', '\t', '\n', '\r']);
    prefix.is_empty()
        || wiki::names::is_file(prefix)
        || wiki::names::is_file_name(prefix, name)
        || wiki::names::is_category(prefix)
        || (prefix.len() <= 6 && prefix.bytes().all(|byte| byte.is_ascii_lowercase()))
}
