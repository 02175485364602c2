//! The kind of value that the source of a cell declared.

/// The kind of value that a source declared for a cell or a field.
///
/// A kind is what the *source* declared, never a guess: wiki text and CSV declare nothing ([`Kind::Untyped`]), JSON,
/// YAML and spreadsheets do. Writers of typed formats infer a kind for untyped cells by the rules in
/// [`infer`](crate::infer).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The source has no types.
    #[default]
    Untyped,
    /// Text, whatever it looks like.
    Text,
    /// A number; the text of the cell is exactly its digits.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An explicit null; the text is empty.
    Null,
    /// Absent: a record does not have this key. The text is empty.
    Missing,
    /// A calendar date.
    Date,
    /// A date with a time of day.
    DateTime,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A percentage.
    Percentage,
    /// An amount of money.
    Currency,
    /// A nested value; the text is its compact JSON.
    Json,
}

impl Kind {
    /// All kinds, in the order of declaration.
    pub const ALL: [Kind; 13] = [
        Kind::Untyped,
        Kind::Text,
        Kind::Number,
        Kind::Boolean,
        Kind::Null,
        Kind::Missing,
        Kind::Date,
        Kind::DateTime,
        Kind::Time,
        Kind::Duration,
        Kind::Percentage,
        Kind::Currency,
        Kind::Json,
    ];

    /// The name used in documents and schemas.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Untyped => "untyped",
            Kind::Text => "text",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Null => "null",
            Kind::Missing => "missing",
            Kind::Date => "date",
            Kind::DateTime => "datetime",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Percentage => "percentage",
            Kind::Currency => "currency",
            Kind::Json => "json",
        }
    }

    /// The kind with a name.
    ///
    /// ```
    /// use convert_model::Kind;
    /// assert_eq!(Kind::from_name("duration"), Some(Kind::Duration));
    /// ```
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
