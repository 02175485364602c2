//! The records of the files of a resource, one file after the other.

use crate::descriptor::{Descriptor, Step};
use crate::dialect::Dialect;
use model::{
    Diagnostics, Error, ErrorKind, Event, Flow, Given, Header, Input, Map, Place, Result, RowBuf, Shape,
    Sink, Value, parsed,
};
use read_csv::CsvReadOptions;
use std::cell::RefCell;

/// A record of a file.
#[derive(Clone, Copy)]
pub(crate) enum Found<'a> {
    /// The header, once.
    Header(&'a RowBuf),
    Row(&'a RowBuf),
}

/// Sends the records of all files of resource `index`, for as long as they are wanted.
pub(crate) fn read(
    descriptor: &Descriptor<'_>,
    index: usize,
    resource: &Map,
    dialect: &Dialect,
    take: &mut dyn FnMut(Found<'_>) -> Result<Flow>,
) -> Result<()> {
    let at = |key| [Step::Key("resources"), Step::Index(index), Step::Key(key)];
    let encoding = resource.get("encoding").and_then(Value::as_str);
    let encoding = encoding.map(|name| parsed("encoding", Given::Text(name.to_owned()))).transpose();
    let encoding = encoding.map_err(|error: Error| descriptor.error(&at("encoding"), error.to_string()))?;
    let options = CsvReadOptions { encoding, ..dialect.options.clone() };
    let (mut first, mut flow) = (None, Flow::Continue);
    for (number, path) in descriptor.paths(index, resource)?.into_iter().enumerate() {
        if flow == Flow::Stop {
            break;
        }
        let steps = match resource.get("path") {
            Some(Value::Array(_)) => [&at("path")[..], &[Step::Index(number)]].concat(),
            _ => at("path").to_vec(),
        };
        let mut file = descriptor.open(&steps, &path)?;
        let part = |place: Option<Place>| Place { part: Some(path.clone()), ..place.unwrap_or_default() };
        // Warnings that become errors in strict mode, and errors of the rows, do not come from the reader of this file.
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
            flow: &mut flow,
            failed: &failed,
            header: dialect.header,
            row: RowBuf::default(),
        };
        // The first record is sent as a header, whatever it looks like.
        let input = Input::new(&mut file, &diagnostics).header(Header::None);
        let done = read_csv::read_with(input, &options, &mut records);
        drop(diagnostics);
        if let Some(error) = failed.into_inner() {
            return Err(error);
        }
        done.map_err(|error| match error.kind() {
            ErrorKind::Input(diagnostic) => {
                Error::input(diagnostic.clone().at(part(diagnostic.place.clone())))
            }
            ErrorKind::Usage(usage) => descriptor.error(&at("dialect"), usage.to_string()),
            ErrorKind::Io(io) => descriptor.unreadable(&steps, &path, io),
            _ => error,
        })?;
    }
    Ok(())
}

/// Takes what the CSV reader sends for a file.
struct Records<'s> {
    take: &'s mut dyn FnMut(Found<'_>) -> Result<Flow>,
    /// The header of the first file.
    first: &'s mut Option<RowBuf>,
    /// Whether more is wanted.
    flow: &'s mut Flow,
    failed: &'s RefCell<Option<Error>>,
    header: bool,
    row: RowBuf,
}

impl Records<'_> {
    fn found(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) if meta.shape != Shape::Records => {
                Err(Error::output("a CSV in a package must be a table, not a whole document"))
            }
            Event::TableStart(head) => {
                let Some(header) = head.header.first() else { return Ok(Flow::Continue) };
                self.row.set(header.as_row());
                // Of several files, each may have the header, or only the first one.
                match self.first {
                    _ if !self.header => (self.take)(Found::Row(&self.row)),
                    None => {
                        *self.first = Some(self.row.clone());
                        (self.take)(Found::Header(&self.row))
                    }
                    Some(first) if *first == self.row => Ok(Flow::Continue),
                    Some(_) => (self.take)(Found::Row(&self.row)),
                }
            }
            Event::Row(row) => {
                self.row.set(row);
                (self.take)(Found::Row(&self.row))
            }
            _ => Ok(Flow::Continue),
        }
    }
}

impl Sink for Records<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        if self.failed.borrow().is_none() {
            match self.found(event) {
                Ok(flow) => *self.flow = flow,
                Err(error) => drop(self.failed.borrow_mut().insert(error)),
            }
        }
        Ok(if self.failed.borrow().is_some() { Flow::Stop } else { *self.flow })
    }
}
