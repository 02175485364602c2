//! Characters in XML: escaping, and U+FFFD in place of characters that XML cannot hold.

use std::io::Write;

/// Appends a text as the value of an attribute. Returns whether it had characters that XML cannot hold.
pub fn attribute(out: &mut Vec<u8>, text: &str) -> bool {
    escape(out, text, true)
}

/// Appends ` name="value"`.
pub fn set(out: &mut Vec<u8>, name: &str, value: &str) -> bool {
    out.push(b' ');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"=\"");
    let replaced = attribute(out, value);
    out.push(b'"');
    replaced
}

/// Appends ` name="number"`.
pub fn set_number(out: &mut Vec<u8>, name: &str, value: usize) {
    // Writing to a vector cannot fail.
    let _ = write!(out, " {name}=\"{value}\"");
}

/// Appends a text as the content of an element. Returns whether it had characters that XML cannot hold.
pub fn text(out: &mut Vec<u8>, text: &str) -> bool {
    escape(out, text, false)
}

fn escape(out: &mut Vec<u8>, text: &str, quoted: bool) -> bool {
    let special = |byte: u8| byte < b' ' || matches!(byte, b'<' | b'>' | b'&' | b'"' | 0xEF);
    let mut replaced = false;
    let mut done = 0;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if !special(byte) {
            continue;
        }
        let (reference, width): (&[u8], usize) = match byte {
            b'<' => (b"&lt;", 1),
            b'>' => (b"&gt;", 1),
            b'&' => (b"&amp;", 1),
            b'"' if quoted => (b"&quot;", 1),
            b'"' => continue,
            b'\t' => (b"&#9;", 1),
            b'\n' => (b"&#10;", 1),
            b'\r' => (b"&#13;", 1),
            0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => {
                replaced = true;
                ("\u{FFFD}".as_bytes(), 3)
            }
            0xEF => continue,
            _ => {
                replaced = true;
                ("\u{FFFD}".as_bytes(), 1)
            }
        };
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(reference);
        done = at + width;
    }
    out.extend_from_slice(&bytes[done..]);
    replaced
}
