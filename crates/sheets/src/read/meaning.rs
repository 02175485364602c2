//! What a number means: its text, kind and value, derived from what is stored and the number format.

use super::kept_value;
use crate::CellStyle;
use crate::value::{beyond_seconds, is_seconds};
use model::Kind;
use number_format::decimal::{general, general_text};
use number_format::duration;
use number_format::serial::{self, ClockShown, moment};
use number_format::{Class, DateSystem, NumberFormat};

/// The kind and value of a number; its text is appended to a buffer of the caller's.
pub struct Meaning {
    /// Its kind.
    pub kind: Kind,
    /// Its value, if the text does not imply it.
    pub value: Option<String>,
}

impl Meaning {
    fn plain(kind: Kind) -> Meaning {
        Meaning { kind, value: None }
    }

    /// Appends what a stored number shows to `shown`, and returns what it means; `None` if it is not a number.
    pub fn of_number(
        stored: &str,
        (format, style): (&NumberFormat, CellStyle),
        system: DateSystem,
        shown: &mut String,
    ) -> Option<Meaning> {
        let stored = stored.trim();
        if format.show_digits(stored, shown) {
            return Some(Meaning::plain(Kind::Number));
        }
        let value: f64 = stored.parse().ok().filter(|value: &f64| value.is_finite())?;
        format.show_into(value, system, shown);
        let (kind, held) = match format.class() {
            Class::General => {
                // Only fifteen digits of a fraction are significant; a longer whole number keeps all of its digits.
                let whole = shown.contains('E') && stored.bytes().all(|byte| byte.is_ascii_digit());
                return Some(Meaning { kind: Kind::Number, value: whole.then(|| stored.to_owned()) });
            }
            class @ (Class::Date | Class::DateTime) => match moment(value, system) {
                Some((_, true)) => return Some(Meaning::plain(Kind::Text)),
                Some((moment, false)) => {
                    let with_clock = class == Class::DateTime;
                    let held =
                        moment.iso(if with_clock { ClockShown::Always } else { ClockShown::UnlessMidnight });
                    (if held.contains('T') { Kind::DateTime } else { Kind::Date }, held)
                }
                None => (Kind::Number, digits(value, stored)),
            },
            class @ (Class::Time | Class::Duration) if value.abs() < 1e9 => {
                let held = duration::of_days(value);
                if style == CellStyle::Seconds && is_seconds(shown, &held) {
                    return Some(Meaning::plain(Kind::Untyped));
                }
                if let Some(text) = beyond_seconds(shown, &held).filter(|_| style == CellStyle::Seconds) {
                    *shown = text;
                    return Some(Meaning::plain(Kind::Untyped));
                }
                (if class == Class::Time { Kind::Time } else { Kind::Duration }, held)
            }
            Class::Percentage => (Kind::Percentage, digits(value, stored)),
            Class::Currency => (Kind::Currency, digits(value, stored)),
            _ => (Kind::Number, digits(value, stored)),
        };
        // A boolean whose format shows it in lower case may be stored as a number.
        if kind == Kind::Number && matches!((shown.as_str(), stored), ("true", "1") | ("false", "0")) {
            return Some(Meaning::plain(Kind::Boolean));
        }
        Some(Meaning { kind, value: kept_value(kind, shown, held, format.currency()) })
    }

    /// Appends what a date in ISO 8601 shows to `shown`, and returns what it means; `None` if it is not a date.
    pub fn of_date(
        stored: &str,
        (format, style): (&NumberFormat, CellStyle),
        system: DateSystem,
        shown: &mut String,
    ) -> Option<Meaning> {
        let serial = serial::of_iso(stored, system)?;
        if matches!(format.class(), Class::Date | Class::DateTime | Class::Time | Class::Duration) {
            return Meaning::of_number(&serial.to_string(), (format, style), system, shown);
        }
        shown.push_str(stored);
        Some(match (stored.contains('-'), stored.contains('T')) {
            (true, true) => Meaning::plain(Kind::DateTime),
            (true, false) => Meaning::plain(Kind::Date),
            (false, _) => Meaning { kind: Kind::Time, value: Some(duration::of_days(serial)) },
        })
    }
}

/// The significant digits of a number.
fn digits(value: f64, stored: &str) -> String {
    if general_text(stored) {
        return stored.to_owned();
    }
    let mut text = String::new();
    general(value, &mut text);
    text
}
