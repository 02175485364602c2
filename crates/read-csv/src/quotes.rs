//! Quotes that RFC 4180 does not allow, and that CSV parsers read in different ways.

use crate::dialect::Dialect;
use memchr::{memchr, memchr2};

/// The problem with the quotes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quote at this byte is inside a field that does not start with one.
    Stray(usize),
    /// Text at this byte follows a closing quote.
    AfterClosing(usize),
    /// The field that starts at this byte is never closed.
    Open(usize),
}

/// The first problem in the source of a record.
pub(crate) fn fault(raw: &[u8], dialect: Dialect) -> Option<Fault> {
    let quote = dialect.quote?;
    let mut at = 0;
    // A record without quotes, the common case, costs one search.
    memchr(quote, raw)?;
    loop {
        if raw.get(at) == Some(&quote) {
            let opened = at;
            match closing(raw, opened + 1, quote, dialect.escape) {
                None => return Some(Fault::Open(opened)),
                Some(end) => at = end + 1,
            }
            match raw.get(at) {
                None => return None,
                Some(&byte) if byte == dialect.delimiter => at += 1,
                Some(_) => return Some(Fault::AfterClosing(at)),
            }
        } else {
            let end = memchr(dialect.delimiter, &raw[at..]).map(|length| at + length);
            if let Some(stray) = memchr(quote, &raw[at..end.unwrap_or(raw.len())]) {
                return Some(Fault::Stray(at + stray));
            }
            at = end? + 1;
        }
    }
}

/// Where the closing quote of a field is whose text starts at `at`. Escaped and doubled quotes do not close it.
fn closing(raw: &[u8], mut at: usize, quote: u8, escape: Option<u8>) -> Option<usize> {
    loop {
        let found = at + memchr2(quote, escape.unwrap_or(quote), raw.get(at..)?)?;
        if raw[found] == quote && raw.get(found + 1) != Some(&quote) {
            return Some(found);
        }
        at = found + 2;
    }
}

/// Whether the last record of an input ends inside quotes.
pub(crate) fn is_open(raw: &[u8], dialect: Dialect) -> bool {
    matches!(fault(raw, dialect), Some(Fault::Open(_)))
}

/// Where the quote is that is never closed.
pub(crate) fn last_opened(raw: &[u8], dialect: Dialect) -> usize {
    match fault(raw, dialect) {
        Some(Fault::Open(at) | Fault::Stray(at) | Fault::AfterClosing(at)) => at,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: Option<Fault>) {
        assert_eq!(fault(raw.as_bytes(), Dialect::new(b',')), expected, "{raw}");
    }

    #[test]
    fn quote_faults() {
        check("a,b", None);
        check("\"a,\"\"b\"\"\",c", None);
        check("\"\"", None);
        check("a,5\" nail", Some(Fault::Stray(3)));
        check("\"a\"b,c", Some(Fault::AfterClosing(3)));
        check("a,\"b,c\nd", Some(Fault::Open(2)));
        check("\"a\"\"", Some(Fault::Open(0)));
    }

    #[test]
    fn other_quotes_and_escapes() {
        let single = Dialect { quote: Some(b'\''), ..Dialect::new(b',') };
        assert_eq!(fault(b"'a,''b'' ',\"c", single), None);
        let escaped = Dialect { escape: Some(b'\\'), ..Dialect::new(b',') };
        assert_eq!(fault(br#""a\"b\\",c"#, escaped), None);
        assert_eq!(fault(br#""a\""#, escaped), Some(Fault::Open(0)));
        assert_eq!(fault(b"\"a", Dialect { quote: None, ..single }), None);
    }
}
