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
    memchr::memchr(b'\r', block).is_some() && line_ends(block, quote, escape) == Some(b'\r')
}

/// What ends lines: an LF if there is one outside of quotes, or else a CR.
fn line_ends(block: &[u8], quote: Option<u8>, escape: Option<u8>) -> Option<u8> {
    let (mut quoted, mut found) = (false, None);
    let mut bytes = block.iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            byte if Some(byte) == escape => _ = bytes.next(),
            byte if Some(byte) == quote => quoted = !quoted,
            b'\n' if !quoted => return Some(b'\n'),
            b'\r' if !quoted => found = Some(b'\r'),
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
            let is_single = may_be_single(block, given) != Some(false)
                && is_quoted_by(block, single)
                && !is_quoted_by(block, double);
            if is_single { single } else { double }
        }
    }
}

/// Whether single quotes may be what quotes fields: a field in one of the first two lines that are neither blank nor
/// comments begins with one. `None` if the block ends before this is clear.
fn may_be_single(block: &[u8], given: &CsvReadOptions) -> Option<bool> {
    let separates = |byte: u8| match given.delimiter {
        Some(delimiter) => byte == delimiter.byte(),
        None => CANDIDATES.contains(&byte),
    };
    let begins = |line: &&[u8]| {
        line.first() == Some(&b'\'') || line.windows(2).any(|pair| separates(pair[0]) && pair[1] == b'\'')
    };
    let comment = given.comment_char.map(AsciiChar::byte);
    let lines = block.split_inclusive(|&byte| byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let mut lines = lines.filter(|line| line.len() > 1 && line.first().copied() != comment);
    let (first, second) = (lines.next()?, lines.next());
    match (begins(&first), second) {
        (true, _) => Some(true),
        (false, second) => second.as_ref().map(begins),
    }
}

/// Whether a first block of [`only_lf`], some whole lines, decides on the dialect and the header whatever comes after
/// it.
///
/// It does if its first line is a record in which only one delimiter can separate fields, and if single quotes are
/// ruled out. That is the common case, and lets the rows of a slow stream flow from the first one on.
pub(crate) fn is_settled(block: &[u8], given: &CsvReadOptions) -> bool {
    let quotes_known = given.quote_char.is_some() || may_be_single(block, given) == Some(false);
    let dialect = recognise(block, given);
    let Some(end) = memchr::memchr(b'\n', block).filter(|_| quotes_known) else { return false };
    let first = &block[..=end];
    // Where a delimiter gives one field, it cannot be chosen because records split evenly at it.
    let is_one_field = |delimiter: u8| {
        let mut core = Dialect { delimiter, ..dialect }.reader();
        let (mut text, mut ends) = (vec![0; first.len() + 1], vec![0; first.len() + 1]);
        let (result, read, _, fields) = core.read_record(first, &mut text, &mut ends);
        (result, read, fields) == (ReadRecordResult::Record, first.len(), 1)
    };
    line_ends(first, dialect.quote, dialect.escape) == Some(b'\n')
        && (given.delimiter.is_some()
            || dialect.delimiter == most_frequent(header(block))
                && CANDIDATES.into_iter().filter(|&other| other != dialect.delimiter).all(is_one_field))
        && super::has_header(block, dialect).is_some()
}

/// The delimiter that splits all records into the same number of fields, at least two; if there are several, the one
/// that gives the most fields. If there is none, the comma.
fn delimiter(block: &[u8], dialect: Dialect) -> u8 {
    let mut best = (b',', 1);
    for delimiter in candidates(header(block)) {
        if let Some(width) = width(block, Dialect { delimiter, ..dialect })
            && width > best.1
        {
            best = (delimiter, width);
        }
    }
    if best.1 > 1 {
        return best.0;
    }
    most_frequent(header(block))
}

/// The first line of a block.
fn header(block: &[u8]) -> &[u8] {
    block.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_end()
}

/// The delimiters to choose from. A header that is a single character does not tell what separates fields.
fn candidates(header: &[u8]) -> impl DoubleEndedIterator<Item = u8> {
    CANDIDATES.into_iter().filter(|candidate| header.iter().any(|byte| byte != candidate))
}

/// The delimiter of ragged records: the candidate that occurs most often in the header.
fn most_frequent(header: &[u8]) -> u8 {
    let count = |candidate: u8| header.iter().filter(|&&byte| byte == candidate).count();
    candidates(header).rev().max_by_key(|&candidate| count(candidate)).unwrap_or(b',')
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
    fn what_is_settled_stays() {
        use crate::dialect::has_header;
        let settled = |block: &str| is_settled(block.as_bytes(), &CsvReadOptions::default());
        assert!(settled("a,b\n1,2\n"));
        assert!(settled("\"a\";\"b c\"\n1,5;2\n"));
        assert!(settled("a\n1\n"));
        assert!(settled("1,2\n3,4\n"));
        for open in
            ["", "a,b\n", "\na,b\n1,2\n", "a,b;c\n1,2\n", "'a',b\n1,2\n", "a,\"b\n1\"\n", "a,b\n'1,2\n"]
        {
            assert!(!settled(open), "{open:?}");
        }
        assert!(!settled("1,2\n3,\"4\n"));
        let options = CsvReadOptions::default();
        let decision = |block: &str| {
            let block = &*only_lf(block.as_bytes());
            let dialect = recognise(block, &options);
            (dialect, has_header(block, dialect).unwrap_or(true))
        };
        let bytes = ["1", ",", ";", "\"", "'", "\r"];
        for first in (0..bytes.len().pow(3)).map(|number| [number / 36, number / 6 % 6, number % 6]) {
            for second in ["1,1", "\"", "'"] {
                let start = format!("{}\n{second}\n", first.map(|at| bytes[at]).concat());
                if is_settled(&only_lf(start.as_bytes()), &options) {
                    let settled = decision(&start);
                    for rest in
                        ["1,2\n", "1;2;3\n1;2;3\n", "'a','b'\n'1','2'\n'3','4'\n", "\"\n", "a\rb\r", "a"]
                    {
                        let whole = format!("{start}{rest}");
                        assert_eq!(settled, decision(&whole), "{whole:?}");
                    }
                }
            }
        }
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
