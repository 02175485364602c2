//! Writes wiki text, in one of two styles.
//!
//! The *pipe* style is the plainest that holds a page of results:
//!
//! ```text
//! = 1000 metres =
//!
//! Infobox
//! - Venue: Forum
//!
//! == Heats ==
//! | Rank | Name |
//! | 1 | Pietro Sighel |
//! ```
//!
//! The *mediawiki* style writes `{{Infobox …}}` and `{| … |}` [tables]. What pipe rows cannot hold (spans, captions,
//! several header rows, cells of several lines) is a `{|` table in the pipe style too: both mix freely in a page.
//!
//! What is written reads back as the same document: text that looks like markup is escaped, and markup that came from
//! marks is put so that it cannot be mistaken. Writing what was read back gives the same bytes.
//!
//! In the mediawiki style tables stream. The pipe style holds one table at a time, since its last row may be the one
//! that pipe rows cannot hold.
//!
//! [tables]: https://www.mediawiki.org/wiki/Help:Tables

mod attributes;
mod block;
mod codes;
mod escape;
mod link;
mod pipe;
mod table;
mod template;
mod text;

use escape::Place;
use model::{
    Block, Cell, Diagnostic, Error, Event, Extra, Holds, Meta, OptionSpec, Output, Params, Result, Row,
    RowBuf, Sink, TableHead, Text, Writer, WriterSpec,
};

/// The formats that this crate writes.
pub const FORMATS: &[WriterSpec] = &[WriterSpec {
    format: wiki::WIKI,
    holds: Holds { documents: true, many: false, types: false, markup: true },
    records: false,
    streaming: true,
    late_columns: false,
    survey: false,
    options: &[OptionSpec {
        name: "wiki-style",
        value: Some("STYLE"),
        choices: &["pipe", "mediawiki"],
        help: "How wiki tables and infoboxes are written: as the source has them, else mediawiki",
    }],
    codes: &[codes::CODES],
    open,
}];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Pipe,
    MediaWiki,
}

fn style(name: &str) -> Option<Style> {
    match name {
        "pipe" => Some(Style::Pipe),
        "mediawiki" => Some(Style::MediaWiki),
        _ => None,
    }
}

/// Opens a writer of wiki text.
///
/// ```
/// use model::{Diagnostics, Event, Meta, Output, Params, Row, TableHead};
///
/// let mut page = Vec::new();
/// let diagnostics = Diagnostics::ignore();
/// let output = Output { bytes: Box::new(&mut page), diagnostics: &diagnostics, survey: None };
/// let mut writer = convert_write_wiki::open(output, &Params::default().with("wiki-style", "pipe"))?;
/// writer.event(Event::DocumentStart(&Meta::default()))?;
/// writer.event(Event::TableStart(&TableHead::with_names(["Rank", "Name"])))?;
/// writer.event(Event::Row(Row::new("1Sun Long", &[1, 9])))?;
/// writer.event(Event::TableEnd)?;
/// writer.event(Event::DocumentEnd)?;
/// writer.finish()?;
/// assert_eq!(page, b"| Rank | Name |\n| 1 | Sun Long |\n");
/// # Ok::<(), model::Error>(())
/// ```
pub fn open<'a>(output: Output<'a>, params: &Params) -> Result<Box<dyn Writer + 'a>> {
    let asked = match params.get("wiki-style") {
        None => None,
        Some(name) => Some(style(name).ok_or_else(|| {
            Error::usage(format!(
                "--wiki-style does not take the value '{name}' (it takes pipe or mediawiki)"
            ))
        })?),
    };
    Ok(Box::new(WikiWriter {
        output,
        asked,
        style: Style::MediaWiki,
        documents: 0,
        out: String::new(),
        last: Last::Nothing,
        untitled: true,
        table: Table::None,
        noted: false,
        said_note: false,
        said_block: false,
        said_covered: false,
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

/// The table that is open.
#[derive(Debug)]
enum Table {
    None,
    /// Pipe rows, held back until it is sure that they can hold the table.
    Held(Box<TableHead>, Vec<RowBuf>),
    /// A `{|` table; whether the next row is its first.
    Open(bool),
}

struct WikiWriter<'a> {
    output: Output<'a>,
    asked: Option<Style>,
    style: Style,
    documents: usize,
    /// What is written next, in one call.
    out: String,
    last: Last,
    /// A first heading of level 1 now would be the page's title.
    untitled: bool,
    table: Table,
    /// Said that table names are dropped; warned about notes of cells.
    noted: bool,
    said_note: bool,
    /// Warned about blocks in cells.
    said_block: bool,
    /// Warned about rows under merged cells.
    said_covered: bool,
}

impl WikiWriter<'_> {
    fn flush(&mut self) -> Result<()> {
        self.output.bytes.write_all(self.out.as_bytes())?;
        self.out.clear();
        Ok(())
    }

    /// Puts a blank line where one belongs.
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
                "wiki text holds one page, and there are more: write each to an output of its own",
            ));
        }
        self.style = self.asked.or(meta.dialect.as_deref().and_then(style)).unwrap_or(Style::MediaWiki);
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
                    // The first heading of level 1 would be the page's title.
                    self.out.insert_str(start + 2, "<nowiki/>");
                }
            }
            Block::Infobox(infobox) => {
                self.begin(Last::Block);
                if self.style != Style::Pipe || !block::pipe_infobox(&mut self.out, infobox) {
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
                    let message =
                        format!("wiki text has no way to say '{}: {}'", property.name, property.value);
                    self.output
                        .diagnostics
                        .report(Diagnostic::warning("wiki-property", message).hint("it is left out"))?;
                }
            }
            Block::Data(value) => {
                self.begin(Last::Block);
                block::data(&mut self.out, value);
            }
            _ => return Err(Error::internal("a block that the wiki writer does not know")),
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
        if (head.name.is_some() || head.hidden) && !self.noted {
            self.noted = true;
            let message = "wiki text does not hold the names of tables, nor that one is hidden";
            self.output.diagnostics.report(Diagnostic::note("wiki-table-name", message))?;
        }
        for row in &head.header {
            self.check(row.as_row().extras())?;
        }
        self.table = if self.style == Style::Pipe && pipe::holds_head(&head) {
            Table::Held(Box::new(head), Vec::new())
        } else {
            table::start(&mut self.out, &head);
            Table::Open(head.header.is_empty() && !table::is_opened(&head))
        };
        self.flush()
    }

    /// Says what wiki text cannot hold of the cells of a row, once.
    fn check(&mut self, extras: &[Extra]) -> Result<()> {
        for extra in extras.iter().filter(|extra| extra.note.is_some() || !extra.blocks.is_empty()) {
            if extra.note.is_some() && !self.said_note {
                self.said_note = true;
                let warning = Diagnostic::warning("wiki-cell-note", "wiki text does not hold notes of cells");
                self.output.diagnostics.report(warning.hint("they are left out"))?;
            }
            for block in &extra.blocks {
                if let Block::Table(table) = block {
                    for row in table.head.header.iter().chain(&table.rows) {
                        self.check(row.as_row().extras())?;
                    }
                } else if !self.said_block && !table::inner_block(&mut String::new(), block) {
                    self.said_block = true;
                    let message = "a cell holds what wiki text can only say outside of tables";
                    let hint = "source is written as text, facts about the page are left out";
                    self.output
                        .diagnostics
                        .report(Diagnostic::warning("wiki-cell-block", message).hint(hint))?;
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        self.check(row.extras())?;
        // MediaWiki shows no row for a `|-` without cells.
        if !row.is_empty() && row.cells().all(Cell::is_covered) && !self.said_covered {
            self.said_covered = true;
            let warning =
                Diagnostic::warning("wiki-covered-row", "wiki text has no row that is all merged cells");
            self.output
                .diagnostics
                .report(warning.hint("it is left out, and the cells above end before it"))?;
        }
        match &mut self.table {
            Table::None => return Err(Error::internal("a row outside of a table")),
            Table::Open(first) => table::row(&mut self.out, row, false, std::mem::take(first)),
            Table::Held(_, rows) if pipe::holds_row(row) => {
                rows.push(RowBuf::from(row));
                return Ok(());
            }
            Table::Held(head, rows) => {
                table::start(&mut self.out, head);
                for row in rows.iter() {
                    table::row(&mut self.out, row.as_row(), false, false);
                }
                table::row(&mut self.out, row, false, false);
                self.table = Table::Open(false);
            }
        }
        self.flush()
    }

    fn end_table(&mut self) -> Result<()> {
        match std::mem::replace(&mut self.table, Table::None) {
            Table::None => {}
            Table::Open(_) => table::end(&mut self.out),
            Table::Held(head, rows) => {
                for row in &head.header {
                    pipe::row(&mut self.out, row.as_row(), false);
                }
                for (index, row) in rows.iter().enumerate() {
                    pipe::row(&mut self.out, row.as_row(), index == 0);
                }
            }
        }
        self.flush()
    }
}

impl Sink for WikiWriter<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        match event {
            Event::DocumentStart(meta) => {
                self.start(meta)?;
                self.flush()
            }
            Event::Block(block, _) => self.block(block),
            Event::TableStart(head) => self.table(head),
            Event::Columns(_) => Err(Error::internal("wiki tables do not take late columns")),
            Event::Row(row) => self.row(row),
            Event::TableEnd => self.end_table(),
            Event::DocumentEnd => Ok(()),
        }
    }
}

impl Writer for WikiWriter<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        self.flush()?;
        Ok(self.output.bytes.flush()?)
    }
}
