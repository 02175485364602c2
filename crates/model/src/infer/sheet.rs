//! How a spreadsheet may interpret an untyped text: as a date, duration, percentage or boolean.
//!
//! A text counts only if a value together with a number format shows exactly that text again. Ambiguous texts stay
//! text: `11:10` is a time of day on one page, and minutes and seconds on the next.

use super::is_plain_number;
use crate::Kind;

/// A typed value for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetValue {
    /// The kind: date, date-time, duration, percentage or boolean.
    pub kind: Kind,
    /// The value in the lexical form of ODF 1.3 part 3, section 18 (`2026-02-10`, `PT00H01M24.537S`, `0.125`).
    pub value: String,
}

/// The value that a spreadsheet may hold for a text other than a plain number, if there is one.
///
/// ```
/// use convert_model::{Kind, infer::sheet_value};
///
/// let time = sheet_value("1:24.537").expect("a duration");
/// assert_eq!((time.kind, time.value.as_str()), (Kind::Duration, "PT00H01M24.537S"));
/// assert_eq!(sheet_value("10 February 2026").expect("a date").value, "2026-02-10");
/// assert_eq!(sheet_value("11:10"), None);
/// ```
pub fn sheet_value(text: &str) -> Option<SheetValue> {
    // Every form starts with a digit (after a sign, for percentages) or is one of a few words.
    let found = |kind, value| Some(SheetValue { kind, value });
    match text.as_bytes() {
        b"TRUE" => return found(Kind::Boolean, "true".into()),
        b"FALSE" => return found(Kind::Boolean, "false".into()),
        [.., b'%'] => return found(Kind::Percentage, percentage(text)?),
        [] => return None,
        bytes if bytes.len() > 40 => return None,
        _ => {}
    }
    if let Some(value) = duration(text) {
        return found(Kind::Duration, value);
    }
    if let Some(value) = date(text) {
        return found(Kind::Date, value);
    }
    found(Kind::DateTime, date_time(text)?)
}

/// `-2.5%` is the number -0.025, by moving the decimal point; no digits are computed.
fn percentage(text: &str) -> Option<String> {
    let number = text.strip_suffix('%')?;
    if !is_plain_number(number) {
        return None;
    }
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{whole:0>3}");
    let (units, hundredths) = padded.split_at(padded.len() - 2);
    Some(format!("{sign}{units}.{hundredths}{fraction}"))
}

/// `M:SS.f` and `H:MM:SS` with or without a fraction; never `M:SS` alone, which could be hours and minutes.
fn duration(text: &str) -> Option<String> {
    if !text.contains(':') {
        return None;
    }
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || digits.len() > 6 || !is_digits(digits)) {
        return None;
    }
    let (before, seconds) = clock.rsplit_once(':')?;
    let (hours, minutes) = match before.split_once(':') {
        None if fraction.is_some() => (None, before),
        Some((hours, minutes)) if minutes.len() == 2 => (Some(hours), minutes),
        _ => return None,
    };
    let leading = hours.unwrap_or(minutes);
    // One leading zero is part of a format (`01:02.5`); a longer run of digits with one is an identifier.
    let leads = is_digits(leading) && leading.len() <= 4 && (leading.len() <= 2 || !leading.starts_with('0'));
    if !leads || !is_sixtieth(seconds) || (hours.is_some() && !is_sixtieth(minutes)) {
        return None;
    }
    let point = if fraction.is_some() { "." } else { "" };
    let zero = |digits: &str| if digits.len() < 2 { "0" } else { "" };
    let (hours, fraction) = (hours.unwrap_or("00"), fraction.unwrap_or(""));
    Some(["PT", zero(hours), hours, "H", zero(minutes), minutes, "M", seconds, point, fraction, "S"].concat())
}

/// `2026-02-10`, `10 February 2026`, `February 10, 2026`.
fn date(text: &str) -> Option<String> {
    if let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] {
        let valid = month.len() == 2 && day.len() == 2;
        return if valid { iso_date(year, month.parse().ok()?, day) } else { None };
    }
    let words: Vec<&str> = text.split(' ').collect();
    let [first, second, year] = words[..] else { return None };
    let (day, month) = match second.strip_suffix(',') {
        Some(day) => (day, first),
        None => (first, second),
    };
    if day.starts_with('0') {
        return None;
    }
    let month = MONTHS.iter().position(|&name| name == month)? + 1;
    iso_date(year, month, day)
}

/// The months, as written on English pages.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date of the Gregorian calendar, from its first full year on.
fn iso_date(year: &str, month: usize, day: &str) -> Option<String> {
    if year.len() != 4 || !is_digits(year) || day.is_empty() || day.len() > 2 || !is_digits(day) {
        return None;
    }
    let (number, day): (u32, u32) = (year.parse().ok()?, day.parse().ok()?);
    let leap = number.is_multiple_of(4) && (!number.is_multiple_of(100) || number.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (number >= 1583 && (1..=days).contains(&day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// A date, then `T`, a space or a comma and a space, then `HH:MM` or `HH:MM:SS`.
fn date_time(text: &str) -> Option<String> {
    let (day, clock) = match text.rsplit_once(", ") {
        Some(parts) => parts,
        None => text.split_once('T').filter(|(day, _)| day.len() == 10).or_else(|| text.split_once(' '))?,
    };
    let written_out = day.contains(' ');
    if text.contains(", ") != written_out {
        return None;
    }
    let day = date(day)?;
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    let hours = hour.len() == 2 && is_digits(hour) && hour < "24";
    (hours && is_sixtieth(minute) && is_sixtieth(second)).then(|| format!("{day}T{hour}:{minute}:{second}"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_sixtieth(text: &str) -> bool {
    text.len() == 2 && is_digits(text) && text < "60"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(Kind, &str)>) {
        let found = sheet_value(text);
        assert_eq!(found.as_ref().map(|found| (found.kind, found.value.as_str())), expected, "{text}");
    }

    #[test]
    fn durations() {
        check("1:24.537", Some((Kind::Duration, "PT00H01M24.537S")));
        check("61:25.741", Some((Kind::Duration, "PT00H61M25.741S")));
        check("01:02:03", Some((Kind::Duration, "PT01H02M03S")));
        for text in
            ["11:10", "1:60.1", "1:2:3", "001:02:03", "1:24.", "a:24.5", "1:24.1234567", "10000:00:00"]
        {
            check(text, None);
        }
    }

    #[test]
    fn dates() {
        check("2026-02-10", Some((Kind::Date, "2026-02-10")));
        check("10 February 2026", Some((Kind::Date, "2026-02-10")));
        check("February 29, 2024", Some((Kind::Date, "2024-02-29")));
        check("10 February 2026, 11:10", Some((Kind::DateTime, "2026-02-10T11:10:00")));
        check("2026-02-12T21:58:00", Some((Kind::DateTime, "2026-02-12T21:58:00")));
        check("2026-02-12 21:58", Some((Kind::DateTime, "2026-02-12T21:58:00")));
        for text in
            ["29 February 2026", "2026-13-01", "2026-2-1", "10 and 12 February", "1500-01-01", "10 Feb 2026"]
        {
            check(text, None);
        }
    }

    #[test]
    fn percentages_move_the_point() {
        check("12.5%", Some((Kind::Percentage, "0.125")));
        check("-3%", Some((Kind::Percentage, "-0.03")));
        check("100%", Some((Kind::Percentage, "1.00")));
        check("%", None);
        check("1,5%", None);
    }
}
