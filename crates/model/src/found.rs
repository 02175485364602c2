//! What a reader finds out about how its source is written, as opposed to its contents.

/// How a source is written, as far as its reader recognised it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// The encoding, by its name in the Encoding Standard (`UTF-8`, `windows-1252`).
    pub encoding: Option<&'static str>,
    /// Whether the source begins with a byte order mark.
    pub byte_order_mark: bool,
    /// The dialect of delimiter-separated values.
    pub delimited: Option<Delimited>,
}

impl Found {
    /// For a source in UTF-8, with or without a byte order mark.
    pub const fn utf8(byte_order_mark: bool) -> Self {
        Found { encoding: Some("UTF-8"), byte_order_mark, delimited: None }
    }
}

/// The dialect of delimiter-separated values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimited {
    /// The character that separates fields.
    pub delimiter: char,
    /// The character that quotes fields, if there is one.
    pub quote: Option<char>,
    /// The character before one that is to be taken literally, if there is one.
    pub escape: Option<char>,
    /// Whether the first record is a header.
    pub header: bool,
    /// How the first line ends.
    pub line_end: LineEnd,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    #[default]
    Lf,
    /// A carriage return and a line feed.
    CrLf,
    /// A carriage return alone.
    Cr,
}

impl LineEnd {
    /// Its usual name: `LF`, `CRLF` or `CR`.
    pub const fn name(self) -> &'static str {
        match self {
            LineEnd::Lf => "LF",
            LineEnd::CrLf => "CRLF",
            LineEnd::Cr => "CR",
        }
    }
}
