//! Displays a value with a data style.

use super::digits::{fixed, general, grouped};
use super::{Format, Formats, Part};
use model::{Kind, infer::MONTHS};
use number_format::duration::seconds;

const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A value in the forms that the parts of a style need.
#[derive(Default)]
struct Shown {
    number: f64,
    /// Year, month, day.
    date: Option<(i64, usize, i64)>,
    /// Seconds of the day or of the duration.
    time: f64,
}

impl Formats {
    /// Displays a value, given in the lexical form of its kind; `None` if the style is not fully supported.
    pub(crate) fn show(&self, format: u32, kind: Kind, value: &str) -> Option<String> {
        let mut format = self.all.get(format as usize)?;
        let mut shown = Shown::of(kind, value.trim())?;
        let signless = format.maps.iter().any(|(condition, _)| condition.number == 0.0);
        if let Some((_, name)) = format.maps.iter().find(|(condition, _)| condition.holds(shown.number)) {
            format = self.all.get(self.find(name)? as usize)?;
        }
        // A style for negative numbers includes the sign.
        if signless && shown.number < 0.0 {
            shown.number = -shown.number;
        }
        if format.foreign || format.parts.is_empty() {
            return None;
        }
        let mut out = String::new();
        for part in &format.parts {
            format.part(part, &shown, kind, &mut out)?;
        }
        Some(out)
    }
}

impl Shown {
    fn of(kind: Kind, value: &str) -> Option<Self> {
        Some(match kind {
            Kind::Boolean => {
                let is_true = value == "1" || value.eq_ignore_ascii_case("true");
                Shown { number: f64::from(u8::from(is_true)), ..Shown::default() }
            }
            Kind::Date | Kind::DateTime => {
                let (day, clock) = value.split_once('T').unwrap_or((value, "00:00:00"));
                let mut fields = day.splitn(3, '-');
                let date = (
                    fields.next()?.parse().ok()?,
                    fields.next()?.parse().ok().filter(|month| (1..=12).contains(month))?,
                    fields.next()?.parse().ok()?,
                );
                let mut time = 0.0;
                for (field, weight) in clock.split(':').zip([3600.0, 60.0, 1.0]) {
                    time += field.parse::<f64>().ok()? * weight;
                }
                Shown { date: Some(date), time, number: 1.0 }
            }
            Kind::Duration | Kind::Time => {
                let time = seconds(value)?;
                Shown { number: time / 86_400.0, time, date: None }
            }
            _ => Shown {
                number: value.parse().ok().filter(|number: &f64| number.is_finite())?,
                ..Shown::default()
            },
        })
    }
}

impl Format {
    fn part(&self, part: &Part, shown: &Shown, kind: Kind, out: &mut String) -> Option<()> {
        let number = if kind == Kind::Percentage { shown.number * 100.0 } else { shown.number };
        let pad = |number: i64, long: bool| if long { format!("{number:02}") } else { number.to_string() };
        let name = |name: &str, long: bool| if long { name.to_owned() } else { name[..3].to_owned() };
        // Times are truncated to the smallest unit shown.
        let decimals = self.parts.iter().find_map(|part| match part {
            Part::Seconds { decimals, .. } => Some(*decimals),
            _ => None,
        });
        let unit = 10_f64.powi(decimals.unwrap_or(0) as i32);
        let time = (shown.time.abs() * unit + 1e-4).floor() / unit;
        let (whole, first) = (time.floor() as i64, |like: fn(&Part) -> bool| self.leads(like));
        match part {
            Part::Text(text) => out.push_str(text),
            Part::General => out.push_str(&general(number, None)),
            Part::Number { decimals, min_decimals, min_integers, grouping, factor } => {
                let text = fixed(number / factor, *decimals);
                let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |text| ("-", text));
                let (integers, fraction) = text.split_once('.').unwrap_or((text, ""));
                let integers = format!("{:0>min_integers$}", integers.trim_start_matches('0'));
                let extra = fraction[(*min_decimals).min(fraction.len())..].trim_end_matches('0').len();
                let fraction = &fraction[..(min_decimals + extra).min(fraction.len())];
                // The sign comes first, even before a currency symbol.
                out.insert_str(0, sign);
                out.push_str(&if *grouping { grouped(&integers) } else { integers });
                if !fraction.is_empty() {
                    out.push('.');
                    out.push_str(fraction);
                }
            }
            Part::Scientific { decimals, min_exponent } => {
                let text = format!("{number:.decimals$e}");
                let (digits, exponent) = text.split_once('e')?;
                let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
                out.push_str(&format!("{digits}E{sign}{exponent:0>min_exponent$}"));
            }
            Part::Boolean => out.push_str(if number == 0.0 { "FALSE" } else { "TRUE" }),
            Part::Day(long) => out.push_str(&pad(shown.date?.2, *long)),
            Part::Weekday(long) => out.push_str(&name(WEEKDAYS[weekday(shown.date?)], *long)),
            Part::Month { long, textual: true } => out.push_str(&name(MONTHS[shown.date?.1 - 1], *long)),
            Part::Month { long, .. } => out.push_str(&pad(shown.date?.1 as i64, *long)),
            Part::Year(true) => out.push_str(&format!("{:04}", shown.date?.0)),
            Part::Year(false) => out.push_str(&format!("{:02}", shown.date?.0.rem_euclid(100))),
            Part::Quarter => out.push_str(&format!("Q{}", shown.date?.1.div_ceil(3))),
            Part::Hours(long) => {
                let hours = whole / 3600;
                let hours = match self.parts.iter().any(|part| matches!(part, Part::AmPm)) {
                    true => (hours + 11) % 12 + 1,
                    false if self.truncates => hours % 24,
                    false => hours,
                };
                out.push_str(&pad(hours, *long));
            }
            Part::Minutes(long) => {
                let leads = first(|part| matches!(part, Part::Minutes(_)));
                out.push_str(&pad(if leads { whole / 60 } else { whole / 60 % 60 }, *long));
            }
            Part::Seconds { long, decimals } => {
                let leads = first(|part| matches!(part, Part::Seconds { .. }));
                out.push_str(&pad(if leads { whole } else { whole % 60 }, *long));
                if *decimals > 0 {
                    let fraction = ((time - time.floor()) * unit).round() as u64;
                    out.push_str(&format!(".{fraction:0decimals$}"));
                }
            }
            Part::AmPm => out.push_str(if whole / 3600 % 24 < 12 { "AM" } else { "PM" }),
        }
        if shown.time < 0.0 && !out.starts_with('-') {
            out.insert(0, '-');
        }
        Some(())
    }

    /// Whether a part is the largest unit of a duration.
    fn leads(&self, like: fn(&Part) -> bool) -> bool {
        let mut times = self
            .parts
            .iter()
            .filter(|part| matches!(part, Part::Hours(_) | Part::Minutes(_) | Part::Seconds { .. }));
        !self.truncates
            && self.parts.iter().all(|part| !matches!(part, Part::Day(_)))
            && times.next().is_some_and(like)
    }
}

/// The day of the week of a Gregorian date, Sunday first.
fn weekday((year, month, day): (i64, usize, i64)) -> usize {
    const SHIFTS: [i64; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    let days =
        year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + SHIFTS[month - 1] + day;
    days.rem_euclid(7) as usize
}
