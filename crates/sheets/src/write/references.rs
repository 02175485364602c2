//! The texts of footnotes, for the notes of cells.

use model::{Block, Cell, Item, Mark, MarkKind, Row};
use std::collections::HashMap;

/// The footnotes of a document, as far as seen. A named footnote may be used again without its text.
#[derive(Debug, Default)]
pub struct References {
    /// By group and name.
    named: HashMap<(String, String), String>,
}

impl References {
    /// Remembers the footnotes in the markup of a text.
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

    /// Remembers the footnotes in a row.
    pub fn see_row(&mut self, row: Row<'_>) {
        for extra in row.extras() {
            self.see(&extra.marks);
        }
    }

    /// Remembers the footnotes in a block other than a table.
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

    /// The texts of the footnotes in this markup, joined by line breaks; `None` if none of them has a known text.
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
            let mut note = text.text.trim();
            if let (true, Some(name)) = (note.is_empty(), name) {
                let key = (group.clone().unwrap_or_default(), name.clone());
                note = self.named.get(&key).map_or("", String::as_str);
            }
            if !note.is_empty() && !texts.contains(&note) {
                texts.push(note);
            }
        }
        (!texts.is_empty()).then(|| texts.join("\n"))
    }
}

/// The note that a cell shows: its own, followed by its footnotes.
pub fn note(cell: Cell<'_>, references: Option<&str>) -> Option<String> {
    let own = cell.extra.and_then(|extra| extra.note.as_ref()).map(|note| note.text.as_str());
    join_notes(own, references)
}

/// Joins a cell's own note and its footnotes into one note.
pub fn join_notes(own: Option<&str>, references: Option<&str>) -> Option<String> {
    let texts = [own, references].into_iter().flatten().filter(|text| !text.is_empty());
    let texts: Vec<&str> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}
