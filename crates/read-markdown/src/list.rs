//! Lists, built item by item.

use crate::notes::append;
use model::{Item, ItemKind, Text};

/// How deep lists may nest; the items of deeper lists are added to the deepest.
const DEEPEST: usize = 100;

/// The lists that are being read.
#[derive(Default)]
pub(crate) struct Lists {
    levels: Vec<Level>,
    /// The number of open lists below the deepest level.
    beyond: usize,
}

struct Level {
    kind: ItemKind,
    items: Vec<Item>,
}

impl Lists {
    pub(crate) fn is_open(&self) -> bool {
        !self.levels.is_empty()
    }

    /// Opens a list; returns whether it is nested too deep.
    pub(crate) fn open(&mut self, is_numbered: bool) -> bool {
        let kind = if is_numbered { ItemKind::Number } else { ItemKind::Bullet };
        let too_deep = self.levels.len() >= DEEPEST;
        if too_deep {
            self.beyond += 1;
        } else {
            self.levels.push(Level { kind, items: Vec::new() });
        }
        too_deep
    }

    /// Closes a list; returns its items if it is the outermost.
    pub(crate) fn close(&mut self) -> Option<Vec<Item>> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let level = self.levels.pop()?;
        match self.levels.last_mut().and_then(|above| above.items.last_mut()) {
            Some(item) => {
                item.items.extend(level.items);
                None
            }
            None => Some(level.items),
        }
    }

    /// Begins an item.
    pub(crate) fn item(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.items.push(Item { kind: level.kind, text: Text::default(), items: Vec::new() });
        }
    }

    /// Adds text to the open item.
    pub(crate) fn text(&mut self, text: Text) {
        if let Some(item) = self.levels.last_mut().and_then(|level| level.items.last_mut()) {
            append(&mut item.text, text);
        }
    }
}
