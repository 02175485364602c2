//! Nested values as columns, and columns as nested values.

use model::{Column, OptionValue, Takes};
use std::collections::HashSet;

/// Objects nested deeper than this in a record are not flattened: they stay a nested value in one cell.
const DEEPEST: usize = 16;

/// How nested values are columns: the option of all readers and writers of plain data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flatten {
    /// They are not: each is JSON in one cell.
    None,
    /// By a column for each key inside them, whose name is the keys above it and its own, joined by this.
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
    /// What joins the keys.
    pub(crate) fn separator(&self) -> &str {
        match self {
            Flatten::None => "",
            Flatten::Joined(separator) => separator,
        }
    }

    /// How deep objects may be nested to be flattened; 1 for none.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Flatten::None => 1,
            Flatten::Joined(_) => DEEPEST,
        }
    }
}

/// Parts the names of plain columns into paths at a separator, unless a part of the name is empty or is itself the name
/// of a column: one key cannot hold both a value and others.
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
        // Two columns of one name cannot both be under its key.
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
