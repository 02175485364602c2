//! Values built from tokens, and tokens taken from a value.

use crate::{Token, Tokens};
use model::{Map, Number, Place, Result, Value};

/// Builds a value from tokens, or from the first part of them.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    open: Vec<Open>,
    done: Option<Value>,
}

#[derive(Debug)]
enum Open {
    Array(Vec<Value>),
    Object(Map, String),
}

impl Builder {
    /// Takes the next token; returns whether its key repeats an earlier one of the object, whose value is then
    /// replaced.
    pub(crate) fn token(&mut self, token: Token, text: &str) -> bool {
        match token {
            Token::ArrayStart => self.open.push(Open::Array(Vec::new())),
            Token::ObjectStart => self.open.push(Open::Object(Map::new(), String::new())),
            Token::ArrayEnd | Token::ObjectEnd => self.close(),
            Token::Key => {
                if let Some(Open::Object(map, key)) = self.open.last_mut() {
                    key.clear();
                    key.push_str(text);
                    return map.contains_key(text);
                }
            }
            Token::String => self.add(Value::String(text.to_owned())),
            Token::Number => self.add(Value::Number(Number::from_digits(text))),
            Token::True => self.add(Value::Bool(true)),
            Token::False => self.add(Value::Bool(false)),
            Token::Null => self.add(Value::Null),
        }
        false
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Array(items)) => self.add(Value::Array(items)),
            Some(Open::Object(map, _)) => self.add(Value::Object(map)),
            None => {}
        }
    }

    fn add(&mut self, value: Value) {
        match self.open.last_mut() {
            Some(Open::Array(items)) => items.push(value),
            Some(Open::Object(map, key)) => {
                map.insert(std::mem::take(key), value);
            }
            None => self.done = Some(value),
        }
    }

    /// Whether the value is complete.
    pub(crate) fn is_done(&self) -> bool {
        self.done.is_some()
    }

    /// The value, or the part of it so far.
    pub(crate) fn finish(mut self) -> Value {
        while self.done.is_none() && !self.open.is_empty() {
            self.close();
        }
        self.done.unwrap_or(Value::Null)
    }
}

/// Builds the value whose first token was just read. A repeated key replaces the earlier one, and is passed to
/// `repeated`.
pub fn value_of<T: Tokens>(
    tokens: &mut T,
    first: Token,
    mut repeated: impl FnMut(&str, Place) -> Result<()>,
) -> Result<Value> {
    let mut builder = Builder::default();
    let mut token = first;
    loop {
        if builder.token(token, tokens.text()) && !tokens.replaces() {
            let place = tokens.place();
            repeated(tokens.text(), place)?;
        }
        if builder.is_done() {
            return Ok(builder.finish());
        }
        token = tokens.next()?;
    }
}

/// The tokens of a value in memory.
#[derive(Debug)]
pub struct Values<'v> {
    /// What is still to be sent, in reverse order.
    steps: Vec<Step<'v>>,
    text: &'v str,
    place: Place,
}

#[derive(Debug)]
enum Step<'v> {
    Value(&'v Value),
    Key(&'v str),
    End(Token),
}

impl<'v> Values<'v> {
    /// The tokens of one value, all with the same place.
    pub fn new(value: &'v Value, place: Place) -> Self {
        Values { steps: vec![Step::Value(value)], text: "", place }
    }
}

impl Tokens for Values<'_> {
    fn more(&mut self) -> Result<bool> {
        Ok(!self.steps.is_empty())
    }

    fn next(&mut self) -> Result<Token> {
        self.text = "";
        Ok(match self.steps.pop() {
            None | Some(Step::Value(Value::Null)) => Token::Null,
            Some(Step::End(token)) => token,
            Some(Step::Key(key)) => {
                self.text = key;
                Token::Key
            }
            Some(Step::Value(Value::Bool(flag))) => {
                self.text = if *flag { "true" } else { "false" };
                if *flag { Token::True } else { Token::False }
            }
            Some(Step::Value(Value::Number(number))) => {
                self.text = number.as_str();
                Token::Number
            }
            Some(Step::Value(Value::String(text))) => {
                self.text = text;
                Token::String
            }
            Some(Step::Value(Value::Array(items))) => {
                self.steps.push(Step::End(Token::ArrayEnd));
                self.steps.extend(items.iter().rev().map(Step::Value));
                Token::ArrayStart
            }
            Some(Step::Value(Value::Object(map))) => {
                self.steps.push(Step::End(Token::ObjectEnd));
                let last = self.steps.len();
                self.steps.extend(map.iter().flat_map(|(key, value)| [Step::Key(key), Step::Value(value)]));
                self.steps[last..].reverse();
                Token::ObjectStart
            }
        })
    }

    fn text(&self) -> &str {
        self.text
    }

    fn place(&mut self) -> Place {
        self.place.clone()
    }
}
