//! Writes wiki text, in one of two styles.
//!
//! ```
//! use convert_write_wiki::write_to_string;
//! use convert_write_wiki::model::{Block, Document, Entry, Heading, Infobox, Kind, Meta, Table, TableHead};
//!
//! let venue = Entry { key: "Venue".into(), value: "Mediolanum Forum".into(), kind: Kind::Untyped };
//! let final_ = Table {
//!     head: TableHead::with_names(["Rank", "Athlete", "Country"]),
//!     rows: vec![["1", "Jens van 't Wout", "Netherlands"].into_iter().collect()],
//! };
//! let page = Document {
//!     meta: Meta { title: Some("1000 metres".into()), ..Meta::default() },
//!     blocks: vec![
//!         Block::Infobox(Infobox { name: None, entries: vec![venue] }),
//!         Block::Heading(Heading { level: 2, text: "Final".into() }),
//!         Block::Table(final_),
//!     ],
//! };
//! assert_eq!(
//!     write_to_string(&page)?,
//!     r#"= 1000 metres =
//!
//! {{Infobox
//! | Venue = Mediolanum Forum
//! }}
//!
//! == Final ==
//! {| class="wikitable"
//! ! Rank !! Athlete !! Country
//! |-
//! | 1 || Jens van 't Wout || Netherlands
//! |}
//! "#
//! );
//! # Ok::<(), model::Error>(())
//! ```
//!
//! The *pipe* style is the plainest that can represent a page of results:
//!
//! ```text
//! = 1000 metres =
//!
//! Infobox
//! - Venue: Mediolanum Forum
//!
//! == Final ==
//! | Rank | Athlete | Country |
//! | 1 | Jens van 't Wout | Netherlands |
//! ```
//!
//! The *mediawiki* style writes `{{Infobox …}}` and `{| … |}` [tables]. A table that pipe rows cannot represent
//! (because of spans, a caption, several header rows, or cells of several lines) is a `{|` table in the pipe style too:
//! the styles mix freely on a page.
//!
//! The output reads back as the same document: text that looks like markup is escaped, and the markup for marks is
//! unambiguous. Writing that document again gives the same bytes.
//!
//! In the mediawiki style, tables are streamed. The pipe style buffers one table at a time, because even the last row
//! may be one that pipe rows cannot represent.
//!
//! [tables]: https://www.mediawiki.org/wiki/Help:Tables

mod attributes;
mod block;
mod codes;
mod escape;
mod link;
mod losses;
mod options;
mod pipe;
mod table;
mod template;
mod text;

pub use model;
pub use options::{WikiStyle, WikiWriteOptions};

use escape::Place;
use losses::Losses;
use model::{
    Block, Document, Error, Event, Flow, Holds, Meta, OptionValue, Output, Result, Row, RowBuf, Sink,
    TableHead, Text, Writer, WriterSpec, Writing,
};
use table::{Above, Section};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] =
    &[WriterSpec::new(wiki::WIKI, Holds::DOCUMENTS.markup(true), &Writing(open_with))
        .streaming()
        .codes(&[codes::CODES])];

/// Writes a document as a page, with the default options: in the style of its source if that was wiki text. Losses are
/// not reported; [`open`] reports them.
///
/// # Errors
/// Never fails for a single document.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open)
}

/// Opens a writer with the default options.
///
/// # Errors
/// Never fails, because it does not write yet.
pub fn open<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    open_with(output, &WikiWriteOptions::default())
}

/// Opens a writer of wiki text.
///
/// ```
/// use convert_write_wiki::{WikiStyle, WikiWriteOptions, open_with};
/// use convert_write_wiki::model::{Diagnostics, Event, Meta, Outlet, Output, TableHead};
///
/// let (mut page, diagnostics) = (Vec::new(), Diagnostics::ignore());
/// let options = WikiWriteOptions { wiki_style: Some(WikiStyle::Pipe) };
/// let mut writer = open_with(Output::new(&mut page, &diagnostics), &options)?;
/// let mut outlet = Outlet::new(&mut *writer);
/// outlet.event(Event::DocumentStart(&Meta::default()))?;
/// outlet.event(Event::TableStart(&TableHead::with_names(["Rank", "Name"])))?;
/// outlet.row(&mut ["1", "Sun Long"].into_iter().collect())?;
/// outlet.event(Event::TableEnd)?;
/// outlet.event(Event::DocumentEnd)?;
/// writer.finish()?;
/// assert_eq!(page, b"| Rank | Name |\n| 1 | Sun Long |\n");
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// Never fails, because it does not write yet.
pub fn open_with<'a>(output: Output<'a>, options: &WikiWriteOptions) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(WikiWriter {
        output,
        requested: options.wiki_style,
        style: WikiStyle::MediaWiki,
        documents: 0,
        out: String::new(),
        last: Last::Nothing,
        untitled: true,
        table: Table::None,
        losses: Losses::default(),
    }))
}

/// What the page ends with so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Heading,
    Property,
    Block,
}

/// The open table.
#[derive(Debug)]
enum Table {
    None,
    /// Pipe rows, buffered until it is certain that they can represent the table.
    Held(Box<TableHead>, Vec<RowBuf>),
    /// A `{|` table, and what is above its next row.
    Open(Above),
}

struct WikiWriter<'a> {
    output: Output<'a>,
    requested: Option<WikiStyle>,
    style: WikiStyle,
    documents: usize,
    /// The buffer for the next write.
    out: String,
    last: Last,
    /// Whether a heading of level 1 here would be the page's title.
    untitled: bool,
    table: Table,
    losses: Losses,
}

impl WikiWriter<'_> {
    fn flush(&mut self) -> Result<()> {
        self.output.bytes.write_all(self.out.as_bytes())?;
        self.out.clear();
        Ok(())
    }

    /// Adds a blank line if one is needed.
    fn begin(&mut self, next: Last) {
        let gap = match (self.last, next) {
            (Last::Nothing, _) | (Last::Property, Last::Property) => false,
            (Last::Heading, next) => next == Last::Heading,
            _ => true,
        };
        if gap {
            self.out.push('\n');
        }
        self.last = next;
    }

    fn start(&mut self, meta: &Meta) -> Result<()> {
        self.documents += 1;
        if self.documents > 1 {
            return Err(Error::output(
                "wiki text can hold only one page; write each page to a separate output",
            ));
        }
        self.style = self
            .requested
            .or_else(|| WikiStyle::from_text(meta.dialect.as_deref()?).ok())
            .unwrap_or_default();
        if let Some(title) = meta.title.as_deref().filter(|title| !title.is_empty()) {
            self.begin(Last::Block);
            self.untitled = false;
            self.out.push_str("= ");
            let plain = Text::plain(title.replace(['\n', '\r'], " "));
            text::write_text(&mut self.out, &plain, Place::Line);
            self.out.push_str(" =\n");
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<()> {
        self.write_block(block)?;
        self.untitled &= matches!(block, Block::Verbatim(verbatim) if verbatim.text.starts_with("<!--"));
        self.flush()
    }

    fn write_block(&mut self, block: &Block) -> Result<()> {
        match block {
            Block::Heading(heading) => {
                let untitled = self.untitled && heading.level <= 1;
                self.begin(Last::Heading);
                let start = self.out.len();
                block::heading(&mut self.out, heading);
                if untitled && !self.out[start..].starts_with("= <nowiki/>") {
                    // The first heading of level 1 would be read as the page's title.
                    self.out.insert_str(start + 2, "<nowiki/>");
                }
            }
            Block::Infobox(infobox) => {
                self.begin(Last::Block);
                if self.style != WikiStyle::Pipe || !block::pipe_infobox(&mut self.out, infobox) {
                    block::infobox(&mut self.out, infobox);
                }
            }
            Block::Paragraph(text) => {
                self.begin(Last::Block);
                if text.is_empty() {
                    self.out.push_str("<nowiki/>");
                }
                text::write_text(&mut self.out, text, Place::Paragraph);
                self.out.push('\n');
            }
            Block::List(list) if list.items.is_empty() => {}
            Block::List(list) => {
                self.begin(Last::Block);
                block::list(&mut self.out, list);
            }
            Block::Verbatim(verbatim) => {
                self.begin(Last::Block);
                self.out.push_str(verbatim.text.trim_matches('\n'));
                self.out.push('\n');
            }
            Block::Property(property) => {
                let last = self.last;
                self.begin(Last::Property);
                if !block::property(&mut self.out, property) {
                    self.out.clear();
                    self.last = last;
                    let message = format!(
                        "wiki text cannot represent the property '{}: {}'",
                        property.name, property.value
                    );
                    self.output
                        .diagnostics
                        .report(model::codes::NOT_HELD.warning(message).hint("it is left out"))?;
                }
            }
            Block::Data(value) => {
                self.begin(Last::Block);
                block::data(&mut self.out, value);
            }
            _ => return Err(Error::internal("unknown kind of block")),
        }
        Ok(())
    }

    fn table(&mut self, head: &TableHead) -> Result<()> {
        self.begin(Last::Block);
        self.untitled = false;
        let mut head = head.clone();
        if head.header.is_empty() && !head.columns.is_empty() {
            head.header.push(head.columns.iter().map(|column| column.name.as_str()).collect());
        }
        self.losses.head(&head, self.output.diagnostics)?;
        self.table = if self.style == WikiStyle::Pipe && pipe::holds_head(&head) {
            Table::Held(Box::new(head), Vec::new())
        } else {
            Table::Open(table::start(&mut self.out, &head))
        };
        self.flush()
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        self.losses.row(row, self.output.diagnostics)?;
        match &mut self.table {
            Table::None => return Err(Error::internal("row outside a table")),
            Table::Open(above) => table::row(&mut self.out, row, Section::Body, above),
            Table::Held(_, rows) if pipe::holds_row(row) => {
                rows.push(RowBuf::from(row));
                return Ok(());
            }
            Table::Held(head, rows) => {
                let mut above = table::start(&mut self.out, head);
                for row in rows.iter() {
                    table::row(&mut self.out, row.as_row(), Section::Body, &mut above);
                }
                table::row(&mut self.out, row, Section::Body, &mut above);
                self.table = Table::Open(above);
            }
        }
        self.flush()
    }

    fn end_table(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.table, Table::None) {
            Table::None => {}
            Table::Open(_) => table::end(&mut self.out),
            Table::Held(head, rows) => pipe::table(&mut self.out, &head.header, &rows),
        }
        self.flush()
    }
}

impl Sink for WikiWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => {
                self.start(meta)?;
                self.flush()?;
            }
            Event::Block(block, _) => self.block(block)?,
            Event::TableStart(head) => self.table(head)?,
            Event::Columns(_) => return Err(Error::internal("wiki tables cannot get columns late")),
            Event::Row(row) => self.row(row)?,
            Event::TableEnd => self.end_table()?,
            Event::DocumentEnd => {}
        }
        Ok(Flow::Continue)
    }
}

impl Writer for WikiWriter<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        self.flush()?;
        Ok(self.output.bytes.flush()?)
    }
}
