//! What is wanted of an input, whatever the formats.

use model::{Error, Header, Result, Timestamp};

/// Whether the output holds the whole document or its tables as records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Title, infobox, headings, prose and tables.
    Document,
    /// One plain table: the document's only one, or all of them stacked.
    Records,
}

/// When records say where they come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Context {
    /// Where there is more than one table.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What is wanted of an input, whatever the formats. The default is everything, as it comes.
#[derive(Clone, Debug, Default)]
pub struct JobOptions {
    /// The view asked for, or the writer's own.
    pub view: Option<View>,
    /// Only these tables, by ordinal from 1 or by name; all where empty.
    pub tables: Vec<String>,
    /// Only the infobox.
    pub infobox: bool,
    /// Only these columns of tables, and by which names.
    pub columns: ColumnChoice,
    /// Only these rows of each table; of the one table of records, where that is the view.
    pub rows: Option<RowRange>,
    /// When records say where they come from.
    pub context: Context,
    /// What counts as a header.
    pub header: Header,
    /// Positions under a span are left blank instead of repeating the spanning cell.
    pub blank_spans: bool,
    /// Every untyped cell is text.
    pub all_text: bool,
    /// Columns whose untyped cells are text.
    pub text_columns: Vec<String>,
    /// When the output says that it was made.
    pub created: Option<Timestamp>,
}

/// Which columns come through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnChoice {
    /// The names of the columns wanted, in their order; all where empty.
    pub names: Vec<String>,
    /// New names of columns.
    pub renamed: Vec<(String, String)>,
}

impl ColumnChoice {
    /// Whether they all come through as they are.
    pub fn is_everything(&self) -> bool {
        self.names.is_empty() && self.renamed.is_empty()
    }
}

/// Rows from the first to the last, both counted from 1 and both in.
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
            Some(_) => {
                let message = format!("takes A:B, A not after B, and '{text}' ends before it begins");
                Err(Error::setting("rows", message))
            }
            None => Err(Error::setting("rows", format!("takes A:B, rows counted from 1, not '{text}'"))),
        }
    }
}
