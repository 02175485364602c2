//! Code blocks: paragraphs with an element `pre` around all of their text.

use model::{Mark, MarkKind, Text};

/// A code block; the language may be empty.
pub fn code(text: &str, language: &str) -> Text {
    let mut attributes = Vec::new();
    if !language.is_empty() {
        attributes.push(("lang".to_owned(), language.to_owned()));
    }
    let mark = Mark::new(0..text.len(), MarkKind::Element { tag: "pre".into(), attributes });
    Text::with_marks(text, vec![mark])
}

/// The language of a code block; `None` for any other paragraph.
///
/// ```
/// use convert_markup::{as_code, code};
/// assert_eq!(as_code(&code("fn main() {}", "rust")), Some("rust"));
/// ```
pub fn as_code(text: &Text) -> Option<&str> {
    let mark = text.marks.first()?;
    match &mark.kind {
        MarkKind::Element { tag, attributes }
            if tag == "pre" && (mark.start, mark.end) == (0, text.text.len()) =>
        {
            let language = attributes.iter().find(|(name, _)| name == "lang");
            Some(language.map_or("", |(_, language)| language))
        }
        _ => None,
    }
}
