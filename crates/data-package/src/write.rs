//! Writes a document as a Data Package: its tables as CSV files, and the rest in the descriptor.

use crate::details::Details;
use crate::fields::Type;
use crate::options::{PackageOptions, TableFile};
use crate::{DATA_PACKAGE, DESCRIPTOR, KEY, TABLE_SCHEMA, VERSION, layout, outline};
use dsv::Delimiter;
use model::{
    Block, Diagnostics, Error, Event, Files, Flow, Kind, Map, Meta, Outlet, Output, Result, Row, RowBuf,
    Shape, Sink, TableHead, Value, Writer, unique_names,
};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

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

/// Writes the files of a package. Rows are written to their file as they arrive; the descriptor is held in memory.
pub struct PackageWriter<'a> {
    files: &'a mut dyn Files,
    tables: std::vec::IntoIter<TableFile>,
    options: PackageOptions,
    diagnostics: &'a Diagnostics<'a>,
    title: Option<String>,
    shape: Shape,
    outline: Option<(Box<dyn Writer + 'a>, Bytes)>,
    /// The resources of the current document's tables.
    referred: Vec<Option<String>>,
    /// The number of blocks other than headings and tables.
    blocks: usize,
    documents: Vec<Value>,
    resources: Vec<Value>,
    table: Option<Table<'a>>,
}

/// The table that is being written.
struct Table<'a> {
    writer: Box<dyn Writer + 'a>,
    file: TableFile,
    keys: Vec<String>,
    header: bool,
    details: Details,
    row: RowBuf,
}

impl<'a> PackageWriter<'a> {
    /// A writer for documents with these tables, in order.
    pub fn new(
        files: &'a mut dyn Files,
        tables: Vec<TableFile>,
        options: PackageOptions,
        diagnostics: &'a Diagnostics<'a>,
    ) -> Self {
        PackageWriter {
            files,
            tables: tables.into_iter(),
            options,
            diagnostics,
            title: None,
            shape: Shape::Page,
            outline: None,
            referred: Vec::new(),
            blocks: 0,
            documents: Vec::new(),
            resources: Vec::new(),
            table: None,
        }
    }

    /// The title of the document, if there was only one.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref().filter(|title| self.documents.len() == 1 && !title.is_empty())
    }

    /// Writes the descriptor. The `name` of the package consists of lower-case letters, digits, `-`, `_` and `.`.
    /// Returns how many blocks are not in any file.
    ///
    /// # Errors
    /// Returns an error if the descriptor cannot be written.
    pub fn finish(mut self, name: &str) -> Result<usize> {
        let mut descriptor = Map::new();
        descriptor.insert("$schema", DATA_PACKAGE);
        descriptor.insert("name", name);
        if let Some(title) = self.title() {
            descriptor.insert("title", title);
        }
        if let Some(created) = self.options.created {
            descriptor.insert("created", created.to_string());
        }
        descriptor.insert("resources", std::mem::take(&mut self.resources));
        if self.options.whole {
            let own =
                [("version", VERSION.into()), ("documents", std::mem::take(&mut self.documents).into())];
            descriptor.insert(KEY, Map::from_iter::<[(&str, Value); 2]>(own));
        }
        self.files.create(DESCRIPTOR)?.write_all(&layout::spell(&Value::Object(descriptor)))?;
        self.files.close()?;
        Ok(if self.options.whole { 0 } else { self.blocks })
    }

    fn outline(&mut self, event: Event<'_>) -> Result<()> {
        let outline = self.outline.as_mut();
        let (outline, _) = outline.ok_or_else(|| Error::internal("an event came outside a document"))?;
        Outlet::new(outline).event(event)
    }

    fn start_document(&mut self, meta: &Meta) -> Result<()> {
        let bytes = Bytes::default();
        self.outline = Some((write_json::open(Output::new(bytes.clone(), self.diagnostics))?, bytes));
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
        let file = self.tables.next();
        let file = file.ok_or_else(|| Error::internal("the documents have more tables than announced"))?;
        // A table without a single cell would give a file that other programs cannot read.
        if file.width == 0 {
            self.referred.push(None);
            return Ok(());
        }
        self.referred.push(Some(file.stem.clone()));
        let output = Output::new(self.files.create(&self.path(&file))?, self.diagnostics);
        let mut writer = write_csv::open_with(output, &self.options.csv)?;
        // Other programs strip the spaces around a name.
        let keys = unique_names(head.columns.iter().map(|column| column.name.trim()), file.width);
        let header = !head.columns.is_empty();
        let names = keys.iter().map(String::as_str).filter(|_| header);
        let mut outlet = Outlet::new(&mut writer);
        outlet.event(Event::DocumentStart(&Meta { shape: Shape::Records, ..Meta::default() }))?;
        outlet.event(Event::TableStart(&TableHead::with_names(names)))?;
        let (details, row) = (Details::new(file.width), RowBuf::default());
        self.table = Some(Table { writer, file, keys, header, details, row });
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        let Some(table) = &mut self.table else { return self.outline(Event::Row(row)) };
        table.details.row(row);
        let (width, mut file) = (table.keys.len(), Outlet::new(&mut table.writer));
        if row.len() == width {
            return file.event(Event::Row(row));
        }
        table.row.set(row);
        table.row.pad(width, Kind::Untyped);
        file.event(Event::Row(table.row.as_row()))
    }

    fn end_table(&mut self) -> Result<()> {
        self.outline(Event::TableEnd)?;
        let Some(mut table) = self.table.take() else { return Ok(()) };
        let mut file = Outlet::new(&mut table.writer);
        file.event(Event::TableEnd)?;
        file.event(Event::DocumentEnd)?;
        table.writer.finish()?;
        self.files.close()?;
        let resource = self.resource(table.file, &table.keys, table.header, table.details);
        self.resources.push(resource);
        Ok(())
    }

    fn resource(&self, file: TableFile, keys: &[String], header: bool, details: Details) -> Value {
        let format = self.options.format;
        let (types, filled) = details.types();
        let field = |(at, (name, type_)): (usize, (&String, &Type))| {
            let mut field = Map::new();
            field.insert("name", name.as_str());
            field.insert("type", type_.name());
            if filled == Some(at) {
                field.insert("missingValues", Vec::<Value>::new());
            }
            field
        };
        let mut schema = Map::new();
        schema.insert("$schema", TABLE_SCHEMA);
        schema.insert("fields", keys.iter().zip(&types).enumerate().map(field).collect::<Vec<_>>());
        schema.insert("missingValues", vec![""]);
        let mut dialect = Map::new();
        let delimiter = self.options.csv.between();
        if delimiter != Delimiter::COMMA {
            dialect.insert("delimiter", char::from(delimiter.byte()).to_string());
        }
        if !header {
            dialect.insert("header", false);
        }
        let mut resource = Map::new();
        resource.insert("path", self.path(&file));
        resource.insert("name", file.stem);
        if !file.title.is_empty() {
            resource.insert("title", file.title);
        }
        resource.insert("type", "table");
        resource.insert("format", format.id);
        resource.insert("mediatype", format.media_types.first().copied());
        resource.insert("encoding", "utf-8");
        if !dialect.is_empty() {
            resource.insert("dialect", dialect);
        }
        resource.insert("schema", schema);
        if self.options.whole {
            resource.insert(KEY, details.into_value());
        }
        Value::Object(resource)
    }

    fn path(&self, file: &TableFile) -> String {
        format!("{}.{}", file.stem, self.options.format.extensions.first().copied().unwrap_or("csv"))
    }
}

impl std::fmt::Debug for PackageWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PackageWriter").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Sink for PackageWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => self.start_document(meta)?,
            Event::Block(block, _) => {
                self.blocks += usize::from(!matches!(block, Block::Heading(_)));
                self.outline(event)?;
            }
            Event::TableStart(head) => self.start_table(head)?,
            Event::Columns(_) => return Err(Error::internal("columns came after the header of a file")),
            Event::Row(row) => self.row(row)?,
            Event::TableEnd => self.end_table()?,
            Event::DocumentEnd => self.end_document()?,
        }
        Ok(Flow::Continue)
    }
}
