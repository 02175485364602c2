//! Serial numbers: dates and times as days since the start of a calendar, as spreadsheet files store them.

use crate::lexical::is_date;

/// The day from which serial numbers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateSystem {
    /// Day 1 is January 1, 1900, and 1900 counts as a leap year.
    #[default]
    From1900,
    /// Day 0 is January 1, 1904, as in files of old Macintosh programs.
    From1904,
}

/// The first serial number in the calendar: the first day of the year 1.
const FIRST: f64 = -693_593.0;
/// The first serial number after the calendar: the day after the year 9999.
const END: f64 = 2_958_466.0;
const SECONDS: f64 = 86_400.0;

/// A date with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: i64,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
    /// Milliseconds since midnight.
    pub clock: u32,
    /// The day of the week; Monday is 0.
    pub weekday: usize,
}

impl DateSystem {
    /// The system that a workbook's flag `date1904` selects.
    pub fn of_flag(is_1904: bool) -> DateSystem {
        if is_1904 { DateSystem::From1904 } else { DateSystem::From1900 }
    }
}

/// When a moment is written with its time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockShown {
    /// Always, even at midnight.
    Always,
    /// Unless it is midnight.
    UnlessMidnight,
}

/// The moment of a serial number; `None` if it is outside the calendar. The second value tells whether it is February
/// 29, 1900, a day that exists in Excel but not in the calendar.
pub fn moment(serial: f64, system: DateSystem) -> Option<(Moment, bool)> {
    if !(FIRST..END).contains(&serial) {
        return None;
    }
    let mut days = serial.floor();
    let mut clock = ((serial - days) * SECONDS * 1000.0).round() as u32;
    if clock >= 86_400_000 {
        (days, clock) = (days + 1.0, 0);
    }
    let days = days as i64;
    // Days since 1970-01-01.
    let unix = match (system, days) {
        (DateSystem::From1904, days) => days - 24_107,
        // Before the day that does not exist, Excel's numbers are one too low.
        (DateSystem::From1900, 1..=59) => days + 1 - 25_569,
        (DateSystem::From1900, days) => days - 25_569,
    };
    let phantom = system == DateSystem::From1900 && days == 60;
    let (year, month, day) = civil(unix);
    let weekday = (unix + 3).rem_euclid(7) as usize;
    let moment = Moment { year, month, day, clock, weekday };
    Some((if phantom { Moment { year: 1900, month: 2, day: 29, ..moment } } else { moment }, phantom))
}

/// The proleptic Gregorian date of a day since 1970-01-01.
fn civil(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = (of_year - (153 * shifted + 2) / 5 + 1) as u32;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 } as u32;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

impl Moment {
    /// The moment in ISO 8601.
    pub fn iso(self, clock_shown: ClockShown) -> String {
        let Moment { year, month, day, clock, .. } = self;
        let mut text = format!("{year:04}-{month:02}-{day:02}");
        if clock_shown == ClockShown::UnlessMidnight && clock == 0 {
            return text;
        }
        let (seconds, millis) = (clock / 1000, clock % 1000);
        text.push_str(&format!("T{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
        if millis > 0 {
            text.push_str(format!(".{millis:03}").trim_end_matches('0'));
        }
        text
    }
}

/// The serial number of a date, a date with a time, or a time, in ISO 8601.
pub fn of_iso(text: &str, system: DateSystem) -> Option<f64> {
    let text = text.trim().trim_end_matches('Z');
    let (day, clock) = match text.split_once(['T', ' ']) {
        Some((day, clock)) => (Some(day), Some(clock)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let mut total = 0.0;
    if let Some(day) = day {
        if !is_date(day) {
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
        total += match (system, unix + 25_569) {
            (DateSystem::From1904, _) => unix + 24_107,
            (DateSystem::From1900, serial @ 1..=60) => serial - 1,
            (DateSystem::From1900, serial) => serial,
        } as f64;
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
