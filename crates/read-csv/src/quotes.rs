//! Quotes that RFC 4180 does not allow, and every CSV parser reads in its own way.

use memchr::memchr;

/// What is wrong with the quotes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quote at this byte stands inside a field that does not start with one.
    Stray(usize),
    /// Text at this byte follows a closing quote.
    AfterClosing(usize),
    /// The field that starts at this byte is never closed.
    Open(usize),
}

/// The first fault in a record's source.
pub(crate) fn fault(raw: &[u8], delimiter: u8) -> Option<Fault> {
    let mut at = 0;
    // A record without quotes, the common case, costs one search.
    memchr(b'"', raw)?;
    loop {
        if raw.get(at) == Some(&b'"') {
            let opened = at;
            at += 1;
            loop {
                let Some(quote) = memchr(b'"', &raw[at..]) else { return Some(Fault::Open(opened)) };
                at += quote + 1;
                if raw.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
            match raw.get(at) {
                None => return None,
                Some(&byte) if byte == delimiter => at += 1,
                Some(_) => return Some(Fault::AfterClosing(at)),
            }
        } else {
            let end = memchr(delimiter, &raw[at..]).map(|length| at + length);
            if let Some(quote) = memchr(b'"', &raw[at..end.unwrap_or(raw.len())]) {
                return Some(Fault::Stray(at + quote));
            }
            at = end? + 1;
        }
    }
}

/// Whether the last record of an input ends inside quotes.
pub(crate) fn is_open(raw: &[u8], delimiter: u8) -> bool {
    matches!(fault(raw, delimiter), Some(Fault::Open(_)))
}

/// Where the quote was opened that is not closed.
pub(crate) fn last_opened(raw: &[u8], delimiter: u8) -> usize {
    match fault(raw, delimiter) {
        Some(Fault::Open(at) | Fault::Stray(at) | Fault::AfterClosing(at)) => at,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: Option<Fault>) {
        assert_eq!(fault(raw.as_bytes(), b','), expected, "{raw}");
    }

    #[test]
    fn faults() {
        check("a,b", None);
        check("\"a,\"\"b\"\"\",c", None);
        check("\"\"", None);
        check("a,5\" nail", Some(Fault::Stray(3)));
        check("\"a\"b,c", Some(Fault::AfterClosing(3)));
        check("a,\"b,c\nd", Some(Fault::Open(2)));
        check("\"a\"\"", Some(Fault::Open(0)));
    }
}
