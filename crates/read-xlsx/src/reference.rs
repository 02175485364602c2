//! References to cells and ranges, and escapes in texts.

use std::borrow::Cow;
use std::ops::Range;

/// The column and row of a reference such as `AB12`, both counted from 0.
///
/// The `$` signs of absolute references are ignored.
pub(crate) fn cell(text: &[u8]) -> Option<(usize, usize)> {
    let (mut column, mut row, mut digits) = (0_usize, 0_usize, false);
    for &byte in text {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if !digits => {
                column = column.checked_mul(26)?.checked_add(usize::from((byte & 0xDF) - b'A') + 1)?;
            }
            b'0'..=b'9' => {
                digits = true;
                row = row.checked_mul(10)?.checked_add(usize::from(byte - b'0'))?;
            }
            b'$' => {}
            _ => return None,
        }
    }
    Some((column.checked_sub(1)?, row.checked_sub(1)?))
}

/// The corners of a range such as `A1:C3`: first column and row, last column and row.
pub(crate) fn range(text: &str) -> Option<((usize, usize), (usize, usize))> {
    let (start, end) = text.split_once(':').unwrap_or((text, text));
    let (start, end) = (cell(start.as_bytes())?, cell(end.as_bytes())?);
    Some(((start.0.min(end.0), start.1.min(end.1)), (start.0.max(end.0), start.1.max(end.1))))
}

/// The sheet of a defined name such as `'Final A'!$A$1:$F$33`; `None` if it was deleted (`#REF!`).
pub(crate) fn sheet_of(content: &str) -> Option<String> {
    let content = content.trim();
    let name = match content.strip_prefix('\'') {
        Some(rest) => {
            let mut end = 0;
            let bytes = rest.as_bytes();
            while end < bytes.len() {
                match (bytes[end], bytes.get(end + 1)) {
                    (b'\'', Some(b'\'')) => end += 2,
                    (b'\'', Some(b'!')) => break,
                    _ => end += 1,
                }
            }
            rest.get(..end).filter(|_| end < bytes.len())?.replace("''", "'")
        }
        None => content.split_once('!')?.0.to_owned(),
    };
    (!name.is_empty() && !name.starts_with('#')).then_some(name)
}

/// The rows of a print title such as `Heats!$A:$A,Heats!$1:$2`, counted from 0.
pub(crate) fn title_rows(content: &str) -> Range<usize> {
    for part in content.rsplit(',') {
        let rows = part.rsplit('!').next().unwrap_or("").replace('$', "");
        let (first, last) = rows.split_once(':').unwrap_or((&rows, &rows));
        if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>())
            && first > 0
            && first <= last
        {
            return first - 1..last;
        }
    }
    0..0
}

/// Resolves the escapes (`_x000D_`) in a text.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut high: Option<u16> = None;
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let unit = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = unit.and_then(|code| u16::from_str_radix(code, 16).ok());
        let Some(unit) = unit else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            high = None;
            continue;
        };
        if at > 0 {
            high = None;
        }
        out.push_str(&rest[..at]);
        rest = &rest[at + 7..];
        // A character beyond U+FFFF is written as two escapes.
        let units = [high.take().unwrap_or(unit), unit];
        let pair = units[0] != units[1];
        match char::decode_utf16(units.into_iter().skip(usize::from(!pair))).next() {
            Some(Ok(c)) => {
                if pair {
                    out.pop();
                }
                out.push(c);
            }
            _ => {
                high = (0xD800..0xDC00).contains(&unit).then_some(unit);
                out.push('\u{FFFD}');
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(cell(b"A1"), Some((0, 0)));
        assert_eq!(cell(b"$XFD$1048576"), Some((16383, 1_048_575)));
        assert_eq!(cell(b"A0"), None);
        assert_eq!(cell(b"12"), None);
        assert_eq!(range("C3:A1"), Some(((0, 0), (2, 2))));
        assert_eq!(sheet_of("'Men''s'!$A$1:$B$2").as_deref(), Some("Men's"));
        assert_eq!(sheet_of("Heats!$A$1").as_deref(), Some("Heats"));
        assert_eq!(sheet_of("#REF!$A$1"), None);
        assert_eq!(title_rows("Heats!$A:$B,Heats!$1:$2"), 0..2);
        assert_eq!(title_rows("Heats!$A:$B"), 0..0);
    }

    #[test]
    fn escapes() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x0041_"), "_x0041_");
        assert_eq!(unescaped("_xD83D__xDE00_"), "😀");
        assert_eq!(unescaped("_x12_ _xé_ _x"), "_x12_ _xé_ _x");
        assert_eq!(unescaped("_xD83D_"), "\u{FFFD}");
    }
}
