//! Timestamps, for files that record when they were made.

use std::fmt;
use std::str::FromStr;

/// A point in time, to the second.
///
/// ```
/// use convert_model::Timestamp;
///
/// let time: Timestamp = "1770721800".parse().expect("a number of seconds since 1970");
/// assert_eq!(time.to_string(), "2026-02-10T11:10:00Z");
/// assert!("tomorrow".parse::<Timestamp>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(u64);

/// The last second of the year 9999: most formats cannot represent later ones.
const LAST: u64 = 253_402_300_799;

impl Timestamp {
    /// The given number of seconds after the start of 1970, as in `SOURCE_DATE_EPOCH`; `None` after the year 9999.
    pub fn from_seconds(seconds: u64) -> Option<Self> {
        (seconds <= LAST).then_some(Timestamp(seconds))
    }
}

impl FromStr for Timestamp {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let seconds = digits.then(|| text.parse().ok()).flatten();
        seconds.and_then(Timestamp::from_seconds).ok_or(())
    }
}

/// The form of XML Schema and ISO 8601, in UTC.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, seconds) = (self.0 / 86_400, self.0 % 86_400);
        let (year, month, day) = date(days);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z")
    }
}

/// The date a number of days after 1 January 1970. Years are counted from March, so that they end with the leap day.
fn date(days: u64) -> (u64, u64, u64) {
    // Days since 1 March of the year 0, in cycles of 400 years.
    let days = days + 719_468;
    let (cycle, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (cycle * 400 + year + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected values are those of `date -u -d @SECONDS`.
    #[test]
    fn timestamps() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(
                Timestamp::from_seconds(seconds).map(|time| time.to_string()).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(Timestamp::from_seconds(LAST + 1), None);
        for text in ["", "-1", "1.5", " 1", "99999999999999999999", "253402300800"] {
            assert!(text.parse::<Timestamp>().is_err(), "{text}");
        }
    }
}
