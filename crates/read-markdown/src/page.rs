//! Turns the events of the parser into ours.

use crate::inline::{Became, Inline};
use crate::list::Lists;
use crate::notes::Notes;
use crate::table::Table;
use markup::TextBuf;
use model::{
    Block, Diagnostic, Diagnostics, Document, Event as Sent, Found, Heading, List, MarkKind, Meta, Outlet,
    Result, Sink, Text, Verbatim, codes,
};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};
use std::collections::HashSet;
use std::iter::Peekable;
use std::ops::Range;

/// The start of a paragraph that is the caption of the table after it, as in pandoc.
const CAPTION: &str = "Table: ";

pub(crate) fn parser(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    Parser::new_ext(text, options)
}

/// Reads a page and sends its events.
pub(crate) fn read(
    text: &str,
    found: Found,
    (diagnostics, reports_all): (&Diagnostics<'_>, bool),
    sink: &mut dyn Sink,
) -> Result<()> {
    let mut events = parser(text).into_offset_iter().peekable();
    let mut page = Page {
        text,
        diagnostics,
        reports_all,
        sink: Outlet::new(sink),
        notes: Notes::read(text),
        reported: HashSet::new(),
        buffer: TextBuf::default(),
        inline: Inline::default(),
        source: String::new(),
        code: None,
        lists: Lists::default(),
        list: None,
        caption: None,
        table: None,
        item_tables: Document::default(),
        note: false,
    };
    let start =
        matches!(events.peek(), Some((Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), _)));
    let mut heading = None;
    let mut meta = Meta { found, ..Meta::default() };
    if start {
        heading = Some(page.heading(&mut events)?);
    }
    if let Some(text) = heading.take_if(|text| !text.text.trim().is_empty()) {
        if text.marks.iter().any(|mark| mark.kind != MarkKind::LineBreak) {
            page.warn(
                codes::TITLE_MARKUP.code,
                0,
                "markup in the title is dropped",
                "a title is plain text",
            )?;
        }
        meta.title = Some(text.text.replace('\n', " "));
    }
    page.sink.event(Sent::DocumentStart(&meta))?;
    if let Some(text) = heading {
        page.send(&Block::Heading(Heading { level: 1, text }))?;
    }
    while page.sink.is_open()
        && let Some((event, range)) = events.next()
    {
        page.event(event, range)?;
    }
    page.settle()?;
    page.sink.event(Sent::DocumentEnd)
}

struct Page<'t, 'd> {
    text: &'t str,
    diagnostics: &'d Diagnostics<'d>,
    reports_all: bool,
    sink: Outlet<'d>,
    notes: Notes,
    /// The codes that were reported: once is enough.
    reported: HashSet<&'static str>,
    buffer: TextBuf,
    inline: Inline,
    /// The source of the open code or HTML block.
    source: String,
    /// The language of the open code block.
    code: Option<String>,
    lists: Lists,
    /// A list that has ended; a list right after it continues it.
    list: Option<List>,
    /// A paragraph that is a caption if a table follows.
    caption: Option<Text>,
    table: Option<Table>,
    /// The tables in the items of the open list: they follow it.
    item_tables: Document,
    /// Whether this is inside a footnote; its text is already in `notes`.
    note: bool,
}

impl Page<'_, '_> {
    fn warn(&mut self, code: &'static str, at: usize, message: &str, hint: &'static str) -> Result<()> {
        if !self.reported.insert(code) && !self.reports_all {
            return Ok(());
        }
        self.diagnostics.report(Diagnostic::warning(code, message).hint(hint).in_text(self.text, at))
    }

    /// Reads a heading to its end.
    fn heading(&mut self, events: &mut Peekable<OffsetIter<'_>>) -> Result<Text> {
        for (event, range) in events.by_ref() {
            if matches!(event, Event::End(TagEnd::Heading(_))) {
                break;
            }
            self.inline(&event, range.start)?;
        }
        Ok(self.buffer.take())
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> Result<()> {
        if self.note {
            self.note = !matches!(event, Event::End(TagEnd::FootnoteDefinition));
            return Ok(());
        }
        match event {
            Event::Start(tag) if is_inline(&tag) => self.inline(&Event::Start(tag), range.start),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Html(html) => {
                self.source.push_str(&html);
                Ok(())
            }
            Event::Text(text) if self.code.is_some() => {
                self.source.push_str(&text);
                Ok(())
            }
            Event::Rule => self.settle(),
            event => self.inline(&event, range.start),
        }
    }

    fn inline(&mut self, event: &Event<'_>, at: usize) -> Result<()> {
        if let Event::FootnoteReference(label) = event {
            let kind = self.notes.used(label);
            self.buffer.point(kind);
            return Ok(());
        }
        match self.inline.event(&mut self.buffer, event) {
            Became::LeftOut => {
                let message = "an HTML tag in a text is not supported";
                self.warn("markdown-html-tag", at, message, "such tags are left out, their text is kept")
            }
            Became::Image => {
                self.warn(codes::IMAGE.code, at, "images are not read", "their alternative text is kept")
            }
            Became::Text | Became::Other => Ok(()),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<()> {
        match tag {
            Tag::List(first) => {
                self.item_text();
                let continues = self.caption.is_none() && is_joined(self.text, range.start);
                if !self.lists.is_open() && !continues {
                    self.settle()?;
                }
                if self.lists.open(first.is_some()) {
                    let message = "lists nest more than 100 levels deep";
                    self.warn(
                        codes::TOO_DEEP.code,
                        range.start,
                        message,
                        "the items of deeper lists are added to the deepest",
                    )?;
                }
            }
            Tag::Item => {
                self.item_text();
                self.lists.item();
            }
            Tag::Table(_) => {
                self.item_text();
                if self.list.is_some() {
                    self.settle()?;
                }
                self.table = Some(Table::new(range));
            }
            Tag::CodeBlock(kind) => {
                self.item_text();
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                });
            }
            Tag::MetadataBlock(_) => self.code = Some("yaml".to_owned()),
            Tag::HtmlBlock | Tag::Paragraph | Tag::Heading { .. } => self.item_text(),
            Tag::FootnoteDefinition(_) => self.note = true,
            Tag::BlockQuote(_) => {
                let (message, hint) = ("block quotes are read as plain blocks", "their text is kept");
                self.warn("markdown-quotation", range.start, message, hint)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) -> Result<()> {
        match tag {
            TagEnd::Paragraph => self.paragraph(range),
            TagEnd::Heading(level) => {
                let text = self.buffer.take();
                self.block(Block::Heading(Heading { level: level as u8, text }))
            }
            TagEnd::Item => {
                self.item_text();
                Ok(())
            }
            TagEnd::List(_) => {
                if let Some(items) = self.lists.close() {
                    self.list.get_or_insert_default().items.extend(items);
                }
                Ok(())
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                let (source, language) = (std::mem::take(&mut self.source), self.code.take());
                self.block(code(&source, language.as_deref().unwrap_or("")))
            }
            TagEnd::HtmlBlock => self.html(range),
            TagEnd::TableCell => {
                let text = self.buffer.take();
                if let Some(table) = &mut self.table {
                    table.cell(text);
                }
                Ok(())
            }
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::Table => self.table(tag, range),
            tag => self.inline(&Event::End(tag), range.start),
        }
    }

    fn table(&mut self, tag: TagEnd, range: Range<usize>) -> Result<()> {
        let Some(mut table) = self.table.take() else { return Ok(()) };
        // A table in an item follows the list.
        let sink: &mut dyn Sink = if self.lists.is_open() { &mut self.item_tables } else { &mut self.sink };
        let mut sink = Outlet::new(sink);
        match tag {
            TagEnd::TableHead => {
                let source = self.text.get(range.start..).unwrap_or("");
                table.head(self.caption.take(), source, &mut sink)?;
            }
            TagEnd::TableRow => {
                if table.row(&mut sink)? {
                    let message = "duplicate key in the infobox";
                    self.warn(codes::DUPLICATE_KEY.code, range.start, message, "the last value is used")?;
                }
            }
            _ => return table.end(&mut sink),
        }
        self.table = Some(table);
        Ok(())
    }

    fn paragraph(&mut self, range: Range<usize>) -> Result<()> {
        let text = self.buffer.take();
        if text.is_empty() {
            return Ok(());
        }
        let is_caption = self.text.get(range).is_some_and(|source| source.starts_with(CAPTION));
        if is_caption && !self.lists.is_open() {
            self.settle()?;
            self.caption = Some(text_from(text, CAPTION.len()));
            return Ok(());
        }
        self.block(Block::Paragraph(text))
    }

    fn html(&mut self, range: Range<usize>) -> Result<()> {
        let source = std::mem::take(&mut self.source);
        let source = source.trim_end();
        if source.trim() == "<!-- -->" {
            return if self.lists.is_open() { Ok(()) } else { self.settle() };
        }
        self.warn("markdown-html", range.start, "HTML blocks are not read", "their source is kept")?;
        self.block(Block::Verbatim(Verbatim { format: "html".into(), text: source.to_owned() }))
    }

    /// Adds the text so far to the open item.
    fn item_text(&mut self) {
        if self.lists.is_open() && !self.buffer.is_empty() {
            let text = self.buffer.take();
            self.lists.text(text);
        }
    }

    /// Sends a block; in an item it becomes text of the item.
    fn block(&mut self, block: Block) -> Result<()> {
        if !self.lists.is_open() {
            self.settle()?;
            return self.send(&block);
        }
        match block {
            Block::Paragraph(text) => self.lists.text(text),
            Block::Heading(heading) => self.lists.text(heading.text),
            Block::Verbatim(verbatim) => self.lists.text(markup::code(&verbatim.text, &verbatim.format)),
            Block::Data(value) => self.lists.text(markup::code(&value.to_string(), "json")),
            _ => {}
        }
        Ok(())
    }

    fn send(&mut self, block: &Block) -> Result<()> {
        self.sink.event(Sent::Block(block, None))
    }

    /// Sends a caption or list that was held until now.
    fn settle(&mut self) -> Result<()> {
        if let Some(mut text) = self.caption.take() {
            text.text.insert_str(0, CAPTION);
            for mark in &mut text.marks {
                mark.start += CAPTION.len();
                mark.end += CAPTION.len();
            }
            self.send(&Block::Paragraph(text))?;
        }
        if let Some(list) = self.list.take() {
            self.send(&Block::List(list))?;
            let item_tables = std::mem::take(&mut self.item_tables);
            for block in &item_tables.blocks {
                match block {
                    Block::Table(table) => {
                        self.sink.event(Sent::TableStart(&table.head))?;
                        table.rows().try_for_each(|row| self.sink.event(Sent::Row(row)))?;
                        self.sink.event(Sent::TableEnd)?;
                    }
                    block => self.send(block)?,
                }
            }
        }
        Ok(())
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// Whether there is no blank line before an offset.
fn is_joined(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\t']);
    let line = before.strip_suffix('\n').map(|rest| rest.strip_suffix('\r').unwrap_or(rest));
    !line.is_some_and(|rest| rest.trim_end_matches([' ', '\t']).ends_with('\n'))
}

/// The text from an offset on.
fn text_from(mut text: Text, from: usize) -> Text {
    let Some(rest) = text.text.get(from..) else { return text };
    text.text = rest.to_owned();
    for mark in &mut text.marks {
        mark.start = mark.start.saturating_sub(from);
        mark.end = mark.end.saturating_sub(from);
    }
    text
}

/// A code block. Wiki text and HTML become verbatim, so they can be written back as such; JSON in our own layout
/// becomes the value.
fn code(source: &str, language: &str) -> Block {
    let text = source.strip_suffix('\n').unwrap_or(source);
    match language {
        "wiki" | "html" => Block::Verbatim(Verbatim { format: language.into(), text: text.into() }),
        "json" => {
            let value = data::parse(text).ok().map(|value| (value.to_string(), value));
            match value.filter(|(written, _)| written == text) {
                Some((_, value)) => Block::Data(value),
                None => Block::Paragraph(markup::code(text, language)),
            }
        }
        _ => Block::Paragraph(markup::code(text, language)),
    }
}
