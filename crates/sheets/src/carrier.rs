//! What the name of a cell style says about its cell.

/// A fact about a cell that no value type can say; it is the name of the cell's style, and so moves with the cell
/// when a person sorts, inserts or copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Carrier {
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

impl Carrier {
    /// Every carrier that has a style.
    pub const ALL: [Carrier; 10] = [
        Carrier::RowHeader,
        Carrier::NumberText,
        Carrier::AsText,
        Carrier::Seconds,
        Carrier::JsonText,
        Carrier::EmptyText,
        Carrier::Missing,
        Carrier::BlankCell,
        Carrier::BlankRow,
        Carrier::Header,
    ];

    /// The name of the cell style.
    pub fn style(self) -> &'static str {
        match self {
            Carrier::None => "Default",
            Carrier::RowHeader => "RowHeader",
            Carrier::NumberText => "NumberText",
            Carrier::AsText => "AsText",
            Carrier::Seconds => "Seconds",
            Carrier::JsonText => "JsonText",
            Carrier::EmptyText => "EmptyText",
            Carrier::Missing => "Missing",
            Carrier::BlankCell => "BlankCell",
            Carrier::BlankRow => "BlankRow",
            Carrier::Header => "Header",
        }
    }

    /// What a style name says.
    ///
    /// ```
    /// use convert_sheets::Carrier;
    /// assert_eq!(Carrier::from_style("Missing"), Carrier::Missing);
    /// assert_eq!(Carrier::from_style("Heading_20_1"), Carrier::None);
    /// ```
    pub fn from_style(name: &str) -> Carrier {
        Carrier::ALL.into_iter().find(|carrier| carrier.style() == name).unwrap_or_default()
    }
}
