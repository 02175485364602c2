//! Tokens: a value of plain data as a well-nested sequence of small steps.

use model::{Found, Kind, Place, Result};

/// How deeply values may be nested. Deeper input is refused, so that code that walks a value cannot overflow the stack.
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
    /// A number, digit for digit in the grammar of JSON.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// `null`
    Null,
}

impl Token {
    /// The kind of cell for a scalar; `None` for anything else.
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

    /// Its name in messages.
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

/// A source of values, token by token. It guarantees that they are well nested, and no deeper than [`MAX_DEPTH`].
pub trait Tokens {
    /// Whether there is another value. Only called between values.
    fn more(&mut self) -> Result<bool>;

    /// The next token of the current value. Not called after the last one.
    fn next(&mut self) -> Result<Token>;

    /// The text of the last token: of a key, a string or a number, `true` or `false`; empty for others.
    fn text(&self) -> &str;

    /// Whether the last token is a key that replaces an earlier one according to the source itself (a merged key in
    /// YAML).
    fn replaces(&self) -> bool {
        false
    }

    /// Where the last token starts.
    fn place(&mut self) -> Place;

    /// The byte offset at which it starts, if that is known at no cost.
    fn offset(&self) -> Option<u64> {
        None
    }

    /// How the source is written, once [`more`](Tokens::more) was called.
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

/// All values of a source as the elements of one array: the layout of records in lines.
#[derive(Debug)]
pub struct Lines<T> {
    inner: T,
    /// `None` before the array; then the depth inside it.
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
