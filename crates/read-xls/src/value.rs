//! What a value shows, without its number format.

use calamine::{Data, ExcelDateTime};
use model::Kind;
use workbook::decimal::general;
use workbook::read::kept_value;
use workbook::serial::{self, moment};

/// Appends what a value shows. Returns its kind, and the value where the text does not say it.
pub(crate) fn show(data: &Data, epoch_1904: bool, text: &mut String) -> (Kind, Option<String>) {
    let kind = match data {
        Data::Empty => Kind::Null,
        Data::Int(number) => {
            text.push_str(&number.to_string());
            Kind::Number
        }
        Data::Float(number) => {
            general(*number, text);
            Kind::Number
        }
        Data::Bool(on) => {
            text.push_str(if *on { "TRUE" } else { "FALSE" });
            Kind::Boolean
        }
        Data::DateTime(instant) => return date(instant, epoch_1904, text),
        Data::Error(error) => {
            text.push_str(&error.to_string());
            Kind::Text
        }
        Data::String(string) if string.is_empty() => Kind::Null,
        Data::String(string) => {
            text.push_str(string);
            Kind::Text
        }
        Data::DateTimeIso(string) | Data::DurationIso(string) => {
            text.push_str(string);
            Kind::Text
        }
    };
    (kind, None)
}

fn date(instant: &ExcelDateTime, epoch_1904: bool, text: &mut String) -> (Kind, Option<String>) {
    let days = instant.as_f64();
    let clock = (0.0..1.0).contains(&days) && !epoch_1904;
    if instant.is_duration() || clock {
        let held = serial::duration(days);
        let kind = if instant.is_duration() { Kind::Duration } else { Kind::Time };
        text.push_str(&workbook::value::shown(kind, &held));
        return (kind, kept_value(kind, text, held, None));
    }
    match moment(days, epoch_1904) {
        Some((moment, phantom)) => {
            let (kind, held) = moment.instant(false);
            text.push_str(&held);
            (if phantom { Kind::Text } else { kind }, None)
        }
        None => {
            general(days, text);
            (Kind::Number, None)
        }
    }
}
