//! Footnotes: their text is read first, because it may follow its use.

use crate::inline::Inline;
use markup::TextBuf;
use model::{Mark, MarkKind, Text};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;

/// The footnotes of a page by label.
#[derive(Default)]
pub(crate) struct Notes(HashMap<String, Note>);

#[derive(Default)]
struct Note {
    text: Text,
    uses: usize,
    is_used: bool,
}

impl Notes {
    /// Reads the footnotes of a page.
    pub(crate) fn read(text: &str) -> Self {
        let mut notes = Notes::default();
        if !text.contains("[^") {
            return notes;
        }
        let (mut label, mut inline) = (None, Inline::default());
        let mut buffer = TextBuf::default();
        for event in crate::page::parser(text) {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => label = Some(name.into_string()),
                Event::End(TagEnd::FootnoteDefinition) => {
                    if let Some(label) = label.take() {
                        append(&mut notes.0.entry(label).or_default().text, buffer.take());
                    }
                }
                Event::FootnoteReference(name) => {
                    notes.0.entry(name.into_string()).or_default().uses += 1;
                }
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::TableCell
                    | TagEnd::CodeBlock
                    | TagEnd::Heading(_),
                ) => {
                    if let Some(label) = &label {
                        append(&mut notes.0.entry(label.clone()).or_default().text, buffer.take());
                    }
                }
                event if label.is_some() => {
                    inline.event(&mut buffer, &event);
                }
                _ => {}
            }
        }
        notes
    }

    /// The mark of a footnote that is used here; its text goes to the first use.
    pub(crate) fn used(&mut self, label: &str) -> MarkKind {
        let note = self.0.entry(label.to_owned()).or_default();
        let text = if note.is_used { Text::default() } else { std::mem::take(&mut note.text) };
        note.is_used = true;
        let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
        let name = (note.uses > 1 || !is_number).then(|| label.to_owned());
        MarkKind::Reference { name, group: None, text: Box::new(text) }
    }
}

/// Appends a text to another, on a new line.
pub(crate) fn append(text: &mut Text, other: Text) {
    if other.is_empty() {
        return;
    }
    if !text.is_empty() {
        let end = text.text.len();
        text.text.push('\n');
        text.marks.push(Mark::new(end..end + 1, MarkKind::LineBreak));
    }
    let shift = text.text.len();
    text.text.push_str(&other.text);
    text.marks.extend(
        other.marks.into_iter().map(|mark| Mark::new(mark.start + shift..mark.end + shift, mark.kind)),
    );
}
