//! The options that all formats share.

use model::{Error, Header, Result, Timestamp};

/// Whether the output is the whole document or its tables as records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Title, infobox, headings, prose and tables.
    Document,
    /// One plain table: the document's only one, or all of them stacked.
    Records,
}

/// When records have columns that say where they come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Context {
    /// If there is more than one table.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The options that all formats share. The default is to convert everything unchanged.
#[derive(Clone, Debug, Default)]
pub struct JobOptions {
    /// The requested view; by default the writer's own.
    pub view: Option<View>,
    /// Only these tables, by number from 1 or by name; all if empty.
    pub tables: Vec<String>,
    /// Only the infobox.
    pub infobox: bool,
    /// Only these columns of tables, and their names in the output.
    pub columns: ColumnChoice,
    /// Only these rows of each table, or of the one table of records.
    pub rows: Option<RowRange>,
    /// When records have columns that say where they come from.
    pub context: Context,
    /// What counts as a header.
    pub header: Header,
    /// Positions that a merged cell covers are blank instead of repeating the cell.
    pub blank_spans: bool,
    /// Every untyped cell is text.
    pub all_text: bool,
    /// Columns whose untyped cells are text.
    pub text_columns: Vec<String>,
    /// The creation time that the output states.
    pub created: Option<Timestamp>,
}

/// Which columns are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnChoice {
    /// The names of the selected columns in order; all if empty.
    pub names: Vec<String>,
    /// Pairs of a column and its new name.
    pub renamed: Vec<(String, String)>,
}

impl ColumnChoice {
    /// Whether all columns are kept unchanged.
    pub fn is_everything(&self) -> bool {
        self.names.is_empty() && self.renamed.is_empty()
    }
}

/// The rows from the first to the last, counted from 1 and including both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowRange {
    /// The first row.
    pub first: usize,
    /// The last row.
    pub last: usize,
}

impl std::str::FromStr for RowRange {
    type Err = Error;

    /// `A:B`, `A:`, `:B`, or `A` for one row.
    fn from_str(text: &str) -> Result<Self> {
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
        let range = match text.split_once(':') {
            None => number(text).map(|row| (row, row)),
            Some((first, last)) => {
                let first = if first.trim().is_empty() { Some(1) } else { number(first) };
                first.zip(if last.trim().is_empty() { Some(usize::MAX) } else { number(last) })
            }
        };
        match range {
            Some((first, last)) if first <= last => Ok(RowRange { first, last }),
            Some(_) => Err(Error::invalid("rows", text, "the end is before the start")),
            None => Err(Error::invalid("rows", text, "").hint("expected A:B, with rows counted from 1")),
        }
    }
}
