//! The columns of stacked tables, and which of them are renamed.

use crate::stage::union::Union;
use model::{Column, Diagnostics, Result, renamed_columns};
use std::collections::HashSet;

/// How many renamed columns are remembered for a message.
const MOST_RENAMED: usize = 1000;

/// The union of the columns of tables.
#[derive(Default)]
pub(super) struct StackedColumns {
    union: Union,
    /// Columns whose name in a table differs from their key, each once.
    renamed: Vec<(String, String)>,
    seen: HashSet<(String, String)>,
}

impl StackedColumns {
    /// Adds the new columns of a table, given their names, paths and keys.
    pub(super) fn learn(&mut self, names: &[String], paths: &[Vec<String>], keys: &[String]) {
        for (at, key) in keys.iter().enumerate() {
            let path = paths.get(at).map_or(&[][..], Vec::as_slice);
            self.union.add(key, path);
            if let Some(name) = names.get(at).filter(|name| *name != key && path.is_empty())
                && self.renamed.len() < MOST_RENAMED
                && self.seen.insert((name.clone(), key.clone()))
            {
                self.renamed.push((name.clone(), key.clone()));
            }
        }
    }

    pub(super) fn columns(&self) -> &[Column] {
        self.union.columns()
    }

    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.union.place(key)
    }

    /// Reports the renamed columns.
    pub(super) fn report_renamed(&self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let renamed = self.renamed.iter().map(|(name, key)| (name.as_str(), key.as_str()));
        renamed_columns(renamed).map_or(Ok(()), |note| diagnostics.report(note))
    }
}
