//! Addresses that stand in a text: they are links by themselves.

use crate::SCHEMES;

/// The scheme that a text starts with.
pub fn scheme(text: &str) -> Option<&'static str> {
    let starts =
        |scheme: &&str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    SCHEMES.iter().copied().find(starts)
}

/// The scheme that a text starts with, if it makes a link without brackets.
pub fn bare_scheme(text: &str) -> Option<&'static str> {
    scheme(text).filter(|scheme| scheme.ends_with("://") || *scheme == "mailto:")
}

/// Whether an address cannot go on with a character.
pub fn ends(c: char) -> bool {
    matches!(c, '[' | ']' | '<' | '>' | '"' | '\u{7F}') || c <= ' ' || c.is_whitespace()
}

/// How far an address goes, given the characters after its scheme, each with the place after it. As MediaWiki has it,
/// the signs that end a sentence do not belong to its end, nor does a bracket that is not opened in it.
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
