//! What the cases are written with.

#![allow(dead_code, reason = "no test needs all of it")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use model::{Block, Checked, Diagnostics, Document, Input, MarkKind, Params, Row, Table, Text};
use std::cell::RefCell;

/// Reads a page: the document, and the codes of its warnings with their lines.
pub(crate) fn read_with(page: &str, params: &Params) -> model::Result<(Document, Vec<String>)> {
    let warnings = RefCell::new(Vec::new());
    let diagnostics = Diagnostics::new(|diagnostic| {
        let line = diagnostic.place.map_or(0, |place| place.line);
        warnings.borrow_mut().push(format!("{line}: {}", diagnostic.code));
    });
    let mut sink = Checked::new(Document::default());
    let input = Input { bytes: &mut std::io::Cursor::new(page), diagnostics: &diagnostics };
    convert_read_wiki::read(input, params, &mut sink)?;
    let document = sink.into_inner().expect("the stream is complete");
    drop(diagnostics);
    Ok((document, warnings.into_inner()))
}

pub(crate) fn read(page: &str) -> Document {
    read_with(page, &Params::default()).expect("any text is a page").0
}

pub(crate) fn warnings(page: &str) -> Vec<String> {
    read_with(page, &Params::default()).expect("any text is a page").1
}

/// A row on one line: `^` before a covered cell, `!` before a header.
pub(crate) fn line(row: Row<'_>) -> String {
    let show = |cell: model::Cell<'_>| {
        let sign = if cell.is_covered() {
            "^"
        } else if cell.is_header() {
            "!"
        } else {
            ""
        };
        format!("{sign}{}", cell.text.replace('\n', "/"))
    };
    row.cells().map(show).collect::<Vec<_>>().join(";")
}

pub(crate) fn lines(table: &Table) -> Vec<String> {
    let names: Vec<&str> = table.head.columns.iter().map(|column| column.name.as_str()).collect();
    let header = Some(format!("[{}]", names.join(";"))).filter(|_| !names.is_empty());
    header.into_iter().chain(table.rows().map(line)).collect()
}

/// The only table of a page: its column names in brackets, then its rows.
pub(crate) fn check_page_table(page: &str, expected: &[&str]) {
    let document = read(page);
    let tables: Vec<&Table> = document.tables().collect();
    assert_eq!(tables.len(), 1, "{page}");
    assert_eq!(lines(tables[0]), expected, "{page}");
}

/// A `{|` table of these lines.
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

/// The marks of a paragraph as `kind(text)`.
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
