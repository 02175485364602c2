//! Number formats and stored values of Excel (ECMA-376 part 1, section 18.8.31).

use model::Kind;
use number_format::DateSystem;
use number_format::duration;
use number_format::serial::of_iso;
use sheets::{Day, Format, Sign};

/// The format code for a [`Format`].
///
/// Literal characters in dates are quoted or escaped; `[m]` counts minutes beyond an hour.
pub(crate) fn code(format: Format) -> String {
    match format {
        Format::Number(decimals) => format!("0{}", fraction(decimals)),
        Format::Percent(decimals) => format!("0{}%", fraction(decimals)),
        Format::Minutes { pad, decimals } => {
            format!("[{}]:ss{}", if pad { "mm" } else { "m" }, fraction(decimals))
        }
        Format::Seconds { decimals } => format!("s{}", fraction(decimals)),
        Format::Hours { pad, decimals } => {
            format!("[{}]:mm:ss{}", if pad { "hh" } else { "h" }, fraction(decimals))
        }
        Format::Clock { seconds } => clock(seconds).to_owned(),
        Format::Date(day) => format!("{}{}", locale(day), date(day)),
        Format::DateTime { day, sign, seconds } => {
            let sign = match sign {
                Sign::T => "\"T\"",
                Sign::Space => "\\ ",
                Sign::Comma => "\\,\\ ",
            };
            format!("{}{}{sign}{}", locale(day), date(day), clock(seconds))
        }
        Format::Upper => "General".to_owned(),
        Format::Lower => "\"true\";\"true\";\"false\"".to_owned(),
    }
}

fn fraction(decimals: u8) -> String {
    if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(usize::from(decimals))) }
}

fn clock(seconds: bool) -> &'static str {
    if seconds { "hh:mm:ss" } else { "hh:mm" }
}

/// The locale of a date: month names are in English, whatever the language of Excel.
fn locale(day: Day) -> &'static str {
    match day {
        Day::Digits => "",
        Day::Worded => "[$-809]",
        Day::American => "[$-409]",
    }
}

fn date(day: Day) -> &'static str {
    match day {
        Day::Digits => "yyyy\\-mm\\-dd",
        Day::Worded => "d\\ mmmm\\ yyyy",
        Day::American => "mmmm\\ d\\,\\ yyyy",
    }
}

/// The number that Excel stores for a value in the notation of ODF: days since 1899-12-30, or a fraction of a day.
///
/// `None` for dates before March 1900, which Excel counts differently because it believes in February 29, 1900.
pub(crate) fn serial(kind: Kind, text: &str) -> Option<String> {
    let number = match kind {
        Kind::Percentage => return Some(text.to_owned()),
        Kind::Boolean => return Some(if text == "true" { "1" } else { "0" }.to_owned()),
        Kind::Date | Kind::DateTime => of_iso(text, DateSystem::From1900).filter(|serial| *serial >= 61.0)?,
        _ => duration::seconds(text)? / 86_400.0,
    };
    Some(number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_in_excel() {
        // The expected numbers come from Excel's documentation and from LibreOffice.
        assert_eq!(serial(Kind::Date, "1900-03-01"), Some("61".to_owned()));
        assert_eq!(serial(Kind::Date, "1900-02-28"), None);
        assert_eq!(serial(Kind::Date, "2000-02-29"), Some("36585".to_owned()));
        assert_eq!(serial(Kind::Date, "2026-02-10"), Some("46063".to_owned()));
        assert_eq!(serial(Kind::DateTime, "2026-02-10T12:00:00").as_deref(), Some("46063.5"));
        assert_eq!(serial(Kind::Duration, "PT36H00M00S").as_deref(), Some("1.5"));
    }

    #[test]
    fn codes() {
        assert_eq!(code(Format::Minutes { pad: false, decimals: 3 }), "[m]:ss.000");
        assert_eq!(code(Format::Number(0)), "0");
        assert_eq!(code(Format::Date(Day::American)), "[$-409]mmmm\\ d\\,\\ yyyy");
    }
}
