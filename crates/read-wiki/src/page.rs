//! A page, from its syntax to events.

use crate::blocks::{self, Kind, Syntax};
use crate::expand::{self, Budget};
use crate::html::without_tags;
use crate::inline::{Mode, Target, TextBuf, classify, extension_parts};
use crate::options::Options;
use crate::parts;
use crate::report::{Log, Report};
use crate::source::BLANK;
use crate::source::Source;
use crate::spans::{self, SpanKind, TAGS};
use crate::table::Buffers;
use crate::template;
use model::{Block, Event, Heading, Mark, MarkKind, Meta, Property, Result, Sink, Verbatim};
use std::ops::Range;

/// A page being read.
pub(crate) struct Page<'s, 'd> {
    pub(crate) source: Source<'s>,
    pub(crate) report: Report<'d>,
    pub(crate) options: &'d Options,
    /// What expanding templates may still cost.
    pub(crate) budget: &'d Budget,
    /// It is no page, but what a rule makes of a template.
    pub(crate) in_rule: bool,
    /// Somebody looks into marks and attributes.
    pub(crate) wants_marks: bool,
}

/// Reads a page and sends its events.
///
/// With so many threads; what is sent does not depend on it.
pub(crate) fn read(
    text: &str,
    log: &Log<'_>,
    options: &Options,
    threads: usize,
    sink: &mut dyn Sink,
) -> Result<()> {
    let found = spans::scan(text);
    let report = Report::new(log);
    let budget = Budget::new(text.len());
    let source = Source::new(text, found.spans);
    let expanded = expand::page(&source, options, &budget);
    let (source, report) = match &expanded {
        None => (source, report),
        Some(expanded) => {
            for (name, at) in &expanded.replaced {
                let message = format!("template '{name}' makes rows or cells: what it shows takes its place");
                log.note("wiki-expanded-template", *at, message)?;
            }
            let spans = spans::scan(&expanded.text).spans;
            (Source::new(&expanded.text, spans), report.moved(&expanded.moved))
        }
    };
    let wants_marks = sink.wants_marks();
    let page = Page { source, report, options, budget: &budget, in_rule: false, wants_marks };
    for (at, what) in found.unclosed {
        let (code, message) = match what {
            "template" => ("wiki-unclosed-template", "the template is never closed".to_owned()),
            "link" => ("wiki-unclosed-link", "the link is never closed".to_owned()),
            "comment" => ("wiki-unclosed-comment", "the comment is never closed".to_owned()),
            tag => ("wiki-unclosed-tag", format!("<{tag}> is never closed")),
        };
        let hint = if what == "comment" { "it goes to the end of the page" } else { "it is kept as text" };
        page.report.warn(code, at, message, hint)?;
    }
    let mut blocks = blocks::parse(&page.source, options);
    let mut buffer = TextBuf::default();
    sink.event(Event::DocumentStart(&page.meta(&mut blocks, &mut buffer)?))?;
    parts::send(&page, &blocks, threads, sink)?;
    log.finish()?;
    sink.event(Event::DocumentEnd)
}

impl Page<'_, '_> {
    /// What a mark holds, if somebody looks into it.
    pub(crate) fn held(&self, text: &str) -> String {
        if self.wants_marks { text.to_owned() } else { String::new() }
    }

    /// What is known of the page as a whole. A title that shows no text becomes a heading, which keeps its markup.
    fn meta(&self, blocks: &mut [Syntax], buffer: &mut TextBuf) -> Result<Meta> {
        let title = self.title(blocks, buffer)?;
        let has = |kinds: &[Kind]| blocks.iter().any(|block| kinds.contains(&block.kind));
        let pipe = has(&[Kind::PipeRows, Kind::PipeInfobox])
            || (title.is_some() && !has(&[Kind::Table(true), Kind::Table(false), Kind::Infobox]));
        let dialect = if pipe { "pipe" } else { "mediawiki" };
        Ok(Meta { title, dialect: Some(dialect.into()), ..Meta::default() })
    }

    fn title(&self, blocks: &mut [Syntax], buffer: &mut TextBuf) -> Result<Option<String>> {
        let Some(block) = blocks.iter_mut().find(|block| block.kind == Kind::Title) else { return Ok(None) };
        self.read_text(buffer, block.inner.clone(), Mode::Line, 0)?;
        let title = buffer.text.replace('\n', " ");
        let title = title.trim_matches(BLANK);
        if title.is_empty() {
            block.kind = Kind::Heading(1);
            return Ok(None);
        }
        let seen = |mark: &Mark| !matches!(mark.kind, MarkKind::Comment { .. });
        if buffer.marks.iter().any(seen) {
            let (at, hint) = (block.inner.start, "a title is plain text");
            self.report.warn("wiki-title-markup", at, "markup in the title is dropped", hint)?;
        }
        Ok(Some(title.to_owned()))
    }

    /// Sends a block.
    pub(crate) fn block(&self, block: &Syntax, buffers: &mut Buffers, sink: &mut dyn Sink) -> Result<()> {
        let source = self.report.place(&block.range);
        let mut send = |block: Block| sink.event(Event::Block(&block, source));
        match block.kind {
            Kind::Title => self.title_comments(block, sink),
            Kind::Heading(level) => {
                let mut text = self.text(block.inner.clone(), Mode::Line, 0)?;
                let end = text.text.len();
                text.marks.extend(
                    self.comments_beside(block).map(|text| Mark::new(end..end, MarkKind::Comment { text })),
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
            Kind::Table(closed) => {
                self.unknown_templates(block)?;
                if !closed {
                    let hint = "it goes to the end of the page";
                    self.report.warn(
                        "wiki-unclosed-table",
                        block.inner.start,
                        "the table is never closed",
                        hint,
                    )?;
                }
                self.table(buffers, block.inner.clone(), 0, sink)
            }
            Kind::Properties => self.properties(block, sink),
            Kind::Redirect => {
                let value = self.source.slice(block.inner.clone()).trim_matches(BLANK).to_owned();
                send(Block::Property(Property { name: "redirect".into(), value }))
            }
        }
    }

    /// A paragraph; one that shows nothing is kept as its source.
    fn paragraph(&self, range: Range<usize>) -> Result<Option<Block>> {
        let text = self.text(range.clone(), Mode::Line, 0)?;
        let slice = self.source.slice(self.source.trim(range));
        Ok(match (text.text.is_empty(), text.marks.is_empty()) {
            (true, _) if slice.is_empty() => None,
            // A writer's way to say that there is an empty paragraph.
            (true, true) if slice == "<nowiki/>" => Some(Block::Paragraph(text)),
            (true, _) => without_tags(slice).map(|source| verbatim(&source)),
            _ => Some(Block::Paragraph(text)),
        })
    }

    /// The comments in a heading's line outside of its text.
    fn comments_beside(&self, block: &Syntax) -> impl Iterator<Item = String> {
        let before = self.source.comments(block.range.start..block.inner.start);
        let after = self.source.comments(block.inner.end..block.range.end);
        before
            .chain(after)
            .map(|span| self.source.slice(span.start() + 4..span.end().saturating_sub(3)).to_owned())
    }

    fn title_comments(&self, block: &Syntax, sink: &mut dyn Sink) -> Result<()> {
        for comment in self.source.comments(block.range.clone()) {
            let text = self.source.slice(comment.start()..comment.end());
            sink.event(Event::Block(&verbatim(text), self.report.place(&(comment.start()..comment.end()))))?;
        }
        Ok(())
    }

    /// Says which templates that have their lines to themselves are not known.
    fn unknown_templates(&self, block: &Syntax) -> Result<()> {
        let mut at = block.range.start;
        while let Some(span) = self.source.span_at(at, block.range.end) {
            if span.kind == SpanKind::Template {
                let title = template::parse(&self.source, span).title(&self.source);
                self.unknown_template(&title, span.start())?;
            }
            at = self.source.skip_blank(span.end(), block.range.end);
        }
        Ok(())
    }

    fn properties(&self, block: &Syntax, sink: &mut dyn Sink) -> Result<()> {
        let (mut at, end) = (block.range.start, block.range.end);
        while at < end {
            let here = at;
            let (name, value) = match self.source.span_at(at, end) {
                Some(span) if span.kind == SpanKind::Link => {
                    at = span.end();
                    let content = self.source.slice(span.start() + 2..span.end() - 2).trim_matches(BLANK);
                    match content.split_once(':') {
                        Some((_, value)) if classify(content) == Target::Category => {
                            ("category", value.trim_matches(BLANK))
                        }
                        _ => ("language", content),
                    }
                }
                Some(span) => {
                    at = span.end();
                    match blocks::magic_word(&self.source, span) {
                        Some(said) => said,
                        None => {
                            let text = self.source.slice(here..at);
                            sink.event(Event::Block(&verbatim(text), self.report.place(&(here..at))))?;
                            continue;
                        }
                    }
                }
                None => match blocks::switch(self.source.slice(at..end)) {
                    Some(name) => {
                        at += name.len() + 4;
                        ("switch", name)
                    }
                    None => {
                        at += 1;
                        continue;
                    }
                },
            };
            let property = Property { name: name.into(), value: value.to_owned() };
            sink.event(Event::Block(&Block::Property(property), self.report.place(&(here..at))))?;
        }
        Ok(())
    }

    /// Data that a writer of wiki text put down: `<syntaxhighlight lang="json">` with compact JSON.
    fn data(&self, range: Range<usize>) -> Option<Block> {
        let span = self.source.span_at(range.start, range.end)?;
        let SpanKind::Tag(tag) = span.kind else { return None };
        let (attributes, content) = extension_parts(&self.source, span, tag);
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

fn verbatim(source: &str) -> Block {
    let mut text = source.to_owned();
    // What follows must not fall into a comment that was the page's last.
    let found = spans::scan(source).spans;
    let last = found.iter().fold(None, |last: Option<&spans::Span>, span| match last {
        Some(outer) if span.start() < outer.end() => last,
        _ => Some(span),
    });
    let open = |span: &spans::Span| {
        let comment = source.get(span.start()..span.end()).unwrap_or("");
        span.kind == SpanKind::Comment && !comment.get(4..).is_some_and(|text| text.ends_with("-->"))
    };
    if last.is_some_and(open) {
        text.push_str("-->");
    }
    Block::Verbatim(Verbatim { format: "wiki".into(), text })
}
