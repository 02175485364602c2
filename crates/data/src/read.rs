//! Values to documents: each by its shape.

use crate::classify::{Form, classify, is_table, whole_object};
use crate::flatten::Flatten;
use crate::lookahead::{Lookahead, Seen};
use crate::members::{in_writing_order, is_in_order, is_page};
use crate::records::{Columns, Record};
use crate::report::repeated;
use crate::value::{Values, value_of};
use crate::{Lines, Token, Tokens, WINDOW_LINES, WINDOW_RECORDS};
use model::{
    Block, Diagnostics, Entry, Error, Event, Found, Heading, Hint, Infobox, Kind, Map, Outlet, Purpose,
    Result, RowBuf, Shape, Sink, SourceRange, Value, codes,
};

/// How an input holds several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Each is a document.
    Documents,
    /// Each is a record of one table, or a row; values that are neither are documents.
    Lines,
}

/// Reads every value of a source as a document, by its shape; by its [`Purpose`] several objects are the records of one
/// table.
///
/// # Errors
/// Those of the source and of the sink, and a value that breaks the shape that it began with.
pub fn read<T: Tokens>(
    mut tokens: T,
    framing: Framing,
    flatten: &Flatten,
    purpose: Purpose,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let (sink, found) = (Outlet::new(sink), tokens.found());
    match framing {
        Framing::Documents => {
            let mut tokens = Lookahead::new(&mut tokens);
            let begins = tokens.more()? && tokens.peek()? == Token::ObjectStart;
            // Who wants records takes several objects for those of one table.
            if begins && purpose != Purpose::Document {
                let tokens = Lookahead::new(Lines::new(tokens));
                return Reader { tokens, diagnostics, sink, flatten, purpose, found }.values();
            }
            // One reader for all, so that nothing looked at is lost between two.
            let mut reader = Reader { tokens, diagnostics, sink, flatten, purpose, found };
            while reader.sink.is_open() && reader.tokens.more()? {
                reader.document()?;
            }
        }
        Framing::Lines => {
            let mut reader = Reader {
                tokens: Lookahead::new(Lines::new(&mut tokens)),
                diagnostics,
                sink,
                flatten,
                purpose,
                found,
            };
            if reader.tokens.more()? {
                reader.lines()?;
            }
        }
    }
    Ok(())
}

/// Reads every value of a source as a row of one table: objects as records, arrays as rows without a header. The first
/// value says which, whatever its keys are.
///
/// # Errors
/// Those of the source and of the sink, and a value that is not as the first one is.
pub fn read_rows<T: Tokens>(
    mut tokens: T,
    flatten: &Flatten,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let (sink, found) = (Outlet::new(sink), tokens.found());
    let (tokens, purpose) = (Lookahead::new(Lines::new(&mut tokens)), Purpose::Tables);
    let mut reader = Reader { tokens, diagnostics, sink, flatten, purpose, found };
    let seen = reader.tokens.look(WINDOW_RECORDS)?;
    match seen.value.as_array().and_then(<[Value]>::first) {
        Some(Value::Array(_)) => reader.rows(),
        _ => reader.records(seen.value),
    }
}

/// Reads documents from tokens.
pub(crate) struct Reader<'a, T> {
    pub(crate) tokens: Lookahead<T>,
    pub(crate) diagnostics: &'a Diagnostics<'a>,
    pub(crate) sink: Outlet<'a>,
    flatten: &'a Flatten,
    purpose: Purpose,
    pub(crate) found: Found,
}

impl<T: Tokens> Reader<'_, T> {
    /// Reads all values as lines of one table, or each as a document. Where nothing but a table is any use, what begins
    /// with an object must go on so.
    fn lines(&mut self) -> Result<()> {
        let seen = self.tokens.look(WINDOW_LINES)?;
        let first = seen.value.as_array().and_then(|items| items.first());
        let begins =
            self.purpose == Purpose::Tables && first.is_some_and(|first| first.as_object().is_some());
        match classify(&seen, self.flatten) {
            _ if are_pages(&seen) => self.documents(),
            Form::Records => self.records(seen.value),
            Form::Rows => self.rows(),
            _ if begins => self.records(seen.value),
            _ => self.documents(),
        }
    }

    /// Reads several objects as the records of one table, or each value as a document.
    fn values(&mut self) -> Result<()> {
        let seen = self.tokens.look(WINDOW_RECORDS)?;
        let several = seen.value.as_array().is_some_and(|items| items.len() > 1);
        match classify(&seen, self.flatten) {
            Form::Records if several && !are_pages(&seen) => self.records(seen.value),
            _ => self.documents(),
        }
    }

    /// Reads each value of the array to come as a document. Among others an empty array is a value: as a table it would
    /// leave no line.
    fn documents(&mut self) -> Result<()> {
        self.tokens.next()?;
        while self.element()? {
            let seen = self.tokens.look(WINDOW_RECORDS)?;
            if seen.value.as_array().is_some_and(<[_]>::is_empty) {
                self.whole()?;
            } else {
                self.seen(seen)?;
            }
        }
        Ok(())
    }

    /// Reads one value.
    fn document(&mut self) -> Result<()> {
        let seen = self.tokens.look(WINDOW_RECORDS)?;
        self.seen(seen)
    }

    /// Reads one value, of which this much was seen.
    fn seen(&mut self, seen: Seen) -> Result<()> {
        let form = classify(&seen, self.flatten);
        if form == Form::Records {
            return self.records(seen.value);
        }
        let streams = !seen.complete || is_in_order(&seen.value);
        drop(seen);
        match form {
            Form::Records | Form::Rows => self.rows(),
            Form::Split => self.split(),
            Form::Tables => self.tables(),
            Form::Page if streams => self.page(),
            Form::Page | Form::Fields | Form::Data | Form::Whole => self.whole(),
        }
    }

    /// The tables of an object, which is not one of tables alone; the object as it is if it has none.
    fn only_tables(&self, map: Map) -> Result<(Form, Value)> {
        let (tables, others): (Map, Map) = map
            .clone()
            .into_iter()
            .partition(|(_, value)| is_table(value, self.flatten) && value != &Value::Array(Vec::new()));
        if tables.is_empty() {
            return Ok((Form::Data, Value::Object(map)));
        }
        let others: Vec<String> = others.into_iter().map(|(key, _)| format!("'{key}'")).collect();
        let message = format!("beside its tables the input has {}, left out", others.join(", "));
        let diagnostic = codes::BESIDE_TABLES.note(message);
        let hint = Hint::default().setting("view", "document").text(" keeps everything");
        self.diagnostics.report(diagnostic.hint(hint))?;
        Ok((Form::Tables, Value::Object(tables)))
    }

    /// Reads a value that is taken whole.
    fn whole(&mut self) -> Result<()> {
        let first = self.tokens.next()?;
        let place = self.tokens.place();
        let diagnostics = self.diagnostics;
        let value = value_of(&mut self.tokens, first, |key, place| repeated(diagnostics, key, place))?;
        let form = value.as_object().map_or(Form::Data, |map| whole_object(map, self.flatten));
        let (form, value) = match value {
            // Where nothing but tables is any use, those that stand beside other things are what is meant.
            Value::Object(map) if form == Form::Data && self.purpose == Purpose::Tables => {
                self.only_tables(map)?
            }
            value => (form, value),
        };
        match (form, value) {
            (Form::Fields, Value::Object(map)) => self.fields(&map),
            (Form::Data, value) => {
                self.start(Shape::Data)?;
                self.sink.event(Event::Block(&Block::Data(value), None))?;
                self.sink.event(Event::DocumentEnd)
            }
            (form, mut value) => {
                if form == Form::Page {
                    value = in_writing_order(value);
                }
                let tokens = Lookahead::new(Values::new(&value, place));
                let (sink, flatten, purpose) = (Outlet::new(&mut self.sink), self.flatten, self.purpose);
                let found = self.found.clone();
                let mut reader = Reader { tokens, diagnostics, sink, flatten, purpose, found };
                match form {
                    Form::Page => reader.page(),
                    Form::Split => reader.split(),
                    _ => reader.tables(),
                }
            }
        }
    }

    /// An object of scalars as an infobox.
    fn fields(&mut self, map: &Map) -> Result<()> {
        let entry = |(key, value): (&String, &Value)| {
            let (text, kind) = match value {
                Value::Null => ("", Kind::Null),
                Value::Bool(true) => ("true", Kind::Boolean),
                Value::Bool(false) => ("false", Kind::Boolean),
                Value::Number(number) => (number.as_str(), Kind::Number),
                Value::String(text) => (text.as_str(), Kind::Text),
                Value::Array(_) | Value::Object(_) => ("", Kind::Missing),
            };
            Entry { key: key.clone(), value: text.into(), kind }
        };
        let infobox = Infobox { name: None, entries: map.iter().map(entry).collect() };
        self.start(Shape::Fields)?;
        self.sink.event(Event::Block(&Block::Infobox(infobox), None))?;
        self.sink.event(Event::DocumentEnd)
    }

    /// An array of objects as a table.
    fn records(&mut self, seen: Value) -> Result<()> {
        self.start(Shape::Records)?;
        self.table(seen)?;
        self.sink.event(Event::DocumentEnd)
    }

    /// An object of arrays of objects: a table under a heading for each key.
    fn tables(&mut self) -> Result<()> {
        self.start(Shape::Tables)?;
        self.tokens.next()?;
        let mut headings = std::collections::HashSet::new();
        while self.member()? {
            let key = self.tokens.text().to_owned();
            if self.tokens.peek()? != Token::ArrayStart {
                return Err(self
                    .shape_error(&format!("'{key}' is no array of records, as the members before it are")));
            }
            if !headings.insert(key.clone()) {
                let place = self.tokens.place();
                let message = format!("the table '{key}' is there twice");
                return Err(Error::input(codes::DUPLICATE_KEY.error(message).at(place)));
            }
            let heading = Block::Heading(Heading { level: 2, text: key.into() });
            self.sink.event(Event::Block(&heading, None))?;
            if !self.sink.is_open() {
                break;
            }
            let seen = self.tokens.look(WINDOW_RECORDS)?;
            self.table(seen.value)?;
        }
        self.sink.event(Event::DocumentEnd)
    }

    /// The table that is the array of objects to come, of which this much was seen.
    fn table(&mut self, seen: Value) -> Result<()> {
        let mut columns = Columns::of(seen.as_array().unwrap_or_default(), self.flatten);
        drop(seen);
        self.sink.event(Event::TableStart(&columns.head()))?;
        self.tokens.next()?;
        let (mut record, mut row) = (Record::default(), RowBuf::default());
        let (mut width, mut number) = (columns.list().len(), 0_u64);
        while self.sink.is_open() {
            let token = self.tokens.next()?;
            let start = self.tokens.offset();
            match token {
                Token::ArrayEnd => break,
                Token::ObjectStart => record.read(&mut self.tokens, &mut columns, self.diagnostics)?,
                other => {
                    let message = format!("element {} is {}, and no object", number + 1, other.name());
                    return Err(self.shape_error(&message));
                }
            }
            number += 1;
            if columns.list().len() > width {
                width = columns.list().len();
                self.sink.event(Event::Columns(columns.list()))?;
            }
            record.to_row(width, &mut row);
            row.set_source(self.since(start));
            self.sink.event(Event::Row(row.as_row()))?;
        }
        self.sink.event(Event::TableEnd)
    }

    /// The source from a byte on to the end of the last token, which is the end of an array or object.
    pub(crate) fn since(&self, start: Option<u64>) -> Option<SourceRange> {
        Some(SourceRange { start: start?, end: self.tokens.offset()? + 1 })
    }

    /// An error about the last token: it breaks the shape that was promised.
    pub(crate) fn shape_error(&mut self, message: &str) -> Error {
        let diagnostic = codes::SHAPE.error(message).at(self.tokens.place());
        Error::input(diagnostic.hint("what is read as tables must be tables to its end"))
    }

    /// Whether more is wanted, and the array that is being read has another element; reads its end.
    pub(crate) fn element(&mut self) -> Result<bool> {
        let more = self.sink.is_open() && self.tokens.peek()? != Token::ArrayEnd;
        if !more && self.sink.is_open() {
            self.tokens.next()?;
        }
        Ok(more)
    }

    /// Whether more is wanted, and the object that is being read has another member; reads its key, or the end.
    pub(crate) fn member(&mut self) -> Result<bool> {
        Ok(self.sink.is_open() && self.tokens.next()? == Token::Key)
    }

    /// Reads a token that must be there, if more is wanted.
    pub(crate) fn expect(&mut self, token: Token, what: impl std::fmt::Display) -> Result<()> {
        if !self.sink.is_open() {
            return Ok(());
        }
        let found = self.tokens.next()?;
        if found == token {
            return Ok(());
        }
        Err(self.shape_error(&format!("{what} must be {}, not {}", token.name(), found.name())))
    }
}

/// Whether values that are lines begin with a document of ours.
fn are_pages(seen: &Seen) -> bool {
    seen.value.as_array().is_some_and(|items| {
        let mut items = items.iter().filter_map(Value::as_object);
        items.next().is_some_and(|first| is_page(first) || (!seen.complete && classify_start(first)))
    })
}

fn classify_start(first: &Map) -> bool {
    first.contains_key("blocks") && first.contains_key("title")
}
