//! Writes one self-contained page of [HTML](https://html.spec.whatwg.org): readable as it is, on a screen and on paper.
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
mod codes;
mod notes;
mod style;
mod table;
mod text;

use markup::{HTML, Lost};
use model::{Block, Error, Event, Holds, Meta, Output, Params, Result, Sink, Writer, WriterSpec};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[WriterSpec {
    format: HTML,
    holds: Holds { documents: true, many: false, types: false, markup: false },
    records: false,
    streaming: true,
    late_columns: false,
    survey: false,
    options: &[],
    codes: &[codes::CODES],
    open,
}];

/// Opens a writer of HTML.
///
/// ```
/// use model::{Diagnostics, Event, Meta, Output, Params, Row, TableHead};
///
/// let mut page = Vec::new();
/// let diagnostics = Diagnostics::ignore();
/// let output = Output { bytes: Box::new(&mut page), diagnostics: &diagnostics, survey: None };
/// let mut writer = convert_write_html::open(output, &Params::default())?;
/// writer.event(Event::DocumentStart(&Meta::default()))?;
/// writer.event(Event::TableStart(&TableHead::with_names(["Rank", "Name"])))?;
/// writer.event(Event::Row(Row::new("1<Sun>", &[1, 6])))?;
/// writer.event(Event::TableEnd)?;
/// writer.event(Event::DocumentEnd)?;
/// writer.finish()?;
/// assert!(String::from_utf8_lossy(&page).contains("<tr><td>1</td><td>&lt;Sun&gt;</td></tr>"));
/// # Ok::<(), model::Error>(())
/// ```
pub fn open<'a>(output: Output<'a>, _: &Params) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(HtmlWriter { output, documents: 0, page: Page::default(), table: None }))
}

/// What is written next, and what it takes along.
#[derive(Default)]
struct Page {
    out: String,
    notes: notes::Notes,
    lost: Lost,
}

struct HtmlWriter<'a> {
    output: Output<'a>,
    documents: usize,
    page: Page,
    table: Option<table::Body>,
}

impl HtmlWriter<'_> {
    fn flush(&mut self) -> Result<()> {
        self.output.bytes.write_all(self.page.out.as_bytes())?;
        self.page.out.clear();
        Ok(())
    }

    fn start(&mut self, meta: &Meta) -> Result<()> {
        self.documents += 1;
        if self.documents > 1 {
            return Err(Error::output(
                "an HTML file holds one page, and there are more: write each to an output of its own",
            ));
        }
        if !meta.properties.is_empty() {
            self.page.lost.add("facts about the page");
        }
        let title = meta.title.as_deref().map(|title| title.replace(['\n', '\r'], " "));
        self.page.head(title.as_deref().filter(|title| !title.is_empty()));
        Ok(())
    }
}

impl Sink for HtmlWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) => self.start(meta)?,
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
        self.flush()
    }
}

impl Writer for HtmlWriter<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        self.page.lost.report(self.output.diagnostics, "html-lost", "HTML")?;
        self.flush()?;
        Ok(self.output.bytes.flush()?)
    }
}
