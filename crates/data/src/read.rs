//! From values to documents: each value by its shape.

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

/// How an input with several values is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Each value is a document.
    Documents,
    /// Each value is a record or a row of one table; values that are neither are documents.
    Lines,
}

/// Reads every value of a source as a document, by its shape; depending on the [`Purpose`], several objects are the
/// records of one table.
///
/// # Errors
/// Returns any error of the source or the sink, and an error if a value breaks the shape that it began with.
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
            // For records, several objects are read as the records of one table.
            if begins && purpose != Purpose::Document {
                let tokens = Lookahead::new(Lines::new(tokens));
                return Reader { tokens, diagnostics, sink, flatten, purpose, found }.values();
            }
            // One reader for all values, so that no lookahead is lost between two.
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
/// value determines which, whatever its keys are.
///
/// # Errors
/// Returns any error of the source or the sink, and an error if a value has another type than the first.
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
    /// Reads all values as lines of one table, or each as a document. If only tables are of use, an input that begins
    /// with an object must continue with objects.
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

    /// Reads each value of the next array as a document. An empty array among them is a plain value: as a table, it
    /// would leave no line.
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

    /// Reads one value, the beginning of which was looked at.
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

    /// The tables of an object that has other members too; without tables, the object as it is.
    fn only_tables(&self, map: Map) -> Result<(Form, Value)> {
        let (tables, others): (Map, Map) = map
            .clone()
            .into_iter()
            .partition(|(_, value)| is_table(value, self.flatten) && value != &Value::Array(Vec::new()));
        if tables.is_empty() {
            return Ok((Form::Data, Value::Object(map)));
        }
        let others: Vec<String> = others.into_iter().map(|(key, _)| format!("'{key}'")).collect();
        let message = format!("members that are not tables are left out: {}", others.join(", "));
        let diagnostic = codes::BESIDE_TABLES.note(message);
        let hint = Hint::default().setting("view", "document").text(" keeps everything");
        self.diagnostics.report(diagnostic.hint(hint))?;
        Ok((Form::Tables, Value::Object(tables)))
    }

    /// Reads a value that is held whole in memory.
    fn whole(&mut self) -> Result<()> {
        let first = self.tokens.next()?;
        let place = self.tokens.place();
        let diagnostics = self.diagnostics;
        let value = value_of(&mut self.tokens, first, |key, place| repeated(diagnostics, key, place))?;
        let form = value.as_object().map_or(Form::Data, |map| whole_object(map, self.flatten));
        let (form, value) = match value {
            // If only tables are of use, read those among the members.
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
                return Err(self.shape_error(&format!(
                    "'{key}' is not an array of records, unlike the members before it"
                )));
            }
            if !headings.insert(key.clone()) {
                let place = self.tokens.place();
                let message = format!("duplicate table '{key}'");
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

    /// Reads the table in the next array of objects, the beginning of which was looked at.
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
                    let message = format!("element {} is {}, not an object", number + 1, other.name());
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

    /// The source range from a byte to the end of the last token, which ends an array or object.
    pub(crate) fn since(&self, start: Option<u64>) -> Option<SourceRange> {
        Some(SourceRange { start: start?, end: self.tokens.offset()? + 1 })
    }

    /// An error about the last token, which breaks the shape of the input.
    pub(crate) fn shape_error(&mut self, message: &str) -> Error {
        let diagnostic = codes::SHAPE.error(message).at(self.tokens.place());
        Error::input(diagnostic.hint("an input read as tables must consist of tables to its end"))
    }

    /// Whether more is wanted and the current array has another element; reads the end of the array.
    pub(crate) fn element(&mut self) -> Result<bool> {
        let more = self.sink.is_open() && self.tokens.peek()? != Token::ArrayEnd;
        if !more && self.sink.is_open() {
            self.tokens.next()?;
        }
        Ok(more)
    }

    /// Whether more is wanted and the current object has another member; reads its key, or the end of the object.
    pub(crate) fn member(&mut self) -> Result<bool> {
        Ok(self.sink.is_open() && self.tokens.next()? == Token::Key)
    }

    /// Reads a token of the expected kind, if more is wanted.
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

/// Whether the values of an input in lines begin with a document written by this program.
fn are_pages(seen: &Seen) -> bool {
    seen.value.as_array().is_some_and(|items| {
        let mut items = items.iter().filter_map(Value::as_object);
        items.next().is_some_and(|first| is_page(first) || (!seen.complete && classify_start(first)))
    })
}

fn classify_start(first: &Map) -> bool {
    first.contains_key("blocks") && first.contains_key("title")
}
