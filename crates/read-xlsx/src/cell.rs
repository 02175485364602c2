//! One cell: from what is stored to what it shows and means.

use crate::number_format::{Class, Moment, general, general_text, moment};
use crate::styles::Style;
use model::Kind;
use workbook::read::kept_value;
use workbook::value;

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
        return Some(Meaning::plain(Kind::Number));
    }
    style.code.show(value, epoch_1904, shown);
    Some(meaning(value, stored, plain, style, epoch_1904, shown))
}

fn meaning(
    value: f64,
    stored: &str,
    plain: bool,
    style: &Style,
    epoch_1904: bool,
    shown: &mut String,
) -> Meaning {
    let (kind, held) = match style.class {
        Class::Date | Class::DateTime => match moment(value, epoch_1904) {
            Some((_, true)) => return Meaning::plain(Kind::Text),
            Some((moment, false)) => instant(moment, style.class == Class::DateTime),
            None => (Kind::Number, digits(value, stored, plain)),
        },
        Class::Time | Class::Duration if value.abs() < 1e9 => {
            let kind = if style.class == Class::Time { Kind::Time } else { Kind::Duration };
            (kind, duration(value))
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
        return Meaning::plain(Kind::Boolean);
    }
    if shown.trim().is_empty() {
        shown.clear();
        shown.push_str(&value::shown(kind, &held));
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

fn instant(moment: Moment, with_clock: bool) -> (Kind, String) {
    let Moment { year, month, day, clock, .. } = moment;
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if !with_clock && clock == 0 {
        return (Kind::Date, text);
    }
    let (seconds, millis) = (clock / 1000, clock % 1000);
    text.push_str(&format!("T{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    if millis > 0 {
        text.push_str(format!(".{millis:03}").trim_end_matches('0'));
    }
    (Kind::DateTime, text)
}

/// A length of time in days as `PT…`.
fn duration(days: f64) -> String {
    let micros = (days.abs() * 86_400e6).round() as u64;
    let (seconds, micros) = (micros / 1_000_000, micros % 1_000_000);
    let sign = if days < 0.0 && (seconds > 0 || micros > 0) { "-" } else { "" };
    let mut text = format!("{sign}PT{:02}H{:02}M{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if micros > 0 {
        text.push_str(format!(".{micros:06}").trim_end_matches('0'));
    }
    text.push('S');
    text
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
    let serial = serial(stored, epoch_1904)?;
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

/// The serial number of a date, a date with a time, or a time, in ISO 8601.
fn serial(text: &str, epoch_1904: bool) -> Option<f64> {
    let text = text.trim().trim_end_matches('Z');
    let (day, clock) = match text.split_once(['T', ' ']) {
        Some((day, clock)) => (Some(day), Some(clock)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let mut total = 0.0;
    if let Some(day) = day {
        if !workbook::lexical::is_date(day) {
            return None;
        }
        let mut parts = day.splitn(3, '-').map(str::parse::<i64>);
        let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        // Days since 1970-01-01, months counted from March.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + day - 1;
        let unix = days - 719_468;
        let serial = if epoch_1904 { unix + 24_107 } else { unix + 25_569 };
        total += if !epoch_1904 && (1..=60).contains(&serial) { serial - 1 } else { serial } as f64;
    }
    if let Some(clock) = clock {
        let mut seconds = 0.0;
        let mut weight = 3600.0;
        for part in clock.splitn(3, ':') {
            seconds += part.parse::<f64>().ok().filter(|number| (0.0..100.0).contains(number))? * weight;
            weight /= 60.0;
        }
        total += seconds / 86_400.0;
    }
    Some(total)
}
