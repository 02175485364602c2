//! From nested values to columns, and from columns to nested values.

use model::{Column, OptionValue, Takes};
use std::collections::HashSet;

/// Objects nested deeper than this in a record are not flattened: they stay nested values in one cell.
const DEEPEST: usize = 16;

/// How nested values become columns: an option of all readers and writers of plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flatten {
    /// Each nested value is JSON in one cell.
    None,
    /// Each key inside a nested value is a column, whose name is the path of keys, joined by this separator.
    Joined(String),
}

impl Default for Flatten {
    fn default() -> Self {
        Flatten::Joined(".".to_owned())
    }
}

impl OptionValue for Flatten {
    const TAKES: Takes = Takes::Value("SEPARATOR");

    fn from_text(text: &str) -> Result<Self, String> {
        Ok(if text == "none" { Flatten::None } else { Flatten::Joined(text.to_owned()) })
    }
}

impl Flatten {
    /// The separator between keys.
    pub(crate) fn separator(&self) -> &str {
        match self {
            Flatten::None => "",
            Flatten::Joined(separator) => separator,
        }
    }

    /// How deeply nested objects are flattened; 1 if not at all.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Flatten::None => 1,
            Flatten::Joined(_) => DEEPEST,
        }
    }
}

/// Splits the names of plain columns into paths at a separator, unless a part of the name is empty or is itself the
/// name of a column: a key cannot hold both a value and other keys.
///
/// ```
/// use model::Column;
/// let mut columns = ["a.b", "a.c", "d", "d.e", "f."].map(Column::new);
/// convert_data::nest(&mut columns, ".");
/// let paths = columns.map(|column| column.path.join("/"));
/// assert_eq!(paths, ["a/b", "a/c", "", "", ""]);
/// ```
pub fn nest(columns: &mut [Column], separator: &str) {
    if separator.is_empty() {
        return;
    }
    let mut names: HashSet<String> = HashSet::new();
    if !columns.iter().all(|column| names.insert(column.name.clone())) {
        // Two columns with the same name cannot share a key.
        return;
    }
    for column in columns.iter_mut().filter(|column| column.path.is_empty()) {
        let path: Vec<String> = column.name.split(separator).map(str::to_owned).collect();
        let above = |length: usize| names.contains(&path[..length].join(separator));
        if path.len() > 1 && path.iter().all(|key| !key.is_empty()) && !(1..path.len()).any(above) {
            column.path = path;
        }
    }
}
