//! A text with marks, built from nested markup.

use model::{Mark, MarkKind, Text};

/// A text being built.
///
/// ```
/// use convert_markup::TextBuf;
/// use model::{Mark, MarkKind, Text};
///
/// let mut buffer = TextBuf::default();
/// buffer.push("1. ");
/// buffer.open(MarkKind::Bold);
/// buffer.push("Sun Long");
/// buffer.close();
/// assert_eq!(buffer.take(), Text::with_marks("1. Sun Long", vec![Mark::new(3..11, MarkKind::Bold)]));
/// ```
#[derive(Debug, Default)]
pub struct TextBuf {
    text: String,
    marks: Vec<Mark>,
    /// The marks that are open, by index.
    open: Vec<usize>,
}

impl TextBuf {
    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is neither text nor markup.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.marks.is_empty()
    }

    /// Appends text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Opens a mark.
    pub fn open(&mut self, kind: MarkKind) {
        self.open.push(self.marks.len());
        self.marks.push(Mark::new(self.text.len()..self.text.len(), kind));
    }

    /// Closes the last opened mark, which ends before trailing line breaks: they show nothing of it.
    pub fn close(&mut self) {
        if let Some(mark) = self.open.pop().and_then(|index| self.marks.get_mut(index)) {
            mark.end = self.text.trim_end_matches('\n').len().max(mark.start);
        }
    }

    /// Closes the last opened mark of a kind and the marks inside it; returns whether there was one.
    pub fn close_kind(&mut self, kind: &MarkKind) -> bool {
        let is_kind = |index: &usize| self.marks.get(*index).is_some_and(|mark| mark.kind == *kind);
        let Some(at) = self.open.iter().rposition(is_kind) else { return false };
        while self.open.len() > at {
            self.close();
        }
        true
    }

    /// Adds an empty mark here.
    pub fn point(&mut self, kind: MarkKind) {
        self.marks.push(Mark::new(self.text.len()..self.text.len(), kind));
    }

    /// Appends a line break.
    pub fn line_break(&mut self) {
        let start = self.text.len();
        self.text.push('\n');
        self.marks.push(Mark::new(start..start + 1, MarkKind::LineBreak));
    }

    /// Shortens the text to a length, which must be on a character boundary.
    pub fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        let length = self.text.len();
        for mark in &mut self.marks {
            mark.start = mark.start.min(length);
            mark.end = mark.end.min(length);
        }
        // Line breaks that were cut off go with their marks.
        self.marks.retain(|mark| !(mark.kind == MarkKind::LineBreak && mark.start == mark.end));
    }

    /// Takes the text. Open marks end here, and empty ones are dropped.
    pub fn take(&mut self) -> Text {
        while !self.open.is_empty() {
            self.close();
        }
        let mut marks = std::mem::take(&mut self.marks);
        // Line breaks at the end stay as text only: no page shows a break at its end.
        let end = self.text.trim_end_matches('\n').len();
        marks.retain(|mark| mark.kind != MarkKind::LineBreak || mark.start < end);
        marks.retain(|mark| {
            mark.start < mark.end
                || matches!(mark.kind, MarkKind::Reference { .. } | MarkKind::Comment { .. })
        });
        Text { text: std::mem::take(&mut self.text), marks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_ends_before_trailing_line_breaks() {
        let mut buffer = TextBuf::default();
        buffer.open(MarkKind::Bold);
        buffer.push("Heat 1");
        buffer.line_break();
        buffer.open(MarkKind::Italic);
        buffer.line_break();
        buffer.close();
        buffer.close();
        assert_eq!(buffer.take(), Text::with_marks("Heat 1\n\n", vec![Mark::new(0..6, MarkKind::Bold)]));
    }
}
