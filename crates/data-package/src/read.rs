//! A Data Package as a document.

use crate::columns::Columns;
use crate::descriptor::{self, Descriptor, Step};
use crate::dialect::Dialect;
use crate::own::OwnRows;
use crate::records::{self, Found};
use crate::{KEY, VERSION, outline};
use data::{Flatten, Framing, Values};
use model::{
    Block, Event, Flow, Heading, Input, Kind, Map, Meta, Outlet, Purpose, Result, RowBuf, Shape, Sink,
    TableHead, Text, Value, shape,
};
use std::collections::VecDeque;

/// Reads a package; the input is its descriptor, and its files are the resources of the input.
pub(crate) fn read(input: Input<'_>, sink: &mut Outlet<'_>) -> Result<()> {
    let mut bytes = Vec::new();
    input.bytes.read_to_end(&mut bytes)?;
    let (value, text) = descriptor::parse(bytes, None)?;
    let Input { resources, diagnostics, .. } = input;
    let descriptor = Descriptor { text, part: None, resources, diagnostics };
    let Some(resources) = value.get("resources").and_then(Value::as_array) else {
        return Err(
            descriptor.error(&[Step::Key("resources")], "a descriptor must have an array 'resources'")
        );
    };
    let package = Package { descriptor: &descriptor, value: &value, resources };
    match value.get(KEY).and_then(|own| own.get("documents")).and_then(Value::as_array) {
        Some(documents) => package.own(documents, sink),
        None => package.foreign(sink),
    }
}

struct Package<'d> {
    descriptor: &'d Descriptor<'d>,
    value: &'d Value,
    resources: &'d [Value],
}

impl Package<'_> {
    /// Reads a package written by this program: its documents, with the rows of their tables from its files.
    fn own(&self, documents: &[Value], sink: &mut Outlet<'_>) -> Result<()> {
        let version = self.value.get(KEY).and_then(|own| own.get("version"));
        if version.and_then(Value::as_u64).is_none_or(|version| version > VERSION) {
            let steps = [Step::Key(KEY), Step::Key("version")];
            return Err(self
                .descriptor
                .error(&steps, "the package was written by a later version of convert"));
        }
        let mut documents = documents.to_vec();
        let found: Vec<_> = documents.iter_mut().map(outline::resolve).collect();
        let named = |resource: &Value| {
            let name = resource.get("name").and_then(Value::as_str);
            found.iter().flat_map(|(_, names)| names).flatten().any(|known| Some(known.as_str()) == name)
        };
        let added: Vec<usize> =
            (0..self.resources.len()).filter(|&at| !self.resources.get(at).is_some_and(&named)).collect();
        let last = documents.len().saturating_sub(1);
        for (at, (document, (shape, names))) in documents.iter().zip(&found).enumerate() {
            if !sink.is_open() {
                break;
            }
            let steps = [Step::Key(KEY), Step::Key("documents"), Step::Index(at)];
            let added = if at == last { &added[..] } else { &[] };
            let shape = if added.is_empty() { *shape } else { Shape::Page };
            let tables = names.iter().cloned().collect();
            let mut filler = Filler { package: self, at, shape, tables, added, sink };
            let values = Values::new(document, self.descriptor.place(&steps));
            data::read(
                values,
                Framing::Documents,
                &Flatten::default(),
                Purpose::Document,
                self.descriptor.diagnostics,
                &mut filler,
            )?;
        }
        Ok(())
    }

    /// Reads the rows of a table of such a package.
    fn rows(&self, name: &str, document: usize, sink: &mut Outlet<'_>) -> Result<()> {
        let mut resources =
            self.resources.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_object()?)));
        let Some((index, resource)) =
            resources.find(|(_, resource)| resource.get("name").and_then(Value::as_str) == Some(name))
        else {
            let steps = [Step::Key(KEY), Step::Key("documents"), Step::Index(document)];
            return Err(self.descriptor.error(&steps, format!("missing resource '{name}'")));
        };
        let Some(own) = resource.get(KEY).and_then(Value::as_object) else {
            // What another program kept of the schema.
            let mut columns = Columns::new(self.descriptor, index, resource)?;
            let dialect = Dialect::new(self.descriptor, index, resource)?;
            return records::read(self.descriptor, index, resource, &dialect, &mut |found| {
                match found {
                    Found::Header(header) => columns.header(header),
                    Found::Row(row) => sink.event(Event::Row(columns.row(row).as_row()))?,
                }
                Ok(sink.flow())
            });
        };
        let fields = Columns::new(self.descriptor, index, resource)?.names();
        let mut rows = OwnRows::new(self.descriptor, index, own)?;
        let (mut order, mut ordered): (Option<Vec<usize>>, RowBuf) = (None, RowBuf::default());
        let dialect = Dialect::new(self.descriptor, index, resource)?;
        records::read(self.descriptor, index, resource, &dialect, &mut |found| match found {
            Found::Header(header) => {
                let header: Vec<&str> = header.as_row().texts().map(str::trim).collect();
                if header == fields {
                    return Ok(Flow::Continue);
                }
                let steps = [Step::Key("resources"), Step::Index(index), Step::Key("schema")];
                order = fields.iter().map(|field| header.iter().position(|text| text == field)).collect();
                if header.len() != fields.len() || order.is_none() {
                    let message = format!("the columns of the file of '{name}' differ from its schema");
                    return Err(self.descriptor.error(
                        &steps,
                        format!("{message}: restore its header, or convert the file itself"),
                    ));
                }
                let message =
                    format!("the columns of the file of '{name}' have another order than in its schema");
                self.descriptor.warn(&steps, message, "they are matched by name")?;
                Ok(Flow::Continue)
            }
            Found::Row(row) => {
                let row = match &order {
                    None => row.as_row(),
                    Some(order) => {
                        ordered.clear();
                        order.iter().for_each(|&at| ordered.push(row.as_row().text(at), Kind::Untyped));
                        ordered.as_row()
                    }
                };
                sink.event(Event::Row(rows.row(row)))?;
                Ok(sink.flow())
            }
        })?;
        // Rows that were not read have not changed.
        if sink.is_open() { rows.finish() } else { Ok(()) }
    }

    /// Reads a package of another program: each resource is a table under a heading.
    fn foreign(&self, sink: &mut Outlet<'_>) -> Result<()> {
        let text = |key: &str| self.value.get(key).and_then(Value::as_str).map(str::to_owned);
        let title = text("title").or_else(|| text("name"));
        let known = ["$schema", "profile", "title", "description", "resources"];
        let members = self.value.as_object().into_iter().flatten();
        let members = members.filter(|(key, _)| !known.contains(&key.as_str()));
        let (facts, others): (Vec<_>, Vec<_>) = members.partition(|(_, value)| value.as_str().is_some());
        let fact = |(key, value): (&String, &Value)| Some((key.clone(), value.as_str()?.to_owned()));
        let properties = facts.into_iter().filter_map(fact).collect();
        sink.event(Event::DocumentStart(&Meta { title, properties, ..Meta::default() }))?;
        if let Some(description) = text("description") {
            sink.event(Event::Block(&Block::Paragraph(Text::plain(description)), None))?;
        }
        for (key, _) in others {
            let message = format!("'{key}' of the package is not text");
            self.descriptor.warn(&[Step::Key(key)], message, "it is left out")?;
        }
        (0..self.resources.len()).try_for_each(|at| self.resource(at, sink))?;
        sink.event(Event::DocumentEnd)
    }

    /// Reads a resource as a table under a heading with its title or name.
    fn resource(&self, index: usize, sink: &mut Outlet<'_>) -> Result<()> {
        if !sink.is_open() {
            return Ok(());
        }
        let steps = [Step::Key("resources"), Step::Index(index)];
        let Some(resource) = self.resources.get(index).and_then(Value::as_object) else {
            return Err(self.descriptor.error(&steps, "a resource must be an object"));
        };
        let text = |key: &str| resource.get(key).and_then(Value::as_str);
        let name = text("name");
        let heading = text("title").or(name).unwrap_or("Table").to_owned();
        let heading = Heading { level: 2, text: heading.into() };
        sink.event(Event::Block(&Block::Heading(heading), None))?;
        if let Some(description) = text("description") {
            sink.event(Event::Block(&Block::Paragraph(description.into()), None))?;
        }
        if !sink.is_open() {
            return Ok(());
        }
        let columns = Columns::new(self.descriptor, index, resource)?;
        if let Some(data) = resource.get("data") {
            return self.inline(name, data, columns, sink);
        }
        if !is_delimited(resource) {
            let message = format!("resource '{}' is not CSV", name.unwrap_or_default());
            return self.descriptor.warn(&steps, message, "its file is left out");
        }
        let mut table = Opened { name, columns, open: false, sink };
        let dialect = Dialect::new(self.descriptor, index, resource)?;
        if !dialect.header {
            table.start(None)?;
        }
        if table.sink.is_open() {
            records::read(self.descriptor, index, resource, &dialect, &mut |found| {
                match found {
                    Found::Header(header) => table.start(Some(header))?,
                    Found::Row(row) => table.sink.event(Event::Row(table.columns.row(row).as_row()))?,
                }
                Ok(table.sink.flow())
            })?;
        }
        table.start(None)?;
        sink.event(Event::TableEnd)
    }

    /// Reads [rows in the descriptor](https://datapackage.org/standard/data-resource/#path-or-data).
    fn inline(
        &self,
        name: Option<&str>,
        data: &Value,
        columns: Columns,
        sink: &mut Outlet<'_>,
    ) -> Result<()> {
        let items = data.as_array().unwrap_or_default();
        let objects = items.iter().all(|item| item.as_object().is_some());
        if items.is_empty() || !(objects || items.iter().all(|item| item.as_array().is_some())) {
            return sink.event(Event::Block(&Block::Data(data.clone()), None));
        }
        let cell = |value: Option<&Value>, row: &mut RowBuf| match value {
            None => row.push("", Kind::Missing),
            Some(value @ (Value::Object(_) | Value::Array(_))) => row.push(&value.to_string(), Kind::Json),
            // A scalar is always a valid cell.
            Some(value) => drop(shape::cell_from_value(value, row)),
        };
        let mut table = Opened { name, columns, open: false, sink };
        let mut row = RowBuf::default();
        let mut names = table.columns.names();
        if objects {
            for key in items.iter().filter_map(Value::as_object).flat_map(Map::keys) {
                if !names.contains(key) {
                    names.push(key.clone());
                }
            }
            table.start(Some(&names.iter().map(String::as_str).collect()))?;
        }
        for item in items {
            row.clear();
            match item {
                Value::Object(item) => names.iter().for_each(|name| cell(item.get(name), &mut row)),
                item => item.as_array().into_iter().flatten().for_each(|item| cell(Some(item), &mut row)),
            }
            if table.open {
                table.sink.event(Event::Row(row.as_row()))?;
            } else {
                table.start(Some(&row))?;
            }
        }
        table.sink.event(Event::TableEnd)
    }
}

/// Whether the files of a resource are CSV or TSV.
fn is_delimited(resource: &Map) -> bool {
    let delimited = |name: &str| [dsv::CSV.id, dsv::TSV.id].iter().any(|id| id.eq_ignore_ascii_case(name));
    if let Some(format) = resource.get("format").and_then(Value::as_str) {
        return delimited(format);
    }
    let paths = match resource.get("path") {
        Some(Value::Array(paths)) => paths.as_slice(),
        Some(path) => std::slice::from_ref(path),
        None => return true,
    };
    let extension = |path: &Value| Some(path.as_str()?.rsplit_once('.')?.1.to_owned());
    paths.iter().all(|path| extension(path).is_none_or(|extension| delimited(&extension)))
}

/// A table of another program, which starts when its header is known.
struct Opened<'s, 'o> {
    name: Option<&'s str>,
    columns: Columns,
    open: bool,
    sink: &'s mut Outlet<'o>,
}

impl Opened<'_, '_> {
    fn start(&mut self, header: Option<&RowBuf>) -> Result<()> {
        if std::mem::replace(&mut self.open, true) {
            return Ok(());
        }
        let names = match header {
            Some(header) => {
                self.columns.header(header);
                header.as_row().texts().map(str::to_owned).collect()
            }
            None => self.columns.names(),
        };
        let head = TableHead::with_names(names.iter().map(String::as_str));
        self.sink.event(Event::TableStart(&TableHead { name: self.name.map(str::to_owned), ..head }))
    }
}

/// Fills the tables of a document with the rows of its files.
struct Filler<'p, 'o> {
    package: &'p Package<'p>,
    /// The number of the document, from 0.
    at: usize,
    shape: Shape,
    /// The resources of the remaining tables; `None` for a table that contains its rows.
    tables: VecDeque<Option<String>>,
    /// Resources that were added later, which come last.
    added: &'p [usize],
    sink: &'p mut Outlet<'o>,
}

impl Sink for Filler<'_, '_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        self.fill(event)?;
        Ok(self.sink.flow())
    }
}

impl Filler<'_, '_> {
    fn fill(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) if meta.shape != Shape::Page => {
                let steps = [Step::Key(KEY), Step::Key("documents"), Step::Index(self.at)];
                Err(self.package.descriptor.error(&steps, "this is not a document written by convert"))
            }
            Event::DocumentStart(meta) => {
                self.sink.event(Event::DocumentStart(&Meta { shape: self.shape, ..meta.clone() }))
            }
            Event::TableStart(_) => {
                self.sink.event(event)?;
                match self.tables.pop_front() {
                    Some(Some(resource)) if self.sink.is_open() => {
                        self.package.rows(&resource, self.at, self.sink)
                    }
                    _ => Ok(()),
                }
            }
            Event::DocumentEnd => {
                self.added.iter().try_for_each(|&index| self.package.resource(index, self.sink))?;
                self.sink.event(event)
            }
            event => self.sink.event(event),
        }
    }
}
