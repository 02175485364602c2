//! Digests of the rows of a table. If cells have details, the rows of an edited sheet are compared with the digests to
//! recognize each row after others were inserted or deleted, or after sorting.

use model::Row;
use std::borrow::Cow;

/// The key of the digests in the details of a table.
pub(crate) const ROWS: &str = "rows";

/// The 18 bits of a digest are written as three of these.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// A blank row.
const BLANK: &str = ".";

/// The digest of what a cell shows: FNV-1a, folded to 18 bits. What a sheet cannot show does not count.
fn digest(text: &str) -> u32 {
    let text = sheets::chars::cut(text);
    let shown: Cow<'_, str> =
        if text.contains('\r') { text.replace('\r', "").into() } else { Cow::Borrowed(text) };
    let shown = sheets::chars::as_written(&shown);
    let hash =
        shown.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 18 ^ hash) & 0x3_ffff
}

/// Calls `push` with the digest of each cell of a row, up to the last one that is not blank; 0 is a blank cell.
pub(crate) fn digests(row: Row<'_>, mut push: impl FnMut(u32)) {
    let mut blank = 0;
    for cell in row.cells() {
        if cell.is_covered() || cell.text.is_empty() {
            blank += 1;
            continue;
        }
        (0..std::mem::take(&mut blank)).for_each(|_| push(0));
        push(digest(cell.text).max(1));
    }
}

/// Appends a row in the form that [`read`] reads.
pub(crate) fn write(out: &mut String, row: Row<'_>) {
    if !out.is_empty() {
        out.push(' ');
    }
    let start = out.len();
    digests(row, |digest| {
        for shift in [12, 6, 0] {
            out.push(char::from(DIGITS[(digest >> shift) as usize & 63]));
        }
    });
    if out.len() == start {
        out.push_str(BLANK);
    }
}

/// The rows of a text, each with the digests of its cells; an invalid digest is read as that of a blank cell.
pub(crate) fn read(text: &str) -> impl Iterator<Item = Vec<u32>> {
    let value = |digit: &u8| DIGITS.iter().position(|known| known == digit).unwrap_or(0) as u32;
    let cell = move |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum << 6 | value(digit));
    text.split_ascii_whitespace().map(move |row| match row {
        BLANK => Vec::new(),
        row => row.as_bytes().chunks_exact(3).map(cell).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Kind, RowBuf};

    #[test]
    fn rows_are_read_as_written() {
        let (mut text, mut expected) = (String::new(), Vec::new());
        for cells in [&["1", "", "Anna"][..], &["", ""], &[], &["2", "Bea\r\n\u{1}", ""]] {
            let mut row = RowBuf::default();
            cells.iter().for_each(|cell| row.push(cell, Kind::Untyped));
            write(&mut text, row.as_row());
            let mut of_row = Vec::new();
            digests(row.as_row(), |digest| of_row.push(digest));
            expected.push(of_row);
        }
        assert_eq!(read(&text).collect::<Vec<_>>(), expected);
        assert_eq!(expected.iter().map(Vec::len).collect::<Vec<_>>(), [3, 0, 0, 2]);
        assert_ne!(expected[0][0], expected[3][0]);
        assert_eq!(digest("Bea\r\n\u{1}"), digest("Bea\n\u{FFFD}"));
        assert_eq!(read("A ? AAB").collect::<Vec<_>>(), [vec![], vec![], vec![1]]);
    }
}
