//! Whether a row of a sheet is one of its header.

/// What a row of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// It names the columns.
    Header,
    /// Any other.
    Body,
}

impl RowKind {
    /// Whether it names the columns.
    pub fn is_header(self) -> bool {
        self == RowKind::Header
    }
}
