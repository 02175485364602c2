//! Number format codes (ECMA-376 part 1, section 18.8.31): what a cell shows of its number.
//!
//! [`NumberFormats`] has those of a file by their numbers. A code is parsed once and renders any number of values. It never fails: what is no code at all shows itself, as
//! literal text does. Where Excel and LibreOffice differ, it is LibreOffice that is followed, but for the calendar:
//! day 1 is the first of January 1900, as in the programs that wrote the files.

mod builtin;
mod date;
mod fraction;
mod meaning;
mod names;
mod number;
mod parse;
mod separators;
mod table;

pub use meaning::{Meaning, NumberFormat};
pub use table::NumberFormats;

use crate::decimal::general;

/// One piece of a section.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(u8),
    Point,
    /// A comma between digits, or after the last one.
    Comma,
    Percent,
    /// `E+` or `E-`: whether a plus is shown.
    Exponent(bool),
    /// The line of a fraction.
    Slash,
    /// `@`
    Text,
    /// The word `General`.
    General,
    Date(Field),
}

/// A field of a date or time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Field {
    Year(usize),
    BuddhistYear(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Decimals of seconds.
    Fraction(usize),
    /// `[h]`, `[m]`, `[s]`: all of them, with at least so many digits.
    Hours(usize),
    Minutes(usize),
    Seconds(usize),
    /// `AM/PM`, or `A/P`.
    HalfDay(bool),
}

/// What a section shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Class {
    /// The number as it is.
    #[default]
    General,
    Number,
    Percentage,
    Currency,
    /// A date, without a time of day.
    Date,
    DateTime,
    /// A time of day.
    Time,
    /// Hours, minutes or seconds that do not start again.
    Duration,
    Text,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Section {
    condition: Option<(Comparison, f64)>,
    tokens: Vec<Token>,
    class: Class,
    /// The currency's code, where the section says it.
    currency: Option<String>,
    language: names::Language,
    separators: separators::Separators,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    Unequal,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    fn holds(self, value: f64, limit: f64) -> bool {
        match self {
            Comparison::Less => value < limit,
            Comparison::LessOrEqual => value <= limit,
            Comparison::Equal => value == limit,
            Comparison::Unequal => value != limit,
            Comparison::Greater => value > limit,
            Comparison::GreaterOrEqual => value >= limit,
        }
    }
}

/// A number format.
#[derive(Clone, Debug, Default, PartialEq)]
struct Code {
    /// The sections for numbers, at least one.
    sections: Vec<Section>,
    /// The section for text.
    text: Option<Section>,
}

impl Code {
    /// Parses a code. Anything is one.
    fn new(code: &str) -> Code {
        let code = if code.trim().is_empty() { "General" } else { code };
        parse::code(code)
    }

    /// What the format is about, by its first section.
    fn class(&self) -> Class {
        match &self.sections[..] {
            [] => Class::General,
            [only] => only.class,
            // Only the numbers of the first section show as they are.
            [first, ..] if first.class == Class::General => Class::Number,
            [first, ..] => first.class,
        }
    }

    /// The currency's code, where the format says it.
    fn currency(&self) -> Option<&str> {
        self.sections.iter().find_map(|section| section.currency.as_deref())
    }

    /// Whether it shows `true` or `false`, as LibreOffice stores booleans of a format of its own.
    fn shows_text_as_it_is(&self) -> bool {
        self.text.as_ref().is_none_or(|section| section.tokens == [Token::Text])
    }

    /// Appends what a text shows as.
    fn show_text(&self, text: &str, into: &mut String) {
        let Some(section) = &self.text else { return into.push_str(text) };
        for token in &section.tokens {
            match token {
                Token::Text | Token::General => into.push_str(text),
                Token::Literal(literal) => into.push_str(literal),
                _ => {}
            }
        }
    }

    /// Appends what a number shows as.
    fn show(&self, value: f64, epoch_1904: bool, into: &mut String) {
        let Some((section, own_sign)) = self.section(value) else { return general(value, into) };
        let shown = if own_sign { value.abs() } else { value };
        match section.class {
            Class::Date | Class::DateTime | Class::Time | Class::Duration => {
                date::show(section, shown, epoch_1904, into);
            }
            Class::Text | Class::General if section.tokens.is_empty() => general(value, into),
            _ => number::show(section, shown, into),
        }
    }

    /// The section for a number, and whether it shows the sign of negative ones by itself.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let [first, rest @ ..] = &self.sections[..] else { return None };
        let Some(second) = rest.first() else { return Some((first, false)) };
        let third = rest.get(1);
        let default = match third {
            // Two sections: zero belongs to the first; three: it has its own.
            None if second.condition.is_none() => (Comparison::GreaterOrEqual, 0.0),
            _ => (Comparison::Greater, 0.0),
        };
        let condition = first.condition.unwrap_or(default);
        let only_negative = |(comparison, limit): (Comparison, f64)| match comparison {
            Comparison::Less => limit <= 0.0,
            Comparison::LessOrEqual => limit < 0.0,
            _ => false,
        };
        if condition.0.holds(value, condition.1) {
            return Some((first, only_negative(condition)));
        }
        let Some(third) = third else {
            let rest_is_negative = matches!(condition, (Comparison::Greater | Comparison::GreaterOrEqual, limit) if limit <= 0.0);
            return Some((second, second.condition.map_or(rest_is_negative, only_negative)));
        };
        let condition = second.condition.unwrap_or((Comparison::Less, 0.0));
        if condition.0.holds(value, condition.1) {
            return Some((second, only_negative(condition)));
        }
        Some((third, false))
    }
}

#[cfg(test)]
mod tests;
