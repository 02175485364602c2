//! Whether a row of a sheet is a header row.

/// The kind of a row of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A row that names the columns.
    Header,
    /// Any other row.
    Body,
}

impl RowKind {
    /// Whether the row names the columns.
    pub fn is_header(self) -> bool {
        self == RowKind::Header
    }
}
