//! Shows numbers: digits, decimal points, thousands, percentages and powers of ten.

use crate::decimal::Decimal;
use crate::digits::{is_digit, whole};
use crate::fraction;
use crate::section::{Section, Token};
use crate::separators::Separators;

/// The most decimals that a section can ask for.
const MAX_DECIMALS: usize = 400;

/// Appends a number.
pub(crate) fn show(section: &Section, value: f64, into: &mut String) {
    if !value.is_finite() {
        into.push_str("#NUM!");
        return;
    }
    let has = |wanted: &Token| section.tokens.contains(wanted);
    if has(&Token::Slash) && fraction::show(section, value, into) {
        return;
    }
    let mut number = Number { decimal: Decimal::new(value), negative: value < 0.0 };
    let percents = section.tokens.iter().filter(|token| **token == Token::Percent).count();
    number.decimal.exponent += 2 * percents as i32 * i32::from(!number.decimal.is_zero());
    let mut parts = Parts::of(&section.tokens, section.separators);
    if !number.decimal.is_zero() {
        number.decimal.exponent -= 3 * parts.thousands as i32;
    }
    let start = into.len();
    match parts.exponent {
        Some(at) => number.show_power(&section.tokens, &parts, at, into),
        None => {
            number.decimal.round(parts.decimals as i32);
            parts.end = section.tokens.len();
            number.show_plain(&section.tokens, &parts, value, into);
        }
    }
    if number.negative && !(number.decimal.is_zero() && parts.has_digits) {
        into.insert(start, '-');
    }
}

struct Number {
    decimal: Decimal,
    negative: bool,
}

/// The parts of a section, as token positions.
struct Parts {
    /// The decimal point, or where the digits before it would end.
    point: usize,
    exponent: Option<usize>,
    /// One past the last token of the number.
    end: usize,
    decimals: usize,
    /// The thousands separator, if the section asks for one.
    group: Option<char>,
    /// The decimal separator.
    decimal: char,
    /// How often the number is divided by a thousand.
    thousands: usize,
    has_digits: bool,
}

impl Parts {
    fn of(tokens: &[Token], separators: Separators) -> Parts {
        let exponent = tokens.iter().position(|token| matches!(token, Token::Exponent(_)));
        let end = exponent.unwrap_or(tokens.len());
        let point = tokens[..end].iter().position(|token| *token == Token::Point).unwrap_or(end);
        let decimals = tokens[point..end].iter().filter(|token| is_digit(token)).count().min(MAX_DECIMALS);
        let whole = &tokens[..point];
        let first = whole.iter().position(is_digit);
        let last = whole.iter().rposition(is_digit);
        let grouped = match (first, last) {
            (Some(first), Some(last)) => whole[first..last].contains(&Token::Comma),
            _ => false,
        };
        let group = grouped.then_some(separators.group);
        let decimal = separators.decimal;
        // Commas right after the last digit divide by a thousand each.
        let last_digit = tokens[..end].iter().rposition(is_digit);
        let mut thousands = 0;
        for last in [last, last_digit].into_iter().flatten().take(if last == last_digit { 1 } else { 2 }) {
            thousands += tokens[last + 1..end].iter().take_while(|token| **token == Token::Comma).count();
        }
        Parts { point, exponent, end, decimals, group, decimal, thousands, has_digits: last_digit.is_some() }
    }
}

impl Number {
    fn show_plain(&self, tokens: &[Token], parts: &Parts, value: f64, into: &mut String) {
        let digits = self.decimal.whole();
        if parts.point == 0 && parts.decimals > 0 {
            // `.00` has no placeholder before the point, but the digits are shown all the same.
            into.extend(digits.iter().map(|&digit| char::from(digit)));
        } else {
            whole(&tokens[..parts.point], &digits, parts.group, value, into);
        }
        decimals(&tokens[parts.point..parts.end], &self.decimal.fraction(), parts.decimal, into);
    }

    /// Scientific notation such as `0.00E+00`: the digits before the point fill the placeholders.
    fn show_power(&mut self, tokens: &[Token], parts: &Parts, at: usize, into: &mut String) {
        let places = tokens[..parts.point].iter().filter(|token| is_digit(token)).count().max(1) as i32;
        let shift = |decimal: &Decimal| match (decimal.is_zero(), places) {
            (true, _) => 0,
            (false, 1) => decimal.exponent - 1,
            // Several placeholders: the power is a multiple of their number.
            (false, places) => (decimal.exponent - 1).div_euclid(places) * places,
        };
        let mut power = shift(&self.decimal);
        self.decimal.exponent -= power;
        self.decimal.round(parts.decimals as i32);
        if self.decimal.exponent > places {
            let more = shift(&self.decimal);
            self.decimal.exponent -= more;
            power += more;
        }
        whole(&tokens[..parts.point], &self.decimal.whole(), parts.group, 0.0, into);
        decimals(&tokens[parts.point..at], &self.decimal.fraction(), parts.decimal, into);
        into.push('E');
        match (power < 0, &tokens[at]) {
            (true, _) => into.push('-'),
            (false, Token::Exponent(true)) => into.push('+'),
            _ => {}
        }
        let digits = power.unsigned_abs().to_string();
        whole(&tokens[at + 1..], digits.trim_start_matches('0').as_bytes(), None, 0.0, into);
    }
}

/// The point and the digits after it.
fn decimals(tokens: &[Token], digits: &[u8], point: char, into: &mut String) {
    let mut rest = digits.iter();
    // A point with no digit after it is omitted if all placeholders after it are optional.
    let has_places = tokens.iter().any(is_digit);
    let bare = has_places
        && digits.is_empty()
        && !tokens.iter().any(|token| matches!(token, Token::Digit(b'0' | b'?')));
    for token in tokens {
        match token {
            Token::Point if bare => {}
            Token::Point => into.push(point),
            Token::Digit(place) => match (rest.next(), place) {
                (Some(&digit), _) => into.push(char::from(digit)),
                (None, b'0') => into.push('0'),
                (None, b'?') => into.push(' '),
                _ => {}
            },
            Token::Literal(text) => into.push_str(text),
            Token::Percent => into.push('%'),
            _ => {}
        }
    }
}
