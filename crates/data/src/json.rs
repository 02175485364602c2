//! The tokens of strict JSON (RFC 8259), read from a buffer that is refilled.

use model::shape::Container;
mod buffer;

use crate::{MAX_DEPTH, Token, Tokens, value_of};
use buffer::Buffer;
use model::{Error, Found, Place, Result, Value, codes, plural};
use std::io::BufRead;
use std::ops::Range;

/// Reads JSON values one after the other, each starting on a new line, as `jq` prints them.
///
/// Numbers keep their digits, strings are unescaped, and a byte order mark at the start is skipped. Anything that RFC
/// 8259 does not allow is an error with its line and column. Memory use is proportional to the longest string.
///
/// ```
/// use convert_data::{Json, Token, Tokens};
///
/// let mut json = Json::new(&br#"{"time": 1.10}"#[..]);
/// assert!(json.more()?);
/// assert_eq!(json.next()?, Token::ObjectStart);
/// assert_eq!((json.next()?, json.text()), (Token::Key, "time"));
/// assert_eq!((json.next()?, json.text()), (Token::Number, "1.10"));
/// assert_eq!(json.next()?, Token::ObjectEnd);
/// assert!(!json.more()?);
/// # Ok::<(), model::Error>(())
/// ```
#[derive(Debug)]
pub struct Json<R> {
    buffer: Buffer<R>,
    /// Whether each open container is an object, outermost first.
    open: Vec<bool>,
    expect: Expect,
    token: Token,
    /// Where the last token starts.
    start: u64,
    text: Text,
    unescaped: String,
}

/// What may come next inside a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    /// A value: an element after a comma, a member after its colon, or the whole.
    Value,
    /// The first element, or the end of the array.
    FirstElement,
    /// The first key, or the end of the object.
    FirstKey,
    /// A comma, or the end of the container.
    Comma,
}

/// Parses a JSON text into a value, with numbers kept digit for digit.
///
/// ```
/// let value = convert_data::parse("{\"a\": [1e3, 1.10]}")?;
/// assert_eq!(value.to_string(), "{\"a\":[1e3,1.10]}");
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// Returns an error for invalid JSON, and for anything after the value.
pub fn parse(text: &str) -> Result<Value> {
    let mut json = Json::new(text.as_bytes());
    let first = json.next()?;
    let value = value_of(&mut json, first, |_, _| Ok(()))?;
    if json.more()? { json.unexpected("the end of the input") } else { Ok(value) }
}

/// The location of the text of the last token.
#[derive(Clone, Debug)]
enum Text {
    None,
    Buffer(Range<usize>),
    Unescaped,
}

impl<R: BufRead> Json<R> {
    /// Reads from these bytes.
    pub fn new(bytes: R) -> Self {
        Json {
            buffer: Buffer::new(bytes),
            open: Vec::new(),
            expect: Expect::Value,
            token: Token::Null,
            start: 0,
            text: Text::None,
            unescaped: String::new(),
        }
    }

    fn error<T>(&mut self, message: impl Into<String>) -> Result<T> {
        let offset = self.buffer.offset();
        Err(Error::input(codes::SYNTAX.error(message).at(self.buffer.place(offset))))
    }

    /// An error about the next byte: something else was expected.
    fn unexpected<T>(&mut self, expected: &str) -> Result<T> {
        match self.buffer.peek_char()? {
            Some(found) => {
                let found = if found.is_control() {
                    format!("U+{:04X}", u32::from(found))
                } else {
                    format!("'{found}'")
                };
                self.error(format!("expected {expected}, found {found}"))
            }
            None => self.error(format!("expected {expected}, found the end of the input")),
        }
    }

    fn expect_value(&mut self) -> Result<Token> {
        self.start = self.buffer.start_token();
        self.text = Text::None;
        self.expect = Expect::Comma;
        match self.buffer.peek()? {
            Some(b'"') => {
                self.string()?;
                Ok(Token::String)
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                Ok(Token::Number)
            }
            Some(b'{') => self.enter(Container::Object, Token::ObjectStart),
            Some(b'[') => self.enter(Container::Array, Token::ArrayStart),
            Some(b't') => self.word("true", Token::True),
            Some(b'f') => self.word("false", Token::False),
            Some(b'n') => self.word("null", Token::Null),
            _ => self.unexpected("a value"),
        }
    }

    fn enter(&mut self, container: Container, token: Token) -> Result<Token> {
        if self.open.len() >= MAX_DEPTH {
            let diagnostic = codes::TOO_DEEP
                .error(format!("values are nested more than {} deep", plural(MAX_DEPTH, "level", "levels")));
            return Err(Error::input(diagnostic.at(self.buffer.place(self.buffer.offset()))));
        }
        self.buffer.advance(1);
        self.open.push(container == Container::Object);
        self.expect = if container == Container::Object { Expect::FirstKey } else { Expect::FirstElement };
        Ok(token)
    }

    fn leave(&mut self, token: Token) -> Token {
        self.start = self.buffer.start_token();
        self.text = Text::None;
        self.buffer.advance(1);
        self.open.pop();
        self.expect = Expect::Comma;
        token
    }

    fn key(&mut self) -> Result<Token> {
        self.start = self.buffer.start_token();
        if self.buffer.peek()? != Some(b'"') {
            return self.unexpected("a key in double quotes");
        }
        self.string()?;
        // The text of the key stays in the buffer: what follows it is peeked at, not consumed, until the next token.
        self.expect = Expect::Value;
        Ok(Token::Key)
    }

    fn colon(&mut self) -> Result<()> {
        self.buffer.skip_blanks()?;
        if self.buffer.peek()? != Some(b':') {
            return self.unexpected("':'");
        }
        self.buffer.advance(1);
        self.buffer.skip_blanks()
    }

    fn word(&mut self, word: &'static str, token: Token) -> Result<Token> {
        let found = self.buffer.slice(word.len())?;
        if found != word.as_bytes() {
            return self.unexpected("a value");
        }
        let start = self.buffer.position();
        self.buffer.advance(word.len());
        self.text = if token == Token::Null { Text::None } else { Text::Buffer(start..start + word.len()) };
        Ok(token)
    }

    fn number(&mut self) -> Result<()> {
        let mut length = usize::from(self.buffer.at(0)? == Some(b'-'));
        match self.buffer.at(length)? {
            Some(b'0') => length += 1,
            Some(b'1'..=b'9') => length = self.digits(length)?,
            _ => return self.number_error(length),
        }
        if self.buffer.at(length)? == Some(b'.') {
            let end = self.digits(length + 1)?;
            if end == length + 1 {
                return self.number_error(end);
            }
            length = end;
        }
        if let Some(b'e' | b'E') = self.buffer.at(length)? {
            length += 1;
            if let Some(b'+' | b'-') = self.buffer.at(length)? {
                length += 1;
            }
            let end = self.digits(length)?;
            if end == length {
                return self.number_error(end);
            }
            length = end;
        }
        if self.buffer.at(length)?.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'.') {
            return self.number_error(length);
        }
        let start = self.buffer.position();
        self.text = Text::Buffer(start..start + length);
        self.buffer.advance(length);
        Ok(())
    }

    fn digits(&mut self, from: usize) -> Result<usize> {
        let mut length = from;
        while self.buffer.at(length)?.is_some_and(|byte| byte.is_ascii_digit()) {
            length += 1;
        }
        Ok(length)
    }

    fn number_error<T>(&mut self, at: usize) -> Result<T> {
        let text: String = String::from_utf8_lossy(self.buffer.slice(at)?).into_owned();
        self.buffer.advance(at);
        let after = if text.is_empty() { String::new() } else { format!(" after '{text}'") };
        self.unexpected(&format!("another digit or the end of the number{after}"))
    }

    /// Reads a string from its opening quote.
    fn string(&mut self) -> Result<()> {
        let length = self.buffer.find_special(1)?;
        match self.buffer.at(length)? {
            Some(b'"') => {
                let start = self.buffer.position();
                self.text = Text::Buffer(start + 1..start + length);
                self.buffer.advance(length + 1);
                Ok(())
            }
            Some(b'\\') => self.escaped_string(length),
            _ => self.string_error(length),
        }
    }

    fn string_error<T>(&mut self, length: usize) -> Result<T> {
        match self.buffer.at(length)? {
            Some(byte) => {
                self.buffer.advance(length);
                self.error(format!("a control character (U+{byte:04X}) must be escaped in a string"))
            }
            None => {
                let place = self.buffer.place(self.start);
                let diagnostic = codes::SYNTAX.error("the string that starts here is never closed");
                Err(Error::input(diagnostic.at(place)))
            }
        }
    }

    /// Reads a string whose first escape is at `length`.
    fn escaped_string(&mut self, length: usize) -> Result<()> {
        self.unescaped.clear();
        self.text = Text::Unescaped;
        let mut from = 1;
        let mut length = length;
        loop {
            let part = self.buffer.text(self.buffer.position() + from..self.buffer.position() + length);
            self.unescaped.push_str(part);
            self.buffer.advance(length);
            match self.buffer.peek()? {
                Some(b'"') => {
                    self.buffer.advance(1);
                    return Ok(());
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    self.unescaped.push(character);
                }
                _ => return self.string_error(0),
            }
            from = 0;
            length = self.buffer.find_special(0)?;
        }
    }

    fn escape(&mut self) -> Result<char> {
        let character = match self.buffer.at(1)? {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => {
                return self
                    .error("an escape in a string must be one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
            }
        };
        self.buffer.advance(2);
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char> {
        let first = self.hex(2)?;
        let (code, length) = match first {
            0xD800..=0xDBFF if self.buffer.slice(8)?.get(6..8) == Some(b"\\u") => match self.hex(8)? {
                second @ 0xDC00..=0xDFFF => (0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 12),
                _ => (first, 6),
            },
            code => (code, 6),
        };
        match char::from_u32(code) {
            Some(character) => {
                self.buffer.advance(length);
                Ok(character)
            }
            None => self.error(format!("\\u{first:04X} is half of a surrogate pair, not a character")),
        }
    }

    /// Reads four hexadecimal digits at an offset from here.
    fn hex(&mut self, at: usize) -> Result<u32> {
        let digits = self.buffer.slice(at + 4)?.get(at..at + 4);
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let code = digits.and_then(|digits| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match code {
            Some(code) => Ok(code),
            None => self.error("\\u must be followed by four hexadecimal digits"),
        }
    }
}

impl<R: BufRead> Tokens for Json<R> {
    fn more(&mut self) -> Result<bool> {
        let first = self.buffer.is_at_start();
        let newline = self.buffer.skip_blanks_seeing_newline()?;
        if self.buffer.peek()?.is_none() {
            return Ok(false);
        }
        if !first && !newline {
            return self.unexpected("a new line or the end of the input after the value");
        }
        self.expect = Expect::Value;
        Ok(true)
    }

    fn next(&mut self) -> Result<Token> {
        if self.token == Token::Key {
            self.colon()?;
        } else {
            self.buffer.skip_blanks()?;
        }
        let object = self.open.last().copied();
        let token = match (self.expect, object, self.buffer.peek()?) {
            (Expect::FirstElement, _, Some(b']')) => self.leave(Token::ArrayEnd),
            (Expect::FirstKey, _, Some(b'}')) => self.leave(Token::ObjectEnd),
            (Expect::Comma, Some(false), Some(b']')) => self.leave(Token::ArrayEnd),
            (Expect::Comma, Some(true), Some(b'}')) => self.leave(Token::ObjectEnd),
            (Expect::Value | Expect::FirstElement, ..) => self.expect_value()?,
            (Expect::FirstKey, ..) => self.key()?,
            (Expect::Comma, Some(object), Some(b',')) => {
                self.buffer.advance(1);
                self.buffer.skip_blanks()?;
                if object { self.key()? } else { self.expect_value()? }
            }
            (Expect::Comma, Some(false), _) => return self.unexpected("',' or ']'"),
            (Expect::Comma, Some(true), _) => return self.unexpected("',' or '}'"),
            (Expect::Comma, None, _) => return Err(Error::internal("asked for a token after the value")),
        };
        self.token = token;
        Ok(token)
    }

    fn text(&self) -> &str {
        match &self.text {
            Text::None => "",
            Text::Buffer(range) => self.buffer.text(range.clone()),
            Text::Unescaped => &self.unescaped,
        }
    }

    fn place(&mut self) -> Place {
        self.buffer.place(self.start)
    }

    fn offset(&self) -> Option<u64> {
        Some(self.start)
    }

    fn found(&self) -> Found {
        Found::utf8(self.buffer.has_byte_order_mark())
    }
}
