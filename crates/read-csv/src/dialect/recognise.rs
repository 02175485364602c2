//! Recognition of delimiter and quotes.

use super::Dialect;
use crate::CsvReadOptions;
use csv_core::ReadRecordResult;
use dsv::{AsciiChar, Delimiter, Quote};
use std::borrow::Cow;

/// The delimiters that are recognised, the most likely one first.
const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];

/// A block to look at, with an LF for each CR LF.
pub(crate) fn only_lf(block: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(block, b"\r\n").is_none() {
        return Cow::Borrowed(block);
    }
    let is_text = |at: usize| !block[at..].starts_with(b"\r\n");
    block.iter().enumerate().filter(|&(at, _)| is_text(at)).map(|(_, &byte)| byte).collect::<Vec<_>>().into()
}

/// Whether lines end in CR: there is one outside of quotes, and no LF.
fn ends_in_cr(block: &[u8], quote: Option<u8>, escape: Option<u8>) -> bool {
    if memchr::memchr(b'\r', block).is_none() {
        return false;
    }
    let (mut quoted, mut found) = (false, false);
    let mut bytes = block.iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            byte if Some(byte) == escape => _ = bytes.next(),
            byte if Some(byte) == quote => quoted = !quoted,
            b'\n' if !quoted => return false,
            b'\r' if !quoted => found = true,
            _ => {}
        }
    }
    found
}

/// The dialect of a first block after [`only_lf`], unless options set it.
pub(crate) fn recognise(block: &[u8], given: &CsvReadOptions) -> Dialect {
    let with = |quote: Option<u8>| {
        let (escape, comment) =
            (given.escape_char.map(AsciiChar::byte), given.comment_char.map(AsciiChar::byte));
        let cr = ends_in_cr(block, quote, escape);
        let open = Dialect {
            quote,
            escape,
            comment,
            skip_blanks: given.skip_initial_space,
            cr,
            ..Dialect::new(b',')
        };
        let delimiter = given.delimiter.map_or_else(|| delimiter(block, open), Delimiter::byte);
        Dialect { delimiter, ..open }
    };
    match given.quote_char.map(Quote::byte) {
        Some(quote) => with(quote),
        None => {
            let (double, single) = (with(Some(b'"')), with(Some(b'\'')));
            if is_quoted_by(block, single) && !is_quoted_by(block, double) { single } else { double }
        }
    }
}

/// The delimiter that splits all records into the same number of fields, at least two; if there are several, the one
/// that gives the most fields. If there is none, the comma.
fn delimiter(block: &[u8], dialect: Dialect) -> u8 {
    let header = block.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    let mut best = (b',', 1);
    // A header that is a single character does not tell what separates fields.
    let candidates =
        || CANDIDATES.into_iter().filter(|candidate| header.iter().any(|byte| byte != candidate));
    for delimiter in candidates() {
        if let Some(width) = width(block, Dialect { delimiter, ..dialect })
            && width > best.1
        {
            best = (delimiter, width);
        }
    }
    if best.1 > 1 {
        return best.0;
    }
    // Ragged: the candidate that occurs most often in the header.
    let count = |candidate: u8| header.iter().filter(|&&byte| byte == candidate).count();
    candidates().rev().max_by_key(|&candidate| count(candidate)).unwrap_or(b',')
}

/// Whether a character quotes fields: a third or more of the fields start with it, each of these ends with it, and
/// records split evenly with it.
fn is_quoted_by(block: &[u8], dialect: Dialect) -> bool {
    let Some(quote) = dialect.quote else { return false };
    if memchr::memchr(quote, block).is_none() {
        return false;
    }
    let (mut fields, mut quoted) = (0, 0);
    for line in block.split(|&byte| byte == b'\n') {
        for field in line.trim_ascii_end().split(|&byte| byte == dialect.delimiter) {
            fields += 1;
            // A field that contains a delimiter or a line end comes in pieces, one of which starts with the quote.
            quoted += usize::from(field.first() == Some(&quote));
        }
    }
    3 * quoted >= fields && width(block, dialect).is_some()
}

/// The number of fields in each complete record of a block, if all have the same number.
pub(crate) fn width(block: &[u8], dialect: Dialect) -> Option<usize> {
    let mut core = dialect.reader();
    let (mut text, mut ends) = (vec![0; block.len() + 1], vec![0; block.len() + 1]);
    let (mut at, mut width, mut fields) = (0, None, 0);
    loop {
        let (result, read, _, found) = core.read_record(&block[at..], &mut text, &mut ends);
        at += read;
        fields += found;
        match result {
            ReadRecordResult::Record if width.is_none_or(|width| width == fields) => width = Some(fields),
            ReadRecordResult::Record => return None,
            // The block ends inside a record; a single record is all there is to go by.
            _ if width.is_none() => {
                let (_, _, _, found) = core.read_record(&[], &mut text, &mut ends);
                return Some(fields + found).filter(|&fields| fields > 0);
            }
            _ => return width,
        }
        fields = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(block: &str, delimiter: u8, quote: u8) {
        let found = recognise(block.as_bytes(), &CsvReadOptions::default());
        assert_eq!((found.delimiter, found.quote), (delimiter, Some(quote)), "{block}");
    }

    #[test]
    fn the_delimiter_is_the_one_that_splits_evenly() {
        check("a,b\n1,2\n", b',', b'"');
        check("a;b\n1,5;2\n2,5;3\n", b';', b'"');
        check("a\tb\n1\t2\n", b'\t', b'"');
        check("a|b|c\n1|2|3\n", b'|', b'"');
        check("name\nSun, Long\nLiu\n", b',', b'"');
        check("a,b,c\n1,2\n", b',', b'"');
        check("\"a;b\",c\n\"1;2;3\",4\n", b',', b'"');
        check("", b',', b'"');
        check("||\n", b',', b'"');
    }

    #[test]
    fn a_cr_ends_lines_if_no_lf_does() {
        let check = |block: &str, expected: bool| {
            let found = recognise(&only_lf(block.as_bytes()), &CsvReadOptions::default());
            assert_eq!((found.cr, found.delimiter), (expected, b';'), "{block:?}");
        };
        check("a;b\r1,5;2\r", true);
        check("a;\"b\nc\"\r1;2\r", true);
        check("a\rb;c\n1;2\n", false);
        check("a;b\rc\r\n1;2\r\n", false);
        check("a;\"b\rc\"\n\"1\r\";2", false);
        check("a;b\r\n\r\n1;2\r\n", false);
    }

    #[test]
    fn quotes_are_what_most_fields_are_enclosed_in() {
        check("'a','b'\n'1,5','it''s'\n", b',', b'\'');
        check("'a';'b;c'\n'1';'2'\n", b';', b'\'');
        check("a,b\n'tis,x\n'twas,y\n", b',', b'"');
        check("\"a\",'b'\n\"1\",'2'\n", b',', b'"');
        check("name,time\nvan 't Wout,1:24.537\n", b',', b'"');
    }
}
