//! The records of a resource's files, one after the other.

use super::descriptor::{Descriptor, Step};
use model::{
    Diagnostics, Error, ErrorKind, Event, Input, Map, Params, Place, Result, RowBuf, Shape, Sink, Value,
};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// What a file has.
#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    /// The header, once.
    Header(&'a RowBuf),
    Row(&'a RowBuf),
}

/// How the fields of a file are written, by
/// [Table Dialect](https://datapackage.org/standard/table-dialect/).
struct Dialect {
    delimiter: String,
    quote: u8,
    header: bool,
}

/// What of a dialect is known here, or says nothing about how fields are read.
const KNOWN: [&str; 8] = [
    "$schema",
    "profile",
    "delimiter",
    "quoteChar",
    "header",
    "lineTerminator",
    "caseSensitiveHeader",
    "csvddfVersion",
];

/// What says what a reader does anyway, if it has this value.
const DEFAULTS: [(&str, &str); 4] =
    [("doubleQuote", "true"), ("headerRows", "[1]"), ("skipInitialSpace", "false"), ("commentRows", "[]")];

/// Sends the records of all files of resource `index`.
pub(super) fn read(
    descriptor: &Descriptor<'_>,
    index: usize,
    resource: &Map<String, Value>,
    take: &mut dyn FnMut(Found<'_>) -> Result<()>,
) -> Result<()> {
    let at = |key| [Step::Key("resources"), Step::Index(index), Step::Key(key)];
    let dialect = dialect(descriptor, index, resource)?;
    let mut params = Params::default();
    params.add("delimiter", &dialect.delimiter);
    if let Some(encoding) = resource.get("encoding").and_then(Value::as_str) {
        params.add("encoding", encoding);
    }
    let mut first = None;
    for (number, path) in paths(descriptor, index, resource)?.into_iter().enumerate() {
        let steps = match resource.get("path") {
            Some(Value::Array(_)) => [&at("path")[..], &[Step::Index(number)]].concat(),
            _ => at("path").to_vec(),
        };
        let file = File::open(descriptor.file(&steps, &path)?)?;
        let part = |place: Option<Place>| Place { part: Some(path.clone()), ..place.unwrap_or_default() };
        // What strict rules make of a warning, and what the rows met on their way, is not of this file's reader.
        let failed = RefCell::new(None);
        let diagnostics = Diagnostics::new(|diagnostic| {
            let place = part(diagnostic.place.clone());
            if let Err(error) = descriptor.diagnostics.report(diagnostic.at(place)) {
                failed.borrow_mut().get_or_insert(error);
            }
        });
        let mut records =
            Records { take, first: &mut first, failed: &failed, dialect: &dialect, row: RowBuf::default() };
        let mut bytes = BufReader::new(Swapped { inner: file, quote: dialect.quote });
        let input = Input { bytes: &mut bytes, diagnostics: &diagnostics };
        let done = read_csv::read(input, &params, &mut records);
        drop(diagnostics);
        if let Some(error) = failed.into_inner() {
            return Err(error);
        }
        done.map_err(|error| match error.kind() {
            ErrorKind::Input(diagnostic) => {
                Error::input(diagnostic.clone().at(part(diagnostic.place.clone())))
            }
            ErrorKind::Usage(message) => descriptor.error(&at("encoding"), message.replace("--", "")),
            ErrorKind::Io(io) => descriptor.error(&steps, format!("'{path}' cannot be read: {io}")),
            _ => error,
        })?;
    }
    Ok(())
}

fn paths(descriptor: &Descriptor<'_>, index: usize, resource: &Map<String, Value>) -> Result<Vec<String>> {
    let steps = [Step::Key("resources"), Step::Index(index), Step::Key("path")];
    let paths = match resource.get("path") {
        Some(Value::String(path)) => Some(vec![path.clone()]),
        Some(Value::Array(paths)) if !paths.is_empty() => {
            paths.iter().map(|path| path.as_str().map(str::to_owned)).collect()
        }
        _ => None,
    };
    paths.ok_or_else(|| {
        descriptor.error(&steps, "a resource must have a 'path', a string or several in an array")
    })
}

fn dialect(descriptor: &Descriptor<'_>, index: usize, resource: &Map<String, Value>) -> Result<Dialect> {
    let steps = [Step::Key("resources"), Step::Index(index), Step::Key("dialect")];
    let tabs = resource.get("format").and_then(Value::as_str).map_or_else(
        || {
            paths(descriptor, index, resource)
                .is_ok_and(|paths| paths.iter().all(|path| path.ends_with(".tsv")))
        },
        |format| format == dsv::TSV.id,
    );
    let delimiter = if tabs { "\t" } else { "," }.to_owned();
    let mut dialect = Dialect { delimiter, quote: b'"', header: true };
    let Some(value) = resource.get("dialect") else { return Ok(dialect) };
    let (value, file) = descriptor.dereference(&steps, value)?;
    // What is wrong is said of the file that has it.
    let (descriptor, steps) = file.as_ref().map_or((descriptor, &steps[..]), |file| (file, &[]));
    let Value::Object(members) = &value else {
        return Err(descriptor.error(steps, "a dialect must be an object, or the path of a file with one"));
    };
    for (key, value) in members {
        let steps = [steps, &[Step::Key(key)]].concat();
        match (key.as_str(), value) {
            ("delimiter", Value::String(delimiter)) if dsv::delimiter("delimiter", delimiter).is_ok() => {
                dialect.delimiter.clone_from(delimiter);
            }
            ("quoteChar", Value::String(quote)) if quote.len() == 1 && quote.is_ascii() && quote != "\n" => {
                dialect.quote = quote.as_bytes().first().copied().unwrap_or(b'"');
            }
            ("header", Value::Bool(header)) => dialect.header = *header,
            ("delimiter" | "quoteChar", _) => {
                return Err(descriptor.error(&steps, format!("'{key}' must be one ASCII character")));
            }
            ("header", _) => return Err(descriptor.error(&steps, "'header' must be true or false")),
            (key, value) if KNOWN.contains(&key) || DEFAULTS.contains(&(key, &value.to_string())) => {}
            (key, value) => {
                let message = format!("'{key}': {value} of a dialect is not known here");
                descriptor.warn(&steps, message, "the files are read as if it were not there")?;
            }
        }
    }
    if dialect.delimiter.as_bytes() == [dialect.quote] {
        return Err(descriptor.error(steps, "the delimiter and the quotes are the same character"));
    }
    let wide = resource
        .get("encoding")
        .and_then(Value::as_str)
        .is_some_and(|name| name.to_lowercase().contains("16"));
    if wide && dialect.quote != b'"' {
        return Err(descriptor.error(steps, "other quotes than '\"' cannot be read in UTF-16"));
    }
    Ok(dialect)
}

/// Bytes in which another quote and the usual one have changed places: so one reader of CSV does for all.
struct Swapped<R> {
    inner: R,
    quote: u8,
}

impl<R: Read> Read for Swapped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if self.quote != b'"' {
            for byte in buffer.iter_mut().take(count) {
                *byte = match *byte {
                    b'"' => self.quote,
                    byte if byte == self.quote => b'"',
                    byte => byte,
                };
            }
        }
        Ok(count)
    }
}

impl<R: Seek> Seek for Swapped<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Takes what the reader of CSV sends of a file.
struct Records<'s> {
    take: &'s mut dyn FnMut(Found<'_>) -> Result<()>,
    /// The header of the first file.
    first: &'s mut Option<RowBuf>,
    failed: &'s RefCell<Option<Error>>,
    dialect: &'s Dialect,
    row: RowBuf,
}

impl Records<'_> {
    fn set(&mut self, row: model::Row<'_>) {
        self.row.clear();
        let quote = char::from(self.dialect.quote);
        if quote == '"' {
            return self.row.set(row);
        }
        for text in row.texts() {
            let swap = |c| match c {
                '"' => quote,
                c if c == quote => '"',
                c => c,
            };
            self.row.push(&text.chars().map(swap).collect::<String>(), model::Kind::Untyped);
        }
    }

    fn found(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) if meta.shape != Shape::Records => {
                Err(Error::output("a CSV in a package must be a table, and not a whole document"))
            }
            Event::TableStart(head) => {
                let Some(header) = head.header.first() else { return Ok(()) };
                self.set(header.as_row());
                // Each file of several may have the header, or only the first.
                match self.first {
                    _ if !self.dialect.header => (self.take)(Found::Row(&self.row)),
                    None => {
                        *self.first = Some(self.row.clone());
                        (self.take)(Found::Header(&self.row))
                    }
                    Some(first) if *first == self.row => Ok(()),
                    Some(_) => (self.take)(Found::Row(&self.row)),
                }
            }
            Event::Row(row) => {
                self.set(row);
                (self.take)(Found::Row(&self.row))
            }
            _ => Ok(()),
        }
    }
}

impl Sink for Records<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        if self.failed.borrow().is_none()
            && let Err(error) = self.found(event)
        {
            self.failed.borrow_mut().get_or_insert(error);
        }
        if self.failed.borrow().is_some() { Err(Error::enough()) } else { Ok(()) }
    }
}
