//! Expressions: `{{#expr: 100 * 12 / 34 round 1}}`, evaluated as in MediaWiki's ParserFunctions.

/// The maximum nesting of brackets and signs.
const DEEPEST: usize = 50;

/// The value of an expression as a page shows it; `None` if the expression is invalid.
pub(super) fn evaluate(expression: &str) -> Option<String> {
    value(expression).map(shown)
}

/// The value of an expression as a number.
pub(super) fn value(expression: &str) -> Option<f64> {
    let mut parser = Parser { rest: expression, depth: 0 };
    let value = parser.binary(0)?;
    (parser.skip().is_empty() && value.is_finite()).then_some(value)
}

/// A number with at most 14 significant digits.
fn shown(value: f64) -> String {
    if value == 0.0 {
        return "0".into();
    }
    let exponent = value.abs().log10().floor() as i32;
    if !(-5..14).contains(&exponent) {
        let text = format!("{value:.13E}");
        let (digits, exponent) = text.split_once('E').unwrap_or((&text, "0"));
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        return match exponent.strip_prefix('-') {
            Some(exponent) => format!("{digits}E-{exponent}"),
            None => format!("{digits}E+{exponent}"),
        };
    }
    let decimals = usize::try_from(13 - exponent).unwrap_or(0);
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The binary operators, weakest binding first.
const LEVELS: &[&[&str]] = &[
    &["or"],
    &["and"],
    &["<=", ">=", "<>", "!=", "=", "<", ">"],
    &["round"],
    &["+", "-", "−"],
    &["*", "/", "div", "mod", "fmod"],
    &["^"],
];

struct Parser<'e> {
    rest: &'e str,
    depth: usize,
}

impl<'e> Parser<'e> {
    fn skip(&mut self) -> &'e str {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{a0}']);
        self.rest
    }

    /// Consumes the next word or sign if it is this one.
    fn take(&mut self, word: &str) -> bool {
        let Some(start) = self.skip().get(..word.len()) else { return false };
        let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic());
        let continues = is_word && self.rest[word.len()..].starts_with(|c: char| c.is_ascii_alphabetic());
        let found = start.eq_ignore_ascii_case(word) && !continues;
        if found {
            self.rest = &self.rest[word.len()..];
        }
        found
    }

    fn binary(&mut self, level: usize) -> Option<f64> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = operators.iter().find(|operator| self.take(operator)) {
            let right = self.binary(level + 1)?;
            left = apply(operator, left, right)?;
        }
        Some(left)
    }

    fn unary(&mut self) -> Option<f64> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let value = self.operand();
        self.depth -= 1;
        value
    }

    fn operand(&mut self) -> Option<f64> {
        if self.take("-") || self.take("−") {
            return self.unary().map(|value| -value);
        }
        if self.take("+") {
            return self.unary();
        }
        if self.take("(") {
            let value = self.binary(0)?;
            return self.take(")").then_some(value);
        }
        for (name, function) in FUNCTIONS {
            if self.take(name) {
                return self.unary().map(function);
            }
        }
        if self.take("pi") {
            return Some(std::f64::consts::PI);
        }
        if self.take("e") {
            return Some(std::f64::consts::E);
        }
        let digits = self.skip().bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let mut end = digits;
        // `1.5E3`
        if let Some(exponent) = self.rest[end..].strip_prefix(['e', 'E']) {
            let sign = usize::from(exponent.starts_with(['+', '-']));
            let length = exponent[sign..].bytes().take_while(u8::is_ascii_digit).count();
            if length > 0 {
                end += 1 + sign + length;
            }
        }
        let value = self.rest.get(..end)?.parse().ok()?;
        self.rest = &self.rest[end..];
        Some(value)
    }
}

type OfOne = fn(f64) -> f64;

/// The functions of one value.
const FUNCTIONS: &[(&str, OfOne)] = &[
    ("not", |value| f64::from(value == 0.0)),
    ("abs", f64::abs),
    ("floor", f64::floor),
    ("ceil", f64::ceil),
    ("trunc", f64::trunc),
    ("sqrt", f64::sqrt),
    ("exp", f64::exp),
    ("ln", f64::ln),
    ("sin", f64::sin),
    ("cos", f64::cos),
    ("tan", f64::tan),
];

fn apply(operator: &str, left: f64, right: f64) -> Option<f64> {
    let truth = |truth: bool| Some(f64::from(truth));
    match operator {
        "or" => truth(left != 0.0 || right != 0.0),
        "and" => truth(left != 0.0 && right != 0.0),
        "<=" => truth(left <= right),
        ">=" => truth(left >= right),
        "<>" | "!=" => truth(left != right),
        "=" => truth(left == right),
        "<" => truth(left < right),
        ">" => truth(left > right),
        "round" => Some(round(left, right)),
        "+" => Some(left + right),
        "-" | "−" => Some(left - right),
        "*" => Some(left * right),
        "/" | "div" => (right != 0.0).then(|| left / right),
        "mod" => (right.trunc() != 0.0).then(|| left.trunc() % right.trunc()),
        "fmod" => (right != 0.0).then(|| left % right),
        "^" => Some(left.powf(right)),
        _ => None,
    }
}

/// Rounds to a number of decimals, with halves of the decimal notation away from zero.
fn round(value: f64, decimals: f64) -> f64 {
    let decimals = decimals.trunc().clamp(-15.0, 15.0) as i32;
    let scaled = value * 10_f64.powi(decimals);
    // A value that misses a half only by rounding errors counts as one.
    let whole = (scaled.abs() + 0.5 + scaled.abs() * f64::EPSILON).floor().copysign(scaled);
    match decimals {
        0.. => whole / 10_f64.powi(decimals),
        _ => whole * 10_f64.powi(-decimals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expected: Option<&str>) {
        assert_eq!(evaluate(expression).as_deref(), expected, "{expression}");
    }

    #[test]
    fn expressions() {
        check("1+2*3", Some("7"));
        check("(1 + 2) * -3", Some("-9"));
        check("1/3", Some("0.33333333333333"));
        check("100 * 12 / 34 round 1", Some("35.3"));
        check("1.005 round 2", Some("1.01"));
        check("1234567 round -3", Some("1235000"));
        check("2^3^2", Some("64"));
        check("-7 mod 3", Some("-1"));
        check("3 = 3 and not 0", Some("1"));
        check("1e3 + 0.5", Some("1000.5"));
        check("10^15", Some("1E+15"));
        check("trunc 5.7 + ceil 1.2", Some("7"));
        check("pi round 4", Some("3.1416"));
        for invalid in ["", "1/0", "a", "1+", "(1", "1 2", "1.2.3"] {
            check(invalid, None);
        }
        check(&"(".repeat(10_000), None);
        check(&"-".repeat(10_000), None);
    }
}
