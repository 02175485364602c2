//! Bare addresses in a text, which are links without any markup.

use crate::SCHEMES;

/// The scheme at the start of a text.
pub fn scheme(text: &str) -> Option<&'static str> {
    let starts =
        |scheme: &&str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().copied().find(starts)
}

/// The scheme at the start of a text, if it makes a link without brackets.
pub fn bare_scheme(text: &str) -> Option<&'static str> {
    scheme(text).filter(|scheme| scheme.ends_with("://") || *scheme == "mailto:")
}

/// Whether a character ends an address.
pub fn ends(c: char) -> bool {
    matches!(c, '[' | ']' | '<' | '>' | '"' | '\u{7F}') || c <= ' ' || c.is_whitespace()
}

/// The length of an address, given the characters after its scheme, each with the offset of its end. As in MediaWiki,
/// trailing punctuation does not belong to it, nor does a trailing bracket without an opening one.
pub fn length(characters: impl Iterator<Item = (char, usize)>) -> usize {
    let (mut sure, mut bracketed, mut opened) = (0, 0, false);
    for (c, end) in characters.take_while(|&(c, _)| !ends(c)) {
        opened |= c == '(';
        if !matches!(c, ',' | ';' | '.' | ':' | '!' | '?') {
            bracketed = end;
            if c != ')' {
                sure = end;
            }
        }
    }
    if opened { bracketed } else { sure }
}
