//! What the rows of a table say, in short. Where some cells have details, a sheet that was edited is compared with it row
//! by row: so a row is known again after others were inserted or deleted, or all were sorted.

use model::Row;
use std::borrow::Cow;

/// The key that it has among the details of a table.
pub(crate) const ROWS: &str = "rows";

/// Eighteen bits of a digest stand as three of these.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Stands for a row that says nothing.
const BLANK: &str = ".";

/// The digest of what a cell shows: FNV-1a, folded to 18 bits. Nothing that a sheet cannot show counts.
fn digest(text: &str) -> u32 {
    let text = sheets::chars::cut(text);
    let shown: Cow<'_, str> =
        if text.contains('\r') { text.replace('\r', "").into() } else { Cow::Borrowed(text) };
    let shown = sheets::chars::as_written(&shown);
    let hash =
        shown.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 18 ^ hash) & 0x3_ffff
}

/// The digests of a row's cells, up to the last one that says something; 0 is one that says nothing.
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

/// Appends a row, as [`read`] takes it.
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

/// The rows of a text, each with the digests of its cells; what is not a digest says nothing.
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
    fn rows_are_read_as_they_are_written() {
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
