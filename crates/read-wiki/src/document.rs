//! Turns ranges of the page into blocks of the model: headings, paragraphs, lists, infoboxes and tables.

mod infobox;
mod list;
mod properties;
mod verbatim;

use crate::options::UnknownTemplates;
use crate::syntax::blocks::{self, BlockRange, Kind};
use crate::syntax::extension;
use crate::syntax::page_text::BLANK;
use crate::syntax::spans::{SpanKind, TAGS};
use crate::syntax::template;
use crate::tables::Buffers;
use crate::templates::expand::is_known;
use crate::text::{Context, Mode};
use model::{Block, Event, Heading, Mark, MarkKind, Outlet, Property, Result};
use std::ops::Range;
use verbatim::{verbatim, without_tags};

impl Context<'_, '_> {
    /// The blocks of the page, as ranges.
    pub(crate) fn outline(&self) -> Vec<BlockRange> {
        blocks::parse(&self.source, &|title| self.shows(title))
    }

    /// Sends a block.
    pub(crate) fn block(
        &self,
        block: &BlockRange,
        buffers: &mut Buffers,
        sink: &mut Outlet<'_>,
    ) -> Result<()> {
        let source = self.report.place(&block.range);
        let mut send = |block: Block| sink.event(Event::Block(&block, source));
        match block.kind {
            Kind::Title => self.title_comments(block, sink),
            Kind::Heading(level) => {
                let mut text = self.text(block.inner.clone(), Mode::Line, 0)?;
                let end = text.text.len();
                text.marks.extend(
                    self.comments_around(block).map(|text| Mark::new(end..end, MarkKind::Comment { text })),
                );
                send(Block::Heading(Heading { level, text }))
            }
            Kind::Paragraph => match self.paragraph(block.range.clone())? {
                Some(paragraph) => send(paragraph),
                None => Ok(()),
            },
            Kind::List => send(Block::List(self.list(block.range.clone())?)),
            Kind::Verbatim => {
                self.unknown_templates(block)?;
                send(self.data(block.range.clone()).unwrap_or_else(|| {
                    verbatim(self.source.slice(block.range.clone()).trim_end_matches(BLANK))
                }))
            }
            Kind::PipeRows => self.pipe_table(block.range.clone(), sink),
            Kind::PipeInfobox => {
                let infobox = self.pipe_infobox(block.range.clone(), block.inner.clone())?;
                send(Block::Infobox(infobox))
            }
            Kind::Infobox => match self.source.span_at(block.range.start, block.range.end) {
                Some(span) => send(Block::Infobox(self.infobox(span)?)),
                None => Ok(()),
            },
            Kind::Table { closed } => {
                self.unknown_templates(block)?;
                if !closed {
                    let hint = "it extends to the end of the page";
                    self.report.warn(
                        "wiki-unclosed-table",
                        block.inner.start,
                        "the table is never closed",
                        hint,
                    )?;
                }
                self.table_block(buffers, block.inner.clone(), sink)
            }
            Kind::Properties => self.properties(block, sink),
            Kind::Redirect => {
                let value = self.source.slice(block.inner.clone()).trim_matches(BLANK).to_owned();
                send(Block::Property(Property { name: "redirect".into(), value }))
            }
        }
    }

    /// Sends a table, after the blocks found between its rows.
    ///
    /// Such a block may itself be a table, so blocks recurse here, each time over a smaller part of the page.
    fn table_block(&self, buffers: &mut Buffers, range: Range<usize>, sink: &mut Outlet<'_>) -> Result<()> {
        let table = self.parse_table(buffers, range.clone());
        for stray in &table.stray {
            self.warn_stray(stray)?;
            for mut block in blocks::parse_part(&self.source, stray.clone(), &|title| self.shows(title)) {
                if block.kind == Kind::PipeRows {
                    // Bars inside a table do not start another one.
                    block.kind = Kind::Paragraph;
                }
                buffers.lend(|buffers| self.block(&block, buffers, sink))?;
            }
        }
        self.send_table(buffers, table, range, 0, sink)
    }

    /// Whether the template of this title shows anything other than its source.
    fn shows(&self, title: &str) -> bool {
        self.options.unknown == UnknownTemplates::Args || is_known(title, &self.options.rules)
    }

    /// A paragraph; one without text or marks is kept as its source.
    fn paragraph(&self, range: Range<usize>) -> Result<Option<Block>> {
        let text = self.text(range.clone(), Mode::Line, 0)?;
        let slice = self.source.slice(self.source.trim(range));
        Ok(match (text.text.is_empty(), text.marks.is_empty()) {
            (true, _) if slice.is_empty() => None,
            // The writer's form of an empty paragraph.
            (true, true) if slice == "<nowiki/>" => Some(Block::Paragraph(text)),
            (true, _) => without_tags(slice).map(|source| verbatim(&source)),
            _ => Some(Block::Paragraph(text)),
        })
    }

    /// The comments in a heading's line outside its text.
    fn comments_around(&self, block: &BlockRange) -> impl Iterator<Item = String> {
        let before = self.source.comments(block.range.start..block.inner.start);
        let after = self.source.comments(block.inner.end..block.range.end);
        before
            .chain(after)
            .map(|span| self.source.slice(span.start() + 4..span.end().saturating_sub(3)).to_owned())
    }

    fn title_comments(&self, block: &BlockRange, sink: &mut Outlet<'_>) -> Result<()> {
        for comment in self.source.comments(block.range.clone()) {
            let text = self.source.slice(comment.start()..comment.end());
            sink.event(Event::Block(&verbatim(text), self.report.place(&(comment.start()..comment.end()))))?;
        }
        Ok(())
    }

    /// Warns about the unknown templates of a block that consists of templates.
    fn unknown_templates(&self, block: &BlockRange) -> Result<()> {
        let mut at = block.range.start;
        while let Some(span) = self.source.span_at(at, block.range.end) {
            if span.kind == SpanKind::Template {
                let title = template::parse(&self.source, span).title(&self.source);
                self.unknown_template(&title, span.start(), self.source.slice(span.start()..span.end()))?;
            }
            at = self.source.skip_blank(span.end(), block.range.end);
        }
        Ok(())
    }

    /// Data written by the wiki writer: `<syntaxhighlight lang="json">` with compact JSON.
    fn data(&self, range: Range<usize>) -> Option<Block> {
        let span = self.source.span_at(range.start, range.end)?;
        let SpanKind::Tag(tag) = span.kind else { return None };
        let (attributes, content) = extension::parts(&self.source, span, tag);
        if TAGS.get(tag as usize) != Some(&"syntaxhighlight")
            || self.source.slice(attributes).trim_matches(BLANK) != "lang=\"json\""
        {
            return None;
        }
        let text = self.source.slice(content?).trim_matches(BLANK);
        let value = data::parse(text).ok()?;
        (value.to_string().replace("</", "<\\/") == text).then_some(Block::Data(value))
    }
}
