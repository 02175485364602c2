//! Writes one self-contained page of [HTML](https://html.spec.whatwg.org): readable as it is, on a screen and on paper.
//!
//! ```
//! use convert_write_html::model::{Document, Event, Meta, Sink, TableHead};
//!
//! // What a reader gives, of a page with one table:
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
//! Everything a page shows is written: headings, texts with their marks, lists, tables with their spans, captions and
//! header cells, infoboxes (a table of the class `infobox`), footnotes (a list at the end, with links). Of the source's
//! attributes those are kept that only look: classes, colours, alignment. There are no scripts, and links lead to the
//! web, to a mailbox or to another page, nowhere else.
//!
//! White space that a browser would collapse is put in a `span` that keeps it. Tables stream row by row; footnotes are
//! held until the end.

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

/// Writes a document as a page of HTML. What HTML does not hold of it is not reported: [`open`] does that.
///
/// # Errors
/// None that a document can cause.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open)
}

/// Opens a writer of HTML.
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

/// What is written next, and what it takes along.
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
            Event::Block(Block::Table(_), _) => return Err(Error::internal("a table travelled as a block")),
            Event::Block(block, _) => self.page.block(block),
            Event::TableStart(head) => self.table = Some(self.page.begin_table(head)),
            Event::Columns(_) => return Err(Error::internal("HTML tables do not take late columns")),
            Event::Row(row) => match &mut self.table {
                Some(table) => self.page.body_row(table, row),
                None => return Err(Error::internal("a row outside of a table")),
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
