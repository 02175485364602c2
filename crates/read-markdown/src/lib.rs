//! Reads Markdown: [CommonMark] with the tables, the struck out text and the footnotes of [GitHub's flavour].
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
//! Every text is Markdown: only what is no text at all is an error. The parser works in linear time, and lists are read
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

use markup::MARKDOWN;
use model::{Input, Params, ReaderSpec, Result, Sink, TextCodes};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec {
    format: MARKDOWN,
    sniff: sniff::sniff,
    streaming: false,
    seek: false,
    typed: false,
    late_columns: false,
    one_table: false,
    options: &[],
    codes: &[codes::CODES],
    read,
}];

/// Reads a page of Markdown.
///
/// ```
/// use model::{Diagnostics, Document, Input, Params};
///
/// let mut page: &[u8] = b"# Heats\n\n| Rank | Name |\n| ---: | --- |\n| 1 | Sun \\*Long\\* |\n";
/// let mut document = Document::default();
/// let diagnostics = Diagnostics::ignore();
/// let input = Input { bytes: &mut std::io::Cursor::new(&mut page), diagnostics: &diagnostics };
/// convert_read_markdown::read(input, &Params::default(), &mut document)?;
/// assert_eq!(document.meta.title.as_deref(), Some("Heats"));
/// assert_eq!(document.tables().next().expect("a table").rows().next().expect("a row").text(1), "Sun *Long*");
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// Bytes that are not UTF-8, and whatever the sink returns.
pub fn read(input: Input<'_>, _: &Params, sink: &mut dyn Sink) -> Result<()> {
    let mut bytes = Vec::new();
    input.bytes.read_to_end(&mut bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let codes = TextCodes { binary: "markdown-binary", encoding: "markdown-encoding" };
    page::read(model::utf8(bytes, codes, "Markdown")?, input.diagnostics, sink)
}
