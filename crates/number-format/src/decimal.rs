//! Numbers as decimal digits, of which spreadsheets keep fifteen.

/// A number as its significant digits, without zeros at either end: `0.d1d2d3… × 10^exponent`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    /// The digits, as ASCII.
    pub digits: Vec<u8>,
    /// The power of ten.
    pub exponent: i32,
}

impl Decimal {
    /// The magnitude of a number; zero if it is not finite.
    pub fn new(value: f64) -> Decimal {
        if !value.is_finite() || value == 0.0 {
            return Decimal::default();
        }
        let text = format!("{:.14e}", value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        let mut decimal = Decimal { digits, exponent: exponent.parse::<i32>().unwrap_or(0) + 1 };
        decimal.trim();
        decimal
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.exponent = 0;
        }
    }

    /// Rounds to `decimals` digits after the point, halves away from zero.
    pub fn round(&mut self, decimals: i32) {
        let keep = self.exponent.saturating_add(decimals);
        let Ok(keep) = usize::try_from(keep) else {
            *self = Decimal::default();
            return;
        };
        if keep >= self.digits.len() {
            return;
        }
        let up = self.digits[keep] >= b'5';
        self.digits.truncate(keep);
        if up {
            let mut at = keep;
            loop {
                if at == 0 {
                    self.digits.insert(0, b'1');
                    self.exponent += 1;
                    break;
                }
                at -= 1;
                if self.digits[at] == b'9' {
                    self.digits[at] = b'0';
                } else {
                    self.digits[at] += 1;
                    break;
                }
            }
        }
        self.trim();
    }

    /// The digits before the point; empty if the whole part is zero.
    pub fn whole(&self) -> Vec<u8> {
        let count = usize::try_from(self.exponent).unwrap_or(0);
        let mut whole: Vec<u8> = self.digits.iter().copied().take(count).collect();
        if !whole.is_empty() {
            whole.resize(count, b'0');
        }
        whole
    }

    /// The digits after the point, without trailing zeros.
    pub fn fraction(&self) -> Vec<u8> {
        if self.exponent >= 0 {
            return self.digits.get(self.exponent as usize..).unwrap_or_default().to_vec();
        }
        let mut fraction = vec![b'0'; self.exponent.unsigned_abs() as usize];
        fraction.extend_from_slice(&self.digits);
        fraction
    }
}

/// Appends a number as it is shown without a format: with as few digits as it needs, at most fifteen.
///
/// ```
/// let show = |value| {
///     let mut text = String::new();
///     convert_number_format::decimal::general(value, &mut text);
///     text
/// };
/// assert_eq!(show(0.1 + 0.2), "0.3");
/// assert_eq!(show(-41.40), "-41.4");
/// assert_eq!(show(1e21), "1E+21");
/// ```
pub fn general(value: f64, into: &mut String) {
    if !value.is_finite() {
        into.push_str("#NUM!");
        return;
    }
    let decimal = Decimal::new(value);
    if decimal.is_zero() {
        into.push('0');
        return;
    }
    if value < 0.0 {
        into.push('-');
    }
    let digits =
        |digits: &[u8], into: &mut String| into.extend(digits.iter().map(|&digit| char::from(digit)));
    // LibreOffice switches to scientific notation from 10^15 on, and below 10^-5.
    if decimal.exponent > 15 || decimal.exponent < -4 {
        let (first, rest) = decimal.digits.split_at(1);
        digits(first, into);
        if !rest.is_empty() {
            into.push('.');
            digits(rest, into);
        }
        let exponent = decimal.exponent - 1;
        into.push_str(&format!("E{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs()));
        return;
    }
    let (whole, fraction) = (decimal.whole(), decimal.fraction());
    if whole.is_empty() {
        into.push('0');
    }
    digits(&whole, into);
    if !fraction.is_empty() {
        into.push('.');
        digits(&fraction, into);
    }
}

/// Whether a stored number is shown unchanged without a format: plain digits, at most fifteen, no superfluous zeros.
pub fn general_text(stored: &str) -> bool {
    let digits = stored.strip_prefix('-').unwrap_or(stored).as_bytes();
    if digits.is_empty() || digits.len() > 16 || stored == "-0" {
        return false;
    }
    let point = digits.iter().position(|&byte| byte == b'.');
    let (whole, fraction) = match point {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, &[][..]),
    };
    whole.iter().chain(fraction).all(u8::is_ascii_digit)
        && whole.len() + fraction.len() <= 15
        && !fraction.starts_with(b"00000")
        && (whole == b"0" || whole.first().is_some_and(|&first| first != b'0'))
        && (point.is_none() || fraction.last().is_some_and(|&last| last != b'0'))
}
