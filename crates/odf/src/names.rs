//! The namespaces of ODF 1.3 (part 3, section 1.5) that spreadsheets use, and cell range addresses.

/// A namespace that the reader or the writer uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the variants are named after the prefixes in the standard")]
pub enum Ns {
    Table,
    Text,
    Office,
    Calcext,
    Style,
    Number,
    Fo,
    Meta,
    Dc,
    XLink,
    Config,
    Draw,
    Manifest,
    Svg,
    Ooo,
}

impl Ns {
    /// Every namespace, the most frequent first.
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

    /// The conventional prefix.
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

    /// The namespace name.
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
}

impl xml::Namespace for Ns {
    fn from_uri(uri: &str) -> Option<Ns> {
        Ns::ALL.into_iter().find(|ns| ns.uri() == uri)
    }

    fn rank(self) -> usize {
        self as usize
    }
}

/// The sheet in which a cell range address such as `$'Final A'.$A$1:.$F$33` starts; `None` if it does not name one
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
