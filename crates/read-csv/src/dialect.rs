//! Recognising what the standard leaves open.

use csv_core::ReadRecordResult;
use dsv::{BLOCK, DETAIL};
use model::Confidence;

/// The delimiters that are recognised, the most likely first.
const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How many records of the first block are weighed.
const SAMPLE: usize = 50;

/// The delimiter of a first block: the one that splits every record into the same number of fields, at least two;
/// of several the one that gives most. Without one it is the comma.
pub(crate) fn recognise(block: &[u8]) -> u8 {
    let header = block.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    let mut best = (b',', 1);
    // A header that is nothing but one character says nothing of what separates fields.
    let candidates =
        || CANDIDATES.into_iter().filter(|candidate| header.iter().any(|byte| byte != candidate));
    for candidate in candidates() {
        if let Some(width) = width(block, candidate)
            && width > best.1
        {
            best = (candidate, width);
        }
    }
    if best.1 > 1 {
        return best.0;
    }
    // Ragged: the candidate that the header has most of.
    let count = |candidate: u8| header.iter().filter(|&&byte| byte == candidate).count();
    candidates().rev().max_by_key(|&candidate| count(candidate)).unwrap_or(b',')
}

/// How many fields every complete record of a block has, if all have the same number.
fn width(block: &[u8], delimiter: u8) -> Option<usize> {
    let mut core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut text, mut ends) = (vec![0; block.len() + 1], vec![0; block.len() + 1]);
    let (mut at, mut width, mut fields) = (0, None, 0);
    for _ in 0..SAMPLE {
        let (result, read, _, found) = core.read_record(&block[at..], &mut text, &mut ends);
        at += read;
        fields += found;
        match result {
            ReadRecordResult::Record if width.is_none_or(|width| width == fields) => width = Some(fields),
            ReadRecordResult::Record => return None,
            // The block ends inside a record; one record alone is all there is to go by.
            _ if width.is_none() => {
                let (_, _, _, found) = core.read_record(&[], &mut text, &mut ends);
                return Some(fields + found).filter(|&fields| fields > 0);
            }
            _ => return width,
        }
        fields = 0;
    }
    width
}

/// Whether these are the first bytes of a whole document, whatever its delimiter.
fn is_document(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start
        .strip_prefix(BLOCK.as_bytes())
        .is_some_and(|rest| rest.get(1..).is_some_and(|rest| rest.starts_with(DETAIL.as_bytes())))
}

/// Anything that is text could be CSV; one that splits evenly looks like it.
pub(crate) fn sniff_csv(start: &[u8]) -> Confidence {
    if is_document(start) {
        return Confidence::Certain;
    }
    // What opens as JSON, XML, wiki markup or a pipe row may be a CSV, but hardly is one.
    let opening = start.trim_ascii_start().first().is_some_and(|byte| b"[{<|".contains(byte));
    match (crate::is_text(start), recognise(start)) {
        (Confidence::Maybe, _) if opening => Confidence::Maybe,
        (Confidence::No, _) if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") => {
            Confidence::Maybe
        }
        (Confidence::No, _) => Confidence::No,
        (_, b'\t') => Confidence::Maybe,
        (_, delimiter) if width(start, delimiter).is_some_and(|width| width > 1) => Confidence::Likely,
        _ => Confidence::Maybe,
    }
}

/// Text that splits evenly at tabs.
pub(crate) fn sniff_tsv(start: &[u8]) -> Confidence {
    match crate::is_text(start) {
        Confidence::No => Confidence::No,
        _ if is_document(start) && recognise(start) == b'\t' => Confidence::Certain,
        _ if recognise(start) == b'\t' && start.contains(&b'\t') => Confidence::Likely,
        _ => Confidence::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_splits_evenly() {
        assert_eq!(recognise(b"a,b\n1,2\n"), b',');
        assert_eq!(recognise(b"a;b\n1,5;2\n2,5;3\n"), b';');
        assert_eq!(recognise(b"a\tb\n1\t2\n"), b'\t');
        assert_eq!(recognise(b"a|b|c\n1|2|3\n"), b'|');
        assert_eq!(recognise(b"name\nSun, Long\nLiu\n"), b',');
        assert_eq!(recognise(b"a,b,c\n1,2\n"), b',');
        assert_eq!(recognise(b"\"a;b\",c\n\"1;2;3\",4\n"), b',');
        assert_eq!(recognise(b""), b',');
        assert_eq!(recognise(b"||\n"), b',');
    }
}
