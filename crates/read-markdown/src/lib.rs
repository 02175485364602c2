//! Reads Markdown: [CommonMark] with the tables, strikethrough and footnotes of [GitHub's flavour].
//!
//! ```
//! let page = "\
//! ## Women's 1500 metres
//!
//! Held at the [Capital Indoor Stadium](https://example.org/stadium).
//!
//! Table: Final A
//!
//! | Rank | Name            | Time     |
//! | ---: | --------------- | -------- |
//! |    1 | Choi Min-jeong  | 2:17.789 |
//! |    2 | Arianna Fontana | 2:17.862 |
//! ";
//!
//! let document = convert_read_markdown::read_str(page)?;
//! let table = document.tables().next().expect("the page has a table");
//! assert_eq!(table.head.caption.as_ref().map(|caption| caption.text.as_str()), Some("Final A"));
//! let times: Vec<(&str, &str)> = table.rows().map(|row| (row.text(1), row.text(2))).collect();
//! assert_eq!(times, [("Choi Min-jeong", "2:17.789"), ("Arianna Fontana", "2:17.862")]);
//! # Ok::<(), model::Error>(())
//! ```
//!
//! | Markdown | document |
//! | --- | --- |
//! | a heading of level 1 at the very start | the title |
//! | a pipe table | a table; a header with only empty cells is left out |
//! | a pipe table with the header `Infobox …` and an empty cell | an infobox |
//! | a paragraph `Table: …` right before a table | the caption of the table |
//! | a code block | a paragraph with an element `pre` around its text; verbatim for wiki text and HTML |
//! | lists that follow each other without a blank line | one list |
//! | raw HTML | verbatim, with a warning; `<br>`, `<b>` and the like become marks |
//!
//! Every text is valid Markdown: only input that is not text is an error. The parser works in linear time. Lists are
//! read up to a depth of 100; the items of deeper lists are added to the deepest.
//!
//! [CommonMark]: https://spec.commonmark.org
//! [GitHub's flavour]: https://github.github.com/gfm/

mod codes;
mod inline;
mod list;
mod notes;
mod page;
mod sniff;
mod table;

pub use model;

use codes::{CODES, ONCE, STRUCTURAL};
use markup::MARKDOWN;
use model::{Document, Input, NoOptions, ReaderSpec, Reading, Result, Sink};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(MARKDOWN, sniff::sniff, &Reading(read_any))
    .codes(&[CODES])
    .structural(STRUCTURAL)
    .once(ONCE)];

fn read_any(input: Input<'_>, _: &NoOptions, sink: &mut dyn Sink) -> Result<()> {
    read(input, sink)
}

/// Reads a Markdown page from a string. Diagnostics are dropped: use [`read`] to get them.
///
/// # Errors
/// A NUL character.
pub fn read_str(page: &str) -> Result<Document> {
    model::read_bytes(page.as_bytes(), read)
}

/// Reads a Markdown page.
///
/// ```
/// use convert_read_markdown::model::{Diagnostics, Document, Input};
///
/// let page = "# *Heats*\n\n| Rank | Name |\n| ---: | --- |\n| 1 | Sun \\*Long\\* |\n";
/// let mut reported = Vec::new();
/// let diagnostics = Diagnostics::new(|diagnostic| reported.push(diagnostic.to_string()));
/// let mut document = Document::default();
/// convert_read_markdown::read(Input::new(&mut std::io::Cursor::new(page), &diagnostics), &mut document)?;
/// drop(diagnostics);
/// assert_eq!(document.meta.title.as_deref(), Some("Heats"));
/// assert_eq!(document.tables().next().expect("a table").rows().next().expect("a row").text(1), "Sun *Long*");
/// assert_eq!(reported, ["1:1: warning: markup in the title is dropped (a title is plain text)"]);
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// NUL bytes, bytes that are not UTF-8, and whatever the sink returns.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    let mut bytes = Vec::new();
    input.bytes.read_to_end(&mut bytes)?;
    let (text, found) = model::utf8(&bytes, "Markdown")?;
    page::read(text, found, (input.diagnostics, input.reports_all), sink)
}
