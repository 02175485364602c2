//! Writes one self-contained [HTML](https://html.spec.whatwg.org) page, readable on screen and on paper.
//!
//! ```
//! use convert_write_html::model::{Document, Event, Meta, Sink, TableHead};
//!
//! // What a reader makes of a page with one table:
//! let mut document = Document::default();
//! let meta = Meta { title: Some("Women's 1500 metres".into()), ..Meta::default() };
//! let _ = document.event(Event::DocumentStart(&meta))?;
//! let _ = document.event(Event::TableStart(&TableHead::with_names(["Rank", "Name", "Time"])))?;
//! let _ = document.row(&mut ["1", "Choi Min-jeong", "2:17.789"].into_iter().collect())?;
//!
//! let page = convert_write_html::write_to_string(&document)?;
//! assert!(page.starts_with("<!DOCTYPE html>"));
//! assert!(page.contains("<h1>Women's 1500 metres</h1>"));
//! assert!(page.contains(
//!     r#"<tr><th scope="col">Rank</th><th scope="col">Name</th><th scope="col">Time</th></tr>"#
//! ));
//! assert!(page.contains("<tr><td>1</td><td>Choi Min-jeong</td><td>2:17.789</td></tr>"));
//! # Ok::<(), model::Error>(())
//! ```
//!
//! Everything that a page shows is written: headings, text with marks, lists, tables with spans, captions and header
//! cells, infoboxes (as tables with the class `infobox`) and footnotes (as a list at the end, with links). Attributes
//! of the source are kept if they affect only the look: classes, colours, alignment. There are no scripts, and links
//! lead only to the web, to a mailbox or to another page.
//!
//! White space that browsers would collapse is kept by a `span` around it. Tables are streamed row by row; footnotes
//! are held until the end.

mod attributes;
mod block;
mod escape;
mod notes;
mod style;
mod table;
mod text;

pub use model;

use markup::{HTML, Lost, OnePage};
use model::{
    Block, Document, Error, Event, Flow, Holds, NoOptions, Output, Result, Sink, Writer, WriterSpec, Writing,
};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[WriterSpec::new(HTML, Holds::DOCUMENTS, &Writing(open_any)).streaming()];

fn open_any<'a>(output: Output<'a>, _: &NoOptions) -> Result<Box<dyn Writer + 'a>> {
    open(output)
}

/// Writes a document as an HTML page. Diagnostics are dropped: use [`open`] to get them.
///
/// # Errors
/// No document causes an error.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open)
}

/// Opens an HTML writer.
///
/// ```
/// use convert_write_html::model::{Diagnostics, Event, Meta, Output, TableHead};
///
/// let mut page = Vec::new();
/// let diagnostics = Diagnostics::new(|diagnostic| eprintln!("{diagnostic}"));
/// let mut writer = convert_write_html::open(Output::new(&mut page, &diagnostics))?;
/// let _ = writer.event(Event::DocumentStart(&Meta::default()))?;
/// let _ = writer.event(Event::TableStart(&TableHead::with_names(["Rank", "Name"])))?;
/// let _ = writer.row(&mut ["1", "<Sun>"].into_iter().collect())?;
/// let _ = writer.event(Event::TableEnd)?;
/// let _ = writer.event(Event::DocumentEnd)?;
/// writer.finish()?;
/// assert!(String::from_utf8_lossy(&page).contains("<tr><td>1</td><td>&lt;Sun&gt;</td></tr>"));
/// # Ok::<(), model::Error>(())
/// ```
pub fn open<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    let output = OnePage::new(output, "an HTML file");
    Ok(Box::new(HtmlWriter { output, page: Page::default(), table: None }))
}

/// The pending output, and the state of the page.
#[derive(Default)]
struct Page {
    out: String,
    notes: notes::Notes,
    lost: Lost,
}

struct HtmlWriter<'a> {
    output: OnePage<'a>,
    page: Page,
    table: Option<table::Body>,
}

impl Sink for HtmlWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => {
                let title = self.output.begin(meta, &mut self.page.lost)?;
                self.page.head(title.as_deref());
            }
            Event::Block(Block::Table(_), _) => return Err(Error::internal("a table arrived as a block")),
            Event::Block(block, _) => self.page.block(block),
            Event::TableStart(head) => self.table = Some(self.page.begin_table(head)),
            Event::Columns(_) => {
                return Err(Error::internal("columns arrived after the start of an HTML table"));
            }
            Event::Row(row) => match &mut self.table {
                Some(table) => self.page.body_row(table, row),
                None => return Err(Error::internal("a row arrived outside of a table")),
            },
            Event::TableEnd => {
                if let Some(table) = self.table.take() {
                    self.page.end_table(&table);
                }
            }
            Event::DocumentEnd => self.page.foot(),
        }
        self.output.write(&mut self.page.out)?;
        Ok(Flow::Continue)
    }
}

impl Writer for HtmlWriter<'_> {
    fn finish(self: Box<Self>) -> Result<()> {
        self.page.lost.report(self.output.diagnostics(), "HTML")?;
        self.output.end()
    }
}
