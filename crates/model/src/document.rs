//! Documents: the stream, collected, and replayed.

use crate::{Block, Event, Flow, Found, Heading, Infobox, Outlet, Result, RowBuf, Sink, Table, TableHead};

/// What is known about a document before its first block.
///
/// Two are equal if they describe the same document, however their sources were [written](Meta::found).
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The page's title.
    pub title: Option<String>,
    /// How the source is laid out, for writers of data formats.
    pub shape: Shape,
    /// The dialect of the source, if its format has several, for a writer of the same format: `pipe` or `mediawiki` for
    /// wiki text.
    pub dialect: Option<String>,
    /// Further facts that came with the document (`id`, `namespace`), in order.
    pub properties: Vec<(String, String)>,
    /// What the reader recognised about how the source is written.
    pub found: Found,
}

impl PartialEq for Meta {
    fn eq(&self, other: &Self) -> bool {
        let Meta { title, shape, dialect, properties, found: _ } = self;
        (title, shape, dialect, properties) == (&other.title, &other.shape, &other.dialect, &other.properties)
    }
}

impl Eq for Meta {}

/// How a source lays out its data. Writers of JSON and YAML use the same layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// A whole document: title, infobox, blocks, sections.
    #[default]
    Page,
    /// One table, as an array of records.
    Records,
    /// One table without a header, as an array of arrays.
    Rows,
    /// One infobox, as an object of scalars.
    Fields,
    /// Several tables, each under a heading, as an object of arrays of records.
    Tables,
    /// One value of any other shape.
    Data,
}

/// A document: the events of one, collected.
///
/// It is a [`Sink`] that builds the tree; [`Document::replay`] sends the same events again.
///
/// ```
/// use convert_model::{Block, Document, Flow, Text};
///
/// let document = Document { blocks: vec![Block::Paragraph(Text::plain("Hello."))], ..Document::default() };
/// let mut copy = Document::default();
/// assert_eq!(document.replay(&mut copy)?, Flow::Continue);
/// assert_eq!(copy, document);
/// # Ok::<(), convert_model::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What is known about the document as a whole.
    pub meta: Meta,
    /// Its blocks in order, tables included.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Sends the document to a sink.
    ///
    /// # Errors
    /// Returns any error of the sink.
    pub fn replay(&self, sink: &mut dyn Sink) -> Result<Flow> {
        let mut sink = Outlet::new(sink);
        sink.event(Event::DocumentStart(&self.meta))?;
        for block in &self.blocks {
            match block {
                Block::Table(table) => {
                    sink.event(Event::TableStart(&table.head))?;
                    for row in table.rows() {
                        sink.event(Event::Row(row))?;
                    }
                    sink.event(Event::TableEnd)?;
                }
                block => sink.event(Event::Block(block, None))?,
            }
        }
        sink.event(Event::DocumentEnd)?;
        Ok(sink.flow())
    }

    /// The first infobox, if there is one.
    pub fn infobox(&self) -> Option<&Infobox> {
        self.blocks.iter().find_map(|block| match block {
            Block::Infobox(infobox) => Some(infobox),
            _ => None,
        })
    }

    /// The tables outside of cells, in order, by value.
    pub fn into_tables(self) -> impl Iterator<Item = Table> {
        self.blocks.into_iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The tables outside of cells, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl Sink for Document {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => self.meta = meta.clone(),
            Event::Block(block, _) => self.blocks.push(block.clone()),
            Event::TableStart(head) => {
                self.blocks.push(Block::Table(Table { head: head.clone(), rows: Vec::new() }));
            }
            Event::Columns(columns) => {
                if let Some(Block::Table(table)) = self.blocks.last_mut() {
                    table.head = TableHead::with_names(columns.iter().map(|column| column.name.as_str()));
                    table.head.columns = columns.to_vec();
                }
            }
            Event::Row(row) => {
                if let Some(Block::Table(table)) = self.blocks.last_mut() {
                    table.rows.push(RowBuf::from(row));
                }
            }
            Event::TableEnd | Event::DocumentEnd => {}
        }
        Ok(Flow::Continue)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        if let Some(Block::Table(table)) = self.blocks.last_mut() {
            table.rows.push(std::mem::take(row));
        }
        Ok(Flow::Continue)
    }
}

/// A sink that collects every document of a stream.
#[derive(Clone, Debug, Default)]
pub struct Documents(pub Vec<Document>);

impl Documents {
    /// The tables of all documents, outside of cells, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.0.iter().flat_map(Document::tables)
    }
}

impl Sink for Documents {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        if let Event::DocumentStart(_) = event {
            self.0.push(Document::default());
        }
        match self.0.last_mut() {
            Some(document) => document.event(event),
            None => Ok(Flow::Continue),
        }
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.0.last_mut().map_or(Ok(Flow::Continue), |document| document.row(row))
    }
}

/// The headings above the current position in a stream.
///
/// ```
/// use convert_model::{Heading, HeadingPath};
///
/// let mut path = HeadingPath::default();
/// path.enter(&Heading { level: 2, text: "Results".into() });
/// path.enter(&Heading { level: 3, text: "Heats".into() });
/// assert_eq!(path.join(" > "), "Results > Heats");
/// path.enter(&Heading { level: 2, text: "Notes".into() });
/// assert_eq!(path.join(" > "), "Notes");
/// ```
#[derive(Clone, Debug, Default)]
pub struct HeadingPath(Vec<(u8, String)>);

impl HeadingPath {
    /// Enters the section of a heading.
    pub fn enter(&mut self, heading: &Heading) {
        self.0.retain(|(level, _)| *level < heading.level);
        self.0.push((heading.level, heading.text.text.clone()));
    }

    /// Forgets all headings, for a new document.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The texts from the outermost heading to the nearest.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }

    /// The innermost heading.
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(|(_, text)| text.as_str())
    }

    /// The texts, joined.
    pub fn join(&self, separator: &str) -> String {
        self.texts().collect::<Vec<_>>().join(separator)
    }
}
