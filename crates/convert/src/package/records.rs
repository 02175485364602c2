//! The records of a resource's files, one after the other.

use super::descriptor::{Descriptor, Step};
use model::{
    Diagnostics, Error, ErrorKind, Event, Input, Map, Params, Place, Result, RowBuf, Shape, Sink, Value,
};
use std::cell::RefCell;
use std::fs::File;
use std::io::BufReader;

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
    /// The options of the reader of CSV.
    params: Params,
    header: bool,
}

/// What of a dialect is known here, or says nothing about how fields are read.
const KNOWN: [&str; 5] = ["$schema", "profile", "lineTerminator", "caseSensitiveHeader", "csvddfVersion"];

/// What says what a reader does anyway, if it has this value.
const DEFAULTS: [(&str, &str); 4] =
    [("doubleQuote", "true"), ("headerRows", "[1]"), ("skipInitialSpace", "false"), ("commentRows", "[]")];

/// The members of a dialect that name a character, and the options that they are.
const CHARACTERS: [(&str, &str); 4] = [
    ("delimiter", "delimiter"),
    ("quoteChar", "quote-char"),
    ("escapeChar", "escape-char"),
    ("commentChar", "comment-char"),
];

/// Sends the records of all files of resource `index`.
pub(super) fn read(
    descriptor: &Descriptor<'_>,
    index: usize,
    resource: &Map<String, Value>,
    take: &mut dyn FnMut(Found<'_>) -> Result<()>,
) -> Result<()> {
    let at = |key| [Step::Key("resources"), Step::Index(index), Step::Key(key)];
    let dialect = dialect(descriptor, index, resource)?;
    let mut params = dialect.params.clone();
    // The first record comes as a header, whatever it looks like.
    params.add("header", "none");
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
        let mut records = Records {
            take,
            first: &mut first,
            failed: &failed,
            header: dialect.header,
            row: RowBuf::default(),
        };
        let mut bytes = BufReader::new(file);
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
    let mut dialect = Dialect { params: Params::default(), header: true };
    dialect.params.add("delimiter", if tabs { "\t" } else { "," });
    dialect.params.add("quote-char", "\"");
    let Some(value) = resource.get("dialect") else { return Ok(dialect) };
    let (value, file) = descriptor.dereference(&steps, value)?;
    // What is wrong is said of the file that has it.
    let (descriptor, steps) = file.as_ref().map_or((descriptor, &steps[..]), |file| (file, &[]));
    let Value::Object(members) = &value else {
        return Err(descriptor.error(steps, "a dialect must be an object, or the path of a file with one"));
    };
    for (key, value) in members {
        let steps = [steps, &[Step::Key(key)]].concat();
        let option = CHARACTERS.iter().find(|(name, _)| name == key).map(|(_, option)| *option);
        match (key.as_str(), value) {
            (_, Value::String(character)) if option.is_some() => {
                let taken: &[u8] = if key == "delimiter" { b"\"" } else { b"" };
                if dsv::character(key, character, taken).is_err() {
                    return Err(descriptor.error(&steps, format!("'{key}' must be one ASCII character")));
                }
                dialect.params.add(option.unwrap_or_default(), character);
            }
            (_, value) if option.is_some() && !value.is_null() => {
                return Err(descriptor.error(&steps, format!("'{key}' must be one ASCII character")));
            }
            ("skipInitialSpace", Value::Bool(true)) => dialect.params.add("skip-initial-space", "true"),
            ("header", Value::Bool(header)) => dialect.header = *header,
            ("header", _) => return Err(descriptor.error(&steps, "'header' must be true or false")),
            (key, value)
                if option.is_some()
                    || KNOWN.contains(&key)
                    || DEFAULTS.contains(&(key, &value.to_string())) => {}
            (key, value) => {
                let message = format!("'{key}': {value} of a dialect is not known here");
                descriptor.warn(&steps, message, "the files are read as if it were not there")?;
            }
        }
    }
    if dialect.params.get("delimiter") == dialect.params.get("quote-char") {
        return Err(descriptor.error(steps, "the delimiter and the quotes are the same character"));
    }
    Ok(dialect)
}

/// Takes what the reader of CSV sends of a file.
struct Records<'s> {
    take: &'s mut dyn FnMut(Found<'_>) -> Result<()>,
    /// The header of the first file.
    first: &'s mut Option<RowBuf>,
    failed: &'s RefCell<Option<Error>>,
    header: bool,
    row: RowBuf,
}

impl Records<'_> {
    fn found(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) if meta.shape != Shape::Records => {
                Err(Error::output("a CSV in a package must be a table, and not a whole document"))
            }
            Event::TableStart(head) => {
                let Some(header) = head.header.first() else { return Ok(()) };
                self.row.set(header.as_row());
                // Each file of several may have the header, or only the first.
                match self.first {
                    _ if !self.header => (self.take)(Found::Row(&self.row)),
                    None => {
                        *self.first = Some(self.row.clone());
                        (self.take)(Found::Header(&self.row))
                    }
                    Some(first) if *first == self.row => Ok(()),
                    Some(_) => (self.take)(Found::Row(&self.row)),
                }
            }
            Event::Row(row) => {
                self.row.set(row);
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
