//! The namespaces of ODF 1.3 (part 3, section 1.5) that spreadsheets use, and the names of named ranges and parts.

/// A namespace that matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the variants are the usual prefixes of the standard")]
pub enum Ns {
    Office,
    Table,
    Text,
    Style,
    Number,
    Fo,
    Meta,
    Dc,
    XLink,
    Config,
    Draw,
    Calcext,
    Manifest,
    Svg,
    Ooo,
}

impl Ns {
    /// Every namespace, the busiest first.
    pub const ALL: [Ns; 15] = [
        Ns::Table,
        Ns::Text,
        Ns::Office,
        Ns::Calcext,
        Ns::Style,
        Ns::Number,
        Ns::Fo,
        Ns::Meta,
        Ns::Dc,
        Ns::XLink,
        Ns::Config,
        Ns::Draw,
        Ns::Manifest,
        Ns::Svg,
        Ns::Ooo,
    ];

    /// The prefix that everybody uses for it.
    pub fn prefix(self) -> &'static str {
        match self {
            Ns::Office => "office",
            Ns::Table => "table",
            Ns::Text => "text",
            Ns::Style => "style",
            Ns::Number => "number",
            Ns::Fo => "fo",
            Ns::Meta => "meta",
            Ns::Dc => "dc",
            Ns::XLink => "xlink",
            Ns::Config => "config",
            Ns::Draw => "draw",
            Ns::Calcext => "calcext",
            Ns::Manifest => "manifest",
            Ns::Svg => "svg",
            Ns::Ooo => "ooo",
        }
    }

    /// Its name.
    pub fn uri(self) -> &'static str {
        match self {
            Ns::Office => "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
            Ns::Table => "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
            Ns::Text => "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
            Ns::Style => "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
            Ns::Number => "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
            Ns::Fo => "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
            Ns::Meta => "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
            Ns::Dc => "http://purl.org/dc/elements/1.1/",
            Ns::XLink => "http://www.w3.org/1999/xlink",
            Ns::Config => "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
            Ns::Draw => "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
            Ns::Calcext => "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
            Ns::Manifest => "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
            Ns::Svg => "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
            Ns::Ooo => "http://openoffice.org/2004/office",
        }
    }

    /// The namespace with this name.
    pub fn from_uri(uri: &str) -> Option<Ns> {
        Ns::ALL.into_iter().find(|ns| ns.uri() == uri)
    }
}

/// The most rows of a sheet.
pub const MAX_ROWS: usize = 1_048_576;
/// The most columns of a sheet.
pub const MAX_COLUMNS: usize = 16_384;

/// What the names of the named ranges over tables begin with; the table's number follows.
const TABLE_RANGE: &str = "convert_table_";

/// The named range over table `number`, from 1.
pub fn table_range(number: usize) -> String {
    format!("{TABLE_RANGE}{number}")
}

/// The number of the table that a named range is over.
///
/// ```
/// use convert_odf::names::{table_number, table_range};
/// assert_eq!(table_number(&table_range(7)), Some(7));
/// assert_eq!(table_number("prices"), None);
/// ```
pub fn table_number(range: &str) -> Option<usize> {
    range.strip_prefix(TABLE_RANGE)?.parse().ok()
}

/// What the names of the named ranges over details begin with that come after their table; the table's number follows.
pub const LATE_RANGE: &str = "convert_late_";

/// A sheet's name as references write it: quoted, with quotes doubled.
///
/// ```
/// assert_eq!(convert_odf::names::quoted("Men's"), "'Men''s'");
/// ```
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The sheet that a cell range address starts in, such as `$'Final A'.$A$1:.$F$33`; `None` where it has none
/// (`#REF!`).
///
/// ```
/// use convert_odf::names::sheet_of;
/// assert_eq!(sheet_of("$'It''s.so'.$A$1:.$F$3").as_deref(), Some("It's.so"));
/// assert_eq!(sheet_of("$Heats.$A$1:$Heats.$F$3").as_deref(), Some("Heats"));
/// assert_eq!(sheet_of("#REF!.$A$1"), None);
/// ```
pub fn sheet_of(address: &str) -> Option<String> {
    let address = address.strip_prefix('$').unwrap_or(address);
    if let Some(rest) = address.strip_prefix('\'') {
        let mut name = String::new();
        let mut rest = rest.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '\'' if rest.peek() == Some(&'\'') => {
                    rest.next();
                    name.push('\'');
                }
                '\'' => return (rest.next() == Some('.')).then_some(name),
                c => name.push(c),
            }
        }
        return None;
    }
    let (name, _) = address.split_once('.')?;
    (!name.is_empty() && !name.contains("#REF!")).then(|| name.to_owned())
}

/// A column's letters, from column 0.
///
/// ```
/// use convert_odf::names::column_letters;
/// assert_eq!([0, 25, 26, 16383].map(column_letters), ["A", "Z", "AA", "XFD"]);
/// ```
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}
