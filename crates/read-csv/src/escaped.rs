//! Records of dialects beyond RFC 4180: with an escape character, or with spaces before fields.

use crate::dialect::Dialect;

/// What was found at the start of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A record with this many bytes.
    Record(usize),
    /// The bytes end inside a record.
    Cut,
    /// No record; this many bytes are blank lines and comments.
    Nothing(usize),
}

/// Takes the first record off some bytes: its fields as one text, and where each field ends. `ended`: there are no more
/// bytes.
///
/// The rules are those of Python's csv module: the character after an escape character is taken literally, in quotes or
/// not; a quote opens a field only at its start, and one inside a quoted field is written twice or escaped.
pub(crate) fn record(
    bytes: &[u8],
    dialect: Dialect,
    ended: bool,
    text: &mut Vec<u8>,
    ends: &mut Vec<usize>,
) -> Found {
    text.clear();
    ends.clear();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            None => return Found::Nothing(at),
            Some(b'\r') if at + 1 == bytes.len() && !ended => return Found::Cut,
            Some(_) if dialect.is_line_end(&bytes[at..]) => at += 1,
            Some(&byte) if Some(byte) == dialect.comment => match memchr::memchr(b'\n', &bytes[at..]) {
                Some(length) => at += length,
                None if ended => at = bytes.len(),
                None => return Found::Cut,
            },
            Some(_) => break,
        }
    }
    let (mut quoted, mut fresh) = (false, true);
    loop {
        let Some(&byte) = bytes.get(at) else {
            if ended {
                ends.push(text.len());
            }
            return if ended { Found::Record(at) } else { Found::Cut };
        };
        let next = bytes.get(at + 1).copied();
        if Some(byte) == dialect.escape {
            match next {
                Some(next) => text.push(next),
                None if ended => text.push(byte),
                None => return Found::Cut,
            }
            (at, fresh) = ((at + 2).min(bytes.len()), false);
            continue;
        }
        at += 1;
        if quoted {
            match next {
                _ if Some(byte) != dialect.quote => text.push(byte),
                Some(next) if next == byte => {
                    text.push(byte);
                    at += 1;
                }
                None if !ended => return Found::Cut,
                _ => quoted = false,
            }
            continue;
        }
        match byte {
            b' ' if fresh && dialect.skip_blanks => continue,
            byte if byte == dialect.delimiter => {
                ends.push(text.len());
                fresh = true;
                continue;
            }
            b'\r' if next.is_none() && !ended => return Found::Cut,
            b'\r' | b'\n' if dialect.is_line_end(&bytes[at - 1..]) => {
                ends.push(text.len());
                return Found::Record(at + usize::from(byte == b'\r' && next == Some(b'\n')));
            }
            byte if fresh && Some(byte) == dialect.quote => quoted = true,
            byte => text.push(byte),
        }
        fresh = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &str, expected: &[&str]) {
        let dialect = Dialect { escape: Some(b'\\'), skip_blanks: true, ..Dialect::new(b',') };
        let (mut text, mut ends) = (Vec::new(), Vec::new());
        assert!(matches!(record(bytes.as_bytes(), dialect, true, &mut text, &mut ends), Found::Record(_)));
        let mut start = 0;
        let fields: Vec<&str> = ends
            .iter()
            .map(|&end| std::str::from_utf8(&text[std::mem::replace(&mut start, end)..end]).unwrap())
            .collect();
        assert_eq!(fields, expected, "{bytes}");
        // A truncated record is never taken for a whole one.
        for cut in 0..bytes.trim_end().len() {
            let found = record(&bytes.as_bytes()[..cut], dialect, false, &mut text, &mut ends);
            assert!(matches!(found, Found::Cut | Found::Nothing(_)), "{bytes}: {cut}");
        }
    }

    #[test]
    fn fields_are_those_of_pythons_csv_module() {
        check("a,\\b,c\n", &["a", "b", "c"]);
        check("a,\\,b\n", &["a", ",b"]);
        check("a,\"b\\\"c\"\r\n", &["a", "b\"c"]);
        check("\"a\"\"b\",\"\"\n", &["a\"b", ""]);
        check("a,  \"b, c\",  d \n", &["a", "b, c", "d "]);
        check("\n\na\\\nb,c\n", &["a\nb", "c"]);
        check("\"a\nb\",\n", &["a\nb", ""]);
        check("a\\\"b,5\" nail\n", &["a\"b", "5\" nail"]);
        check("\r\na\rb,\rc\r\n", &["a\rb", "\rc"]);
    }
}
