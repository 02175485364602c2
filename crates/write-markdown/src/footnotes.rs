//! Footnotes: `[^1]` where they are used, and their text after the block.

use crate::{Page, inline::Place};
use model::Text;
use std::collections::HashMap;

/// The footnotes of a page, numbered in order of use.
#[derive(Default)]
pub(crate) struct Footnotes {
    count: usize,
    /// Those with a name, by group and name.
    named: HashMap<(Option<String>, String), Named>,
    /// Footnotes whose text is still to be written.
    due: Vec<(usize, Text)>,
}

struct Named {
    number: usize,
    is_defined: bool,
}

impl Footnotes {
    /// The number of a footnote that is used here.
    pub(crate) fn number(&mut self, group: Option<&str>, name: Option<&str>, text: &Text) -> usize {
        let next = self.count + 1;
        let mut number = next;
        let mut is_due = true;
        if let Some(name) = name {
            let key = (group.map(str::to_owned), name.to_owned());
            let named = self.named.entry(key).or_insert(Named { number: next, is_defined: false });
            number = named.number;
            is_due = !named.is_defined && !text.is_empty();
            named.is_defined |= is_due;
        }
        self.count = self.count.max(number);
        if is_due {
            self.due.push((number, text.clone()));
        }
        number
    }

    /// Whether there are texts to write.
    pub(crate) fn are_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// Ends the page: footnotes without a text get an empty one.
    pub(crate) fn end(&mut self) {
        let undefined = self.named.values().filter(|named| !named.is_defined);
        self.due.extend(undefined.map(|named| (named.number, Text::default())));
        self.due.sort_by_key(|(number, _)| *number);
        self.named.clear();
    }
}

impl Page {
    /// Writes the text of all footnotes that are due, including those used within footnotes.
    pub(crate) fn footnotes(&mut self) {
        while !self.footnotes.due.is_empty() {
            for (number, text) in std::mem::take(&mut self.footnotes.due) {
                self.out.push_str(&format!("[^{number}]: "));
                self.text(&text.text, &text.marks, Place::Line);
                self.out.truncate(self.out.trim_end_matches(' ').len());
                self.out.push('\n');
            }
        }
    }
}
