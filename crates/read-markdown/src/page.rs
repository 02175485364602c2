//! A page, from the parser's events to ours.

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

/// The paragraph before a table that is its caption, as pandoc has it.
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
        said: HashSet::new(),
        buffer: TextBuf::default(),
        inline: Inline::default(),
        source: String::new(),
        code: None,
        lists: Lists::default(),
        list: None,
        caption: None,
        table: None,
        beside: Document::default(),
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
            page.say(codes::TITLE_MARKUP.code, 0, "markup in the title is dropped", "a title is plain text")?;
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
    /// What was said already: once is enough.
    said: HashSet<&'static str>,
    buffer: TextBuf,
    inline: Inline,
    /// The source of the code or HTML that is open.
    source: String,
    /// The language of the code block that is open.
    code: Option<String>,
    lists: Lists,
    /// A list that ended; another may go on with it.
    list: Option<List>,
    /// A paragraph that is a caption, should a table follow.
    caption: Option<Text>,
    table: Option<Table>,
    /// The tables in the items of the list that is open: they follow it.
    beside: Document,
    /// Inside of a footnote, which is told where it is used.
    note: bool,
}

impl Page<'_, '_> {
    fn say(&mut self, code: &'static str, at: usize, message: &str, hint: &'static str) -> Result<()> {
        if !self.said.insert(code) && !self.reports_all {
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
                let message = "an HTML tag stands in a text";
                self.say(
                    "markdown-html-tag",
                    at,
                    message,
                    "tags that are no marks are left out, what they hold is kept",
                )
            }
            Became::Image => {
                self.say(codes::IMAGE.code, at, "images are not read", "the text in their place is kept")
            }
            Became::Text | Became::Other => Ok(()),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<()> {
        match tag {
            Tag::List(first) => {
                self.item_text();
                let goes_on = self.caption.is_none() && is_joined(self.text, range.start);
                if !self.lists.is_open() && !goes_on {
                    self.settle()?;
                }
                if self.lists.open(first.is_some()) {
                    let message = "lists are nested more than 100 levels deep";
                    self.say(
                        codes::TOO_DEEP.code,
                        range.start,
                        message,
                        "deeper ones are read as the deepest",
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
                let (message, hint) = ("a quotation is not told apart", "what it says is kept");
                self.say("markdown-quotation", range.start, message, hint)?;
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
        let sink: &mut dyn Sink = if self.lists.is_open() { &mut self.beside } else { &mut self.sink };
        let mut sink = Outlet::new(sink);
        match tag {
            TagEnd::TableHead => {
                let source = self.text.get(range.start..).unwrap_or("");
                table.head(self.caption.take(), source, &mut sink)?;
            }
            TagEnd::TableRow => {
                if table.row(&mut sink)? {
                    let message = "the infobox has this key already";
                    self.say(codes::DUPLICATE_KEY.code, range.start, message, "the last value counts")?;
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
        self.say("markdown-html", range.start, "a block of HTML is not read", "it is kept as its source")?;
        self.block(Block::Verbatim(Verbatim { format: "html".into(), text: source.to_owned() }))
    }

    /// What was read so far belongs to the item that is open.
    fn item_text(&mut self) {
        if self.lists.is_open() && !self.buffer.is_empty() {
            let text = self.buffer.take();
            self.lists.text(text);
        }
    }

    /// Takes a block: in an item it is text of the item.
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

    /// Sends what was waiting for what follows it.
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
            let beside = std::mem::take(&mut self.beside);
            for block in &beside.blocks {
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

/// Whether no blank line stands before a place.
fn is_joined(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\t']);
    let line = before.strip_suffix('\n').map(|rest| rest.strip_suffix('\r').unwrap_or(rest));
    !line.is_some_and(|rest| rest.trim_end_matches([' ', '\t']).ends_with('\n'))
}

/// The text from a place on.
fn text_from(mut text: Text, from: usize) -> Text {
    let Some(rest) = text.text.get(from..) else { return text };
    text.text = rest.to_owned();
    for mark in &mut text.marks {
        mark.start = mark.start.saturating_sub(from);
        mark.end = mark.end.saturating_sub(from);
    }
    text
}

/// A code block. Wiki text and HTML are what they are, so that they are written as such again; a value in one line of
/// JSON is that value.
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
