//! The union of the columns of several tables.

use model::Column;
use std::collections::HashMap;

/// Columns by their keys, each once, in order of first appearance.
#[derive(Clone, Debug, Default)]
pub struct Union {
    columns: Vec<Column>,
    places: HashMap<String, usize>,
}

impl Union {
    /// A union of columns with these names.
    pub fn named(names: &[String]) -> Self {
        let mut union = Union::default();
        names.iter().for_each(|name| union.add(name, &[]));
        union
    }

    /// Adds a column with this key and path, if it is new.
    pub(super) fn add(&mut self, key: &str, path: &[String]) {
        if !self.places.contains_key(key) {
            self.places.insert(key.to_owned(), self.columns.len());
            self.columns.push(Column { name: key.to_owned(), path: path.to_vec() });
        }
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }
}
