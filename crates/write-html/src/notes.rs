//! Footnotes: a number where they are used, a list at the end.

use crate::Page;
use model::{MarkKind, Text};
use std::collections::HashMap;

/// The footnotes of a page, numbered in order of use.
#[derive(Default)]
pub(crate) struct Notes {
    texts: Vec<Text>,
    named: HashMap<(Option<String>, String), usize>,
    written: usize,
}

impl Page {
    /// Writes the number of a footnote that is used here, and keeps its text for later.
    pub(crate) fn reference(&mut self, kind: &MarkKind) {
        let MarkKind::Reference { name, group, text } = kind else { return };
        let next = self.notes.texts.len();
        let index = match name {
            Some(name) => *self.notes.named.entry((group.clone(), name.clone())).or_insert(next),
            None => next,
        };
        let first = index == next;
        if first {
            self.notes.texts.push(Text::default());
        }
        if let Some(held) = self.notes.texts.get_mut(index).filter(|held| held.is_empty()) {
            *held = Text::clone(text);
        }
        let number = index + 1;
        let id = if first { format!(" id=\"use-{number}\"") } else { String::new() };
        self.out.push_str(&format!(
            "<sup class=\"reference\"{id}><a href=\"#note-{number}\">[{number}]</a></sup>"
        ));
    }

    /// Writes the list of footnotes, including those used within footnotes.
    pub(crate) fn footnotes(&mut self) {
        if self.notes.texts.is_empty() {
            return;
        }
        self.out.push_str("<ol class=\"references\">\n");
        while let Some(text) = self.notes.texts.get(self.notes.written).cloned() {
            self.notes.written += 1;
            let number = self.notes.written;
            self.out.push_str(&format!("<li id=\"note-{number}\">"));
            self.out.push_str(&format!(
                "<a class=\"back\" href=\"#use-{number}\">↑</a> <span class=\"reference-text\">"
            ));
            self.text(&text.text, &text.marks);
            self.out.push_str("</span></li>\n");
        }
        self.out.push_str("</ol>\n");
    }
}
