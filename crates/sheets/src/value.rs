//! Values in the lexical forms of ODF 1.3 part 3, section 18: whether the text shown implies the value.

use model::{Kind, infer};
use number_format::duration::seconds;

/// Whether the text shown implies the value, which then need not be kept in addition.
///
/// ```
/// use convert_sheets::value::implies;
/// use model::Kind;
/// assert!(implies("41.400", Kind::Number, "41.4"));
/// assert!(implies("61:25.741", Kind::Duration, "PT01H01M25.741S"));
/// assert!(!implies("01:24.54", Kind::Duration, "PT00H01M24.537S"));
/// assert!(!implies("1,234.50", Kind::Number, "1234.5"));
/// ```
pub fn implies(text: &str, kind: Kind, value: &str) -> bool {
    match kind {
        Kind::Number => infer::is_json_number(text) && same_number(text, value),
        Kind::Boolean => text.eq_ignore_ascii_case(value),
        Kind::Percentage | Kind::Duration | Kind::Date | Kind::DateTime => {
            let Some(found) = infer::sheet_value(text).filter(|found| found.kind == kind) else {
                return false;
            };
            match kind {
                _ if found.value == value => true,
                Kind::Percentage => same_number(&found.value, value),
                Kind::Duration => match (seconds(&found.value), seconds(value)) {
                    (Some(shown), Some(held)) => (shown - held).abs() < 5e-7,
                    _ => false,
                },
                _ => same_instant(&found.value, value),
            }
        }
        _ => text == value,
    }
}

/// Whether two decimals are the same number, regardless of leading and trailing zeros.
fn same_number(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (canonical(a), canonical(b)) {
        (Some(a), Some(b)) => a == b,
        _ => match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => a == b,
            _ => false,
        },
    }
}

fn canonical(text: &str) -> Option<(bool, &str, &str)> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    Some((negative && !(whole.is_empty() && fraction.is_empty()), whole, fraction))
}

/// Whether two dates are the same instant: LibreOffice writes them with or without a time, and times with more or fewer
/// digits.
fn same_instant(a: &str, b: &str) -> bool {
    fn parts(text: &str) -> Option<(&str, f64)> {
        let (day, clock) = text.split_once('T').unwrap_or((text, "00:00:00"));
        let clock = clock.trim_end_matches('Z');
        let mut fields = clock.split(':').map(str::parse::<f64>);
        let mut next = || fields.next().unwrap_or(Ok(0.0)).ok();
        Some((day, next()? * 3600.0 + next()? * 60.0 + next()?))
    }
    match (parts(a), parts(b)) {
        (Some((day, shown)), Some((other, held))) => day == other && (shown - held).abs() < 5e-4,
        _ => false,
    }
}

/// Whether a plain number is the seconds of a duration.
pub fn is_seconds(shown: &str, value: &str) -> bool {
    infer::is_plain_number(shown)
        && matches!((shown.parse::<f64>(), seconds(value)), (Ok(shown), Some(held)) if (shown - held).abs() < 5e-7)
}

/// The text of a duration in a column of seconds, if it is a minute or longer: the format of the column shows only the
/// seconds of it. Somebody typed it there; the text has the decimals that the cell shows.
///
/// ```
/// use convert_sheets::value::beyond_seconds;
/// assert_eq!(beyond_seconds("5.300", "PT1M5.3S").as_deref(), Some("1:05.300"));
/// assert_eq!(beyond_seconds("0.5", "PT26H0M0.5S").as_deref(), Some("26:00:00.5"));
/// assert_eq!(beyond_seconds("59.872", "PT59.872S"), None);
/// ```
pub fn beyond_seconds(shown: &str, value: &str) -> Option<String> {
    let total = seconds(value).filter(|total| total.abs() >= 60.0)?;
    let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len().min(9));
    let unit = 10_u64.pow(decimals as u32);
    let units = (total.abs() * unit as f64).round() as u64;
    let (whole, fraction) = (units / unit, units % unit);
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    let mut text = if total < 0.0 { "-".to_owned() } else { String::new() };
    text += &match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    };
    if decimals > 0 {
        text += &format!(".{fraction:0decimals$}");
    }
    Some(text)
}

/// What a sheet would show for a value that does not come with a text.
///
/// ```
/// use convert_sheets::value::shown;
/// use model::Kind;
/// assert_eq!(shown(Kind::Duration, "PT26H0M0S"), "26:00:00");
/// assert_eq!(shown(Kind::Percentage, "0.125"), "12.5%");
/// assert_eq!(shown(Kind::Boolean, "true"), "TRUE");
/// ```
pub fn shown(kind: Kind, value: &str) -> String {
    match kind {
        Kind::Boolean => value.to_ascii_uppercase(),
        Kind::Duration | Kind::Time => match seconds(value) {
            Some(total) => clock(total),
            None => value.to_owned(),
        },
        Kind::Percentage => match value.parse::<f64>() {
            Ok(number) if number.is_finite() => format!("{}%", (number * 1e13).round() / 1e11),
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

fn clock(total: f64) -> String {
    let sign = if total < 0.0 { "-" } else { "" };
    let micros = (total.abs() * 1e6).round() as u64;
    let (whole, fraction) = (micros / 1_000_000, micros % 1_000_000);
    let mut text = format!("{sign}{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    if fraction > 0 {
        text.push_str(format!(".{fraction:06}").trim_end_matches('0'));
    }
    text
}
