//! One cell: from what is stored to what it shows and means.

use super::{Class, Code};
use crate::Carrier;
use crate::decimal::{general, general_text};
use crate::read::kept_value;
use crate::serial::{self, duration, moment};
use crate::value::is_seconds;
use model::Kind;

/// The most decimals of a format that is shown without rendering it.
const MOST_DECIMALS: usize = 15;

/// A number format: what it shows of a value, and what it makes of it.
#[derive(Debug, Default)]
pub struct NumberFormat {
    code: Code,
    class: Class,
    /// `0`, `0.0`, `0.00`, …: so many decimals and nothing else.
    fixed: Option<usize>,
}

/// What a number turns out to be; its text is where it was asked to be put.
pub struct Meaning {
    /// Its kind.
    pub kind: Kind,
    /// Its value, where the text does not say it.
    pub value: Option<String>,
}

impl Meaning {
    fn plain(kind: Kind) -> Meaning {
        Meaning { kind, value: None }
    }
}

impl NumberFormat {
    /// The format that a code describes.
    pub fn new(code: &str) -> NumberFormat {
        let fixed = match code.split_once('.') {
            Some(("0", decimals)) if !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0') => {
                Some(decimals.len())
            }
            None if code == "0" => Some(0),
            _ => None,
        };
        let code = Code::new(code);
        NumberFormat { class: code.class(), code, fixed: fixed.filter(|&decimals| decimals <= MOST_DECIMALS) }
    }

    /// What a number as stored shows, and what it means. None where it is no number.
    pub fn number(
        &self,
        stored: &str,
        carrier: Carrier,
        epoch_1904: bool,
        shown: &mut String,
    ) -> Option<Meaning> {
        let stored = stored.trim();
        let plain = general_text(stored);
        if plain {
            match (self.class, self.fixed) {
                (Class::General, _) => {
                    shown.push_str(stored);
                    return Some(Meaning::plain(Kind::Number));
                }
                (_, Some(decimals)) if pad(stored, decimals, shown) => {
                    return Some(Meaning::plain(Kind::Number));
                }
                _ => {}
            }
        }
        let value: f64 = stored.parse().ok().filter(|value: &f64| value.is_finite())?;
        if self.class == Class::General {
            general(value, shown);
            // Of a fraction only fifteen digits count; a longer whole number has every digit.
            let whole = shown.contains('E') && stored.bytes().all(|byte| byte.is_ascii_digit());
            return Some(Meaning { kind: Kind::Number, value: whole.then(|| stored.to_owned()) });
        }
        self.code.show(value, epoch_1904, shown);
        let (kind, held) = match self.class {
            Class::Date | Class::DateTime => match moment(value, epoch_1904) {
                Some((_, true)) => return Some(Meaning::plain(Kind::Text)),
                Some((moment, false)) => moment.instant(self.class == Class::DateTime),
                None => (Kind::Number, digits(value, stored, plain)),
            },
            Class::Time | Class::Duration if value.abs() < 1e9 => {
                let held = duration(value);
                if carrier == Carrier::Seconds && is_seconds(shown, &held) {
                    return Some(Meaning::plain(Kind::Untyped));
                }
                (if self.class == Class::Time { Kind::Time } else { Kind::Duration }, held)
            }
            class => {
                let kind = match class {
                    Class::Percentage => Kind::Percentage,
                    Class::Currency => Kind::Currency,
                    _ => Kind::Number,
                };
                (kind, digits(value, stored, plain))
            }
        };
        // A boolean whose format shows it in lower case may be stored as a number.
        if kind == Kind::Number && matches!((shown.as_str(), stored), ("true", "1") | ("false", "0")) {
            return Some(Meaning::plain(Kind::Boolean));
        }
        Some(Meaning { kind, value: kept_value(kind, shown, held, self.code.currency()) })
    }

    /// What a boolean shows.
    pub fn boolean(&self, on: bool, shown: &mut String) {
        if self.class != Class::General {
            self.code.show(f64::from(u8::from(on)), false, shown);
            if shown.as_str() == if on { "true" } else { "false" } {
                return;
            }
            shown.clear();
        }
        shown.push_str(if on { "TRUE" } else { "FALSE" });
    }

    /// What a date in ISO 8601 shows, and what it means. None where it is no date.
    pub fn date(
        &self,
        stored: &str,
        carrier: Carrier,
        epoch_1904: bool,
        shown: &mut String,
    ) -> Option<Meaning> {
        let serial = serial::of_iso(stored, epoch_1904)?;
        if matches!(self.class, Class::Date | Class::DateTime | Class::Time | Class::Duration) {
            return self.number(&serial.to_string(), carrier, epoch_1904, shown);
        }
        shown.push_str(stored);
        Some(match (stored.contains('-'), stored.contains('T')) {
            (true, true) => Meaning::plain(Kind::DateTime),
            (true, false) => Meaning::plain(Kind::Date),
            (false, _) => Meaning { kind: Kind::Time, value: Some(duration(serial)) },
        })
    }

    /// What a text shows, where it does not show itself.
    pub fn text(&self, text: &str, shown: &mut String) -> bool {
        let dressed = !text.is_empty() && !self.code.shows_text_as_it_is();
        if dressed {
            self.code.show_text(text, shown);
        }
        dressed
    }
}

/// The digits of a number, as many as count.
fn digits(value: f64, stored: &str, plain: bool) -> String {
    if plain {
        return stored.to_owned();
    }
    let mut text = String::new();
    general(value, &mut text);
    text
}

/// Appends a number with so many decimals, where it has no more.
fn pad(stored: &str, decimals: usize, shown: &mut String) -> bool {
    let fraction = stored.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if fraction > decimals {
        return false;
    }
    shown.push_str(stored);
    if fraction == 0 && decimals > 0 {
        shown.push('.');
    }
    shown.extend(std::iter::repeat_n('0', decimals - fraction));
    true
}
