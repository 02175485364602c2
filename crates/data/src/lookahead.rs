//! Lookahead at the beginning of a value before it is read.

use crate::value::Builder;
use crate::{Token, Tokens, WINDOW_BYTES};
use model::{Place, Result, Value};

/// Tokens with lookahead: what was looked at is read again afterwards.
#[derive(Debug)]
pub(crate) struct Lookahead<T> {
    live: T,
    tape: Vec<Taped>,
    text: String,
    /// How many tokens of the tape were read.
    read: usize,
}

#[derive(Debug)]
struct Taped {
    token: Token,
    end: usize,
    replaces: bool,
    line: u64,
    column: u64,
    offset: Option<u64>,
}

/// The result of a lookahead.
#[derive(Debug)]
pub(crate) struct Seen {
    /// The value, or its beginning with everything open closed.
    pub(crate) value: Value,
    /// Whether the value is complete.
    pub(crate) complete: bool,
}

impl<T: Tokens> Lookahead<T> {
    pub(crate) fn new(live: T) -> Self {
        Lookahead { live, tape: Vec::new(), text: String::new(), read: 0 }
    }

    /// Looks at the next value, up to a number of its elements and [`WINDOW_BYTES`].
    pub(crate) fn look(&mut self, elements: usize) -> Result<Seen> {
        if self.read == self.tape.len() {
            self.tape.clear();
            self.text.clear();
            self.read = 0;
        }
        let mut builder = Builder::default();
        let (mut depth, mut found, mut bytes, mut at) = (0_isize, 0, 0, self.read);
        while !builder.is_done() {
            if depth == 1 {
                found += 1;
            }
            if at == self.tape.len() {
                if found > elements || bytes > WINDOW_BYTES {
                    return Ok(Seen { value: builder.finish(), complete: false });
                }
                self.tape_one()?;
            }
            let Some(taped) = self.tape.get(at) else { break };
            let text = self.taped_text(at);
            builder.token(taped.token, text);
            bytes += text.len() + 8;
            depth += isize::from(taped.token.opens());
            at += 1;
        }
        Ok(Seen { value: builder.finish(), complete: true })
    }

    /// Returns the next token without consuming it.
    pub(crate) fn peek(&mut self) -> Result<Token> {
        if self.read == self.tape.len() {
            self.tape.clear();
            self.text.clear();
            self.read = 0;
            self.tape_one()?;
        }
        Ok(self.tape.get(self.read).map_or(Token::Null, |taped| taped.token))
    }

    fn tape_one(&mut self) -> Result<()> {
        let token = self.live.next()?;
        self.text.push_str(self.live.text());
        let replaces = self.live.replaces();
        let Place { line, column, offset, .. } = self.live.place();
        self.tape.push(Taped { token, end: self.text.len(), replaces, line, column, offset });
        Ok(())
    }

    fn taped_text(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.tape.get(before)).map_or(0, |before| before.end);
        self.tape.get(at).and_then(|taped| self.text.get(start..taped.end)).unwrap_or_default()
    }

    /// The token read last, if it came from the tape.
    fn last(&self) -> Option<&Taped> {
        self.tape.get(self.read.checked_sub(1)?)
    }
}

impl<T: Tokens> Tokens for Lookahead<T> {
    fn more(&mut self) -> Result<bool> {
        if self.read < self.tape.len() { Ok(true) } else { self.live.more() }
    }

    #[inline]
    fn next(&mut self) -> Result<Token> {
        if let Some(taped) = self.tape.get(self.read) {
            self.read += 1;
            return Ok(taped.token);
        }
        if !self.tape.is_empty() {
            self.tape.clear();
            self.text.clear();
            self.read = 0;
        }
        self.live.next()
    }

    #[inline]
    fn text(&self) -> &str {
        match self.read.checked_sub(1) {
            Some(at) => self.taped_text(at),
            None => self.live.text(),
        }
    }

    fn replaces(&self) -> bool {
        self.last().map_or_else(|| self.live.replaces(), |taped| taped.replaces)
    }

    fn place(&mut self) -> Place {
        match self.last() {
            Some(&Taped { line, column, offset, .. }) => Place { line, column, offset, part: None },
            None => self.live.place(),
        }
    }

    fn offset(&self) -> Option<u64> {
        self.last().map_or_else(|| self.live.offset(), |taped| taped.offset)
    }
}
