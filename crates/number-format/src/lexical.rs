//! The lexical forms of values (ODF 1.3 part 3, section 18.3): whether a text is a valid value of a type.

/// Whether a text is a `double`.
pub fn is_number(text: &str) -> bool {
    let text = text.trim();
    is_decimal(text) || text.parse::<f64>().is_ok()
}

/// Whether a text is digits with at most one point, as most numbers are.
fn is_decimal(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && (digits == text.len() || digits + 1 == text.len() && text.contains('.'))
}

/// Whether a text is a `boolean`. Programs also write `1`, `0` and capitals.
pub fn is_boolean(text: &str) -> bool {
    let text = text.trim();
    ["true", "false", "1", "0"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a text is a `dateOrDateTime` that exists in the calendar.
///
/// ```
/// use convert_number_format::lexical::is_date;
/// assert!(is_date("2024-02-29") && is_date("2026-02-10T11:10:00.5Z") && is_date("-0044-03-15"));
/// assert!(!is_date("2026-02-29") && !is_date("2020-13-45") && !is_date("10 May") && !is_date("2026-02-10T25:00:00"));
/// ```
pub fn is_date(text: &str) -> bool {
    let text = text.trim();
    let (day, clock) = text.split_once('T').map_or((text, None), |(day, clock)| (day, Some(clock)));
    // A time zone may also follow a date without a time.
    let day = day.strip_suffix('Z').unwrap_or(day);
    is_day(day) && clock.is_none_or(is_clock)
}

fn is_day(text: &str) -> bool {
    let mut parts = text.strip_prefix('-').unwrap_or(text).split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(month), Some(day)) = (two_digits(month), two_digits(day)) else { return false };
    if year.len() < 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // The Gregorian calendar repeats every 400 years.
    let cycle = year.bytes().fold(0, |sum, digit| (sum * 10 + u32::from(digit - b'0')) % 400);
    let leap = cycle % 4 == 0 && (cycle % 100 != 0 || cycle == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn is_clock(text: &str) -> bool {
    let zone = text.find(['Z', '+', '-']);
    let (text, zone) = text.split_at(zone.unwrap_or(text.len()));
    let mut parts = text.split(':');
    let (Some(hours), Some(minutes), seconds, None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (seconds, fraction) =
        seconds.unwrap_or("00").split_once('.').unwrap_or((seconds.unwrap_or("00"), "0"));
    let below = |part: &str, limit: u32| two_digits(part).is_some_and(|number| number < limit);
    below(hours, 25)
        && below(minutes, 60)
        && below(seconds, 61)
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(zone.as_bytes(), [] | [b'Z'] | [b'+' | b'-', _, _, b':', _, _])
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Whether a text is a `duration`.
///
/// ```
/// use convert_number_format::lexical::is_duration;
/// assert!(is_duration("PT01H24M05.5S") && is_duration("-P1Y2M3DT4H") && is_duration("PT0S"));
/// assert!(!is_duration("P") && !is_duration("01:24") && !is_duration("PT1S2M") && !is_duration("P1DT"));
/// ```
pub fn is_duration(text: &str) -> bool {
    let text = text.trim();
    let Some(rest) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else { return false };
    let (days, clock) = rest.split_once('T').map_or((rest, None), |(days, clock)| (days, Some(clock)));
    let fields = |mut text: &str, units: &str| {
        let mut units = units.chars();
        while !text.is_empty() {
            let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
            let (number, unit) = text.split_at(end);
            let Some(unit) = unit.chars().next() else { return false };
            if !is_decimal(number) || !units.any(|next| next == unit) {
                return false;
            }
            text = &text[end + unit.len_utf8()..];
        }
        true
    };
    !rest.is_empty()
        && clock != Some("")
        && fields(days, "YMD")
        && clock.is_none_or(|clock| fields(clock, "HMS"))
}
