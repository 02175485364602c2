//! The arguments of a call.

use crate::syntax::page_text::PageText;
use crate::syntax::template::{Call, Key};

/// The arguments of a call, as their source.
#[derive(Debug)]
pub(crate) struct Frame<'f> {
    args: Vec<(Key, &'f str)>,
}

impl<'f> Frame<'f> {
    pub(crate) fn new(source: &PageText<'f>, call: &Call) -> Self {
        let mut place = 0;
        let args = call.args.iter().filter_map(|arg| {
            let key = match &arg.name {
                Some(name) => Key::new(source.slice(name.clone()))?,
                None => {
                    place += 1;
                    Key::Number(place)
                }
            };
            Some((key, source.slice(arg.value.clone())))
        });
        Frame { args: args.collect() }
    }

    /// An argument by its key; the last one if it is repeated.
    pub(crate) fn get(&self, key: &Key) -> Option<&'f str> {
        self.args.iter().rev().find(|(known, _)| known == key).map(|(_, value)| *value)
    }

    /// The positional arguments in order, trimmed.
    pub(crate) fn positional(&self) -> impl DoubleEndedIterator<Item = &'f str> {
        let is_numbered = |(key, _): &&(Key, &str)| matches!(key, Key::Number(_));
        self.args
            .iter()
            .filter(is_numbered)
            .map(|(_, value)| value.trim_matches(crate::syntax::page_text::BLANK))
    }
}
