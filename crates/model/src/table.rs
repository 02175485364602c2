//! Tables: what is known before the first row, and the table in memory.

use crate::{Attributes, Cell, Diagnostic, Row, RowBuf, SourceRange, Text};

/// Everything known about a table before its first body row.
#[derive(Clone, Debug, Default)]
pub struct TableHead {
    /// The name of the table, if the source has one (of a sheet, of a resource).
    pub name: Option<String>,
    /// The caption that the page shows.
    pub caption: Option<Text>,
    /// The attributes of the table in the source (`class`, `style`).
    pub attributes: Attributes,
    /// Column names as the page shows them, flattened from the header rows; duplicate and empty names included. Empty
    /// if the table does not have a header. Rows may be wider.
    pub columns: Vec<Column>,
    /// The header rows as the page shows them, with spans and marks.
    pub header: Vec<RowBuf>,
    /// The source hides the table (a hidden sheet).
    pub hidden: bool,
    /// Where in the source the table starts.
    pub source: Option<SourceRange>,
}

/// Compares everything except where they came from.
impl PartialEq for TableHead {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.caption == other.caption
            && self.attributes == other.attributes
            && self.columns == other.columns
            && self.header == other.header
            && self.hidden == other.hidden
    }
}

impl TableHead {
    /// A head with header rows, and the column names flattened from them: a name that the page breaks over several
    /// lines becomes one line. Rows without cells are not a header.
    pub fn with_header(mut header: Vec<RowBuf>) -> Self {
        header.retain(|row| !row.is_empty());
        TableHead { columns: flatten_header(&header), header, ..TableHead::default() }
    }

    /// A head with one header row of plain names, each taken literally.
    ///
    /// ```
    /// use convert_model::TableHead;
    /// let head = TableHead::with_names(["Rank", "Name"]);
    /// assert_eq!(head.columns[1].name, "Name");
    /// ```
    pub fn with_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let row: RowBuf = names.into_iter().collect();
        let columns = row.as_row().texts().map(Column::new).collect();
        let header = if row.is_empty() { Vec::new() } else { vec![row] };
        TableHead { columns, header, ..TableHead::default() }
    }

    /// Whether the header is at most one row, with nothing but the column names.
    pub fn is_plain(&self) -> bool {
        match self.header.as_slice() {
            [] => true,
            [row] => {
                let row = row.as_row();
                row.attributes().is_empty()
                    && row
                        .extras()
                        .iter()
                        .all(|extra| crate::Extra { header: false, column: 0, ..extra.clone() }.is_empty())
                    && row.texts().eq(self.columns.iter().map(|column| column.name.as_str()))
            }
            _ => false,
        }
    }

    /// The column names as keys: unique and not empty.
    pub fn keys(&self, width: usize) -> Vec<String> {
        unique_names(self.columns.iter().map(|column| column.name.as_str()), width)
    }
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The name as the page shows it.
    pub name: String,
    /// For a value nested in a record: the keys that lead to it, which are joined in `name`. Empty for a plain column.
    pub path: Vec<String>,
}

impl Column {
    /// A plain column.
    pub fn new(name: impl Into<String>) -> Self {
        Column { name: name.into(), path: Vec::new() }
    }
}

/// Column names from header rows: the distinct names above a column, joined by ` / `.
///
/// A name merged over several columns counts for each of them; a name merged over several rows counts only once.
fn flatten_header(header: &[RowBuf]) -> Vec<Column> {
    let width = header.iter().map(RowBuf::len).max().unwrap_or(0);
    let name = |column: usize| {
        let mut parts: Vec<&str> = Vec::new();
        for row in header {
            let Cell { text, .. } = row.as_row().cell(column);
            if !text.is_empty() && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        Column::new(parts.join(" / ").replace('\n', " "))
    };
    (0..width).map(name).collect()
}

/// Turns names into keys: a duplicate name gets `_2`, `_3`, …; an empty one becomes `column_N` (from 1).
///
/// `width` extends the list with unnamed columns. A name that occurs for the first time is never changed.
///
/// ```
/// use convert_model::unique_names;
/// assert_eq!(unique_names(["Time", "", "Time"], 4), ["Time", "column_2", "Time_2", "column_4"]);
/// ```
pub fn unique_names<'n>(names: impl IntoIterator<Item = &'n str>, width: usize) -> Vec<String> {
    let mut given: Vec<&str> = names.into_iter().collect();
    if given.len() < width {
        given.resize(width, "");
    }
    let mut taken: std::collections::HashSet<String> = given.iter().map(|name| (*name).to_owned()).collect();
    let mut seen = std::collections::HashSet::new();
    let mut counts = std::collections::HashMap::new();
    let mut unique = Vec::with_capacity(given.len());
    for (column, name) in given.iter().enumerate() {
        let stem = if name.is_empty() { format!("column_{}", column + 1) } else { (*name).to_owned() };
        if (!name.is_empty() && seen.insert(*name)) || (name.is_empty() && taken.insert(stem.clone())) {
            unique.push(stem);
            continue;
        }
        let count = counts.entry(stem.clone()).or_insert(1_usize);
        let key = loop {
            *count += 1;
            let candidate = format!("{stem}_{count}");
            if taken.insert(candidate.clone()) {
                break candidate;
            }
        };
        unique.push(key);
    }
    unique
}

/// How many names a note lists at most.
const MOST_LISTED: usize = 5;

/// The note about columns, given with their keys, that [`unique_names`] renames.
///
/// ```
/// use convert_model::renamed_columns;
/// let note = renamed_columns([("a", "a"), ("a", "a_2"), ("", "column_3")]).ok_or("no note")?;
/// assert_eq!(note.message, "the columns 'a', '' share a name or have none; records use a_2, column_3 instead");
/// assert_eq!(renamed_columns([("a", "a"), ("b", "b")]), None);
/// # Ok::<(), &str>(())
/// ```
pub fn renamed_columns<'n>(names: impl IntoIterator<Item = (&'n str, &'n str)>) -> Option<Diagnostic> {
    let mut changed: Vec<_> = names.into_iter().filter(|(name, key)| name != key).collect();
    let more = if changed.len() > MOST_LISTED { ", ..." } else { "" };
    changed.truncate(MOST_LISTED);
    let (names, keys): (Vec<_>, Vec<_>) =
        changed.iter().map(|(name, key)| (format!("'{name}'"), *key)).unzip();
    let (names, keys) = (names.join(", "), keys.join(", "));
    let message = match changed.as_slice() {
        [] => return None,
        [("", _)] => format!("a column has no name; records use {keys}"),
        [_] => format!("the column {names} shares its name with another; records use {keys} instead"),
        _ => format!("the columns {names}{more} share a name or have none; records use {keys}{more} instead"),
    };
    Some(crate::codes::RENAMED_COLUMNS.note(message))
}

/// A whole table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The head, above the body.
    pub head: TableHead,
    /// The body.
    pub rows: Vec<RowBuf>,
}

impl Table {
    /// The number of columns of the header or of the widest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(RowBuf::len).chain([self.head.columns.len()]).max().unwrap_or(0)
    }

    /// The body rows, borrowed.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(RowBuf::as_row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_collide_with_given_ones() {
        assert_eq!(unique_names(["a", "a", "a_2", "a"], 0), ["a", "a_3", "a_2", "a_4"]);
        assert_eq!(unique_names(["column_2", ""], 0), ["column_2", "column_2_2"]);
    }

    #[test]
    fn header_rows_flatten_to_paths() {
        let header: Vec<RowBuf> = vec![
            ["Rank", "Time", "Time"].into_iter().collect(),
            ["Rank", "Split 1", ""].into_iter().collect(),
        ];
        let names: Vec<_> = TableHead::with_header(header).columns.into_iter().map(|c| c.name).collect();
        assert_eq!(names, ["Rank", "Time / Split 1", "Time"]);
    }
}
