//! Reads Markdown: [CommonMark] with the tables, the struck out text and the footnotes of [GitHub's flavour].
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
//! | a pipe table | a table; a header of empty cells is none |
//! | a pipe table headed `Infobox …` and nothing | an infobox |
//! | a paragraph `Table: …` right before a table | the table's caption |
//! | a code block | a paragraph that is an element `pre`; one in wiki text or HTML is verbatim |
//! | lists that follow each other without a blank line | one list |
//! | raw HTML | verbatim, with a warning; `<br>`, `<b>` and their like are what they are |
//!
//! Every text is Markdown: only what is not text at all is an error. The parser works in linear time, and lists are read
//! up to 100 levels deep, deeper ones as if they were not.
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

/// Reads a text as a page of Markdown. What is odd about it is not reported: [`read`] does that.
///
/// # Errors
/// A NUL character.
pub fn read_str(page: &str) -> Result<Document> {
    model::read_bytes(page.as_bytes(), read)
}

/// Reads a page of Markdown.
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
