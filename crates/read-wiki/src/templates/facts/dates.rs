//! Formats the dates of date templates.

use model::infer::MONTHS;

/// The order of a date's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// `10 February 2026`
    DayFirst,
    /// `February 10, 2026`
    MonthFirst,
}

impl DateOrder {
    /// The order requested by the argument `df` of date templates: day first unless it is empty.
    pub(crate) fn from_df(df: &str) -> Self {
        if df.is_empty() { DateOrder::MonthFirst } else { DateOrder::DayFirst }
    }
}

/// A date from year, month and day (month and day may be empty), as written on an English page.
pub(crate) fn written(parts: &[&str], order: DateOrder) -> Option<String> {
    let [year, month, day] = parts else { return None };
    year.parse::<u16>().ok()?;
    if month.is_empty() {
        return Some((*year).to_owned());
    }
    let month = match month.parse::<usize>() {
        Ok(number) => MONTHS.get(number.checked_sub(1)?)?,
        Err(_) => MONTHS.iter().find(|name| {
            month
                .get(..3)
                .is_some_and(|start| name.get(..3).is_some_and(|known| known.eq_ignore_ascii_case(start)))
        })?,
    };
    let day = match *day {
        "" => return Some(format!("{month} {year}")),
        day => day.parse::<u8>().ok().filter(|day| (1..=31).contains(day))?,
    };
    Some(match order {
        DateOrder::DayFirst => format!("{day} {month} {year}"),
        DateOrder::MonthFirst => format!("{month} {day}, {year}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_on_pages() {
        assert_eq!(written(&["2026", "2", "10"], DateOrder::DayFirst).as_deref(), Some("10 February 2026"));
        assert_eq!(written(&["2026", "02", "1"], DateOrder::MonthFirst).as_deref(), Some("February 1, 2026"));
        assert_eq!(written(&["1923", "", ""], DateOrder::MonthFirst).as_deref(), Some("1923"));
        assert_eq!(written(&["10 February 2026", "", ""], DateOrder::MonthFirst), None);
        assert_eq!(written(&["2026", "13", "1"], DateOrder::MonthFirst), None);
    }
}
