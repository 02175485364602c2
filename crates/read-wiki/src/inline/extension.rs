//! Extension tags within a text: nowiki, references, formulas.

use super::{DEEPEST, Mode, Run, one_line};
use crate::attributes::take;
use crate::entities::decode_all;
use crate::source::Source;
use crate::spans::{Span, TAGS};
use model::{MarkKind, Result, Text};
use std::ops::Range;

/// The attributes and the content of an extension tag; no content for `<x />`.
pub(crate) fn parts(source: &Source<'_>, span: Span, tag: u8) -> (Range<usize>, Option<Range<usize>>) {
    let name = TAGS.get(tag as usize).map_or(0, |name| name.len());
    let bytes = &source.bytes()[..span.end()];
    let name_end = (span.start() + 1 + name).min(span.end());
    let open_end = memchr::memchr(b'>', &bytes[name_end..]).map_or(span.end(), |at| name_end + at);
    if open_end + 1 >= span.end() {
        let slash = bytes.get(open_end.saturating_sub(1)) == Some(&b'/');
        return (name_end..open_end - usize::from(slash && open_end > name_end), None);
    }
    let close = bytes.windows(2).rposition(|pair| pair == b"</").unwrap_or(open_end + 1);
    (name_end..open_end, Some(open_end + 1..close.max(open_end + 1)))
}

impl Run<'_, '_, '_, '_> {
    pub(super) fn extension(&mut self, span: Span, tag: u8) -> Result<()> {
        let (attributes, content) = parts(self.source, span, tag);
        let name = TAGS.get(tag as usize).copied().unwrap_or("");
        match (name, content) {
            ("nowiki", None) => {
                // It shows nothing, and keeps apart what is before and after it.
                Ok(())
            }
            ("nowiki", Some(content)) => {
                self.exact(&one_line(&decode_all(self.source.slice(content))));
                Ok(())
            }
            ("ref", content) => self.reference(span, attributes, content),
            (
                "references" | "includeonly" | "templatestyles" | "section" | "indicator" | "templatedata",
                _,
            )
            | (_, None) => {
                self.unseen(span.start()..span.end());
                Ok(())
            }
            ("poem", Some(content)) => self.poem(span, content),
            (_, Some(content)) => {
                self.flush();
                let source = self.source.slice(span.start()..span.end()).to_owned();
                let mark = self.out.open(MarkKind::Source { format: "wiki".into(), source });
                let text = self.source.slice(self.source.trim(content));
                self.exact(&text.replace("\r\n", "\n"));
                self.out.close(mark);
                Ok(())
            }
        }
    }

    /// `<poem>`: wiki text whose lines end where they end.
    fn poem(&mut self, span: Span, content: Range<usize>) -> Result<()> {
        self.flush();
        let source = self.source.slice(span.start()..span.end()).to_owned();
        let mark = self.out.open(MarkKind::Source { format: "wiki".into(), source });
        let content = self.source.trim(content);
        let mut walk = self.source.walk(content.start);
        let mut at = content.start;
        while at < content.end {
            let end = self.source.line_end(&mut walk, at, content.end);
            if at > content.start {
                self.exact("\n");
            }
            self.nested(self.source.trim(at..end), Mode::Line)?;
            at = end + 1;
        }
        self.out.harden();
        self.out.close_source(mark);
        Ok(())
    }

    fn reference(
        &mut self,
        span: Span,
        attributes: Range<usize>,
        content: Option<Range<usize>>,
    ) -> Result<()> {
        let mut attributes = self.page.attributes(attributes)?;
        let name = take(&mut attributes, "name");
        let group = take(&mut attributes, "group");
        self.flush_before(span.end());
        if !attributes.is_empty() || self.depth >= DEEPEST {
            self.unseen(span.start()..span.end());
            return Ok(());
        }
        let text = match content {
            Some(content) => self.page.text(content, Mode::Flow, self.depth + 1)?,
            None => Text::default(),
        };
        self.out.open(MarkKind::Reference { name, group, text: Box::new(text) });
        Ok(())
    }
}
