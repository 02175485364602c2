//! The attributes of elements.

use crate::dom::{Dom, Id};
use model::Attributes;

/// The attributes that affect the look of a table, row or cell.
pub(crate) fn looks(dom: &Dom, id: Id) -> Attributes {
    let known = ["class", "style", "align", "valign", "bgcolor", "width", "lang", "dir"];
    let found = dom.attributes(id).filter(|(name, _)| known.contains(name));
    found.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// A number of columns or rows.
pub(crate) fn count(dom: &Dom, id: Id, name: &str) -> Option<usize> {
    let value = dom.attribute(id, name)?.trim_ascii_start();
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    value.get(..digits.min(9))?.parse().ok()
}

/// Whether a browser does not show an element.
pub(crate) fn is_hidden(dom: &Dom, id: Id, name: &str) -> bool {
    const NEVER: &[&str] = &[
        "script", "style", "template", "head", "noscript", "iframe", "audio", "video", "canvas", "object",
        "datalist", "noembed", "noframes", "title",
    ];
    let is_not_displayed = || declares(dom, id, "display", &["none"]);
    // A table with the attribute `hidden` is read: it becomes a hidden table.
    NEVER.contains(&name) || (name != "table" && dom.attribute(id, "hidden").is_some()) || is_not_displayed()
}

/// Whether an element keeps its white space; `None` if its style does not say.
pub(crate) fn keeps_spaces(dom: &Dom, id: Id) -> Option<bool> {
    if declares(dom, id, "white-space", &["pre", "pre-wrap", "break-spaces"]) {
        return Some(true);
    }
    declares(dom, id, "white-space", &["normal", "nowrap", "pre-line"]).then_some(false)
}

fn declares(dom: &Dom, id: Id, property: &str, values: &[&str]) -> bool {
    let style = dom.attribute(id, "style").unwrap_or("");
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        name.trim().eq_ignore_ascii_case(property)
            && values.iter().any(|known| known.eq_ignore_ascii_case(value))
    })
}

/// The name of a page, from the address of a link: `%20` is a space.
pub(crate) fn name_of(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(code) if byte == b'%' => {
                bytes.push(code);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}
