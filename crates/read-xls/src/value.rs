//! What a value shows in its number format.

use model::Kind;
use number_format::{DateSystem, NumberFormat};
use sheets::CellStyle;
use sheets::read::Meaning;
use std::fmt::Write;

/// The value of a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'v> {
    Number(f64),
    Boolean(bool),
    Text(&'v str),
    /// `#N/A` and the like, to which number formats do not apply.
    Error(&'v str),
}

/// Replaces a text with what a value shows. Returns its kind, and the value if the text does not imply it.
pub(crate) fn show(
    value: Value<'_>,
    format: &NumberFormat,
    date_system: DateSystem,
    text: &mut String,
) -> (Kind, Option<String>) {
    text.clear();
    match value {
        Value::Number(number) => {
            let stored = stored(number);
            if let Some(meaning) = Meaning::of_number(&stored, (format, CellStyle::None), date_system, text) {
                return (meaning.kind, meaning.value);
            }
            text.push_str("#NUM!");
            (Kind::Text, None)
        }
        Value::Boolean(on) => {
            format.show_boolean(on, text);
            (Kind::Boolean, None)
        }
        Value::Text("") => (Kind::Null, None),
        Value::Text(string) => {
            if !format.show_text(string, text) {
                text.push_str(string);
            }
            (Kind::Text, None)
        }
        Value::Error(error) => {
            text.push_str(error);
            (Kind::Text, None)
        }
    }
}

/// The shortest digits that identify the number.
fn stored(number: f64) -> String {
    let mut text = String::new();
    let magnitude = number.abs();
    let written = if number == 0.0 {
        write!(text, "0")
    } else if (1e-5..1e15).contains(&magnitude) {
        write!(text, "{number}")
    } else {
        write!(text, "{number:E}")
    };
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
    text
}
