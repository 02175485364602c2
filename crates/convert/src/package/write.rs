//! A document as a Data Package: its tables as CSV files, and the rest in the descriptor.

use super::details::Details;
use super::{DATA_PACKAGE, KEY, TABLE_SCHEMA, VERSION, layout, outline};
use crate::directory::{self, Files, say_what_is_left_out, slug};
use crate::paths::DESCRIPTOR;
use crate::{TableInfo, View};
use data::DataWriter;
use model::{
    Block, Diagnostics, Error, Event, HeadingPath, Kind, Map, Meta, Output, Result, Row, RowBuf, Shape, Sink,
    Survey, TableHead, Value, Writer, unique_names,
};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use write_json::JsonEmitter;

/// Bytes that are written here and taken elsewhere.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the files of a package. Rows go to their file as they come; the descriptor is held.
pub(crate) struct Package<'a> {
    files: Files<'a>,
    tables: Vec<TableInfo>,
    next: usize,
    path: HeadingPath,
    title: Option<String>,
    shape: Shape,
    outline: Option<(Box<DataWriter<'a, JsonEmitter>>, Bytes)>,
    /// The resources of the current document's tables.
    referred: Vec<Option<String>>,
    /// Blocks beside headings and tables.
    blocks: usize,
    documents: Vec<Value>,
    resources: Vec<Value>,
    table: Option<Table<'a>>,
    survey: &'a Survey,
}

/// The table that is being written.
struct Table<'a> {
    writer: Box<dyn Writer + 'a>,
    stem: String,
    title: String,
    keys: Vec<String>,
    header: bool,
    details: Details,
    row: RowBuf,
}

impl<'a> Package<'a> {
    pub(crate) fn new(files: Files<'a>, tables: Vec<TableInfo>, survey: &'a Survey) -> Self {
        Package {
            files,
            tables,
            next: 0,
            path: HeadingPath::default(),
            title: None,
            shape: Shape::Page,
            outline: None,
            referred: Vec::new(),
            blocks: 0,
            documents: Vec::new(),
            resources: Vec::new(),
            table: None,
            survey,
        }
    }

    /// Writes the descriptor, and gives the files back. The package is called after its title, else `name`.
    pub(crate) fn finish(mut self, name: &str) -> Result<Files<'a>> {
        let title = self.title.as_deref().filter(|_| self.documents.len() == 1);
        let name = [title.unwrap_or_default(), name, "data-package"].map(slug);
        let mut descriptor = Map::new();
        let mut set = |key: &str, value: Value| drop(descriptor.insert(key.into(), value));
        set("$schema", DATA_PACKAGE.into());
        set("name", name.into_iter().find(|name| !name.is_empty()).into());
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            set("title", title.into());
        }
        if let Some(created) = self.files.job.options.params.created()? {
            set("created", created.to_string().into());
        }
        set("resources", Value::Array(std::mem::take(&mut self.resources)));
        if self.keeps_all() {
            let documents = Value::Array(std::mem::take(&mut self.documents));
            set(
                KEY,
                [("version".to_owned(), VERSION.into()), ("documents".to_owned(), documents)]
                    .into_iter()
                    .collect(),
            );
        }
        if !self.keeps_all() {
            let hint = "--view document keeps everything";
            say_what_is_left_out(&self.files, self.blocks, &self.tables, hint)?;
        }
        let descriptor = layout::spell(&Value::Object(descriptor));
        self.files.write(DESCRIPTOR, &descriptor)?;
        Ok(self.files)
    }

    /// Whether everything comes back, rather than plain tables.
    fn keeps_all(&self) -> bool {
        self.files.job.view() == View::Document
    }

    fn outline(&mut self, event: Event<'_>) -> Result<()> {
        let outline = self.outline.as_mut();
        outline.ok_or_else(|| Error::internal("an event stands outside of a document"))?.0.event(event)
    }

    fn start_document(&mut self, meta: &Meta) -> Result<()> {
        let bytes = Bytes::default();
        let diagnostics: &'a Diagnostics<'a> = self.files.diagnostics;
        let output = Output { bytes: Box::new(bytes.clone()), diagnostics, survey: None };
        self.outline = Some((Box::new(DataWriter::new(output, JsonEmitter::default(), false)), bytes));
        self.path.clear();
        self.title = self.title.take().or_else(|| meta.title.clone());
        self.shape = meta.shape;
        self.outline(Event::DocumentStart(&Meta { shape: Shape::Page, ..meta.clone() }))
    }

    fn end_document(&mut self) -> Result<()> {
        self.outline(Event::DocumentEnd)?;
        let Some((writer, bytes)) = self.outline.take() else { return Ok(()) };
        writer.finish()?;
        let text = String::from_utf8(bytes.0.take()).map_err(|error| Error::internal(error.to_string()))?;
        let mut document = data::parse(&text)?;
        outline::refer(&mut document, self.shape, std::mem::take(&mut self.referred));
        self.documents.push(document);
        Ok(())
    }

    fn start_table(&mut self, head: &TableHead) -> Result<()> {
        self.outline(Event::TableStart(head))?;
        let info = self.tables.get(self.next);
        let width = info.ok_or_else(|| Error::internal("a table came that was not there before"))?.width;
        self.next += 1;
        // A table without a single cell is no file that any program reads.
        if width == 0 {
            self.referred.push(None);
            return Ok(());
        }
        let (stem, title) = directory::name(self.next, self.tables.len(), &self.path, head);
        self.referred.push(Some(stem.clone()));
        let mut writer = self.files.open(&format!("{stem}.{}", self.files.extension()), self.survey)?;
        writer.event(Event::DocumentStart(&Meta { shape: Shape::Records, ..Meta::default() }))?;
        // Other programs take the blanks around a name away.
        let keys = unique_names(head.columns.iter().map(|column| column.name.trim()), width);
        let header = !head.columns.is_empty();
        let names = keys.iter().map(String::as_str).filter(|_| header);
        writer.event(Event::TableStart(&TableHead::with_names(names)))?;
        let (details, row) = (Details::new(width), RowBuf::default());
        self.table = Some(Table { writer, stem, title, keys, header, details, row });
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        let Some(table) = &mut self.table else { return self.outline(Event::Row(row)) };
        table.details.row(row);
        let width = table.keys.len();
        if row.len() == width {
            return table.writer.event(Event::Row(row));
        }
        table.row.set(row);
        table.row.pad(width, Kind::Untyped);
        table.writer.event(Event::Row(table.row.as_row()))
    }

    fn end_table(&mut self) -> Result<()> {
        self.outline(Event::TableEnd)?;
        let Some(mut table) = self.table.take() else { return Ok(()) };
        table.writer.event(Event::TableEnd)?;
        table.writer.event(Event::DocumentEnd)?;
        table.writer.finish()?;
        self.files.close()?;
        let resource = self.resource(table.stem, table.title, &table.keys, table.header, table.details)?;
        self.resources.push(resource);
        Ok(())
    }

    fn resource(
        &self,
        stem: String,
        title: String,
        keys: &[String],
        header: bool,
        details: Details,
    ) -> Result<Value> {
        let format = self.files.job.writer.format;
        let (types, filled) = details.types();
        let field = |(at, (name, type_)): (usize, (&String, &super::fields::Type))| {
            let mut field = Map::new();
            field.insert("name".into(), name.as_str().into());
            field.insert("type".into(), type_.name().into());
            if filled == Some(at) {
                field.insert("missingValues".into(), Value::Array(Vec::new()));
            }
            Value::Object(field)
        };
        let fields = keys.iter().zip(&types).enumerate().map(field).collect();
        let schema = [
            ("$schema", TABLE_SCHEMA.into()),
            ("fields", fields),
            ("missingValues", Value::Array(vec!["".into()])),
        ];
        let mut dialect = Map::new();
        let delimiter = self.delimiter()?;
        if delimiter != b',' {
            dialect.insert("delimiter".into(), char::from(delimiter).to_string().into());
        }
        if !header {
            dialect.insert("header".into(), false.into());
        }
        let mut resource = Map::new();
        let mut set = |key: &str, value: Value| drop(resource.insert(key.into(), value));
        set("path", format!("{stem}.{}", self.files.extension()).into());
        set("name", stem.into());
        if !title.is_empty() {
            set("title", title.into());
        }
        set("type", "table".into());
        set("format", format.id.into());
        set("mediatype", format.media_types.first().copied().into());
        set("encoding", "utf-8".into());
        if !dialect.is_empty() {
            set("dialect", Value::Object(dialect));
        }
        set("schema", schema.into_iter().map(|(key, value)| (key.to_owned(), value)).collect());
        if self.keeps_all() {
            set(KEY, details.into_value());
        }
        Ok(Value::Object(resource))
    }

    /// What the writer puts between fields.
    fn delimiter(&self) -> Result<u8> {
        let job = self.files.job;
        if job.writer.format.id == dsv::TSV.id {
            return Ok(b'\t');
        }
        let params = job.options.params.without(job.reader.options);
        let named =
            ["output-delimiter", "delimiter"].into_iter().find_map(|name| Some((name, params.get(name)?)));
        named.map_or(Ok(b','), |(option, name)| dsv::delimiter(option, name))
    }
}

impl Sink for Package<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) => self.start_document(meta),
            Event::Block(block, _) => {
                if let Block::Heading(heading) = block {
                    self.path.enter(heading);
                } else {
                    self.blocks += 1;
                }
                self.outline(event)
            }
            Event::TableStart(head) => self.start_table(head),
            Event::Columns(_) => Err(Error::internal("columns come after the header of a file")),
            Event::Row(row) => self.row(row),
            Event::TableEnd => self.end_table(),
            Event::DocumentEnd => self.end_document(),
        }
    }
}
