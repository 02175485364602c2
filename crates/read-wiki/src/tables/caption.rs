//! The caption of a table, joined from all its captions.

use super::emit::{Emit, append};
use crate::syntax::table::Cell;
use crate::text::{Mode, TextBuf};
use model::{Attributes, Mark, MarkKind, Result, Text};

impl Emit<'_, '_, '_> {
    pub(super) fn caption(&mut self) -> Result<Option<Text>> {
        let table = self.table;
        let several = table.captions.len() > 1;
        let mut texts = Vec::new();
        for cell in &table.captions {
            texts.push(self.caption_part(cell, if several { TextBuf::part() } else { TextBuf::default() })?);
        }
        if several && texts.iter().all(|text| text.text.is_empty()) {
            // An icon gets a text if there is no other text.
            for (cell, text) in table.captions.iter().zip(&mut texts) {
                *text = self.caption_part(cell, TextBuf::default())?;
                if !text.text.is_empty() {
                    break;
                }
            }
        }
        let (mut caption, mut attributes) = (Text::default(), Attributes::new());
        for (cell, text) in table.captions.iter().zip(texts) {
            let more = self.context.attributes(cell.attributes.clone())?;
            if attributes.is_empty() && caption.is_empty() {
                attributes = more;
            } else if !more.is_empty() {
                let message = "the table has a second caption with attributes";
                let hint = "the attributes are left out; the text is appended to the first caption";
                self.context.report.warn("wiki-second-caption", cell.attributes.start, message, hint)?;
            }
            append(&mut caption.text, &mut caption.marks, text);
        }
        if several {
            caption = TextBuf::from(caption).take();
        }
        if !attributes.is_empty() {
            let kind = MarkKind::Element { tag: "caption".into(), attributes };
            caption.marks.insert(0, Mark::new(0..caption.text.len(), kind));
        }
        Ok(Some(caption).filter(|caption| !caption.is_empty()))
    }

    /// The text of one caption of a table, read into an empty buffer.
    fn caption_part(&self, cell: &Cell, mut text: TextBuf) -> Result<Text> {
        self.context.read_text(&mut text, cell.content.clone(), Mode::Flow, self.depth + 1)?;
        Ok(text.take())
    }
}
