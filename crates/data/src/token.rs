//! Tokens: a value of plain data as a well-nested sequence of small steps.

use model::{Found, Kind, Place, Result};

/// How deep values may nest. Deeper input is refused, so that nothing that walks a value can run out of stack.
pub const MAX_DEPTH: usize = 1000;

/// One step of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// An array begins.
    ArrayStart,
    /// The innermost array ends.
    ArrayEnd,
    /// An object begins.
    ObjectStart,
    /// The innermost object ends.
    ObjectEnd,
    /// The key of the next value.
    Key,
    /// A string.
    String,
    /// A number, digit for digit by the JSON grammar.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// `null`
    Null,
}

impl Token {
    /// The kind of cell that a scalar is; `None` for what is not a scalar.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Token::String => Some(Kind::Text),
            Token::Number => Some(Kind::Number),
            Token::True | Token::False => Some(Kind::Boolean),
            Token::Null => Some(Kind::Null),
            _ => None,
        }
    }

    /// How the token changes the depth.
    pub fn opens(self) -> i8 {
        match self {
            Token::ArrayStart | Token::ObjectStart => 1,
            Token::ArrayEnd | Token::ObjectEnd => -1,
            _ => 0,
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Token::ArrayStart => "an array",
            Token::ObjectStart => "an object",
            Token::ArrayEnd => "the end of an array",
            Token::ObjectEnd => "the end of an object",
            Token::Key => "a key",
            Token::String => "a string",
            Token::Number => "a number",
            Token::True | Token::False => "a boolean",
            Token::Null => "null",
        }
    }
}

/// A source of values, token by token. It promises that they nest well and no deeper than [`MAX_DEPTH`].
pub trait Tokens {
    /// Whether there is another value. Asked between values only.
    fn more(&mut self) -> Result<bool>;

    /// The next token of the current value; asked no more than there are.
    fn next(&mut self) -> Result<Token>;

    /// The text of the last token: of a key, a string or a number, `true` and `false`, else empty.
    fn text(&self) -> &str;

    /// Whether the last token is a key that the source itself says replaces an earlier one (a merged key in YAML).
    fn replaces(&self) -> bool {
        false
    }

    /// Where the last token starts.
    fn place(&mut self) -> Place;

    /// The byte at which it starts, where that is known at no cost.
    fn offset(&self) -> Option<u64> {
        None
    }

    /// How the source is written, once it was asked for more.
    fn found(&self) -> Found {
        Found::default()
    }
}

impl<T: Tokens + ?Sized> Tokens for &mut T {
    fn more(&mut self) -> Result<bool> {
        (**self).more()
    }
    fn next(&mut self) -> Result<Token> {
        (**self).next()
    }
    fn text(&self) -> &str {
        (**self).text()
    }
    fn replaces(&self) -> bool {
        (**self).replaces()
    }
    fn place(&mut self) -> Place {
        (**self).place()
    }
    fn offset(&self) -> Option<u64> {
        (**self).offset()
    }
}

/// All values of a source as the elements of one array: how records are laid out line by line.
#[derive(Debug)]
pub struct Lines<T> {
    inner: T,
    /// `None` before the array, else the depth inside it.
    depth: Option<usize>,
    outside: bool,
    done: bool,
}

impl<T: Tokens> Lines<T> {
    /// Wraps a source.
    pub fn new(inner: T) -> Self {
        Lines { inner, depth: None, outside: true, done: false }
    }
}

impl<T: Tokens> Tokens for Lines<T> {
    fn more(&mut self) -> Result<bool> {
        Ok(!self.done && (self.depth.is_some() || self.inner.more()?))
    }

    fn next(&mut self) -> Result<Token> {
        let Some(depth) = self.depth else {
            self.depth = Some(0);
            return Ok(Token::ArrayStart);
        };
        self.outside = false;
        if depth == 0 && !self.inner.more()? {
            self.done = true;
            self.outside = true;
            return Ok(Token::ArrayEnd);
        }
        let token = self.inner.next()?;
        self.depth = depth.checked_add_signed(isize::from(token.opens()));
        Ok(token)
    }

    fn text(&self) -> &str {
        if self.outside { "" } else { self.inner.text() }
    }

    fn replaces(&self) -> bool {
        !self.outside && self.inner.replaces()
    }

    fn place(&mut self) -> Place {
        self.inner.place()
    }

    fn offset(&self) -> Option<u64> {
        self.inner.offset()
    }
}
