//! Scalars, spelled so that every reader takes them for what they are.

/// The longest of [`WORDS`].
const LONGEST_WORD: usize = 5;
/// Words that YAML 1.1 or 1.2 takes for a boolean or null, in any case.
const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// Appends a text: plain where that is safe, else in double quotes.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) {
    if is_safe(text) {
        out.extend_from_slice(text.as_bytes());
    } else {
        push_quoted(out, text);
    }
}

/// Whether a text can stand plain, as a value or a key, in blocks and between brackets: letters, digits, blanks and
/// a few signs that mean nothing in YAML. It starts with a letter, or with a digit and holds both a blank and a letter,
/// which no number, date or time does.
fn is_safe(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    if bytes.len() > 512 || matches!(last, b' ' | b'-') {
        return false;
    }
    let (mut is_ascii, mut blank, mut previous) = (true, false, 0);
    for &byte in bytes {
        // Some parsers look for an item's dash inside of a text between brackets.
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

/// Bytes that are safe, or part of a character that may be.
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

/// Appends a text in double quotes, with everything escaped that some reader does not take as it is.
fn push_quoted(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut start = 0;
    // Most texts hold nothing but what stands for itself.
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

/// Whether a character can stand in double quotes as it is: it is printable and neither a line break nor an escape.
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

/// Appends a number of the JSON grammar with its own digits. YAML 1.1 knows a float by its point and the sign of its
/// exponent; one without is tagged.
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
    fn plain_only_where_nobody_errs() {
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
