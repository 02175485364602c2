//! Blocks: what a document is made of, in order.

use crate::{Kind, Table, Text, Value};

/// One block of a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A box of named facts.
    Infobox(Infobox),
    /// Running text.
    Paragraph(Text),
    /// A list, possibly nested.
    List(List),
    /// A construct kept as its source, because the model has no better form for it.
    Verbatim(Verbatim),
    /// A fact about the page that is not shown where it is written (a category, a redirect).
    Property(Property),
    /// A value that is not tabular, as in JSON and YAML.
    Data(Value),
    /// A table. In a stream, a table outside of cells is never sent as a block, but row by row.
    Table(Table),
}

/// A heading. Level 1 is the title of the page; sections start at level 2, as on a wiki.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level, from 1 to 6.
    pub level: u8,
    /// Its text.
    pub text: Text,
}

/// Ordered facts with unique keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Infobox {
    /// The name of its template, if it was one (`Infobox Olympic event`).
    pub name: Option<String>,
    /// The facts in order.
    pub entries: Vec<Entry>,
}

impl Infobox {
    /// The entry with a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Sets an entry: a key that already exists gets the new value and keeps its position. Returns whether the key
    /// existed, for a warning (in MediaWiki, the last value wins too).
    pub fn set(&mut self, entry: Entry) -> bool {
        match self.entries.iter_mut().find(|old| old.key == entry.key) {
            Some(old) => {
                *old = entry;
                true
            }
            None => {
                self.entries.push(entry);
                false
            }
        }
    }
}

/// A fact of an [`Infobox`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The key as written.
    pub key: String,
    /// The value.
    pub value: Text,
    /// The kind of value that the source declared.
    pub kind: Kind,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Its items in order.
    pub items: Vec<Item>,
}

/// An item of a list, with the items nested under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What kind of item.
    pub kind: ItemKind,
    /// Its text; empty if the source only nests deeper.
    pub text: Text,
    /// The items under it.
    pub items: Vec<Item>,
}

/// What a list item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// `*`
    Bullet,
    /// `#`
    Number,
    /// `;`
    Term,
    /// `:`, the definition of a term or an indented line.
    Definition,
}

impl ItemKind {
    /// Every kind of item.
    pub const ALL: [ItemKind; 4] = [ItemKind::Bullet, ItemKind::Number, ItemKind::Term, ItemKind::Definition];

    /// The name used in documents and schemas.
    pub fn name(self) -> &'static str {
        match self {
            ItemKind::Bullet => "bullet",
            ItemKind::Number => "number",
            ItemKind::Term => "term",
            ItemKind::Definition => "definition",
        }
    }

    /// The marker of the kind in wiki text.
    pub fn marker(self) -> char {
        match self {
            ItemKind::Bullet => '*',
            ItemKind::Number => '#',
            ItemKind::Term => ';',
            ItemKind::Definition => ':',
        }
    }
}

/// Source text that is kept unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verbatim {
    /// The format of the source, such as `wiki`.
    pub format: String,
    /// The source.
    pub text: String,
}

/// A fact about the page: `category`, `redirect`, `language`, `switch` (a behaviour switch such as `__NOTOC__`),
/// `defaultsort` (its sort key), `displaytitle` (the title shown on the page).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// What kind of fact.
    pub name: String,
    /// Its value.
    pub value: String,
}
