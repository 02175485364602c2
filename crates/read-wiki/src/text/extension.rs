//! Extension tags in text: nowiki, references, formulas.

use super::{DEEPEST, Mode, Run, one_line};
use crate::syntax::attributes::take;
use crate::syntax::entities::decode_all;
use crate::syntax::extension::parts;
use crate::syntax::spans::{Span, TAGS};
use model::{MarkKind, Result, Text};
use std::ops::Range;

impl Run<'_, '_, '_, '_> {
    pub(super) fn extension(&mut self, span: Span, tag: u8) -> Result<()> {
        let (attributes, content) = parts(self.source, span, tag);
        let name = TAGS.get(tag as usize).copied().unwrap_or("");
        match (name, content) {
            ("nowiki", None) => {
                // It shows nothing, and separates the text before it from the text after it.
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

    /// `<poem>`: wiki text whose line breaks are kept.
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
        let mut attributes = self.context.attributes(attributes)?;
        let name = take(&mut attributes, "name");
        let group = take(&mut attributes, "group");
        self.flush_before(span.end());
        if !attributes.is_empty() || self.depth >= DEEPEST {
            self.unseen(span.start()..span.end());
            return Ok(());
        }
        let text = match content {
            Some(content) => self.context.text(content, Mode::Flow, self.depth + 1)?,
            None => Text::default(),
        };
        self.out.open(MarkKind::Reference { name, group, text: Box::new(text) });
        Ok(())
    }
}
