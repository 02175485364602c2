//! Rows as the tokens that they would be in JSON, so that nested values become columns as they do there.

mod tape;

use data::{Token, Tokens};
use model::{Error, Place, Result};
use serde::Serialize;
use tape::Tape;

/// The tokens of rows, one row at a time.
pub(crate) struct RowTokens<I> {
    rows: I,
    /// The number of the current row, from 1.
    number: u64,
    row: Tape,
    /// How many of the row's tokens were returned.
    at: usize,
}

impl<I> RowTokens<I>
where
    I: Iterator,
    I::Item: Serialize,
{
    pub(crate) fn new(rows: I) -> Self {
        RowTokens { rows, number: 0, row: Tape::default(), at: 0 }
    }
}

impl<I> Tokens for RowTokens<I>
where
    I: Iterator,
    I::Item: Serialize,
{
    fn more(&mut self) -> Result<bool> {
        if self.at < self.row.len() {
            return Ok(true);
        }
        let Some(row) = self.rows.next() else { return Ok(false) };
        self.number += 1;
        self.at = 0;
        self.row.clear();
        let failed =
            |message: &dyn std::fmt::Display| Error::usage(format!("row {}: {message}", self.number));
        row.serialize(&mut self.row).map_err(|error| failed(&error))?;
        match self.row.token(0) {
            Token::ObjectStart | Token::ArrayStart => Ok(true),
            other => Err(failed(&format_args!("expected a struct, map or sequence, found {}", other.name()))),
        }
    }

    fn next(&mut self) -> Result<Token> {
        self.at += 1;
        Ok(self.row.token(self.at - 1))
    }

    fn text(&self) -> &str {
        self.at.checked_sub(1).map_or("", |at| self.row.text(at))
    }

    fn place(&mut self) -> Place {
        Place { line: self.number, ..Place::default() }
    }
}
