//! Properties of a page: categories, languages, magic words, switches.

use super::verbatim::verbatim;
use crate::syntax::blocks::BlockRange;
use crate::syntax::line::{magic_word, switch};
use crate::syntax::link::{Target, classify};
use crate::syntax::page_text::BLANK;
use crate::syntax::spans::SpanKind;
use crate::text::Context;
use model::{Block, Event, Outlet, Property, Result};

impl Context<'_, '_> {
    /// Sends the properties of lines that contain nothing else.
    pub(super) fn properties(&self, block: &BlockRange, sink: &mut Outlet<'_>) -> Result<()> {
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
                    match magic_word(&self.source, span) {
                        Some(property) => property,
                        None => {
                            let text = self.source.slice(here..at);
                            sink.event(Event::Block(&verbatim(text), self.report.place(&(here..at))))?;
                            continue;
                        }
                    }
                }
                None => match switch(self.source.slice(at..end)) {
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
}
