//! One cell: from what is stored to what it shows and means.

use crate::number_format::Class;
use crate::styles::Style;
use model::Kind;
use workbook::Carrier;
use workbook::decimal::{general, general_text};
use workbook::read::kept_value;
use workbook::serial::{self, duration, moment};
use workbook::value::is_seconds;

/// What a number turns out to be; its text is where it was asked to be put.
pub(crate) struct Meaning {
    pub(crate) kind: Kind,
    pub(crate) value: Option<String>,
}

impl Meaning {
    fn plain(kind: Kind) -> Meaning {
        Meaning { kind, value: None }
    }
}

/// What a number as stored shows in a style, and what it means. None where it is no number.
pub(crate) fn number(stored: &str, style: &Style, epoch_1904: bool, shown: &mut String) -> Option<Meaning> {
    let stored = stored.trim();
    let plain = general_text(stored);
    if plain {
        match (style.class, style.fixed) {
            (Class::General, _) => {
                shown.push_str(stored);
                return Some(Meaning::plain(Kind::Number));
            }
            (_, Some(decimals)) if pad(stored, decimals, shown) => return Some(Meaning::plain(Kind::Number)),
            _ => {}
        }
    }
    let value: f64 = stored.parse().ok().filter(|value: &f64| value.is_finite())?;
    if style.class == Class::General {
        general(value, shown);
        // Of a fraction only fifteen digits count; a longer whole number has every digit.
        let whole = shown.contains('E') && stored.bytes().all(|byte| byte.is_ascii_digit());
        return Some(Meaning { kind: Kind::Number, value: whole.then(|| stored.to_owned()) });
    }
    style.code.show(value, epoch_1904, shown);
    Some(meaning(value, stored, plain, style, epoch_1904, shown))
}

fn meaning(value: f64, stored: &str, plain: bool, style: &Style, epoch_1904: bool, shown: &str) -> Meaning {
    let (kind, held) = match style.class {
        Class::Date | Class::DateTime => match moment(value, epoch_1904) {
            Some((_, true)) => return Meaning::plain(Kind::Text),
            Some((moment, false)) => moment.instant(style.class == Class::DateTime),
            None => (Kind::Number, digits(value, stored, plain)),
        },
        Class::Time | Class::Duration if value.abs() < 1e9 => {
            let held = duration(value);
            if style.carrier == Carrier::Seconds && is_seconds(shown, &held) {
                return Meaning::plain(Kind::Untyped);
            }
            (if style.class == Class::Time { Kind::Time } else { Kind::Duration }, held)
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
    if kind == Kind::Number && matches!((shown, stored), ("true", "1") | ("false", "0")) {
        return Meaning::plain(Kind::Boolean);
    }
    Meaning { kind, value: kept_value(kind, shown, held, style.code.currency()) }
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

/// What a boolean shows.
pub(crate) fn boolean(stored: &str, style: &Style, shown: &mut String) {
    let on = matches!(stored.trim(), "1" | "true" | "TRUE" | "True");
    if style.class != Class::General {
        style.code.show(f64::from(u8::from(on)), false, shown);
        if shown.as_str() == if on { "true" } else { "false" } {
            return;
        }
        shown.clear();
    }
    shown.push_str(if on { "TRUE" } else { "FALSE" });
}

/// What a date in ISO 8601 shows in a style, and what it means. None where it is no date.
pub(crate) fn date(stored: &str, style: &Style, epoch_1904: bool, shown: &mut String) -> Option<Meaning> {
    let serial = serial::of_iso(stored, epoch_1904)?;
    if matches!(style.class, Class::Date | Class::DateTime | Class::Time | Class::Duration) {
        return number(&serial.to_string(), style, epoch_1904, shown);
    }
    shown.push_str(stored);
    Some(match (stored.contains('-'), stored.contains('T')) {
        (true, true) => Meaning::plain(Kind::DateTime),
        (true, false) => Meaning::plain(Kind::Date),
        (false, _) => Meaning { kind: Kind::Time, value: Some(duration(serial)) },
    })
}
