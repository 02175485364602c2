//! Rust sources as text: without comments and literals, and split into words.

/// The code of a file: comments and literals are replaced by spaces, line ends stay.
pub(super) fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment(rest),
            '"' => quoted(rest),
            'r' | 'b' | 'c' if !out.ends_with(is_word) => prefixed(rest),
            '\'' => character(rest),
            _ => 0,
        };
        match blank {
            0 => out.push(first),
            _ => out.extend(rest[..blank].chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
        }
        rest = &rest[blank.max(first.len_utf8())..];
    }
    out
}

/// The length of a comment, including nested ones.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while let Some(found) = text[at..].find(['/', '*']) {
        at += found;
        match text.get(at..at + 2) {
            Some("/*") => (depth, at) = (depth + 1, at + 2),
            Some("*/") if depth == 1 => return at + 2,
            Some("*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    text.len()
}

/// The length of a quoted string.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a literal that starts with a letter: `r#"..."#`, `b"..."`; 0 for anything else.
fn prefixed(text: &str) -> usize {
    let letters = text.bytes().take_while(|byte| matches!(byte, b'r' | b'b' | b'c')).count();
    let hashes = text[letters..].bytes().take_while(|&byte| byte == b'#').count();
    let quotes = &text[letters + hashes..];
    if letters > 2 || !quotes.starts_with('"') {
        return 0;
    }
    if !text[..letters].contains('r') {
        return if hashes == 0 { letters + quoted(quotes) } else { 0 };
    }
    let end = format!("\"{}", "#".repeat(hashes));
    quotes[1..].find(&end).map_or(text.len(), |at| letters + hashes + 1 + at + end.len())
}

/// The length of a character literal; 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((at, _))) => {
            let from = at + 1;
            text[from..].find('\'').map_or(0, |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Code without the items under `#[cfg(test)]`.
pub(super) fn without_tests(code: &str) -> String {
    const TEST: &str = "#[cfg(test)]";
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(TEST) {
        out.push_str(&rest[..at]);
        let item = &rest[at..];
        let end = item_end(item);
        out.extend(item[..end].chars().filter(|&c| c == '\n'));
        rest = &item[end..];
    }
    out + rest
}

/// Where an item ends: after its `;` or its closing brace.
fn item_end(item: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in item.bytes().enumerate() {
        match byte {
            b';' if depth == 0 => return at + 1,
            b'{' | b'(' | b'[' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    item.len()
}

/// The words and punctuation of code; `::` is one.
pub(super) fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(&without_tests(&code(text))), expected, "{text}");
    }

    #[test]
    fn literals_and_comments_are_not_code() {
        check("a // b\nc /* d /* e */ f */ g", &["a", "c", "g"]);
        check(r#"a("b \" c", 'd', '\'', '"', b"e") 'f"#, &["a", "(", ",", ",", ",", ",", ")", "'", "f"]);
        check("a(r#\"b \" c\"#, br\"d\") for b in r", &["a", "(", ",", ")", "for", "b", "in", "r"]);
        check("x<'a>('b')", &["x", "<", "'", "a", ">", "(", ")"]);
    }

    #[test]
    fn tests_are_left_out() {
        check("a\n#[cfg(test)]\n#[allow(x)]\nmod tests { fn b() { c } }\nd", &["a", "d"]);
        check("#[cfg(test)]\nmod tests;\nuse a::b;", &["use", "a", "::", "b", ";"]);
    }
}
