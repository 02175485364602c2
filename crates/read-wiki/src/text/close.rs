//! Closes open elements: at their end, with their line, or with the text.

use super::Run;
use super::open::OpenKind;
use crate::syntax::tags;
use model::{MarkKind, Result};

impl Run<'_, '_, '_, '_> {
    /// Closes everything on the stack from this index on.
    pub(super) fn close_from(&mut self, first: usize) {
        while self.open.len() > first {
            let Some(open) = self.open.pop() else { return };
            if self.open.len() > first && matches!(open.kind, OpenKind::Tag(tag) if tags::is_block(tag)) {
                self.leave_open(open.mark, open.at);
                continue;
            }
            self.out.close(open.mark);
        }
    }

    /// Keeps only the tag of an element that another block may close.
    pub(super) fn leave_open(&mut self, mark: usize, at: usize) {
        let end = memchr::memchr(b'>', &self.source.bytes()[at..]).map_or(at, |step| at + step + 1);
        if let Some(mark) = self.out.marks.get_mut(mark) {
            mark.kind =
                MarkKind::Source { format: "wiki".into(), source: self.source.slice(at..end).to_owned() };
            mark.end = mark.start;
        }
    }

    pub(super) fn close_all(&mut self) -> Result<()> {
        self.close_quotes()?;
        self.close_item();
        while let Some(open) = self.open.last() {
            let (kind, mark, at) = (open.kind, open.mark, open.at);
            let tag_end = memchr::memchr(b'>', &self.source.bytes()[at..]).map_or(at, |step| at + step + 1);
            match kind {
                OpenKind::Tag(tag) if tags::is_block(tag) => {
                    self.open.pop();
                    self.leave_open(mark, at);
                }
                _ => {
                    self.close_from(self.open.len() - 1);
                    let message = format!("{} is never closed", self.source.slice(at..tag_end));
                    self.context.report.warn(
                        "wiki-unclosed-tag",
                        at,
                        message,
                        "it ends with its line or cell",
                    )?;
                }
            }
        }
        Ok(())
    }
}
