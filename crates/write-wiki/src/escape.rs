//! Escapes text that looks like markup.

use std::ops::Range;

/// The position of a text, which determines what would be markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A paragraph, whose first byte starts a line.
    Paragraph,
    /// A heading, a list item, a value in a pipe infobox.
    Line,
    /// The term of a definition list.
    Term,
    /// A cell or caption of a `{|` table.
    Cell,
    /// A header cell.
    HeaderCell,
    /// A cell of a pipe row.
    PipeCell,
    /// An argument of an infobox template.
    Value,
    /// A footnote.
    Reference,
}

impl Place {
    /// Whether paragraphs and lists are possible here.
    pub(crate) fn is_flow(self) -> bool {
        matches!(self, Place::Cell | Place::HeaderCell | Place::Value | Place::Reference)
    }

    /// Whether the text's first byte could start a list or another block.
    pub(crate) fn starts_line(self) -> bool {
        matches!(self, Place::Paragraph | Place::Value)
    }
}

/// Whether a text needs no escaping anywhere, except possibly at the start of a line.
pub(crate) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let edge = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    !edge(bytes.first()) && !edge(bytes.last()) && !bytes.iter().any(|&byte| SPECIAL[byte as usize])
}

const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"&<[]{}|'~_!:\\\n\r\0\xEF\xC2";
    let mut at = 0;
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// Whether text at the start of a line would be read as something else.
pub(crate) fn needs_guard(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'*' | b'#' | b':' | b';' | b'=' | b'|' | b'!') => true,
        Some(b'-') => text.starts_with("----"),
        Some(b'I') => text.trim_end_matches([' ', '\t']) == "Infobox",
        _ => false,
    }
}

/// Writes a part of a text. Escaping also depends on the text before and after it.
///
/// `link` is the range of the link that contains the part.
pub(crate) fn escape(
    out: &mut String,
    text: &str,
    range: Range<usize>,
    place: Place,
    link: Option<Range<usize>>,
) {
    let bytes = text.as_bytes();
    let mut copied = range.start;
    let mut at = range.start;
    let end = range.end;
    while at < end {
        let byte = bytes[at];
        if !SPECIAL[byte as usize] && !matches!(byte, b' ' | b'\t') {
            at += 1;
            continue;
        }
        let next = bytes.get(at + 1).filter(|_| at + 1 < end).copied();
        let rest = text.get(at..end).unwrap_or("");
        let escaped = match byte {
            b' ' | b'\t' => {
                let before = at.checked_sub(1).and_then(|at| bytes.get(at));
                let edge = matches!(before, None | Some(b'\n'))
                    || matches!(bytes.get(at + 1), None | Some(b'\n'))
                    || link.as_ref().is_some_and(|link| link.start == at || link.end == at + 1);
                if !edge {
                    None
                } else if byte == b' ' {
                    Some("&#32;")
                } else {
                    Some("&#9;")
                }
            }
            // Write no-break spaces visibly, because they look like blanks.
            0xC2 if bytes.get(at + 1) == Some(&0xA0) => {
                out.push_str(&text[copied..at]);
                out.push_str("&nbsp;");
                at += 2;
                copied = at;
                continue;
            }
            b'&' => is_reference(rest).then_some("&amp;"),
            b'<' => next
                .is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'))
                .then_some("&lt;"),
            b'[' => (matches!(next, None | Some(b'[')) || wiki::has_scheme(&rest[1..])).then_some("&#91;"),
            b']' => link.is_some().then_some("&#93;"),
            b'{' => {
                let variant = at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'-');
                (variant || matches!(next, None | Some(b'{' | b'|'))).then_some("&#123;")
            }
            b'}' => matches!(next, None | Some(b'}')).then_some("&#125;"),
            b'|' => match place {
                _ if link.is_some() => Some("&#124;"),
                Place::PipeCell => Some("\\|"),
                Place::Paragraph | Place::Line | Place::Term | Place::Reference => None,
                Place::Cell | Place::HeaderCell | Place::Value => Some("&#124;"),
            },
            b'\'' => {
                let adjacent = next == Some(b'\'') || (at == copied && out.ends_with('\''));
                adjacent.then_some("&#39;")
            }
            b'~' => rest.starts_with("~~~").then_some("&#126;"),
            b'_' => rest
                .starts_with("__")
                .then_some("&#95;")
                .filter(|_| rest[2..].starts_with(|c: char| c.is_ascii_alphabetic())),
            b'!' if place == Place::HeaderCell => matches!(next, None | Some(b'!')).then_some("&#33;"),
            b':' if place == Place::Term => Some("&#58;"),
            b'\r' => Some("&#13;"),
            b'\0' => Some("\u{FFFD}"),
            0xEF if at == 0 && out.is_empty() && rest.starts_with('\u{FEFF}') => {
                out.push_str("&#65279;");
                at += 3;
                copied = at;
                continue;
            }
            _ => None,
        };
        if let Some(escaped) = escaped {
            out.push_str(&text[copied..at]);
            out.push_str(escaped);
            copied = at + 1;
        }
        at += 1;
    }
    out.push_str(&text[copied..end]);
}

/// Whether a text starts with something like a character reference.
pub(crate) fn is_reference(text: &str) -> bool {
    let name = text.as_bytes().get(1..).unwrap_or(&[]);
    let length =
        name.iter().take(34).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    length > 0 && name.get(length) == Some(&b';')
}
