//! A fast path for elements in their most common form, which are recognized directly from their bytes. All other forms
//! are left to the XML reader.

/// A cell as stored.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct RawCell<'b> {
    pub(crate) reference: &'b [u8],
    pub(crate) style: &'b [u8],
    pub(crate) kind: &'b [u8],
    /// The content of `v`, or of the only `t` in `is`.
    pub(crate) content: &'b str,
    pub(crate) inline: bool,
    /// Its length in bytes.
    pub(crate) length: usize,
}

/// The cell at the start of these bytes, if it is complete and in the common form.
pub(crate) fn cell(bytes: &[u8]) -> Option<RawCell<'_>> {
    let mut cell = RawCell::default();
    let mut rest = bytes.strip_prefix(b"<c")?;
    loop {
        match rest {
            [b' ', after @ ..] => rest = attribute(after, &mut cell)?,
            [b'>', after @ ..] => {
                rest = after;
                break;
            }
            [b'/', b'>', after @ ..] => {
                cell.length = bytes.len() - after.len();
                return Some(cell);
            }
            _ => return None,
        }
    }
    if let Some(after) = rest.strip_prefix(b"<v>") {
        let (content, after) = plain(after)?;
        cell.content = content;
        rest = after.strip_prefix(b"</v></c>")?;
    } else if let Some(after) = rest.strip_prefix(b"<is>") {
        let (content, after) = text(after)?;
        (cell.content, cell.inline) = (content, true);
        rest = after.strip_prefix(b"</is></c>")?;
    } else {
        rest = rest.strip_prefix(b"</c>")?;
    }
    cell.length = bytes.len() - rest.len();
    Some(cell)
}

/// The shared text at the start of these bytes and its length in bytes, if it is complete and in the common form.
pub(crate) fn shared(bytes: &[u8]) -> Option<(&str, usize)> {
    let (content, rest) = text(bytes.strip_prefix(b"<si>")?)?;
    let rest = rest.strip_prefix(b"</si>")?;
    Some((content, bytes.len() - rest.len()))
}

fn attribute<'b>(bytes: &'b [u8], cell: &mut RawCell<'b>) -> Option<&'b [u8]> {
    let [name, b'=', quote @ (b'"' | b'\''), after @ ..] = bytes else { return None };
    let end = after.iter().position(|byte| byte == quote)?;
    let value = &after[..end];
    if !value.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    match name {
        b'r' => cell.reference = value,
        b's' => cell.style = value,
        b't' => cell.kind = value,
        _ => return None,
    }
    Some(&after[end + 1..])
}

/// A single `t`: its text, and what follows it.
fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(b"<t>").or_else(|| bytes.strip_prefix(b"<t xml:space=\"preserve\">"))?;
    let (content, rest) = plain(rest)?;
    Some((content, rest.strip_prefix(b"</t>")?))
}

/// The text up to the next tag, unless it has references or line ends to be resolved.
fn plain(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = memchr::memchr3(b'<', b'&', b'\r', bytes)?;
    if bytes[end] != b'<' {
        return None;
    }
    Some((std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms_are_recognized() {
        let bytes = b"<c r=\"B2\" s=\"1\" t=\"s\"><v>12</v></c><c/>";
        let found = cell(bytes).unwrap_or_default();
        assert_eq!((found.reference, found.style, found.kind), (&b"B2"[..], &b"1"[..], &b"s"[..]));
        assert_eq!((found.content, found.inline, &bytes[found.length..]), ("12", false, &b"<c/>"[..]));
        let found = cell(b"<c t='inlineStr'><is><t>a b</t></is></c>").unwrap_or_default();
        assert_eq!((found.content, found.inline), ("a b", true));
        assert_eq!(cell(b"<c/>").map(|cell| cell.length), Some(4));
        assert_eq!(shared(b"<si><t xml:space=\"preserve\"> a</t></si>"), Some((" a", 39)));
    }

    #[test]
    fn other_forms_are_not() {
        for bytes in [
            "<col/>",
            "<c r=\"A1\"",
            "<c r=\"A1\"><v>1</v>",
            "<c><f>1</f><v>1</v></c>",
            "<c><v>&lt;</v></c>",
            "<c><v>1<!-- --></v></c>",
            "<c><is><r><t>a</t></r></is></c>",
            "<c xmlns=\"x\"/>",
            "<c r=\"A&#49;\"/>",
            "<x:c/>",
            "<c><v>a\r</v></c>",
        ] {
            assert_eq!(cell(bytes.as_bytes()), None, "{bytes}");
        }
        assert_eq!(shared(b"<si><t>a</t><phoneticPr/></si>"), None);
    }
}
