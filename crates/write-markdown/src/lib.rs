//! Writes Markdown: [CommonMark] with the tables of [GitHub's flavour].
//!
//! ```
//! use convert_write_markdown::model::{Document, Event, Meta, Sink, TableHead};
//!
//! // What a reader makes of a page with one table:
//! let mut document = Document::default();
//! let meta = Meta { title: Some("Women's 1500 metres".into()), ..Meta::default() };
//! let _ = document.event(Event::DocumentStart(&meta))?;
//! let _ = document.event(Event::TableStart(&TableHead::with_names(["Rank", "Name", "Time"])))?;
//! let _ = document.row(&mut ["1", "Choi *Min-jeong*", "2:17.789"].into_iter().collect())?;
//!
//! assert_eq!(
//!     convert_write_markdown::write_to_string(&document)?,
//!     r"# Women's 1500 metres
//!
//! | Rank | Name | Time |
//! | ---: | --- | --- |
//! | 1 | Choi \*Min-jeong\* | 2:17.789 |
//! "
//! );
//! # Ok::<(), model::Error>(())
//! ```
//!
//! Renderers of both show exactly the text of the document: what looks like markup is escaped, line breaks are `<br>`,
//! and spaces at the ends of a text are character references. Where asterisks would not be read as emphasis (inside a
//! word, next to punctuation), an element is written (`<b>`), which GitHub renders as well as `<sub>`, `<sup>` and
//! `<u>`.
//!
//! | document | Markdown |
//! | --- | --- |
//! | title | a first heading, `# ` |
//! | infobox | a table with two columns, headed `Infobox` or its name |
//! | caption | a paragraph `Table: ` before the table, as in pandoc |
//! | table | pipe rows; several header rows become one, merged cells are repeated |
//! | verbatim, code, data | a fenced code block |
//! | footnote | `[^1]`, with its text after the block |
//!
//! Tables are streamed: only the first 1,000 rows are held, to find the number of columns and the columns with numbers.
//! What Markdown cannot hold is reported in one note.
//!
//! [CommonMark]: https://spec.commonmark.org
//! [GitHub's flavour]: https://github.github.com/gfm/

mod block;
mod codes;
mod footnotes;
mod inline;
mod link;
mod table;

pub use model;

use footnotes::Footnotes;
use inline::Place;
use markup::{Lost, MARKDOWN, OnePage};
use model::{
    Block, Document, Error, Event, Flow, Holds, Meta, NoOptions, Output, Result, Sink, Text, Writer,
    WriterSpec, Writing,
};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] =
    &[WriterSpec::new(MARKDOWN, Holds::DOCUMENTS, &Writing(open_any)).streaming().codes(&[codes::CODES])];

/// An empty comment: it separates lists, and fills items that would be empty.
const NOTHING: &str = "<!-- -->";

fn open_any<'a>(output: Output<'a>, _: &NoOptions) -> Result<Box<dyn Writer + 'a>> {
    open(output)
}

/// Writes a document as Markdown. Diagnostics are dropped: use [`open`] to get them.
///
/// # Errors
/// No document causes an error.
pub fn write_to_string(document: &Document) -> Result<String> {
    model::write_text(document, open)
}

/// Opens a Markdown writer.
///
/// ```
/// use convert_write_markdown::model::{Block, Diagnostics, Document, Output};
///
/// let document = Document { blocks: vec![Block::Paragraph("2:17.789 *".into())], ..Document::default() };
/// let mut page = Vec::new();
/// let diagnostics = Diagnostics::new(|diagnostic| eprintln!("{diagnostic}"));
/// let mut writer = convert_write_markdown::open(Output::new(&mut page, &diagnostics))?;
/// let _ = document.replay(&mut writer)?;
/// writer.finish()?;
/// assert_eq!(page, b"2:17.789 \\*\n");
/// # Ok::<(), model::Error>(())
/// ```
pub fn open<'a>(output: Output<'a>) -> Result<Box<dyn Writer + 'a>> {
    let output = OnePage::new(output, "Markdown");
    Ok(Box::new(MarkdownWriter { output, page: Page::default(), last: Last::Nothing, table: None }))
}

/// The pending output, and the state of the page.
#[derive(Default)]
struct Page {
    out: String,
    footnotes: Footnotes,
    lost: Lost,
}

/// The last block that was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    List,
    Block,
}

struct MarkdownWriter<'a> {
    output: OnePage<'a>,
    page: Page,
    last: Last,
    table: Option<table::Table>,
}

impl MarkdownWriter<'_> {
    /// Writes the blank line before a block, and separates lists.
    fn begin(&mut self, next: Last) {
        if self.last != Last::Nothing {
            self.page.out.push('\n');
        }
        if (self.last, next) == (Last::List, Last::List) {
            self.page.out.push_str(NOTHING);
            self.page.out.push_str("\n\n");
        }
        self.last = next;
    }

    fn start(&mut self, meta: &Meta) -> Result<()> {
        if let Some(title) = self.output.begin(meta, &mut self.page.lost)? {
            self.begin(Last::Block);
            self.page.heading(1, &Text::plain(title));
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<()> {
        match block {
            Block::Heading(heading) => {
                if self.last == Last::Nothing && heading.level <= 1 {
                    // It would be read as the title.
                    self.page.out.push_str(NOTHING);
                    self.page.out.push('\n');
                    self.last = Last::Block;
                }
                self.begin(Last::Block);
                self.page.heading(heading.level, &heading.text);
            }
            Block::Infobox(infobox) if infobox.entries.is_empty() => {}
            Block::Infobox(infobox) => {
                self.begin(Last::Block);
                self.page.infobox(infobox);
            }
            Block::Paragraph(text) => self.paragraph(text),
            Block::List(list) if list.items.is_empty() => {}
            Block::List(list) => {
                self.begin(Last::List);
                self.page.items(&list.items, &mut String::new());
            }
            Block::Verbatim(verbatim) => {
                self.begin(Last::Block);
                self.page.fence(&verbatim.text, &verbatim.format);
            }
            Block::Data(value) => {
                self.begin(Last::Block);
                self.page.fence(&value.to_string(), "json");
            }
            Block::Property(_) => self.page.lost.add("page properties"),
            _ => return Err(Error::internal("the Markdown writer does not support this block")),
        }
        self.end_block();
        Ok(())
    }

    fn paragraph(&mut self, text: &Text) {
        if let Some(language) = markup::as_code(text) {
            self.begin(Last::Block);
            self.page.fence(&text.text, language);
        } else if !text.is_empty() {
            self.begin(Last::Block);
            self.page.text(&text.text, &text.marks, Place::Line);
            self.page.out.push('\n');
        }
    }

    /// Separates a table from what is above it, once some of it is written.
    fn begin_table(&mut self, table: &mut table::Table) {
        if !table.is_separated && !self.page.out.is_empty() {
            table.is_separated = true;
            let rows = std::mem::take(&mut self.page.out);
            self.begin(Last::Block);
            self.page.out.push_str(&rows);
        }
    }

    /// Ends a block: writes its footnotes.
    fn end_block(&mut self) {
        if self.page.footnotes.are_due() {
            self.begin(Last::Block);
            self.page.footnotes();
        }
    }
}

impl Sink for MarkdownWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        match event {
            Event::DocumentStart(meta) => self.start(meta)?,
            Event::Block(block, _) => self.block(block)?,
            Event::TableStart(head) => self.table = Some(self.page.table(head)),
            Event::Columns(_) => {
                return Err(Error::internal("columns arrived after the start of a Markdown table"));
            }
            Event::Row(row) => {
                let Some(mut table) = self.table.take() else {
                    return Err(Error::internal("a row arrived outside of a table"));
                };
                table.row(&mut self.page, row, self.output.diagnostics())?;
                self.begin_table(&mut table);
                self.table = Some(table);
            }
            Event::TableEnd => {
                if let Some(mut table) = self.table.take() {
                    table.end(&mut self.page);
                    self.begin_table(&mut table);
                }
                self.end_block();
            }
            Event::DocumentEnd => {
                self.page.footnotes.end();
                self.end_block();
            }
        }
        self.output.write(&mut self.page.out)?;
        Ok(Flow::Continue)
    }
}

impl Writer for MarkdownWriter<'_> {
    fn finish(self: Box<Self>) -> Result<()> {
        self.page.lost.report(self.output.diagnostics(), "Markdown")?;
        self.output.end()
    }
}
