//! What footnotes say, for the notes of cells.

use model::{Block, Cell, Item, Mark, MarkKind, Row};
use std::collections::HashMap;

/// The footnotes of a document, as far as it was seen: a named one may be used again without its text.
#[derive(Debug, Default)]
pub struct References {
    /// By group and name.
    named: HashMap<(String, String), String>,
}

impl References {
    /// Sees the markup over a text.
    pub fn see(&mut self, marks: &[Mark]) {
        for mark in marks {
            let MarkKind::Reference { name, group, text } = &mark.kind else { continue };
            self.see(&text.marks);
            if let Some(name) = name
                && !text.text.trim().is_empty()
            {
                let key = (group.clone().unwrap_or_default(), name.clone());
                self.named.entry(key).or_insert_with(|| text.text.trim().to_owned());
            }
        }
    }

    /// Sees a row.
    pub fn see_row(&mut self, row: Row<'_>) {
        for extra in row.extras() {
            self.see(&extra.marks);
        }
    }

    /// Sees a block that is not a table.
    pub fn see_block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.see(&heading.text.marks),
            Block::Paragraph(text) => self.see(&text.marks),
            Block::Infobox(infobox) => infobox.entries.iter().for_each(|entry| self.see(&entry.value.marks)),
            Block::List(list) => self.see_items(&list.items),
            _ => {}
        }
    }

    fn see_items(&mut self, items: &[Item]) {
        for item in items {
            self.see(&item.text.marks);
            self.see_items(&item.items);
        }
    }

    /// What the footnotes of a text say, one after the other; nothing where none is known to say anything.
    ///
    /// ```
    /// use convert_sheets::write::References;
    /// use model::{Mark, MarkKind};
    ///
    /// let reference = |text: &str| MarkKind::Reference {
    ///     name: Some("timing".into()),
    ///     group: None,
    ///     text: Box::new(text.into()),
    /// };
    /// let (full, again) = ([Mark::new(4..4, reference("Taken by photocell."))], [Mark::new(6..6, reference(""))]);
    /// let mut references = References::default();
    /// assert_eq!(references.note(&again), None);
    /// references.see(&full);
    /// assert_eq!(references.note(&again).as_deref(), Some("Taken by photocell."));
    /// ```
    pub fn note(&self, marks: &[Mark]) -> Option<String> {
        let mut texts: Vec<&str> = Vec::new();
        for mark in marks {
            let MarkKind::Reference { name, group, text } = &mark.kind else { continue };
            let mut said = text.text.trim();
            if let (true, Some(name)) = (said.is_empty(), name) {
                let key = (group.clone().unwrap_or_default(), name.clone());
                said = self.named.get(&key).map_or("", String::as_str);
            }
            if !said.is_empty() && !texts.contains(&said) {
                texts.push(said);
            }
        }
        (!texts.is_empty()).then(|| texts.join("\n"))
    }
}

/// The note that a cell shows: its own, and what its footnotes say.
pub fn note(cell: Cell<'_>, references: Option<&str>) -> Option<String> {
    let own = cell.extra.and_then(|extra| extra.note.as_ref()).map(|note| note.text.as_str());
    join_notes(own, references)
}

/// A cell's own note, and what its footnotes say, as one note.
pub fn join_notes(own: Option<&str>, references: Option<&str>) -> Option<String> {
    let said = [own, references].into_iter().flatten().filter(|text| !text.is_empty());
    let said: Vec<&str> = said.collect();
    (!said.is_empty()).then(|| said.join("\n"))
}
