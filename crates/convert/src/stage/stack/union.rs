//! The union of the columns of stacked tables.

use model::{Column, Diagnostics, Result, renamed_columns};
use std::collections::{HashMap, HashSet};

/// How many columns that go by another name are remembered, for a message.
const MOST_RENAMED: usize = 1000;

/// Columns by their keys, in the order in which they turn up.
#[derive(Default)]
pub(super) struct Union {
    columns: Vec<Column>,
    places: HashMap<String, usize>,
    /// Columns that have another name in a table than their key, each once.
    renamed: Vec<(String, String)>,
    seen: HashSet<(String, String)>,
}

impl Union {
    /// Adds those columns of a table that are new: their names, their paths, and the keys that they go by.
    pub(super) fn learn(&mut self, names: &[String], paths: &[Vec<String>], keys: &[String]) {
        for (at, key) in keys.iter().enumerate() {
            let path = paths.get(at).map_or(&[][..], Vec::as_slice);
            if !self.places.contains_key(key) {
                self.places.insert(key.clone(), self.columns.len());
                self.columns.push(Column { name: key.clone(), path: path.to_vec() });
            }
            if let Some(name) = names.get(at).filter(|name| *name != key && path.is_empty())
                && self.renamed.len() < MOST_RENAMED
                && self.seen.insert((name.clone(), key.clone()))
            {
                self.renamed.push((name.clone(), key.clone()));
            }
        }
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// Reports the columns that go by another name.
    pub(super) fn report_renamed(&self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let renamed = self.renamed.iter().map(|(name, key)| (name.as_str(), key.as_str()));
        renamed_columns(renamed).map_or(Ok(()), |note| diagnostics.report(note))
    }
}
