//! Text: a plain string, with marks on the side for the markup of the source.

/// A piece of text: what the page shows, and the markup over it.
///
/// The string is always complete and plain. Code that cannot carry markup uses [`Text::text`] and ignores the marks;
/// nothing has to be walked or stripped. A `\n` is a line break that the page shows.
///
/// ```
/// use convert_model::{Mark, MarkKind, Text};
///
/// let name = Text::with_marks("Sun Long", vec![Mark::new(0..8, MarkKind::Link { target: "Sun Long".into() })]);
/// assert_eq!(name.text, "Sun Long");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The plain text.
    pub text: String,
    /// Markup over ranges of the text, ordered by start; of two that start together, the outer one is first.
    pub marks: Vec<Mark>,
}

impl Text {
    /// Text without markup.
    pub fn plain(text: impl Into<String>) -> Self {
        Text { text: text.into(), marks: Vec::new() }
    }

    /// Text with marks over it.
    pub fn with_marks(text: impl Into<String>, marks: Vec<Mark>) -> Self {
        Text { text: text.into(), marks }
    }

    /// Whether it has neither text nor markup.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.marks.is_empty()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::plain(text)
    }
}

/// Markup over a byte range of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// First byte of the range in the plain text.
    pub start: usize,
    /// One past the last byte; equal to `start` if the markup has no text of its own (a reference, a comment).
    pub end: usize,
    /// What the markup is.
    pub kind: MarkKind,
}

impl Mark {
    /// A mark over `range` (bytes of the plain text).
    pub fn new(range: std::ops::Range<usize>, kind: MarkKind) -> Self {
        Mark { start: range.start, end: range.end, kind }
    }
}

/// The kind of a piece of markup.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MarkKind {
    /// Bold, `'''…'''`.
    Bold,
    /// Italic, `''…''`.
    Italic,
    /// Underlined, `<u>`.
    Underline,
    /// Struck out, `<s>`.
    Strike,
    /// Code, `<code>`.
    Code,
    /// Small print, `<small>`.
    Small,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// An explicit line break (`<br />`) over its `\n`.
    LineBreak,
    /// A link inside the wiki, `[[target|text]]`.
    Link {
        /// The page linked to, as written.
        target: String,
    },
    /// A link to a URL.
    ExternalLink {
        /// The URL.
        url: String,
    },
    /// A footnote, `<ref>`; zero width, so that footnote numbers never end up in data.
    Reference {
        /// The name by which it is reused.
        name: Option<String>,
        /// The group of footnotes that it belongs to.
        group: Option<String>,
        /// The text of the footnote; empty where a named one is reused.
        text: Box<Text>,
    },
    /// A template, over the text that it expands to.
    Template {
        /// The template's name.
        name: String,
        /// Its arguments in order.
        args: Vec<Argument>,
    },
    /// A comment; zero width.
    Comment {
        /// Its text.
        text: String,
    },
    /// An item of a list inside the text, over one line of it.
    Item {
        /// The list markers of the line, such as `*` or `**`.
        marker: String,
    },
    /// Another element, kept with its attributes.
    Element {
        /// The element's name, such as `span`.
        tag: String,
        /// Its attributes in order.
        attributes: Attributes,
    },
    /// Anything else: the text replaces this source.
    Source {
        /// The format of the source (`wiki`, `html`).
        format: String,
        /// The source itself.
        source: String,
    },
}

/// An argument of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name, or `None` for a positional argument.
    pub name: Option<String>,
    /// The value as written in the source.
    pub value: String,
}

/// Attributes as the source wrote them (`style`, `class`, `scope`), in order.
pub type Attributes = Vec<(String, String)>;
