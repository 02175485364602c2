//! A text as a browser shows it: its white space collapsed
//! ([CSS Text, white space processing](https://www.w3.org/TR/css-text-3/#white-space-phase-1)).

use markup::TextBuf;
use model::{MarkKind, Text};

/// A text being built. Blanks and breaks are shown only once something follows them.
#[derive(Default)]
pub(crate) struct Shown {
    buffer: TextBuf,
    /// A blank comes before what follows.
    blank: bool,
    /// Line breaks come before what follows.
    breaks: usize,
    /// What follows is on a line of its own.
    boundary: bool,
    /// The length of the text after a blank at the edge of a mark: nothing shows it at the end of a line.
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
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C');
        for (index, word) in text.split(is_blank).enumerate() {
            self.blank |= index > 0;
            if !word.is_empty() {
                self.settle();
                self.buffer.push(word);
            }
        }
    }

    /// A line break.
    pub(crate) fn line_break(&mut self) {
        self.blank = false;
        self.breaks += 1;
    }

    /// What follows is on a line of its own.
    pub(crate) fn boundary(&mut self) {
        self.blank = false;
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
        if self.blank && self.breaks == 0 && !self.boundary && self.settle() {
            self.soft = Some(self.buffer.text().len());
        }
        self.buffer.close_kind(kind);
    }

    /// Puts a mark without a width here.
    pub(crate) fn point(&mut self, kind: MarkKind) {
        self.buffer.point(kind);
    }

    /// Breaks the line where it has to be, or puts a blank; whether it did that.
    fn settle(&mut self) -> bool {
        let text = self.buffer.text();
        let starts_line = text.is_empty() || text.ends_with('\n');
        let blank = std::mem::take(&mut self.blank) && !starts_line && self.soft != Some(text.len());
        let boundary = std::mem::take(&mut self.boundary) && !text.is_empty();
        let breaks = std::mem::take(&mut self.breaks).max(usize::from(boundary));
        if breaks > 0 {
            self.trim();
        }
        for _ in 0..breaks {
            self.buffer.line_break();
        }
        let blank = blank && breaks == 0;
        if blank {
            self.buffer.push(" ");
        }
        blank
    }

    /// Cuts off a blank at the end of a line.
    fn trim(&mut self) {
        let length = self.buffer.text().len();
        if self.soft.take() == Some(length) && length > 0 {
            self.buffer.truncate(length - 1);
        }
    }

    /// The text. Its last line break ended its last line, and shows nothing.
    pub(crate) fn take(&mut self) -> Text {
        self.trim();
        for _ in 1..std::mem::take(&mut self.breaks) {
            self.buffer.line_break();
        }
        (self.blank, self.boundary) = (false, false);
        self.buffer.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_collapse() {
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
