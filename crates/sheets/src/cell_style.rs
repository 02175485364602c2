//! What the name of a cell style says about its cell.

/// A fact about a cell that no value type can say; it is the name of the cell's style, and so moves with the cell
/// when a person sorts, inserts or copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CellStyle {
    /// Nothing to say.
    #[default]
    None,
    /// The cell is a header in the body of a table.
    RowHeader,
    /// A string that is a number no cell can hold digit for digit (`1E5`, 20 digits).
    NumberText,
    /// A text of its source that would be a number, but for its column.
    AsText,
    /// A duration that its source has as a plain number of seconds.
    Seconds,
    /// A string that is a JSON value.
    JsonText,
    /// An empty text rather than nothing.
    EmptyText,
    /// The record has no such key.
    Missing,
    /// An empty cell that counts: it ends a row wider than the header.
    BlankCell,
    /// A row without anything in it that counts.
    BlankRow,
    /// A cell of a header row: it counts even where it is empty.
    Header,
}

impl CellStyle {
    /// Every style that says something.
    pub const ALL: [CellStyle; 10] = [
        CellStyle::RowHeader,
        CellStyle::NumberText,
        CellStyle::AsText,
        CellStyle::Seconds,
        CellStyle::JsonText,
        CellStyle::EmptyText,
        CellStyle::Missing,
        CellStyle::BlankCell,
        CellStyle::BlankRow,
        CellStyle::Header,
    ];

    /// The name that it has in files.
    pub fn name(self) -> &'static str {
        match self {
            CellStyle::None => "Default",
            CellStyle::RowHeader => "RowHeader",
            CellStyle::NumberText => "NumberText",
            CellStyle::AsText => "AsText",
            CellStyle::Seconds => "Seconds",
            CellStyle::JsonText => "JsonText",
            CellStyle::EmptyText => "EmptyText",
            CellStyle::Missing => "Missing",
            CellStyle::BlankCell => "BlankCell",
            CellStyle::BlankRow => "BlankRow",
            CellStyle::Header => "Header",
        }
    }

    /// What a style name says.
    ///
    /// ```
    /// use convert_sheets::CellStyle;
    /// assert_eq!(CellStyle::from_name("Missing"), CellStyle::Missing);
    /// assert_eq!(CellStyle::from_name("Heading_20_1"), CellStyle::None);
    /// ```
    pub fn from_name(name: &str) -> CellStyle {
        CellStyle::ALL.into_iter().find(|style| style.name() == name).unwrap_or_default()
    }
}
