//! Facts about cells that are kept in the names of their styles.

/// A fact about a cell that its value type cannot express. It is kept as the name of the cell's style, so it moves with
/// the cell when someone sorts, inserts or copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CellStyle {
    /// No such fact.
    #[default]
    None,
    /// The cell is a header in the body of a table.
    RowHeader,
    /// A number stored as a string because a cell cannot hold it digit for digit (`1E5`, 20 digits).
    NumberText,
    /// A text that would be a number in another column.
    AsText,
    /// A duration that the source gives as a plain number of seconds.
    Seconds,
    /// A string that holds a JSON value.
    JsonText,
    /// An empty text, as opposed to no value.
    EmptyText,
    /// The record does not have this key.
    Missing,
    /// An empty cell that counts because it ends a row wider than the header.
    BlankCell,
    /// A blank row that counts.
    BlankRow,
    /// A cell of a header row, which counts even if it is empty.
    Header,
}

impl CellStyle {
    /// Every style except [`None`](CellStyle::None).
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

    /// Its name in files.
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

    /// The style with this name, or [`None`](CellStyle::None).
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
