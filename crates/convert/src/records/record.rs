//! One row, and the names of its columns.

use model::{Cell, Column, Kind, Row, RowBuf, SourceRange, unique_names};
use std::collections::HashMap;
use std::fmt;
use std::ops::Index;
use std::sync::Arc;

/// A row of a table. It owns its cells and shares the names of its columns, so that it can be kept and sent to other
/// threads.
///
/// ```
/// use convert_tables::Format;
///
/// let heats = "Rank,Name,Time\n1,Jens van 't Wout,1:24.537\n2,Sun Long\n";
/// let rows: Vec<_> = convert_tables::from_bytes(heats).from_format(Format::Csv).records()?.collect::<Result<_, _>>()?;
/// assert_eq!(rows[0].get("Time"), Some("1:24.537"));
/// assert_eq!(&rows[1][1], "Sun Long");
/// assert_eq!((rows[1].get("Time"), rows[1].get("Points")), (Some(""), None));
/// # Ok::<(), convert_tables::Error>(())
/// ```
#[derive(Clone)]
pub struct Record {
    pub(super) row: RowBuf,
    pub(super) columns: Arc<Columns>,
    pub(super) number: usize,
}

impl Record {
    /// The text of the cell in a column; `None` if there is no such column, or no cell in it.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.columns.find(column).and_then(|column| self.cell(column)).map(|cell| cell.text)
    }

    /// The cell at a position, from 0, with the kind of its value; `None` if the row does not have it.
    pub fn cell(&self, column: usize) -> Option<Cell<'_>> {
        let row = self.row.as_row();
        (column < row.len()).then(|| row.cell(column)).filter(|cell| cell.kind != Kind::Missing)
    }

    /// The cells in order, with the kinds of their values.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Cell<'_>> {
        self.row.as_row().cells()
    }

    /// The texts of the cells in order.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.row.as_row().texts()
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// Whether there are no cells.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// The names of the columns, as in [`Records::columns`](crate::Records::columns).
    pub fn columns(&self) -> &[String] {
        self.columns.names()
    }

    /// The number of the row in its table, from 1; the rows of stacked tables are numbered across all of them.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Where in the source the row is, if its reader reports that.
    pub fn source(&self) -> Option<SourceRange> {
        self.row.as_row().source()
    }

    /// The row as the document model has it, with marks and attributes.
    pub fn as_row(&self) -> Row<'_> {
        self.row.as_row()
    }

    /// The row as the document model has it, owned.
    pub fn into_row(self) -> RowBuf {
        self.row
    }
}

/// The text of the cell at a position, from 0; empty if the row is shorter than its table.
///
/// # Panics
/// If there is no such column.
impl Index<usize> for Record {
    type Output = str;

    fn index(&self, column: usize) -> &str {
        let width = self.len().max(self.columns().len());
        assert!(column < width, "no column {column}: the row has {width}");
        self.row.as_row().text(column)
    }
}

/// Records are equal if their cells and the names of their columns are.
impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.row == other.row && self.columns() == other.columns()
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.columns().is_empty() {
            return f.debug_list().entries(self.texts()).finish();
        }
        f.debug_map().entries(self.columns().iter().zip(self.texts())).finish()
    }
}

/// The names of columns.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Columns {
    pub(super) fn new(columns: &[Column]) -> Self {
        Columns::of(unique_names(columns.iter().map(|column| column.name.as_str()), 0))
    }

    fn of(names: Vec<String>) -> Self {
        let index = names.iter().cloned().zip(0..).collect();
        Columns { names, index }
    }

    /// These, and more columns without a name.
    pub(super) fn widened(&self, width: usize) -> Self {
        Columns::of(unique_names(self.names.iter().map(String::as_str), width))
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }
}
