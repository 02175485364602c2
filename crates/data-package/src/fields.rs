//! The type of a column, by the rules of [Table Schema](https://datapackage.org/standard/table-schema/).

use model::infer::{data_kind, is_json_number, sheet_value};
use model::{Cell, Kind};

/// A type of Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Integer,
    Number,
    Boolean,
    String,
    Date,
    DateTime,
    Time,
    Duration,
    Object,
    Array,
    Any,
}

impl Type {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::String => "string",
            Type::Date => "date",
            Type::DateTime => "datetime",
            Type::Time => "time",
            Type::Duration => "duration",
            Type::Object => "object",
            Type::Array => "array",
            Type::Any => "any",
        }
    }

    /// The narrowest type that the text of a cell has in the default format of that type.
    pub(crate) fn of(cell: Cell<'_>) -> Self {
        let text = cell.text;
        match data_kind(text, cell.kind) {
            Kind::Number if is_json_number(text) => {
                if text.contains(['.', 'e', 'E']) {
                    Type::Number
                } else {
                    Type::Integer
                }
            }
            Kind::Number => Type::Any,
            Kind::Boolean if matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE") => {
                Type::Boolean
            }
            Kind::Text if cell.kind == Kind::Untyped => of_text(text),
            Kind::Date | Kind::DateTime => of_text(text),
            Kind::Time if is_clock(text) => Type::Time,
            Kind::Duration if is_duration(text) => Type::Duration,
            Kind::Json if text.starts_with('{') => Type::Object,
            Kind::Json if text.starts_with('[') => Type::Array,
            Kind::Json => Type::Any,
            _ => Type::String,
        }
    }

    /// The type of a column with cells of both types.
    pub(crate) fn and(self, other: Type) -> Type {
        use Type::{Any, Date, DateTime, Duration, Integer, Number, String, Time};
        let is_text = |kind| matches!(kind, String | Date | DateTime | Time | Duration);
        match (self, other) {
            (one, other) if one == other => one,
            (Integer, Number) | (Number, Integer) => Number,
            (one, other) if is_text(one) && is_text(other) => String,
            _ => Any,
        }
    }

    /// Whether an empty cell is a valid value of the type.
    pub(crate) fn takes_empty(self) -> bool {
        matches!(self, Type::String | Type::Any)
    }
}

/// Dates in the only form that every reader accepts by default.
fn of_text(text: &str) -> Type {
    if !matches!(text.len(), 10 | 19) || text.as_bytes().get(4) != Some(&b'-') {
        return Type::String;
    }
    match sheet_value(text) {
        Some(found) if found.value == text && found.kind == Kind::Date => Type::Date,
        Some(found) if found.value == text && found.kind == Kind::DateTime => Type::DateTime,
        _ => Type::String,
    }
}

/// `HH:MM:SS`
fn is_clock(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let below = |part: &str, end: &str| {
        part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()) && part < end
    };
    matches!(parts[..], [hour, minute, second] if below(hour, "24") && below(minute, "60") && below(second, "60"))
}

/// `PnDTnHnMnS`, each part with digits before it.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    let parts = |text: &str, units: &str| {
        let mut left = units;
        let mut digits = String::new();
        let fits = text.chars().all(|c| {
            if c.is_ascii_digit() || (c == '.' && !digits.is_empty() && !digits.contains('.')) {
                digits.push(c);
                return true;
            }
            let Some(at) = left.find(c) else { return false };
            left = &left[at + 1..];
            let number = std::mem::take(&mut digits);
            !number.is_empty() && !number.ends_with('.') && (c == 'S' || !number.contains('.'))
        });
        fits && digits.is_empty()
    };
    !rest.is_empty() && parts(date, "D") && time.is_none_or(|time| !time.is_empty() && parts(time, "HMS"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, kind: Kind, expected: Type) {
        assert_eq!(Type::of(Cell { text, kind, extra: None }), expected, "{text} {kind:?}");
    }

    #[test]
    fn only_texts_in_the_default_format_have_a_type() {
        check("12", Kind::Untyped, Type::Integer);
        check("-1.50", Kind::Untyped, Type::Number);
        check("1e5", Kind::Number, Type::Number);
        check("007", Kind::Untyped, Type::String);
        check("12", Kind::Text, Type::String);
        check("true", Kind::Boolean, Type::Boolean);
        check("wahr", Kind::Boolean, Type::String);
        check("2026-02-10", Kind::Untyped, Type::Date);
        check("2026-02-30", Kind::Untyped, Type::String);
        check("2026-02-10", Kind::Text, Type::String);
        check("10 February 2026", Kind::Date, Type::String);
        check("2026-02-12T21:58:00", Kind::DateTime, Type::DateTime);
        check("2026-02-12 21:58:00", Kind::DateTime, Type::String);
        check("21:58:00", Kind::Time, Type::Time);
        check("1:24.537", Kind::Duration, Type::String);
        check("PT1M24.537S", Kind::Duration, Type::Duration);
        for text in ["P", "PT", "P1", "PT1.5M", "P1S", "PTS", "PT1S2M", "PT1.S"] {
            check(text, Kind::Duration, Type::String);
        }
        check("12%", Kind::Percentage, Type::String);
        check("{}", Kind::Json, Type::Object);
    }

    #[test]
    fn a_column_has_the_type_of_all_its_cells() {
        assert_eq!(Type::Integer.and(Type::Number), Type::Number);
        assert_eq!(Type::Date.and(Type::String), Type::String);
        assert_eq!(Type::Integer.and(Type::String), Type::Any);
        assert_eq!(Type::Object.and(Type::Array), Type::Any);
    }
}
