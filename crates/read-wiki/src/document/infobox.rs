//! Infoboxes: templates, and `- key: value` lines below an `Infobox` line.

use crate::syntax::entities::decode_all;
use crate::syntax::page_text::BLANK;
use crate::syntax::spans::Span;
use crate::syntax::template;
use crate::text::{Context, Mode, kind};
use model::{Entry, Infobox, Result, codes};
use std::collections::HashMap;
use std::ops::Range;

/// The entries of an infobox, with unique keys.
#[derive(Default)]
struct Entries {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
}

impl Entries {
    /// Sets an entry; an existing key gets the new value, with a warning.
    fn set(&mut self, context: &Context<'_, '_>, entry: Entry, at: usize) -> Result<()> {
        match self.places.get(&entry.key).and_then(|&place| self.entries.get_mut(place)) {
            Some(old) => {
                let message = format!("duplicate infobox key '{}'", entry.key);
                *old = entry;
                context.report.warn(codes::DUPLICATE_KEY.code, at, message, "the last value is used")
            }
            None => {
                self.places.insert(entry.key.clone(), self.entries.len());
                self.entries.push(entry);
                Ok(())
            }
        }
    }

    fn into_vec(self) -> Vec<Entry> {
        self.entries
    }
}

impl Context<'_, '_> {
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

    /// Reads `Infobox` and its lines. `first` is the `Infobox` line itself.
    pub(crate) fn pipe_infobox(&self, range: Range<usize>, first: Range<usize>) -> Result<Infobox> {
        let source = &self.source;
        let name = source.slice(first.clone()).trim_matches(BLANK);
        let mut entries = Entries::default();
        let mut walk = source.walk(first.end);
        let mut at = first.end + 1;
        while at < range.end {
            let end = source.line_end(&mut walk, at, range.end);
            let line = source.slice(at..end);
            let start = at + 2;
            let body = source.slice(start..end).trim_end_matches(BLANK);
            let (key, value) = match body.find(": ") {
                Some(colon) => (start..start + colon, start + colon + 2..end),
                None if body.ends_with(':') => (start..start + body.len() - 1, end..end),
                None => {
                    let message = format!("infobox line without a colon: '{}'", line.trim_matches(BLANK));
                    self.report.warn(
                        "wiki-infobox-line",
                        at,
                        message,
                        "it is kept as a key without a value",
                    )?;
                    (start..start + body.len(), end..end)
                }
            };
            let value = self.text(value, Mode::Line, 0)?;
            let key = decode_all(source.slice(key).trim_matches(BLANK));
            let kind = kind(&value.text, &value.marks);
            entries.set(self, Entry { key, value, kind }, at)?;
            at = (end + 1).min(range.end).max(end);
            if end >= range.end {
                break;
            }
        }
        Ok(Infobox { name: (name != "Infobox").then(|| name.to_owned()), entries: entries.into_vec() })
    }

    /// An argument's name without comments.
    fn argument_name(&self, range: Range<usize>) -> String {
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
