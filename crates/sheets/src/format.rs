//! Number formats that show a value exactly as the source wrote it.

use model::{Kind, infer};

/// A number format. There are few, and each has an [index](Format::index), so a writer can keep track of those it used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A number with this many decimals.
    Number(u8),
    /// A percentage with this many decimals.
    Percent(u8),
    /// `M:SS.f`.
    Minutes {
        /// Whether minutes have at least two digits.
        pad: bool,
        /// Decimals of seconds.
        decimals: u8,
    },
    /// `H:MM:SS`, with or without decimals.
    Hours {
        /// Whether hours have at least two digits.
        pad: bool,
        /// Decimals of seconds.
        decimals: u8,
    },
    /// Fewer than 60 seconds, `59.872`. Longer durations do not have such a format: LibreOffice rejects `[SS].000`.
    Seconds {
        /// Decimals.
        decimals: u8,
    },
    /// A time of day, `HH:MM` or `HH:MM:SS`.
    Clock {
        /// Whether seconds are shown.
        seconds: bool,
    },
    /// A date.
    Date(Day),
    /// A date and a time of day.
    DateTime {
        /// The date.
        day: Day,
        /// What separates the date from the time.
        sign: Sign,
        /// Whether seconds are shown.
        seconds: bool,
    },
    /// `TRUE` and `FALSE`.
    Upper,
    /// `true` and `false`.
    Lower,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Day {
    /// `2026-02-10`
    Digits,
    /// `10 February 2026`
    Worded,
    /// `February 10, 2026`
    American,
}

/// What separates a date from a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `T`
    T,
    /// A space.
    Space,
    /// A comma and a space.
    Comma,
}

/// The most decimals of a number: the number of digits that a double keeps.
const MAX_DECIMALS: usize = 15;

impl Format {
    /// The number of formats.
    pub const COUNT: usize = 77;

    /// Every format, in the order of the indices.
    pub fn all() -> impl Iterator<Item = Format> {
        let days = [Day::Digits, Day::Worded, Day::American];
        let numbers = (0..=15).map(Format::Number).chain((0..=13).map(Format::Percent));
        let pads = [false, true];
        let minutes =
            pads.into_iter().flat_map(|pad| (1..=6).map(move |decimals| Format::Minutes { pad, decimals }));
        let hours =
            pads.into_iter().flat_map(|pad| (0..=6).map(move |decimals| Format::Hours { pad, decimals }));
        let clocks = pads.into_iter().map(|seconds| Format::Clock { seconds });
        let signs = [
            (Day::Digits, Sign::T),
            (Day::Digits, Sign::Space),
            (Day::Worded, Sign::Comma),
            (Day::American, Sign::Comma),
        ];
        let times = signs
            .into_iter()
            .flat_map(move |(day, sign)| pads.map(|seconds| Format::DateTime { day, sign, seconds }));
        let dates = days.into_iter().map(Format::Date);
        numbers
            .chain(minutes)
            .chain(hours)
            .chain(clocks)
            .chain(dates)
            .chain(times)
            .chain([Format::Upper, Format::Lower])
            .chain((1..=6).map(|decimals| Format::Seconds { decimals }))
    }

    /// Its position in [`Format::all`].
    pub fn index(self) -> usize {
        let pad = usize::from;
        match self {
            Format::Number(decimals) => usize::from(decimals),
            Format::Percent(decimals) => 16 + usize::from(decimals),
            Format::Minutes { pad: long, decimals } => 30 + 6 * pad(long) + usize::from(decimals) - 1,
            Format::Hours { pad: long, decimals } => 42 + 7 * pad(long) + usize::from(decimals),
            Format::Clock { seconds } => 56 + pad(seconds),
            Format::Date(day) => 58 + day as usize,
            Format::DateTime { day: Day::Digits, sign, seconds } => {
                61 + 2 * usize::from(sign == Sign::Space) + pad(seconds)
            }
            Format::DateTime { day, seconds, .. } => {
                65 + 2 * usize::from(day == Day::American) + pad(seconds)
            }
            Format::Upper => 69,
            Format::Lower => 70,
            Format::Seconds { decimals } => 71 + usize::from(decimals) - 1,
        }
    }

    /// The format that shows a number's text exactly.
    pub fn of_number(text: &str) -> Option<Format> {
        let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        (infer::is_plain_number(text) && decimals <= MAX_DECIMALS).then_some(Format::Number(decimals as u8))
    }

    /// The format that shows a duration as the number of seconds in a text.
    ///
    /// ```
    /// use convert_sheets::Format;
    /// assert_eq!(Format::of_seconds("59.872"), Some(Format::Seconds { decimals: 3 }));
    /// assert!(["60", "61.25", "-0.5", "09.87", "1.2345678"].iter().all(|text| Format::of_seconds(text).is_none()));
    /// ```
    pub fn of_seconds(text: &str) -> Option<Format> {
        let (whole, fraction) = text.split_once('.')?;
        let fits = fraction.len() <= 6
            && whole.parse::<u8>().is_ok_and(|whole| whole < 60)
            && !text.starts_with('-');
        (fits && infer::is_plain_number(text)).then_some(Format::Seconds { decimals: fraction.len() as u8 })
    }

    /// The format that shows a text exactly, given the kind of the value that [`infer::sheet_value`] found for it.
    pub fn of(text: &str, kind: Kind) -> Option<Format> {
        let decimals = |text: &str| text.split_once('.').map_or(0, |(_, fraction)| fraction.len()) as u8;
        Some(match kind {
            Kind::Percentage => {
                let decimals = decimals(text.strip_suffix('%')?);
                if decimals > 13 {
                    return None;
                }
                Format::Percent(decimals)
            }
            Kind::Duration => {
                let pad = text.starts_with('0') && text.as_bytes().get(1) != Some(&b':');
                match text.bytes().filter(|&byte| byte == b':').count() {
                    1 => Format::Minutes { pad, decimals: decimals(text) },
                    _ => Format::Hours { pad, decimals: decimals(text) },
                }
            }
            Kind::Date => Format::Date(day_of(text)),
            Kind::DateTime => {
                let day = day_of(text);
                let sign = match text.as_bytes().get(10) {
                    _ if day != Day::Digits => Sign::Comma,
                    Some(b'T') => Sign::T,
                    _ => Sign::Space,
                };
                let seconds = text.bytes().filter(|&byte| byte == b':').count() == 2;
                Format::DateTime { day, sign, seconds }
            }
            Kind::Boolean => Format::Upper,
            _ => return None,
        })
    }

    /// The format that shows a time of day.
    pub fn of_clock(text: &str) -> Option<Format> {
        match text.as_bytes() {
            [_, _, b':', _, _] => Some(Format::Clock { seconds: false }),
            [_, _, b':', _, _, b':', _, _] => Some(Format::Clock { seconds: true }),
            _ => None,
        }
    }
}

fn day_of(text: &str) -> Day {
    match text.as_bytes() {
        [_, _, _, _, b'-', ..] => Day::Digits,
        [b'0'..=b'9', ..] => Day::Worded,
        _ => Day::American,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_at_its_index() {
        assert_eq!(Format::all().count(), Format::COUNT);
        for (index, format) in Format::all().enumerate() {
            assert_eq!(format.index(), index, "{format:?}");
        }
    }

    fn check(text: &str, expected: Format) {
        let kind = infer::sheet_value(text).unwrap().kind;
        assert_eq!(Format::of(text, kind), Some(expected), "{text}");
    }

    #[test]
    fn texts_determine_their_format() {
        check("1:24.537", Format::Minutes { pad: false, decimals: 3 });
        check("01:24.5", Format::Minutes { pad: true, decimals: 1 });
        check("0:24.5", Format::Minutes { pad: false, decimals: 1 });
        check("26:00:00", Format::Hours { pad: false, decimals: 0 });
        check("12.50%", Format::Percent(2));
        check("10 February 2026", Format::Date(Day::Worded));
        check("February 10, 2026", Format::Date(Day::American));
        check("2026-02-10T11:10", Format::DateTime { day: Day::Digits, sign: Sign::T, seconds: false });
        check(
            "10 February 2026, 11:10",
            Format::DateTime { day: Day::Worded, sign: Sign::Comma, seconds: false },
        );
        assert_eq!(Format::of_number("-1.50"), Some(Format::Number(2)));
        assert_eq!(Format::of_number("1E5"), None);
    }
}
