//! Recognition of JSON and NDJSON by their first bytes.

use data::{Json, Tokens};
use model::{Confidence, ErrorKind, Result};

/// An input that begins like an array or object is likely JSON; one that continues like one certainly is.
pub(crate) fn json(head: &[u8]) -> Confidence {
    match opening(start(head)) {
        Confidence::Likely if is_valid(head) => Confidence::Certain,
        confidence => confidence,
    }
}

/// Whether these bytes are one JSON value, as far as they go.
fn is_valid(head: &[u8]) -> bool {
    let error = match walk(head) {
        Ok(one) => return one,
        Err(error) => error,
    };
    let ErrorKind::Input(diagnostic) = error.kind() else { return false };
    let offset = diagnostic.place.as_ref().and_then(|place| place.offset);
    // The bytes end early, perhaps inside a character.
    offset.is_some_and(|offset| offset + 4 > head.len() as u64)
}

/// Goes through the first value; returns whether it is the only one.
fn walk(head: &[u8]) -> Result<bool> {
    let (mut json, mut depth) = (Json::new(head), 0);
    json.more()?;
    loop {
        depth += i32::from(json.next()?.opens());
        if depth <= 0 {
            return Ok(!json.more()?);
        }
    }
}

fn opening(text: &[u8]) -> Confidence {
    match (text.first(), text.get(1..).and_then(|rest| trim(rest).first())) {
        (Some(b'{'), Some(b'"' | b'}')) => Confidence::Likely,
        (Some(b'['), Some(b'{' | b'[' | b']' | b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n')) => {
            if text.starts_with(b"[[") && !text.starts_with(b"[[\"") && wiki_link(text) {
                Confidence::No
            } else {
                Confidence::Likely
            }
        }
        (Some(b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n'), _) => Confidence::Maybe,
        _ => Confidence::No,
    }
}

/// Whether `[[` begins a wiki link instead of an array in an array.
fn wiki_link(text: &[u8]) -> bool {
    let inside = trim(text.get(2..).unwrap_or_default());
    !matches!(inside.first(), Some(b'"' | b'0'..=b'9' | b'-' | b'{' | b'[' | b']'))
        && ![&b"true"[..], b"false", b"null"].iter().any(|word| inside.starts_with(word))
}

/// Two lines that each begin like a value, the first of which ends like one, are certainly NDJSON.
pub(crate) fn ndjson(head: &[u8]) -> Confidence {
    let mut lines = start(head).split(|&byte| byte == b'\n').map(trim).filter(|line| !line.is_empty());
    let whole = |line: &[u8]| {
        let closes =
            matches!((line.first(), line.last()), (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')));
        closes && opening(line) == Confidence::Likely
    };
    match (lines.next(), lines.next()) {
        (Some(first), Some(second)) if whole(first) && first.first() == second.first() => Confidence::Certain,
        _ => Confidence::No,
    }
}

fn start(head: &[u8]) -> &[u8] {
    trim(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head))
}

fn trim(text: &[u8]) -> &[u8] {
    text.trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_ndjson_are_told_apart() {
        let check = |text: &str, expected: (Confidence, Confidence)| {
            assert_eq!((json(text.as_bytes()), ndjson(text.as_bytes())), expected, "{text}");
        };
        check("{\"a\": 1}\n", (Confidence::Certain, Confidence::No));
        check("{\"a\": 1}\n{\"a\": 2}\n", (Confidence::Likely, Confidence::Certain));
        check("[\n{\"a\":1},\n{\"a\":2}\n]\n", (Confidence::Certain, Confidence::No));
        check("[[1, 2]]", (Confidence::Certain, Confidence::No));
        check("[[Main Page]]\n", (Confidence::No, Confidence::No));
        check("{| class=\"wikitable\"\n", (Confidence::No, Confidence::No));
        check("{{Infobox}}", (Confidence::No, Confidence::No));
        check("{{Short description}}\n{{Use dmy dates}}\n", (Confidence::No, Confidence::No));
        check("[[Milan]]\n[[Turin]]\n", (Confidence::No, Confidence::No));
    }
}
