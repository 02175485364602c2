//! A descriptor as text, with short values on one line.

use data::write::emit_in;
use data::{Emitter, Layout};
use model::Value;
use model::shape::Container;
use write_json::JsonEmitter;

/// The approximate length up to which a value is on one line.
const LINE: usize = 100;

/// A value as indented JSON.
pub(crate) fn spell(value: &Value) -> Vec<u8> {
    let mut emitter = JsonEmitter::default();
    emitter.begin_document();
    emit(&mut emitter, value);
    emitter.end_document();
    std::mem::take(emitter.buffer())
}

fn emit(out: &mut JsonEmitter, value: &Value) {
    match value {
        Value::Array(items) if !is_short(value) => {
            out.begin(Container::Array, Layout::Block);
            items.iter().for_each(|item| emit(out, item));
            out.end();
        }
        Value::Object(map) if !is_short(value) => {
            out.begin(Container::Object, Layout::Block);
            for (key, value) in map {
                out.key(key);
                emit(out, value);
            }
            out.end();
        }
        value => emit_in(out, value, Layout::Line),
    }
}

/// Whether a value fits on one line; the check stops as soon as it does not.
fn is_short(value: &Value) -> bool {
    fn left(value: &Value, room: usize) -> Option<usize> {
        match value {
            Value::String(text) => room.checked_sub(text.len() + 4),
            Value::Number(number) => room.checked_sub(number.as_str().len() + 2),
            Value::Array(items) => items.iter().try_fold(room.checked_sub(2)?, |room, item| left(item, room)),
            Value::Object(map) => map.iter().try_fold(room.checked_sub(2)?, |room, (key, value)| {
                left(value, room.checked_sub(key.len() + 4)?)
            }),
            Value::Null | Value::Bool(_) => room.checked_sub(6),
        }
    }
    left(value, LINE).is_some()
}
