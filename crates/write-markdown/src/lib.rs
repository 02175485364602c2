//! Writes Markdown: [CommonMark] with the tables of [GitHub's flavour].
//!
//! A reader of either shows the very text: what looks like markup is escaped, line breaks are `<br>`, blanks at the ends
//! of a text are character references. Where asterisks would not be taken for emphasis (inside of a word, beside
//! punctuation), the element is written (`<b>`); GitHub shows those too, and `<sub>`, `<sup>`, `<u>`.
//!
//! | document | Markdown |
//! | --- | --- |
//! | title | a first heading `# ` |
//! | infobox | a table of two columns, headed `Infobox` or the name it has |
//! | caption | a paragraph `Table: ` before the table, as pandoc has it |
//! | table | pipe rows; several header rows are one, a merged cell is repeated |
//! | verbatim, code, data | a fenced code block |
//! | footnote | `[^1]`, with its text after the block |
//!
//! Tables stream: the first 1000 rows are held, to see how wide the table is and which of its columns are numbers. What
//! Markdown does not hold is said in one note.
//!
//! [CommonMark]: https://spec.commonmark.org
//! [GitHub's flavour]: https://github.github.com/gfm/

mod block;
mod codes;
mod footnotes;
mod inline;
mod link;
mod table;

use footnotes::Footnotes;
use inline::Place;
use markup::{Lost, MARKDOWN};
use model::{Block, Error, Event, Holds, Meta, Output, Params, Result, Sink, Text, Writer, WriterSpec};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[WriterSpec {
    format: MARKDOWN,
    holds: Holds { documents: true, many: false, types: false, markup: false },
    records: false,
    streaming: true,
    late_columns: false,
    survey: false,
    options: &[],
    codes: &[codes::CODES],
    open,
}];

/// What shows nothing: it keeps lists apart, and stands where something has to.
const NOTHING: &str = "<!-- -->";

/// Opens a writer of Markdown.
///
/// ```
/// use model::{Diagnostics, Event, Meta, Output, Params, Row, TableHead};
///
/// let mut page = Vec::new();
/// let diagnostics = Diagnostics::ignore();
/// let output = Output { bytes: Box::new(&mut page), diagnostics: &diagnostics, survey: None };
/// let mut writer = convert_write_markdown::open(output, &Params::default())?;
/// writer.event(Event::DocumentStart(&Meta::default()))?;
/// writer.event(Event::TableStart(&TableHead::with_names(["Rank", "Name"])))?;
/// writer.event(Event::Row(Row::new("1Sun *Long*", &[1, 11])))?;
/// writer.event(Event::TableEnd)?;
/// writer.event(Event::DocumentEnd)?;
/// writer.finish()?;
/// assert_eq!(page, b"| Rank | Name |\n| ---: | --- |\n| 1 | Sun \\*Long\\* |\n");
/// # Ok::<(), model::Error>(())
/// ```
pub fn open<'a>(output: Output<'a>, _: &Params) -> Result<Box<dyn Writer + 'a>> {
    Ok(Box::new(MarkdownWriter {
        output,
        documents: 0,
        page: Page::default(),
        last: Last::Nothing,
        table: None,
    }))
}

/// What is written next, and what it takes along.
#[derive(Default)]
struct Page {
    out: String,
    footnotes: Footnotes,
    lost: Lost,
}

/// What the page ends with so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    List,
    Block,
}

struct MarkdownWriter<'a> {
    output: Output<'a>,
    documents: usize,
    page: Page,
    last: Last,
    table: Option<table::Table>,
}

impl MarkdownWriter<'_> {
    fn flush(&mut self) -> Result<()> {
        self.output.bytes.write_all(self.page.out.as_bytes())?;
        self.page.out.clear();
        Ok(())
    }

    /// Puts a blank line where one belongs.
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
        self.documents += 1;
        if self.documents > 1 {
            return Err(Error::output(
                "Markdown holds one page, and there are more: write each to an output of its own",
            ));
        }
        if !meta.properties.is_empty() {
            self.page.lost.add("facts about the page");
        }
        if let Some(title) = meta.title.as_deref().filter(|title| !title.is_empty()) {
            self.begin(Last::Block);
            self.page.heading(1, &Text::plain(title.replace(['\n', '\r'], " ")));
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<()> {
        match block {
            Block::Heading(heading) => {
                if self.last == Last::Nothing && heading.level <= 1 {
                    // It would be the page's title.
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
            Block::Property(_) => self.page.lost.add("facts about the page"),
            _ => return Err(Error::internal("a block that the Markdown writer does not know")),
        }
        self.end_block()
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

    /// Parts a table from what stands above it, once something of it is written.
    fn begin_table(&mut self, table: &mut table::Table) {
        if !table.is_apart && !self.page.out.is_empty() {
            table.is_apart = true;
            let rows = std::mem::take(&mut self.page.out);
            self.begin(Last::Block);
            self.page.out.push_str(&rows);
        }
    }

    /// Ends a block: its footnotes follow it.
    fn end_block(&mut self) -> Result<()> {
        if self.page.footnotes.are_due() {
            self.begin(Last::Block);
            self.page.footnotes();
        }
        self.flush()
    }
}

impl Sink for MarkdownWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) => self.start(meta)?,
            Event::Block(block, _) => return self.block(block),
            Event::TableStart(head) => self.table = Some(self.page.table(head)),
            Event::Columns(_) => return Err(Error::internal("Markdown tables do not take late columns")),
            Event::Row(row) => {
                let Some(mut table) = self.table.take() else {
                    return Err(Error::internal("a row outside of a table"));
                };
                table.row(&mut self.page, row, self.output.diagnostics)?;
                self.begin_table(&mut table);
                self.table = Some(table);
            }
            Event::TableEnd => {
                if let Some(mut table) = self.table.take() {
                    table.end(&mut self.page);
                    self.begin_table(&mut table);
                }
                return self.end_block();
            }
            Event::DocumentEnd => {
                self.page.footnotes.end();
                return self.end_block();
            }
        }
        self.flush()
    }
}

impl Writer for MarkdownWriter<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        self.page.lost.report(self.output.diagnostics, "markdown-lost", "Markdown")?;
        self.flush()?;
        Ok(self.output.bytes.flush()?)
    }
}
