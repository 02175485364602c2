//! Formats numbers.

/// The most significant digits that a spreadsheet shows without a format.
const SIGNIFICANT: usize = 15;

/// A number as LibreOffice's format "General" shows it: as many digits as needed, at most fifteen, or at most
/// `decimals` decimals.
pub(crate) fn general(value: f64, decimals: Option<usize>) -> String {
    if let Some(decimals) = decimals.filter(|_| value.abs() < 1e15) {
        return trimmed(fixed(value, decimals));
    }
    if value == 0.0 {
        return "0".into();
    }
    let scientific = format!("{:.*e}", SIGNIFICANT - 1, value);
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    // Small numbers are written out if that takes few digits.
    let decimals = digits.bytes().filter(u8::is_ascii_digit).count() as i32 - 1 - exponent;
    if (-4..16).contains(&exponent) || ((-9..-4).contains(&exponent) && decimals <= 16) {
        let decimals = usize::try_from(SIGNIFICANT as i32 - 1 - exponent).unwrap_or(0);
        return trimmed(fixed(value, decimals));
    }
    format!("{digits}E{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

fn trimmed(text: String) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A number with `decimals` decimals. Halves are rounded up, judged by the shortest decimal representation.
pub(super) fn fixed(value: f64, decimals: usize) -> String {
    let shortest = value.abs().to_string();
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let kept = whole.len() + decimals;
    let up = digits.get(kept).is_some_and(|&digit| digit >= b'5');
    digits.resize(kept, b'0');
    if up {
        let nines = digits.iter().rev().take_while(|&&digit| digit == b'9').count();
        let at = digits.len() - nines;
        digits[at..].fill(b'0');
        match at.checked_sub(1) {
            Some(last) => digits[last] += 1,
            None => digits.insert(0, b'1'),
        }
    }
    let sign = if value < 0.0 && digits.iter().any(|&digit| digit != b'0') { "-" } else { "" };
    let mut text: String = digits.into_iter().map(char::from).collect();
    if decimals > 0 {
        text.insert(text.len() - decimals, '.');
    }
    sign.to_owned() + &text
}

/// The digits before the point, in groups of three.
pub(super) fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected texts are what LibreOffice 7.4 shows.
    #[test]
    fn general_numbers() {
        for (value, shown) in [
            (0.1, "0.1"),
            (1e3, "1000"),
            (-1.50, "-1.5"),
            (0.1 + 0.2, "0.3"),
            (std::f64::consts::PI, "3.14159265358979"),
            (1e15, "1000000000000000"),
            (1e-9, "0.000000001"),
            (1.5e-10, "1.5E-10"),
            (-1e-6, "-0.000001"),
            (1.234_567_890_12e-5, "0.0000123456789012"),
            (1.234_567_890_123e-5, "1.234567890123E-05"),
            (0.000_123_456_789_012_345_7, "0.000123456789012346"),
        ] {
            assert_eq!(general(value, None), shown, "{value:e}");
        }
    }

    #[test]
    fn general_numbers_with_limited_decimals() {
        assert_eq!(general(34.789, Some(2)), "34.79");
        assert_eq!(general(80.0, Some(2)), "80");
    }

    #[test]
    fn halves_are_rounded_by_their_decimal_digits() {
        assert_eq!(fixed(1.005, 2), "1.01");
        assert_eq!(fixed(-0.004, 2), "0.00");
        assert_eq!(fixed(9.995, 2), "10.00");
        assert_eq!(fixed(-12.0, 1), "-12.0");
        assert_eq!(grouped("1234567"), "1,234,567");
        assert_eq!(grouped("123"), "123");
    }
}
