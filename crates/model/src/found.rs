//! What a reader finds of how its source is written, beside what it says.

/// How a source is written, as far as its reader recognised it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// The encoding, by the name that the Encoding Standard gives it (`UTF-8`, `windows-1252`).
    pub encoding: Option<&'static str>,
    /// Whether the source begins with a byte order mark.
    pub byte_order_mark: bool,
    /// The dialect of delimiter separated values.
    pub delimited: Option<Delimited>,
}

impl Found {
    /// Of a source that is UTF-8, with a byte order mark or without.
    pub const fn utf8(byte_order_mark: bool) -> Self {
        Found { encoding: Some("UTF-8"), byte_order_mark, delimited: None }
    }
}

/// The dialect of delimiter separated values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimited {
    /// What separates fields.
    pub delimiter: char,
    /// What quotes them, if anything does.
    pub quote: Option<char>,
    /// What stands before a character that is meant as itself, if anything does.
    pub escape: Option<char>,
    /// Whether the first record is a header.
    pub header: bool,
    /// What ends the first line.
    pub line_end: LineEnd,
}

/// What ends a line.
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
    /// What it is called: `LF`, `CRLF` or `CR`.
    pub const fn name(self) -> &'static str {
        match self {
            LineEnd::Lf => "LF",
            LineEnd::CrLf => "CRLF",
            LineEnd::Cr => "CR",
        }
    }
}
