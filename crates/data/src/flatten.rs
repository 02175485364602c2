//! Nested values as columns, and columns as nested values.

use model::{Column, OptionSpec, Params};
use std::collections::HashSet;

/// What joins the keys of nested values; the option of all readers and writers of plain data.
pub const FLATTEN: OptionSpec = OptionSpec {
    name: "flatten",
    value: Some("SEPARATOR"),
    choices: &[],
    help: "What joins the keys of nested values in the names of columns, or 'none' for nested values as JSON in one cell \
           (default: a dot). Where the input is no JSON or YAML but the output is, names are parted there",
};

/// Objects nested deeper than this in a record are not flattened: they stay a nested value in one cell.
const DEEPEST: usize = 16;

/// How records are flattened.
#[derive(Clone, Debug)]
pub(crate) struct Flatten {
    /// What joins the keys.
    pub(crate) separator: String,
    /// How deep objects may be nested to be flattened; 1 for none.
    pub(crate) depth: usize,
}

impl Flatten {
    pub(crate) fn new(params: &Params) -> Self {
        match params.get("flatten") {
            Some("none") => Flatten { separator: String::new(), depth: 1 },
            separator => Flatten { separator: separator.unwrap_or(".").to_owned(), depth: DEEPEST },
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
