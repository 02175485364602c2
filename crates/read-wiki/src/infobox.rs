//! Infobox templates.

use crate::entities::decode_all;
use crate::inline::{Mode, kind};
use crate::page::Page;
use crate::source::BLANK;
use crate::spans::Span;
use crate::template;
use model::{Entry, Infobox, Result};
use std::collections::HashMap;

/// The entries of an infobox, with unique keys.
#[derive(Default)]
pub(crate) struct Entries {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
}

impl Entries {
    /// Sets an entry; a key that is there already takes the new value, with a warning.
    pub(crate) fn set(&mut self, page: &Page<'_, '_>, entry: Entry, at: usize) -> Result<()> {
        match self.places.get(&entry.key).and_then(|&place| self.entries.get_mut(place)) {
            Some(old) => {
                let message = format!("the infobox has the key '{}' twice", entry.key);
                *old = entry;
                page.report.warn("wiki-repeated-key", at, message, "the last value counts")
            }
            None => {
                self.places.insert(entry.key.clone(), self.entries.len());
                self.entries.push(entry);
                Ok(())
            }
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Entry> {
        self.entries
    }
}

impl Page<'_, '_> {
    /// Reads an infobox template.
    pub(crate) fn infobox(&self, span: Span) -> Result<Infobox> {
        let call = template::parse(&self.source, span);
        let title = call.title(&self.source);
        let mut entries = Entries::default();
        let mut positional = 0;
        for arg in &call.args {
            let key = match &arg.name {
                Some(name) => self.argument_name(name.clone()),
                None if self.source.slice(arg.value.clone()).trim_matches(BLANK).is_empty() => {
                    positional += 1;
                    continue;
                }
                None => {
                    positional += 1;
                    positional.to_string()
                }
            };
            let value = self.text(arg.value.clone(), Mode::FlowStart, 0)?;
            let at = arg.name.as_ref().map_or(arg.value.start, |name| name.start);
            let kind = kind(&value.text, &value.marks);
            entries.set(self, Entry { key, value, kind }, at)?;
        }
        let name = (title != "Infobox").then(|| title.into_owned());
        Ok(Infobox { name, entries: entries.into_vec() })
    }

    /// The name of an argument, without comments.
    fn argument_name(&self, range: std::ops::Range<usize>) -> String {
        let mut name = String::new();
        let mut at = range.start;
        for comment in self.source.comments(range.clone()) {
            name.push_str(self.source.slice(at..comment.start()));
            at = comment.end();
        }
        name.push_str(self.source.slice(at..range.end));
        decode_all(name.trim_matches(BLANK))
    }
}
