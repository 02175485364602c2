//! Spelling of cells: as plain values in records, with everything they have in documents.

use super::emitter::{Emitter, Layout};
use super::value::{In, emit_json};
use model::infer::{is_json_number, is_plain_number};
use model::{Cell, Extra, Kind, shape};

/// Spells a cell as a plain value: records do not have marks, spans or notes.
pub(super) fn plain<E: Emitter>(emitter: &mut E, cell: Cell<'_>) {
    match cell.kind {
        Kind::Untyped if cell.text.is_empty() => emitter.null(),
        Kind::Untyped if is_plain_number(cell.text) => emitter.number(cell.text),
        Kind::Untyped => emitter.string(cell.text),
        Kind::Null | Kind::Missing => emitter.null(),
        // A spreadsheet may show fewer digits than its value has.
        Kind::Number => match cell.value().and_then(number).or_else(|| number(cell.text)) {
            Some(digits) => emitter.number(digits),
            None => emitter.string(cell.text),
        },
        Kind::Boolean => match boolean(cell.text).or_else(|| boolean(cell.value()?)) {
            Some(flag) => emitter.boolean(flag),
            None => emitter.string(cell.text),
        },
        Kind::Json => emit_json(emitter, cell.text),
        _ => emitter.string(cell.text),
    }
}

fn number(text: &str) -> Option<&str> {
    is_json_number(text).then_some(text)
}

fn boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// Spells a cell of a document: as a scalar if that is enough, without building a value.
pub(super) fn full<E: Emitter>(emitter: &mut E, cell: Cell<'_>) {
    if cell.extra.is_none_or(Extra::is_empty) {
        match cell.kind {
            Kind::Text => return emitter.string(cell.text),
            Kind::Null => return emitter.null(),
            Kind::Number if is_json_number(cell.text) => return emitter.number(cell.text),
            Kind::Untyped if cell.text.is_empty() => return emitter.null(),
            Kind::Untyped if is_plain_number(cell.text) => return emitter.number(cell.text),
            Kind::Untyped => return emitter.string(cell.text),
            _ => {}
        }
    }
    shape::spell_cell(&mut In(emitter, Layout::Line), cell);
}
