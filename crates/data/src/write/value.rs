//! Spelling of values in memory.

use super::emitter::{Emitter, Layout};
use crate::classify::is_scalar;
use crate::{Json, Token, Tokens};
use model::shape::Container;
use model::shape::{Spell, spell_value};
use model::{Result, Value};

/// Spells a value without a known meaning: objects in blocks, arrays of scalars on one line.
pub(super) fn emit<E: Emitter>(emitter: &mut E, value: &Value) {
    match value {
        Value::Array(items) => {
            emitter.begin(
                Container::Array,
                if items.iter().all(is_scalar) { Layout::Line } else { Layout::Block },
            );
            items.iter().for_each(|item| emit(emitter, item));
            emitter.end();
        }
        Value::Object(map) => {
            emitter.begin(Container::Object, Layout::Block);
            for (key, value) in map {
                emitter.key(key);
                emit(emitter, value);
            }
            emitter.end();
        }
        scalar => emit_in(emitter, scalar, Layout::Line),
    }
}

/// Spells everything in one layout.
pub(super) struct In<'e, E>(pub(super) &'e mut E, pub(super) Layout);

impl<E: Emitter> Spell for In<'_, E> {
    fn begin(&mut self, container: Container) {
        self.0.begin(container, self.1);
    }

    fn end(&mut self) {
        self.0.end();
    }

    fn key(&mut self, key: &str) {
        self.0.key(key);
    }

    fn null(&mut self) {
        self.0.null();
    }

    fn boolean(&mut self, flag: bool) {
        self.0.boolean(flag);
    }

    fn number(&mut self, digits: &str) {
        self.0.number(digits);
    }

    fn string(&mut self, text: &str) {
        self.0.string(text);
    }
}

/// Spells a value with everything in it in one layout.
pub fn emit_in<E: Emitter>(emitter: &mut E, value: &Value, layout: Layout) {
    spell_value(&mut In(emitter, layout), value);
}

/// Spells a nested value from its JSON text, on one line; a text that is not JSON is a string.
pub(super) fn emit_json<E: Emitter>(emitter: &mut E, text: &str) {
    if check(text).is_err() {
        return emitter.string(text);
    }
    // The second pass cannot fail, because the first one did not.
    let _ = spell(emitter, text);
}

fn check(text: &str) -> Result<()> {
    let mut json = Json::new(text.as_bytes());
    let mut depth = 0_isize;
    if !json.more()? {
        return Err(model::Error::internal("no value"));
    }
    loop {
        depth += isize::from(json.next()?.opens());
        if depth == 0 {
            break;
        }
    }
    if json.more()? { Err(model::Error::internal("more than one value")) } else { Ok(()) }
}

fn spell<E: Emitter>(emitter: &mut E, text: &str) -> Result<()> {
    let mut json = Json::new(text.as_bytes());
    json.more()?;
    let mut depth = 0_isize;
    loop {
        let token = json.next()?;
        match token {
            Token::ArrayStart => emitter.begin(Container::Array, Layout::Tight),
            Token::ObjectStart => emitter.begin(Container::Object, Layout::Tight),
            Token::ArrayEnd | Token::ObjectEnd => emitter.end(),
            Token::Key => emitter.key(json.text()),
            Token::String => emitter.string(json.text()),
            Token::Number => emitter.number(json.text()),
            Token::True => emitter.boolean(true),
            Token::False => emitter.boolean(false),
            Token::Null => emitter.null(),
        }
        depth += isize::from(token.opens());
        if depth == 0 && token != Token::Key {
            return Ok(());
        }
    }
}
