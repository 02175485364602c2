//! Bold and italic text in apostrophes.

use super::{Open, OpenKind, Run};
use model::{MarkKind, Result};

impl Run<'_, '_, '_, '_> {
    /// Reads a run of apostrophes.
    pub(super) fn quote(&mut self, at: usize) -> usize {
        if self.source.byte(at + 1) != Some(b'\'') || at + 1 >= self.end {
            return self.literal(at, 1);
        }
        let Some((run, following)) = self.quotes.run_at(self.source, at, self.end) else {
            return self.literal(at, 2);
        };
        if run.literal > 0 {
            self.literal(at, run.literal);
        }
        let start = at + run.literal;
        match run.length {
            2 => self.toggle(OpenKind::Italic, start),
            3 => self.toggle(OpenKind::Bold, start),
            _ => {
                let bold = self.is_open(OpenKind::Bold);
                let italic = self.is_open(OpenKind::Italic);
                match (bold, italic) {
                    (false, false) if following == Some(2) => {
                        self.toggle(OpenKind::Bold, start);
                        self.toggle(OpenKind::Italic, start);
                    }
                    (false, false) => {
                        self.toggle(OpenKind::Italic, start);
                        self.toggle(OpenKind::Bold, start);
                    }
                    // Close what is open, the inner one first.
                    _ => {
                        let inner = self.open.iter().rev().find_map(|open| {
                            matches!(open.kind, OpenKind::Bold | OpenKind::Italic).then_some(open.kind)
                        });
                        let first = inner.unwrap_or(OpenKind::Bold);
                        let second = if first == OpenKind::Bold { OpenKind::Italic } else { OpenKind::Bold };
                        self.toggle(first, start);
                        self.toggle(second, start);
                    }
                }
            }
        }
        start + run.length
    }

    fn is_open(&self, kind: OpenKind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    fn toggle(&mut self, kind: OpenKind, at: usize) {
        match self.open.iter().rposition(|open| open.kind == kind) {
            Some(index) => {
                let above: Vec<OpenKind> = self.open[index + 1..]
                    .iter()
                    .map(|open| open.kind)
                    .filter(|kind| matches!(kind, OpenKind::Bold | OpenKind::Italic))
                    .collect();
                self.close_from(index);
                for kind in above {
                    self.open_quote(kind, at);
                }
            }
            None => self.open_quote(kind, at),
        }
    }

    fn open_quote(&mut self, kind: OpenKind, at: usize) {
        self.flush();
        let mark = self.out.open(if kind == OpenKind::Bold { MarkKind::Bold } else { MarkKind::Italic });
        self.open.push(Open { kind, mark, at, hidden: None });
    }

    /// Closes bold and italic at the end of their line.
    pub(super) fn close_quotes(&mut self) -> Result<()> {
        let quote = |open: &Open| matches!(open.kind, OpenKind::Bold | OpenKind::Italic);
        let Some(first) = self.open.iter().position(quote) else { return Ok(()) };
        let open = &self.open[first];
        let (at, what) = (open.at, if open.kind == OpenKind::Bold { "bold" } else { "italic" });
        self.close_from(first);
        let message = format!("{what} text is never closed");
        self.context.report.warn("wiki-unclosed-quotes", at, message, "it ends with its line or cell")
    }
}
