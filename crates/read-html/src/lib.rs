//! Reads a page of [HTML](https://html.spec.whatwg.org), as a browser parses it: its headings, paragraphs, lists and
//! tables.
//!
//! | HTML | document |
//! | --- | --- |
//! | the first `h1`, if nothing is shown before it; else `title` | the title |
//! | `table` of the class `infobox` whose rows are a `th` and a `td` | an infobox |
//! | `thead`, or the first rows of `th` alone | the header rows |
//! | `colspan`, `rowspan` | merged cells, as far as their rows go |
//! | a table in a cell | a block of the cell |
//! | `sup` of the class `reference` | a footnote |
//! | `pre` | a paragraph that is an element `pre` |
//!
//! White space collapses as in a browser. What a browser does not show is left out: scripts, styles, templates, what is
//! `hidden`. Any bytes are a page; elements nested more than 256 deep are read as if their tags were not there.
//!
//! The encoding is that of the byte order mark, or the one that the option `encoding` or a `meta` element names, else
//! UTF-8.

mod attributes;
mod codes;
mod dom;
mod encoding;
mod flow;
mod page;
mod parse;
mod shown;
mod table;

use encoding_rs::Encoding;
use markup::HTML;
use model::{Confidence, ENCODING, Input, Params, ReaderSpec, Result, Sink};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec {
    format: HTML,
    sniff,
    streaming: false,
    seek: false,
    typed: false,
    late_columns: false,
    one_table: false,
    options: &[ENCODING],
    codes: &[codes::CODES],
    read,
}];

/// Reads a page of HTML. Option: `encoding`.
///
/// ```
/// use model::{Diagnostics, Document, Input, Params};
///
/// let mut page: &[u8] = b"<title>Heats</title><table><tr><th>Rank<th>Name<tr><td>1<td>Sun <b>Long</b></table>";
/// let mut document = Document::default();
/// let diagnostics = Diagnostics::ignore();
/// let input = Input { bytes: &mut std::io::Cursor::new(&mut page), diagnostics: &diagnostics };
/// convert_read_html::read(input, &Params::default(), &mut document)?;
/// assert_eq!(document.meta.title.as_deref(), Some("Heats"));
/// assert_eq!(document.tables().next().expect("a table").rows().next().expect("a row").text(1), "Sun Long");
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// An encoding that is not known, bytes that are not of the page's, markup that multiplies itself without end, and whatever the sink returns.
pub fn read(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    let mut bytes = Vec::new();
    input.bytes.read_to_end(&mut bytes)?;
    let text = encoding::decode(&bytes, model::named_encoding(params, Encoding::for_label)?)?;
    let dom = parse::parse(&text, input.diagnostics)?;
    page::read(&dom, input.diagnostics, sink)
}

/// Recognises HTML by its first bytes.
fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let starts =
        |tag: &str| bytes.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    if starts("<!doctype html") || starts("<html") {
        Confidence::Certain
    } else if ["<table", "<body", "<head>"].iter().any(|tag| starts(tag)) {
        Confidence::Likely
    } else if bytes.first() == Some(&b'<') {
        Confidence::Maybe
    } else {
        Confidence::No
    }
}
