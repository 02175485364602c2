//! Scalars, spelled so that every reader takes them for what they are.

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
    let Some(first) = text.chars().next() else { return false };
    if text.len() > 512 || text.ends_with([' ', '-']) || !text.chars().all(is_safe_character) {
        return false;
    }
    // Some parsers look for an item's dash inside of a text between brackets.
    if text.contains(" -") {
        return false;
    }
    if first.is_ascii_digit() {
        return text.contains(' ') && text.chars().any(char::is_alphabetic);
    }
    first.is_alphabetic() && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn is_safe_character(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        ' ' | '-' | '_' | '.' | '\'' | '(' | ')' | '/' | '+' | ';' => true,
        '–' | '—' | '’' | '‘' | '“' | '”' | '…' | '×' | '°' | '€' | '£' => true,
        character => !character.is_ascii() && character.is_alphabetic(),
    }
}

/// Appends a text in double quotes, with everything escaped that some reader does not take as it is.
fn push_quoted(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut start = 0;
    for (at, character) in text.char_indices() {
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
