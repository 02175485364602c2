//! Scalars, spelled so that every reader recognises their type.

/// The longest of [`WORDS`].
const LONGEST_WORD: usize = 5;
/// Words that YAML 1.1 or 1.2 reads as a boolean or null, in upper or lower case.
const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Appends a text: plain if that is safe, otherwise in double quotes.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) {
    if is_safe(text) {
        out.extend_from_slice(text.as_bytes());
    } else {
        push_quoted(out, text);
    }
}

/// Whether a text can be plain, as a value or a key, in block and flow style: it consists of letters, digits, spaces
/// and a few characters without a meaning in YAML. It starts with a letter, or with a digit if it has both a space and
/// a letter, which no number, date or time has.
fn is_safe(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    if bytes.len() > 512 || matches!(last, b' ' | b'-') {
        return false;
    }
    let (mut is_ascii, mut blank, mut previous) = (true, false, 0);
    for &byte in bytes {
        // Some parsers see an item's dash inside a text in flow style.
        if !SAFE[usize::from(byte)] || (byte == b'-' && previous == b' ') {
            return false;
        }
        is_ascii &= byte < 0x80;
        blank |= byte == b' ';
        previous = byte;
    }
    if !is_ascii && !text.chars().all(|character| character.is_ascii() || is_safe_sign(character)) {
        return false;
    }
    match first {
        b'0'..=b'9' => blank && text.chars().any(char::is_alphabetic),
        b'a'..=b'z' | b'A'..=b'Z' => {
            bytes.len() > LONGEST_WORD || !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        }
        0x80.. => text.starts_with(char::is_alphabetic),
        _ => false,
    }
}

/// Bytes that are safe, or part of a character that may be safe.
const SAFE: [bool; 256] = {
    let mut safe = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        safe[byte] = byte >= 0x80
            || (byte as u8).is_ascii_alphanumeric()
            || matches!(byte as u8, b' ' | b'-' | b'_' | b'.' | b'\'' | b'(' | b')' | b'/' | b'+' | b';');
        byte += 1;
    }
    safe
};

fn is_safe_sign(character: char) -> bool {
    matches!(character, '–' | '—' | '’' | '‘' | '“' | '”' | '…' | '×' | '°' | '€' | '£')
        || character.is_alphabetic()
}

/// Appends a text in double quotes, and escapes everything that some reader would not read unchanged.
fn push_quoted(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut start = 0;
    // Most texts consist only of characters that need no escape.
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\');
    for (at, character) in text.char_indices().filter(|_| !plain) {
        if is_quotable(character) {
            continue;
        }
        out.extend_from_slice(&text.as_bytes()[start..at]);
        start = at + character.len_utf8();
        match character {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\r' => out.extend_from_slice(b"\\r"),
            '\t' => out.extend_from_slice(b"\\t"),
            character => out.extend_from_slice(format!("\\u{:04X}", u32::from(character)).as_bytes()),
        }
    }
    out.extend_from_slice(&text.as_bytes()[start..]);
    out.push(b'"');
}

/// Whether a character needs no escape in double quotes: it is printable, and neither a line break, a quote nor a
/// backslash.
fn is_quotable(character: char) -> bool {
    match character {
        '"' | '\\' => false,
        ' '..='~' => true,
        '\u{A0}'..='\u{D7FF}' => !matches!(character, '\u{2028}' | '\u{2029}'),
        '\u{E000}'..='\u{FFFD}' => character != '\u{FEFF}',
        '\u{10000}'.. => true,
        _ => false,
    }
}

/// Appends a number in JSON notation with its own digits. YAML 1.1 recognises a float by its point and the sign of its
/// exponent; a number without them gets a tag.
pub(crate) fn push_number(out: &mut Vec<u8>, digits: &str) {
    let exponent = digits.find(['e', 'E']);
    let plain =
        exponent.is_none_or(|at| digits[..at].contains('.') && digits[at + 1..].starts_with(['+', '-']));
    if !plain {
        out.extend_from_slice(b"!!float ");
    }
    out.extend_from_slice(digits.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut out = Vec::new();
        push_text(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_is_plain_only_where_no_reader_mistakes_it() {
        for plain in ["Sun Long", "Jens van 't Wout", "Nope", "10 km", "Ōno Kōhei", "a-b_c.d", "Heat 1 (A)"]
        {
            assert_eq!(text(plain), plain);
        }
        let quoted = [
            "",
            " a",
            "a ",
            "NO",
            "y",
            "Null",
            "1:24.537",
            "0123",
            "~",
            "2026-02-10",
            "=",
            "<<",
            "0x1",
            "1_000",
            ".inf",
            "- a",
            "a: b",
            "a #b",
            "1 2",
            "12",
            "1e3",
            "a,b",
            "[a",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "'a",
            "---",
            "?",
        ];
        for quoted in quoted {
            assert_eq!(text(quoted), format!("\"{quoted}\""));
        }
        assert_eq!(
            text("a\tb\u{85}\u{2028}\u{FEFF}\u{7F}\u{1}\\\""),
            r#""a\tb\u0085\u2028\uFEFF\u007F\u0001\\\"""#
        );
    }

    #[test]
    fn numbers_keep_their_digits() {
        let number = |digits: &str| {
            let mut out = Vec::new();
            push_number(&mut out, digits);
            String::from_utf8(out).unwrap()
        };
        for plain in ["0", "-12", "1.10", "-0.0", "1.5e+3", "2.50E-7", "123456789012345678901234567890"] {
            assert_eq!(number(plain), plain);
        }
        for tagged in ["1e3", "1.5e3", "1E+05"] {
            assert_eq!(number(tagged), format!("!!float {tagged}"));
        }
    }
}
