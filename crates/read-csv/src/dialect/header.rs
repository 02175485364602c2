//! Recognising a header.

use super::Dialect;
use csv_core::ReadRecordResult;
use model::infer::is_plain_number;

/// Whether the first record of a block is a header: it is, unless all of its fields and of the next one's are numbers.
/// Nobody calls all columns by numbers, while a file of measurements often comes without names. `None` if the block
/// ends before this is clear.
pub(crate) fn has_header(block: &[u8], dialect: Dialect) -> Option<bool> {
    let mut core = dialect.reader();
    let (mut text, mut ends) = (vec![0; block.len() + 1], vec![0; block.len() + 1]);
    let mut at = 0;
    for _ in 0..2 {
        let (result, read, _, fields) = core.read_record(&block[at..], &mut text, &mut ends);
        at += read;
        if result != ReadRecordResult::Record {
            return None;
        }
        let mut start = 0;
        let mut texts = ends[..fields].iter().map(|&end| {
            let field = &text[start..end];
            start = end;
            std::str::from_utf8(field).unwrap_or_default()
        });
        if !texts.all(is_plain_number) {
            return Some(true);
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_alone_are_no_header() {
        let check = |block: &str| has_header(block.as_bytes(), Dialect::new(b',')).unwrap_or(true);
        assert!(check("a,b\n1,2\n"));
        assert!(check("Country,2019,2020\nItaly,1,2\n"));
        assert!(check("1,2\na,b\n"));
        assert!(check("1,2\n"));
        assert!(check("1,\n2,3\n"));
        assert!(!check("1,2\n3,4\n"));
        assert!(!check("-1.5\n2.5\n"));
    }
}
