//! The core schema, which resolves scalars (YAML 1.2.2, section 10.3).

use data::Token;
use std::borrow::Cow;

/// A scalar as data, and a message if it had to become text.
#[derive(Debug, PartialEq)]
pub(crate) struct Scalar<'t> {
    pub(crate) token: Token,
    pub(crate) text: Cow<'t, str>,
    /// Why the value differs from the one in the source.
    pub(crate) loss: Option<String>,
}

/// Resolves a scalar by its tag, or by its text if it is plain.
pub(crate) fn resolve<'t>(text: &'t str, plain: bool, tag: Option<&str>) -> Scalar<'t> {
    let string = || Scalar { token: Token::String, text: text.into(), loss: None };
    match tag {
        None if plain => core(text),
        None | Some("!!str" | "!") => string(),
        Some("!!null") => Scalar { token: Token::Null, text: "".into(), loss: None },
        Some(tag @ ("!!bool" | "!!int" | "!!float")) => {
            let found = core(text);
            let fits = match tag {
                "!!bool" => matches!(found.token, Token::True | Token::False),
                _ => found.token == Token::Number || found.loss.is_some(),
            };
            let loss = || Some(format!("'{text}' does not match the tag {tag}"));
            if fits { found } else { Scalar { loss: loss(), ..string() } }
        }
        Some(tag) => Scalar { loss: Some(format!("the tag {tag} is not kept")), ..string() },
    }
}

fn core(text: &str) -> Scalar<'_> {
    let token = match text {
        "" | "~" | "null" | "Null" | "NULL" => Token::Null,
        "true" | "True" | "TRUE" => Token::True,
        "false" | "False" | "FALSE" => Token::False,
        _ => return number(text),
    };
    let text = match token {
        Token::True => "true",
        Token::False => "false",
        _ => "",
    };
    Scalar { token, text: text.into(), loss: None }
}

fn number(text: &str) -> Scalar<'_> {
    let string = |loss| Scalar { token: Token::String, text: text.into(), loss };
    let digits =
        |text: Cow<'_, str>| Scalar { token: Token::Number, text: text.into_owned().into(), loss: None };
    if !text.starts_with(['-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        return string(None);
    }
    if model::infer::is_json_number(text) {
        return Scalar { token: Token::Number, text: text.into(), loss: None };
    }
    let (sign, unsigned) = match text.split_at_checked(1) {
        Some(("-", rest)) => ("-", rest),
        Some(("+", rest)) => ("", rest),
        _ => ("", text),
    };
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return string(Some(format!("JSON does not have the number {text}")));
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        let Some(rest) = text.strip_prefix(prefix) else { continue };
        if rest.is_empty() || !rest.chars().all(|digit| digit.is_digit(radix)) {
            return string(None);
        }
        return match u128::from_str_radix(rest, radix) {
            Ok(value) => digits(value.to_string().into()),
            Err(_) => string(Some(format!("the number {text} in base {radix} is too long"))),
        };
    }
    // Digits with leading zeros are octal in YAML 1.1 and decimal in YAML 1.2, and rarely meant as either.
    if unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return string(None);
    }
    match decimal(unsigned) {
        Some(decimal) => digits(format!("{sign}{decimal}").into()),
        None => string(None),
    }
}

/// An unsigned number in JSON notation: without extra zeros before the point, and with digits on both sides of it.
fn decimal(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.get(1..).unwrap_or_default();
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let fits = all_digits(whole)
        && all_digits(fraction.unwrap_or_default())
        && !(whole.is_empty() && fraction.unwrap_or_default().is_empty())
        && (exponent.is_empty() || (!power.is_empty() && all_digits(power)));
    if !fits {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match fraction {
        None => format!("{whole}{exponent}"),
        Some("") => format!("{whole}.0{exponent}"),
        Some(fraction) => format!("{whole}.{fraction}{exponent}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, token: Token, expected: &str) {
        let found = resolve(text, true, None);
        assert_eq!((found.token, found.text.as_ref()), (token, expected), "{text}");
    }

    #[test]
    fn plain_scalars() {
        for text in [
            "no",
            "y",
            "1:24.537",
            "2026-02-10",
            "0123",
            "+007",
            "00",
            "1_000",
            "0b11",
            "0x",
            "-",
            "+",
            ".",
            "-.",
            "e3",
            "1e",
            "--1",
            "0x-1",
        ] {
            check(text, Token::String, text);
        }
        for text in ["1.10", "-0", "1E5", "123456789012345678901234567890"] {
            check(text, Token::Number, text);
        }
        let equal = [
            ("0o17", "15"),
            ("0x1F", "31"),
            ("+5", "5"),
            (".5", "0.5"),
            ("1.", "1.0"),
            ("-.5e3", "-0.5e3"),
            ("+012e+03", "12e+03"),
            ("-00.50", "-0.50"),
        ];
        for (text, expected) in equal {
            check(text, Token::Number, expected);
        }
        check("~", Token::Null, "");
        check("TRUE", Token::True, "true");
        assert!(resolve("-.inf", true, None).loss.is_some());
    }

    #[test]
    fn tags_decide() {
        assert_eq!(resolve("12", true, Some("!!str")).token, Token::String);
        assert_eq!(resolve("12", false, Some("!!int")).token, Token::Number);
        assert!(resolve("x", true, Some("!!int")).loss.is_some());
        assert!(resolve("x", true, Some("!mine")).loss.is_some());
    }
}
