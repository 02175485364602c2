//! Data as a sequence of tokens.

use crate::{Map, Number, Value};

/// A value that holds other values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// An array of values.
    Array,
    /// An object of members.
    Object,
}

/// Receives data as a well-nested sequence of tokens: arrays, objects and scalars.
///
/// Shapes are spelled into an implementation of this, so that a writer does not need a tree of them.
pub trait Spell {
    /// An array or object begins.
    fn begin(&mut self, container: Container);
    /// The innermost array or object ends.
    fn end(&mut self);
    /// The key of the next value.
    fn key(&mut self, key: &str);
    /// `null`
    fn null(&mut self);
    /// `true` or `false`
    fn boolean(&mut self, flag: bool);
    /// A number, digit for digit in the grammar of JSON.
    fn number(&mut self, digits: &str);
    /// A string.
    fn string(&mut self, text: &str);

    /// A member whose value is a string.
    fn member(&mut self, key: &str, text: &str) {
        self.key(key);
        self.string(text);
    }

    /// A member whose value is a count.
    fn count(&mut self, key: &str, mut count: usize) {
        self.key(key);
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        while start > 0 && (count > 0 || start == digits.len()) {
            start -= 1;
            digits[start] = b'0' + (count % 10) as u8;
            count /= 10;
        }
        self.number(std::str::from_utf8(&digits[start..]).unwrap_or("0"));
    }
}

/// Spells a value.
pub fn spell_value(out: &mut impl Spell, value: &Value) {
    match value {
        Value::Null => out.null(),
        Value::Bool(flag) => out.boolean(*flag),
        Value::Number(number) => out.number(number.as_str()),
        Value::String(text) => out.string(text),
        Value::Array(items) => {
            out.begin(Container::Array);
            items.iter().for_each(|item| spell_value(out, item));
            out.end();
        }
        Value::Object(map) => {
            out.begin(Container::Object);
            for (key, value) in map {
                out.key(key);
                spell_value(out, value);
            }
            out.end();
        }
    }
}

/// The value that `spell` spells.
pub(super) fn built(spell: impl FnOnce(&mut Builder)) -> Value {
    let mut builder = Builder::default();
    spell(&mut builder);
    builder.done
}

/// Builds a value from its tokens.
#[derive(Default)]
pub(super) struct Builder {
    /// What is open, with the key that it will have in its parent.
    open: Vec<(Value, String)>,
    key: String,
    done: Value,
}

impl Builder {
    fn put(&mut self, value: Value) {
        match self.open.last_mut() {
            Some((Value::Array(items), _)) => items.push(value),
            Some((Value::Object(map), _)) => drop(map.insert(std::mem::take(&mut self.key), value)),
            _ => self.done = value,
        }
    }
}

impl Spell for Builder {
    fn begin(&mut self, container: Container) {
        let empty = match container {
            Container::Array => Value::Array(Vec::new()),
            Container::Object => Value::Object(Map::new()),
        };
        self.open.push((empty, std::mem::take(&mut self.key)));
    }

    fn end(&mut self) {
        if let Some((value, key)) = self.open.pop() {
            self.key = key;
            self.put(value);
        }
    }

    fn key(&mut self, key: &str) {
        key.clone_into(&mut self.key);
    }

    fn null(&mut self) {
        self.put(Value::Null);
    }

    fn boolean(&mut self, flag: bool) {
        self.put(Value::Bool(flag));
    }

    fn number(&mut self, digits: &str) {
        self.put(Value::Number(Number::from_digits(digits)));
    }

    fn string(&mut self, text: &str) {
        self.put(Value::String(text.to_owned()));
    }
}
