//! What a cell means: its kind, and its value if the text does not imply it.

use crate::{CellStyle, value};
use model::{Kind, infer};

/// The kind of a cell that holds text.
pub fn text_kind(style: CellStyle, text: &str) -> Kind {
    match style {
        CellStyle::NumberText if infer::is_json_number(text) => Kind::Number,
        CellStyle::AsText if !text.is_empty() => Kind::Untyped,
        CellStyle::JsonText if data::parse(text).is_ok() => Kind::Json,
        CellStyle::EmptyText if text.is_empty() => Kind::Text,
        CellStyle::Missing if text.is_empty() => Kind::Missing,
        _ if text.is_empty() => Kind::Null,
        _ => Kind::Text,
    }
}

/// The value to keep in addition to the text that displays it, if any.
pub fn kept_value(kind: Kind, displayed: &str, held: String, currency: Option<&str>) -> Option<String> {
    match (currency, kind) {
        _ if held.is_empty() => None,
        (Some(currency), Kind::Currency) => Some(format!("{held} {currency}")),
        _ if value::implies(displayed, kind, &held) => None,
        _ => Some(held),
    }
}
