//! The kind of an untyped cell, for writers of typed formats.
//!
//! Nothing is inferred while reading. A writer of a typed format asks here what an *untyped* text is. A text counts as
//! a number only if every consumer reads it back as exactly the same value: `1`, `-2.5` and `41.400` do; `01`, `+44`,
//! `1e3`, `1,234`, `-0` and anything with 16 or more significant digits do not, because some reader would change it (an
//! IEEE 754 double holds any 15 decimal digits, but not any 16).

mod sheet;

pub use sheet::{MONTHS, SheetValue, sheet_value};

use crate::Kind;

/// The number of significant digits that a double always preserves.
const SAFE_DIGITS: usize = 15;

/// Whether a text is a plain number: `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, no negative zero, at most 15 significant
/// digits.
///
/// ```
/// use convert_model::infer::is_plain_number;
/// assert!(["1", "-2.5", "41.400", "0"].iter().all(|text| is_plain_number(text)));
/// assert!(["01", "+44", "1e3", "1,234", "NO", "", "-0", ".5", "5."].iter().all(|text| !is_plain_number(text)));
/// ```
#[inline]
pub fn is_plain_number(text: &str) -> bool {
    // Most texts are not numbers, and most of them show it in the first byte.
    matches!(text.as_bytes(), [b'0'..=b'9' | b'-', ..]) && is_number(text)
}

fn is_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some(_) => (false, bytes),
        None => return false,
    };
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if whole == 0 || (whole > 1 && digits[0] == b'0') {
        return false;
    }
    let fraction: &[u8] = match digits[whole..].split_first() {
        None => &[],
        Some((b'.', fraction)) if !fraction.is_empty() && fraction.iter().all(u8::is_ascii_digit) => fraction,
        Some(_) => return false,
    };
    let leading_zeros =
        if digits[0] == b'0' { 1 + fraction.iter().take_while(|&&byte| byte == b'0').count() } else { 0 };
    let significant = whole + fraction.len() - leading_zeros;
    significant <= SAFE_DIGITS && !(negative && significant == 0)
}

/// The kind that a typed data format (JSON, YAML) gives a cell: its own, or for an untyped cell [`Kind::Null`] if it is
/// empty, [`Kind::Number`] if it [is a number](is_plain_number), and [`Kind::Text`] otherwise.
pub fn data_kind(text: &str, kind: Kind) -> Kind {
    match kind {
        Kind::Untyped if text.is_empty() => Kind::Null,
        Kind::Untyped if is_plain_number(text) => Kind::Number,
        Kind::Untyped => Kind::Text,
        kind => kind,
    }
}

/// Whether the kind and value in a spreadsheet follow from the text alone, so that an untyped cell with this text would
/// give exactly the same cell again.
pub fn is_implied(text: &str, kind: Kind, value: Option<&str>) -> bool {
    let sheet_kind =
        matches!(kind, Kind::Date | Kind::DateTime | Kind::Duration | Kind::Percentage | Kind::Boolean);
    sheet_kind
        && sheet_value(text)
            .is_some_and(|found| found.kind == kind && value.is_none_or(|value| value == found.value))
}

/// Whether a text is a number by the JSON grammar (RFC 8259, section 6), however long.
///
/// ```
/// use convert_model::infer::is_json_number;
/// assert!(is_json_number("-1.5E+300") && is_json_number("123456789012345678901234567890"));
/// assert!(!is_json_number("01") && !is_json_number("1.") && !is_json_number("+1"));
/// ```
pub fn is_json_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (whole > 1 && bytes[at] == b'0') {
        return false;
    }
    at += whole;
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return false;
        }
        at += 1 + fraction;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at);
        if exponent == 0 {
            return false;
        }
        at += exponent;
    }
    at == bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_digits_are_safe_and_sixteen_are_not() {
        assert!(is_plain_number("123456789012345"));
        assert!(is_plain_number("0.00123456789012345"));
        assert!(!is_plain_number("1234567890123456"));
        assert!(!is_plain_number("0.1234567890123456"));
        assert!(!is_plain_number("-0.0") && is_plain_number("0.0"));
    }

    #[test]
    fn json_numbers() {
        for good in ["0", "-0", "1E5", "1e-7", "10.25"] {
            assert!(is_json_number(good), "{good}");
        }
        for bad in ["", "-", "1e", ".1", "1.e1", "0x1", "1 ", "NaN"] {
            assert!(!is_json_number(bad), "{bad}");
        }
    }
}
