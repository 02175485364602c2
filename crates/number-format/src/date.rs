//! Shows serial numbers as dates, times and durations.

use crate::decimal::general;
use crate::names::Length;
use crate::section::{Field, Section, Token};
use crate::serial::{DateSystem, Moment, moment};

const DAY: f64 = 86_400.0;

/// Appends a date, a time or a duration.
pub(crate) fn show(section: &Section, serial: f64, system: DateSystem, into: &mut String) {
    let has = |test: fn(&Field) -> bool| {
        section.tokens.iter().any(|token| matches!(token, Token::Date(field) if test(field)))
    };
    let decimals = section.tokens.iter().find_map(|token| match token {
        Token::Date(Field::Fraction(count)) => Some(*count),
        _ => None,
    });
    let decimals = decimals.unwrap_or(0).min(9) as u32;
    let elapsed = has(|field| matches!(field, Field::Hours(_) | Field::Minutes(_) | Field::Seconds(_)));
    let scale = 10_u64.pow(decimals);
    let Some((mut date, _)) =
        (if elapsed { moment(0.0, DateSystem::From1900) } else { moment(serial, system) })
    else {
        // A number outside the calendar is shown as a number rather than as `###`.
        return general(serial, into);
    };
    // Ticks are the smallest unit shown. Durations are rounded to them. Times of day are truncated, unless less than half
    // a millisecond is missing to the next tick.
    let magnitude = serial.abs();
    if magnitude > 1e12 {
        return general(serial, into);
    }
    let part = if elapsed { magnitude } else { serial - serial.floor() };
    let exact = part * DAY * scale as f64;
    let ticks = if elapsed && has(|field| matches!(field, Field::Second(_) | Field::Seconds(_))) {
        (exact + 1e-6).round() as u64
    } else {
        (exact + 5e-4 * scale as f64).floor().min((exact + 0.5).floor()) as u64
    };
    let mut seconds = ticks / scale;
    if !elapsed && seconds >= 86_400 {
        seconds -= 86_400;
        if let Some((next, _)) = moment(serial.floor() + 1.0, system) {
            date = next;
        }
    }
    if elapsed && serial < 0.0 && ticks > 0 {
        into.push('-');
    }
    let clock = Clock {
        half_day: has(|field| matches!(field, Field::HalfDay(_))),
        has_hours: has(|field| matches!(field, Field::Hours(_))),
        seconds,
        fraction: ticks % scale,
        decimals,
        elapsed,
    };
    for token in &section.tokens {
        match token {
            Token::Literal(text) => into.push_str(text),
            Token::Date(field) => clock.field(*field, &date, section, into),
            _ => {}
        }
    }
}

struct Clock {
    half_day: bool,
    has_hours: bool,
    seconds: u64,
    fraction: u64,
    decimals: u32,
    elapsed: bool,
}

impl Clock {
    fn field(&self, field: Field, date: &Moment, section: &Section, into: &mut String) {
        let padded = |number: u64, width: usize| format!("{number:0width$}", width = width.min(20));
        let language = section.language;
        let text = match field {
            Field::Year(count) if count <= 2 => padded(date.year.rem_euclid(100) as u64, 2),
            Field::Year(_) => padded(date.year.unsigned_abs(), 4),
            Field::BuddhistYear(count) => {
                let year = (date.year + 543).unsigned_abs();
                if count <= 2 { padded(year % 100, 2) } else { padded(year, 4) }
            }
            Field::Month(count @ 1..=2) => padded(u64::from(date.month), count),
            Field::Month(5) => {
                language.month(date.month as usize - 1, Length::Whole).chars().take(1).collect()
            }
            Field::Month(count) => language.month(date.month as usize - 1, Length::of(count)),
            Field::Day(count @ 1..=2) => padded(u64::from(date.day), count),
            Field::Day(count) => language.day(date.weekday, Length::of(count)),
            Field::Hours(count) => padded(self.seconds / 3600, count),
            Field::Minutes(count) => padded(self.seconds / 60, count),
            Field::Seconds(count) => padded(self.seconds, count),
            Field::Hour(count) => {
                let hours = self.seconds / 3600 % 24;
                let hours = if self.half_day { (hours + 11) % 12 + 1 } else { hours };
                padded(hours, count.min(2))
            }
            Field::Minute(count) => {
                let minutes = self.seconds / 60;
                padded(if self.elapsed && !self.has_hours { minutes } else { minutes % 60 }, count.min(2))
            }
            Field::Second(count) => padded(self.seconds % 60, count.min(2)),
            Field::Fraction(count) => {
                into.push(section.separators.decimal);
                let mut text = padded(self.fraction, self.decimals as usize);
                text.extend(std::iter::repeat_n('0', count.saturating_sub(self.decimals as usize).min(64)));
                text
            }
            Field::HalfDay(long) => {
                let afternoon = self.seconds / 3600 % 24 >= 12;
                match (long, afternoon) {
                    (true, false) => "AM",
                    (true, true) => "PM",
                    (false, false) => "A",
                    (false, true) => "P",
                }
                .to_owned()
            }
        };
        into.push_str(&text);
    }
}
