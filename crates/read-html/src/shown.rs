//! Text as browsers show it, with collapsed white space
//! ([CSS Text, white space processing](https://www.w3.org/TR/css-text-3/#white-space-phase-1)).

use markup::TextBuf;
use model::{MarkKind, Text};

/// Text being built. Spaces and line breaks are added once something follows them.
#[derive(Default)]
pub(crate) struct Shown {
    buffer: TextBuf,
    /// Whether a space comes before what follows.
    space: bool,
    /// The number of line breaks before what follows.
    breaks: usize,
    /// Whether what follows starts a new line.
    boundary: bool,
    /// The length of the text after a space at the edge of a mark. Such a space is dropped at the end of a line.
    soft: Option<usize>,
}

impl Shown {
    /// Adds text; `as_is` keeps its white space.
    pub(crate) fn push(&mut self, text: &str, as_is: bool) {
        if as_is {
            if !text.is_empty() {
                self.settle();
                self.buffer.push(text);
            }
            return;
        }
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
        for (index, word) in text.split(is_space).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.settle();
                self.buffer.push(word);
            }
        }
    }

    /// Adds a line break.
    pub(crate) fn line_break(&mut self) {
        self.space = false;
        self.breaks += 1;
    }

    /// Makes what follows start a new line.
    pub(crate) fn boundary(&mut self) {
        self.space = false;
        self.boundary = true;
    }

    /// Opens a mark.
    pub(crate) fn open(&mut self, kind: MarkKind) {
        let is_soft = self.settle();
        if is_soft {
            self.soft = Some(self.buffer.text().len());
        }
        self.buffer.open(kind);
    }

    /// Closes a mark.
    pub(crate) fn close(&mut self, kind: &MarkKind) {
        if self.space && self.breaks == 0 && !self.boundary && self.settle() {
            self.soft = Some(self.buffer.text().len());
        }
        self.buffer.close_kind(kind);
    }

    /// Adds an empty mark here.
    pub(crate) fn point(&mut self, kind: MarkKind) {
        self.buffer.point(kind);
    }

    /// Adds the pending line breaks, or else the pending space; returns whether it added a space.
    fn settle(&mut self) -> bool {
        let text = self.buffer.text();
        let starts_line = text.is_empty() || text.ends_with('\n');
        let space = std::mem::take(&mut self.space) && !starts_line && self.soft != Some(text.len());
        let boundary = std::mem::take(&mut self.boundary) && !text.is_empty();
        let breaks = std::mem::take(&mut self.breaks).max(usize::from(boundary));
        if breaks > 0 {
            self.trim();
        }
        for _ in 0..breaks {
            self.buffer.line_break();
        }
        let space = space && breaks == 0;
        if space {
            self.buffer.push(" ");
        }
        space
    }

    /// Removes a space at the end of a line.
    fn trim(&mut self) {
        let length = self.buffer.text().len();
        if self.soft.take() == Some(length) && length > 0 {
            self.buffer.truncate(length - 1);
        }
    }

    /// Takes the text, without its last line break, which shows nothing.
    pub(crate) fn take(&mut self) -> Text {
        self.trim();
        for _ in 1..std::mem::take(&mut self.breaks) {
            self.buffer.line_break();
        }
        (self.space, self.boundary) = (false, false);
        self.buffer.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_collapse() {
        let mut shown = Shown::default();
        for part in ["\n  a ", " b", "\t", "\n", "c "] {
            shown.push(part, false);
        }
        assert_eq!(shown.take().text, "a b c");
        shown.push("  a ", true);
        shown.push("  b", false);
        assert_eq!(shown.take().text, "  a  b");
    }

    #[test]
    fn the_last_break_shows_nothing() {
        let mut shown = Shown::default();
        shown.push("a ", false);
        shown.line_break();
        shown.push(" b", false);
        shown.line_break();
        assert_eq!(shown.take().text, "a\nb");
        shown.push("a", false);
        shown.line_break();
        shown.boundary();
        shown.push(" b", false);
        shown.boundary();
        assert_eq!(shown.take().text, "a\nb");
    }
}
