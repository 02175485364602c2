//! Fills digits into their placeholders.

use crate::decimal::general;
use crate::section::Token;

pub(crate) fn is_digit(token: &Token) -> bool {
    matches!(token, Token::Digit(_))
}

/// Appends the digits before the point. They fill the placeholders from the right; surplus digits go before the first.
pub(crate) fn whole(tokens: &[Token], digits: &[u8], group: Option<char>, value: f64, into: &mut String) {
    let first = tokens.iter().position(is_digit);
    let mut backwards: Vec<char> = Vec::new();
    let mut rest = digits.iter().rev();
    let mut count = 0;
    let mut push = |digit: char, backwards: &mut Vec<char>| {
        if let Some(group) = group.filter(|_| count > 0 && count % 3 == 0) {
            backwards.push(group);
        }
        backwards.push(digit);
        count += 1;
    };
    for (at, token) in tokens.iter().enumerate().rev() {
        match token {
            Token::Digit(place) => {
                match (rest.next(), place) {
                    (Some(&digit), _) => push(char::from(digit), &mut backwards),
                    (None, b'0') => push('0', &mut backwards),
                    (None, b'?') => backwards.push(' '),
                    _ => {}
                }
                if Some(at) == first {
                    for &digit in rest.by_ref() {
                        push(char::from(digit), &mut backwards);
                    }
                }
            }
            Token::Literal(text) => backwards.extend(text.chars().rev()),
            Token::Percent => backwards.push('%'),
            Token::General | Token::Text => {
                let mut text = String::new();
                general(value.abs(), &mut text);
                backwards.extend(text.chars().rev());
            }
            _ => {}
        }
    }
    into.extend(backwards.iter().rev());
}
