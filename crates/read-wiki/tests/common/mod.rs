//! Helpers for the tests.

#![allow(dead_code, reason = "no test uses all of them")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use convert_read_wiki::WikiReadOptions;
use model::{Block, Diagnostic, Document, MarkKind, ReaderSpec, Text};

pub(crate) const WIKI: &ReaderSpec = &convert_read_wiki::FORMATS[0];

/// Reads a page; returns the document, and the lines and codes of its warnings.
pub(crate) fn read_with(page: &str, options: &WikiReadOptions) -> model::Result<(Document, Vec<String>)> {
    let reading = testkit::read_with(WIKI, page, options);
    let warning = |diagnostic: &Diagnostic| {
        let line = diagnostic.place.as_ref().map_or(0, |place| place.line);
        format!("{line}: {}", diagnostic.code)
    };
    let warnings = reading.diagnostics.iter().map(warning).collect();
    reading.result.map(|mut documents| (documents.remove(0), warnings))
}

pub(crate) fn read(page: &str) -> Document {
    read_with(page, &WikiReadOptions::default()).expect("any text is a valid page").0
}

pub(crate) fn warnings(page: &str) -> Vec<String> {
    read_with(page, &WikiReadOptions::default()).expect("any text is a valid page").1
}

/// Checks the only table of a page: its column names in brackets, then its rows.
pub(crate) fn check_page_table(page: &str, expected: &[&str]) {
    testkit::check_rows(WIKI, page, expected);
}

/// Checks a `{|` table with these lines.
pub(crate) fn check_table(body: &str, expected: &[&str]) {
    check_page_table(&format!("{{|\n{body}\n|}}"), expected);
}

pub(crate) fn paragraph(page: &str) -> Text {
    match read(page).blocks.as_slice() {
        [Block::Paragraph(text)] => text.clone(),
        other => panic!("{page}: {other:?}"),
    }
}

pub(crate) fn check_text(page: &str, expected: &str) {
    assert_eq!(paragraph(page).text, expected, "{page}");
}

/// Checks the marks of a paragraph, as `kind(text)`.
pub(crate) fn check_marks(page: &str, expected: &[&str]) {
    let text = paragraph(page);
    let show = |mark: &model::Mark| {
        let kind = match &mark.kind {
            MarkKind::Link { target } => format!("link {target}"),
            MarkKind::ExternalLink { url } => format!("url {url}"),
            MarkKind::Template { name, .. } => format!("template {name}"),
            MarkKind::Reference { text, .. } => format!("reference {}", text.text),
            MarkKind::Comment { text } => format!("comment {text}"),
            MarkKind::Source { source, .. } => format!("source {source}"),
            MarkKind::Element { tag, .. } => format!("element {tag}"),
            kind => format!("{kind:?}").to_lowercase(),
        };
        format!("{kind}({})", &text.text[mark.start..mark.end])
    };
    assert_eq!(text.marks.iter().map(show).collect::<Vec<_>>(), expected, "{page}");
}
