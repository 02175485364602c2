//! The document shape: title, infobox, blocks and sections, row by row.

use crate::read::Reader;
use crate::report::{ragged, repeated};
use crate::value::{Builder, value_of};
use crate::{Token, Tokens};
use model::{
    Block, Error, Event, Heading, Infobox, Kind, Map, Meta, Place, Result, RowBuf, Text, Value, codes, shape,
};

/// What is known about a document before its first block.
#[derive(Default)]
struct Start {
    meta: Meta,
    infobox: Option<Infobox>,
    sent: bool,
}

impl<T: Tokens> Reader<'_, T> {
    /// Reads a document whose members are in the order in which they are written.
    pub(crate) fn page(&mut self) -> Result<()> {
        self.expect(Token::ObjectStart, "a document")?;
        let mut start = Start::default();
        while self.member()? {
            let key = self.tokens.text().to_owned();
            let place = self.tokens.place();
            match key.as_str() {
                "blocks" => {
                    self.send_start(&mut start)?;
                    self.blocks()?;
                }
                "sections" => {
                    self.send_start(&mut start)?;
                    self.sections()?;
                }
                key if start.sent => return Err(self.out_of_order(key, place)),
                key => {
                    let value = self.value()?;
                    fact(&mut start, key, &value).map_err(|message| self.document_error(message, place))?;
                }
            }
        }
        self.send_start(&mut start)?;
        self.sink.event(Event::DocumentEnd)
    }

    fn send_start(&mut self, start: &mut Start) -> Result<()> {
        if std::mem::replace(&mut start.sent, true) {
            return Ok(());
        }
        self.sink.event(Event::DocumentStart(&start.meta))?;
        match start.infobox.take() {
            Some(infobox) => self.sink.event(Event::Block(&Block::Infobox(infobox), None)),
            None => Ok(()),
        }
    }

    fn sections(&mut self) -> Result<()> {
        self.expect(Token::ArrayStart, "'sections'")?;
        while self.element()? {
            self.expect(Token::ObjectStart, "a section")?;
            self.section()?;
        }
        Ok(())
    }

    fn section(&mut self) -> Result<()> {
        let (mut text, mut level): (Option<Text>, Option<u8>) = (None, None);
        let mut sent = false;
        while self.member()? {
            let key = self.tokens.text().to_owned();
            let place = self.tokens.place();
            match key.as_str() {
                "heading" | "level" if sent => return Err(self.out_of_order(&key, place)),
                "heading" => {
                    let heading = shape::text_from_value(&self.value()?);
                    text = Some(heading.map_err(|message| self.document_error(message, place))?);
                }
                "level" => {
                    let number = self.value()?.as_u64().and_then(|level| u8::try_from(level).ok());
                    let known = number.filter(|level| (1..=6).contains(level));
                    let message = "'level' must be a whole number from 1 to 6";
                    level = Some(known.ok_or_else(|| self.document_error(message.into(), place))?);
                }
                "blocks" | "sections" => {
                    if !std::mem::replace(&mut sent, true) {
                        self.heading(text.take(), level, place)?;
                    }
                    if key == "blocks" { self.blocks()? } else { self.sections()? }
                }
                key => {
                    return Err(
                        self.document_error(format!("a section has an unknown member '{key}'"), place)
                    );
                }
            }
        }
        if sent { Ok(()) } else { self.heading(text.take(), level, Place::default()) }
    }

    fn heading(&mut self, text: Option<Text>, level: Option<u8>, place: Place) -> Result<()> {
        match (text, level) {
            (Some(text), Some(level)) => {
                self.sink.event(Event::Block(&Block::Heading(Heading { level, text }), None))
            }
            _ => {
                Err(self.document_error("a section must begin with its 'heading' and 'level'".into(), place))
            }
        }
    }

    fn blocks(&mut self) -> Result<()> {
        self.expect(Token::ArrayStart, "'blocks'")?;
        while self.element()? {
            self.expect(Token::ObjectStart, "a block")?;
            self.block()?;
        }
        Ok(())
    }

    /// Reads a block that has begun: a table row by row, any other whole.
    fn block(&mut self) -> Result<()> {
        let place = self.tokens.place();
        let mut builder = Builder::default();
        builder.token(Token::ObjectStart, "");
        let first = self.tokens.next()?;
        let tagged = first == Token::Key && self.tokens.text() == "type";
        builder.token(first, self.tokens.text());
        if tagged {
            let token = self.tokens.next()?;
            if token == Token::String && self.tokens.text() == "table" {
                return self.page_table(place);
            }
            builder.token(token, self.tokens.text());
        }
        while !builder.is_done() {
            let token = self.tokens.next()?;
            if builder.token(token, self.tokens.text()) {
                let place = self.tokens.place();
                repeated(self.diagnostics, self.tokens.text(), place)?;
            }
        }
        let block = shape::block_from_value(&builder.finish());
        match block.map_err(|message| self.document_error(message, place.clone()))? {
            Block::Table(table) => {
                // Its members were out of order, but it is in memory as a whole.
                self.sink.event(Event::TableStart(&table.head))?;
                table.rows().try_for_each(|row| self.sink.event(Event::Row(row)))?;
                self.sink.event(Event::TableEnd)
            }
            block => self.sink.event(Event::Block(&block, None)),
        }
    }

    fn page_table(&mut self, start: Place) -> Result<()> {
        let mut fields = Map::new();
        fields.insert("type", "table");
        let mut done = false;
        while self.member()? {
            let key = self.tokens.text().to_owned();
            let place = self.tokens.place();
            if done {
                return Err(self.out_of_order(&key, place));
            }
            if key == "rows" {
                let head = shape::head_from_fields(&fields);
                let head = head.map_err(|message| self.document_error(message, start.clone()))?;
                self.sink.event(Event::TableStart(&head))?;
                self.page_rows(head.columns.len())?;
                self.sink.event(Event::TableEnd)?;
                done = true;
            } else if shape::HEAD_FIELDS.contains(&key.as_str()) {
                let value = self.value()?;
                fields.insert(key, value);
            } else {
                return Err(self.document_error(format!("a table has an unknown member '{key}'"), place));
            }
        }
        if done { Ok(()) } else { Err(self.document_error("a table has no 'rows'".into(), start)) }
    }

    fn page_rows(&mut self, width: usize) -> Result<()> {
        self.expect(Token::ArrayStart, "'rows'")?;
        let mut row = RowBuf::default();
        while self.sink.is_open() {
            let token = self.tokens.next()?;
            match token {
                Token::ArrayEnd => break,
                Token::ArrayStart => self.page_cells(&mut row)?,
                token => {
                    let place = self.tokens.place();
                    let value = self.value_from(token)?;
                    shape::row_from_value(&value, &mut row)
                        .map_err(|message| self.document_error(message, place))?;
                }
            }
            if row.len() < width {
                let (cells, place) = (row.len(), self.tokens.place());
                ragged(self.diagnostics, cells, width, place)?;
                row.pad(width, Kind::Untyped);
            }
            self.sink.event(Event::Row(row.as_row()))?;
        }
        Ok(())
    }

    /// Reads the cells of a row that has begun.
    fn page_cells(&mut self, row: &mut RowBuf) -> Result<()> {
        row.clear();
        loop {
            let token = self.tokens.next()?;
            match token.kind() {
                Some(kind) => row.push(self.tokens.text(), kind),
                None if token == Token::ArrayEnd => return Ok(()),
                None => {
                    let place = self.tokens.place();
                    let value = self.value_from(token)?;
                    shape::cell_from_value(&value, row)
                        .map_err(|message| self.document_error(message, place))?;
                }
            }
        }
    }

    fn value(&mut self) -> Result<Value> {
        let token = self.tokens.next()?;
        self.value_from(token)
    }

    fn value_from(&mut self, token: Token) -> Result<Value> {
        let diagnostics = self.diagnostics;
        value_of(&mut self.tokens, token, |key, place| repeated(diagnostics, key, place))
    }

    fn out_of_order(&self, key: &str, place: Place) -> Error {
        let diagnostic = codes::DOCUMENT_LAYOUT.error(format!("'{key}' comes too late"));
        Error::input(diagnostic.at(place).hint("a long document must have its members in the usual order"))
    }

    fn document_error(&self, message: String, place: Place) -> Error {
        Error::input(codes::DOCUMENT_LAYOUT.error(message).at(place))
    }
}

/// Takes a member of the document other than blocks and sections.
fn fact(start: &mut Start, key: &str, value: &Value) -> std::result::Result<(), String> {
    let string = || value.as_str().map(str::to_owned).ok_or_else(|| format!("'{key}' must be a string"));
    match key {
        "title" if value.is_null() => {}
        "title" => start.meta.title = Some(string()?),
        "dialect" => start.meta.dialect = Some(string()?),
        "properties" => start.meta.properties = shape::attributes_from_value(value)?,
        "infobox" if value.is_null() => {}
        "infobox" => {
            let entries = value.as_object().ok_or("'infobox' must be an object or null")?.iter();
            let entries = entries.map(|(key, value)| shape::entry_from_value(key, value));
            start.infobox = Some(Infobox { name: None, entries: entries.collect::<shape::Decoded<_>>()? });
        }
        "infobox_name" => match &mut start.infobox {
            Some(infobox) => infobox.name = Some(string()?),
            None => return Err("'infobox_name' must come after an 'infobox'".into()),
        },
        key => return Err(format!("a document has an unknown member '{key}'")),
    }
    Ok(())
}
