//! Arrays of arrays: tables without a header, and tables in pandas' `split` layout.

use crate::classify::SPLIT_ROWS;
use crate::read::Reader;
use crate::report::{ragged, repeated};
use crate::value::value_of;
use crate::{Token, Tokens};
use model::{Column, Event, Kind, Meta, Result, RowBuf, Shape, TableHead};

impl<T: Tokens> Reader<'_, T> {
    /// Reads an array of arrays as a table without a header.
    pub(crate) fn rows(&mut self) -> Result<()> {
        self.start(Shape::Rows)?;
        self.sink.event(Event::TableStart(&TableHead::default()))?;
        self.expect(Token::ArrayStart, "the rows")?;
        let mut row = RowBuf::default();
        let mut number = 0_u64;
        while self.element()? {
            number += 1;
            self.expect(Token::ArrayStart, format_args!("row {number}"))?;
            let start = self.tokens.offset();
            row.clear();
            self.cells(&mut row)?;
            row.set_source(self.since(start));
            self.sink.event(Event::Row(row.as_row()))?;
        }
        self.sink.event(Event::TableEnd)?;
        self.sink.event(Event::DocumentEnd)
    }

    /// Reads the cells of an array that has begun.
    fn cells(&mut self, row: &mut RowBuf) -> Result<()> {
        loop {
            let token = self.tokens.next()?;
            match token.kind() {
                Some(kind) => row.push(self.tokens.text(), kind),
                None if token == Token::ArrayEnd => return Ok(()),
                None => {
                    let diagnostics = self.diagnostics;
                    let value =
                        value_of(&mut self.tokens, token, |key, place| repeated(diagnostics, key, place))?;
                    row.push(&value.to_string(), Kind::Json);
                }
            }
        }
    }

    /// Reads an object of columns, an optional index, and rows.
    pub(crate) fn split(&mut self) -> Result<()> {
        self.expect(Token::ObjectStart, "the table")?;
        let (mut names, mut index): (RowBuf, Option<RowBuf>) = (RowBuf::default(), None);
        loop {
            if self.tokens.next()? == Token::ObjectEnd {
                return Err(self.shape_error("a table with 'columns' has no 'data'"));
            }
            let key = self.tokens.text().to_owned();
            match key.as_str() {
                "columns" => {
                    self.expect(Token::ArrayStart, "'columns'")?;
                    self.cells(&mut names)?;
                }
                "index" => {
                    self.expect(Token::ArrayStart, "'index'")?;
                    let mut cells = RowBuf::default();
                    self.cells(&mut cells)?;
                    index = Some(cells);
                }
                key if SPLIT_ROWS.contains(&key) => break,
                key => {
                    return Err(
                        self.shape_error(&format!("a table with 'columns' has an unknown member '{key}'"))
                    );
                }
            }
        }
        self.start(Shape::Records)?;
        let index = index.filter(|index| !is_range(index));
        let names: Vec<&str> = index.iter().map(|_| "index").chain(names.as_row().texts()).collect();
        let columns = names.iter().copied().map(Column::new).collect();
        let head = TableHead { columns, ..TableHead::with_names(names) };
        let width = head.columns.len();
        self.sink.event(Event::TableStart(&head))?;
        self.expect(Token::ArrayStart, "the rows")?;
        let mut row = RowBuf::default();
        let mut number = 0;
        while self.element()? {
            self.expect(Token::ArrayStart, format_args!("row {}", number + 1))?;
            let (place, start) = (self.tokens.place(), self.tokens.offset());
            row.clear();
            if let Some(index) = &index {
                let cell = index.as_row().cell(number);
                row.push(cell.text, cell.kind);
            }
            self.cells(&mut row)?;
            if row.len() != width {
                let cells = row.len();
                ragged(self.diagnostics, cells, width, place)?;
            }
            row.pad(width, Kind::Missing);
            row.set_source(self.since(start));
            self.sink.event(Event::Row(row.as_row()))?;
            number += 1;
        }
        self.expect(Token::ObjectEnd, "the end of the table after its rows")?;
        self.sink.event(Event::TableEnd)?;
        self.sink.event(Event::DocumentEnd)
    }

    /// Starts a document with a shape.
    pub(crate) fn start(&mut self, shape: Shape) -> Result<()> {
        self.sink.event(Event::DocumentStart(&Meta { shape, found: self.found.clone(), ..Meta::default() }))
    }
}

/// Whether an index only counts the rows from 0, as the one that pandas generates: it carries no data.
fn is_range(index: &RowBuf) -> bool {
    let row = index.as_row();
    let counts = |(number, text): (usize, &str)| text.parse() == Ok(number);
    row.texts().enumerate().all(counts) && row.kinds().iter().all(|kind| *kind == Kind::Number)
}
