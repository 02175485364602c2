//! Finds the bytes that may start markup; most text has none.

/// Whether a text without blanks at its ends has no markup.
pub(crate) fn is_plain(text: &str) -> bool {
    special(text.as_bytes(), 0, text.len()).is_none()
}

/// The next byte that may start markup.
pub(crate) fn special(bytes: &[u8], mut at: usize, end: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..end)?.iter().position(|&byte| SPECIAL[byte as usize])?;
        if bytes[at] != b':' || is_colon(bytes, at) {
            return Some(at);
        }
        at += 1;
    }
}

/// The bytes that may start markup.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"\n\r'[{<&_:\\";
    let mut at = 0;
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// Whether the colon at an offset may be part of an address.
fn is_colon(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1..at + 3) == Some(b"//")
        || bytes.get(at.saturating_sub(6)..at).is_some_and(|before| before.eq_ignore_ascii_case(b"mailto"))
}
