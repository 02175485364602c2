//! Headings, lists, code and infoboxes.

use crate::inline::Place;
use crate::{NOTHING, Page};
use model::{Infobox, Item, ItemKind, Text};

impl Page {
    pub(crate) fn heading(&mut self, level: u8, text: &Text) {
        self.out.push_str(&"######"[..usize::from(level.clamp(1, 6))]);
        if !text.is_empty() {
            self.out.push(' ');
            self.text(&text.text, &text.marks, Place::Heading);
        }
        self.out.push('\n');
    }

    /// Writes items, one per line, with nested items indented.
    pub(crate) fn items(&mut self, items: &[Item], indent: &mut String) {
        let mut number = 0;
        for item in items {
            let marker = if item.kind == ItemKind::Number {
                number += 1;
                format!("{number}. ")
            } else {
                number = 0;
                if item.kind != ItemKind::Bullet {
                    self.lost.add("definition lists (they become bulleted lists)");
                }
                "- ".to_owned()
            };
            self.out.push_str(indent);
            self.out.push_str(&marker);
            if item.text.is_empty() {
                self.out.push_str(NOTHING);
            } else {
                self.text(&item.text.text, &item.text.marks, Place::Line);
            }
            self.out.push('\n');
            let length = indent.len();
            indent.extend(marker.chars().map(|_| ' '));
            self.items(&item.items, indent);
            indent.truncate(length);
        }
    }

    /// A [fenced code block](https://spec.commonmark.org/0.31.2/#fenced-code-blocks).
    pub(crate) fn fence(&mut self, text: &str, language: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.out.push_str(&fence);
        // Other characters could end the name or the fence.
        let odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_' | '#'));
        if language.contains(odd) {
            self.lost.add("unusual names of languages");
        } else {
            self.out.push_str(language);
        }
        self.out.push('\n');
        if !text.is_empty() {
            self.out.push_str(&text.replace('\0', "\u{FFFD}"));
            self.out.push('\n');
        }
        self.out.push_str(&fence);
        self.out.push('\n');
    }

    /// Writes an infobox as a table with two columns.
    pub(crate) fn infobox(&mut self, infobox: &Infobox) {
        let title = markup::infobox_title(infobox.name.as_deref());
        if infobox.name.as_deref().is_some_and(|name| name != title) {
            self.lost.add("names of infoboxes that do not start with Infobox");
        }
        self.out.push_str("| ");
        self.text(title, &[], Place::Cell);
        self.out.push_str(" |  |\n| --- | --- |\n");
        for entry in &infobox.entries {
            self.out.push_str("| ");
            self.text(&entry.key, &[], Place::Cell);
            self.out.push_str(" | ");
            self.text(&entry.value.text, &entry.value.marks, Place::Cell);
            self.out.push_str(" |\n");
        }
    }
}
