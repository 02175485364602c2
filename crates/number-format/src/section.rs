//! The parts of a number format code.

use crate::names::Language;
use crate::separators::Separators;

/// A token of a section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(u8),
    Point,
    /// A comma between digits or after the last one.
    Comma,
    Percent,
    /// `E+` or `E-`: whether a plus is shown.
    Exponent(bool),
    /// The slash of a fraction.
    Slash,
    /// `@`
    Text,
    /// The word `General`.
    General,
    Date(Field),
}

/// A field of a date or time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Field {
    Year(usize),
    BuddhistYear(usize),
    Month(usize),
    Day(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    /// Decimals of seconds.
    Fraction(usize),
    /// `[h]`, `[m]`, `[s]`: all elapsed hours, minutes or seconds, with at least this many digits.
    Hours(usize),
    Minutes(usize),
    Seconds(usize),
    /// `AM/PM`, or `A/P`.
    HalfDay(bool),
}

/// The kind of value that a format shows, by its first section.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Class {
    /// The number as it is.
    #[default]
    General,
    /// A number.
    Number,
    /// A number as a percentage.
    Percentage,
    /// A number with a currency symbol.
    Currency,
    /// A date, without a time of day.
    Date,
    /// A date and a time of day.
    DateTime,
    /// A time of day.
    Time,
    /// Elapsed hours, minutes or seconds.
    Duration,
    /// A text.
    Text,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Section {
    pub(crate) condition: Option<(Comparison, f64)>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) class: Class,
    /// The currency's code, if the section names one.
    pub(crate) currency: Option<String>,
    pub(crate) language: Language,
    pub(crate) separators: Separators,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    Unequal,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub(crate) fn holds(self, value: f64, limit: f64) -> bool {
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

/// The sections of a number format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Code {
    /// The sections for numbers, at least one.
    pub(crate) sections: Vec<Section>,
    /// The section for text.
    pub(crate) text: Option<Section>,
}
