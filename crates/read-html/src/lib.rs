//! Reads [HTML](https://html.spec.whatwg.org) pages, parsed as browsers do: headings, paragraphs, lists and tables.
//!
//! ```
//! let page = "
//! <!DOCTYPE html>
//! <title>Short track: results</title>
//! <h1>Women's 1500 metres</h1>
//! <p>Held at the <a href='https://example.org/stadium'>Capital Indoor Stadium</a>.
//! <table>
//!   <tr> <th>Rank <th>Name                  <th>Time
//!   <tr> <td>1    <td>Choi <b>Min-jeong</b> <td>2:17.789
//!   <tr> <td>2    <td>Arianna Fontana       <td>2:17.862
//! </table>";
//!
//! let document = convert_read_html::read_str(page)?;
//! assert_eq!(document.meta.title.as_deref(), Some("Women's 1500 metres"));
//! let table = document.tables().next().expect("the page has a table");
//! let times: Vec<(&str, &str)> = table.rows().map(|row| (row.text(1), row.text(2))).collect();
//! assert_eq!(times, [("Choi Min-jeong", "2:17.789"), ("Arianna Fontana", "2:17.862")]);
//! # Ok::<(), model::Error>(())
//! ```
//!
//! | HTML | document |
//! | --- | --- |
//! | the first `h1`, if nothing is shown before it; otherwise `title` | the title |
//! | a `table` with the class `infobox`, each row a `th` and a `td` | an infobox |
//! | `thead`, or the first rows if they have only `th` | the header rows |
//! | `colspan`, `rowspan` | merged cells, within their group of rows |
//! | a table in a cell | a block of the cell |
//! | a `sup` with the class `reference` | a footnote |
//! | `pre` | a paragraph with an element `pre` around its text |
//!
//! White space collapses as in browsers. What browsers do not show is left out: scripts, styles, templates, and
//! elements that are `hidden`. Any text is a valid page; below a depth of 256, tags are ignored and their text is kept.
//!
//! The encoding is that of the byte order mark, otherwise the one that the option `encoding` or a `meta` element names,
//! otherwise UTF-8.

mod attributes;
mod decode;
mod dom;
mod flow;
mod options;
mod page;
mod parse;
mod shown;
mod table;
mod target;

pub use encoding::Encoding;
pub use model;
pub use options::HtmlReadOptions;

use markup::HTML;
use model::{Confidence, Document, Input, ReaderSpec, Reading, Result, Sink};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(HTML, sniff, &Reading(read_with))];

/// Reads an HTML page from a string; an encoding that it names has no effect. Diagnostics are dropped: use [`read`] to
/// get them.
///
/// # Errors
/// Markup that repeats itself without end.
pub fn read_str(page: &str) -> Result<Document> {
    let options = HtmlReadOptions { encoding: Some(Encoding::UTF_8) };
    model::read_bytes(page.as_bytes(), |input, sink| read_with(input, &options, sink))
}

/// Reads an HTML page.
///
/// ```
/// use convert_read_html::model::{Diagnostics, Document, Input};
///
/// let page = b"<meta charset=windows-1252><title>Relais \xE0 l'arriv\xE9e</title><p><img src=finish.png alt=photo>";
/// let mut reported = Vec::new();
/// let diagnostics = Diagnostics::new(|diagnostic| reported.push(diagnostic.to_string()));
/// let mut document = Document::default();
/// convert_read_html::read(Input::new(&mut std::io::Cursor::new(page), &diagnostics), &mut document)?;
/// drop(diagnostics);
/// assert_eq!(document.meta.title.as_deref(), Some("Relais à l'arrivée"));
/// assert_eq!(document.meta.found.encoding, Some("windows-1252"));
/// assert_eq!(reported, ["note: images are not read (their alternative text is kept)"]);
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// Bytes that are not of the page's encoding, markup that repeats itself without end, and whatever the sink returns.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &HtmlReadOptions::default(), sink)
}

/// Reads an HTML page, with options.
///
/// ```
/// use convert_read_html::HtmlReadOptions;
/// use convert_read_html::Encoding;
/// use convert_read_html::model::{Diagnostics, Document, Input};
///
/// let options = HtmlReadOptions { encoding: Encoding::named("shift_jis") };
/// let mut bytes = std::io::Cursor::new(b"<title>\x83\x65</title>");
/// let diagnostics = Diagnostics::new(|diagnostic| eprintln!("{diagnostic}"));
/// let mut document = Document::default();
/// convert_read_html::read_with(Input::new(&mut bytes, &diagnostics), &options, &mut document)?;
/// assert_eq!(document.meta.title.as_deref(), Some("テ"));
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// As [`read`].
pub fn read_with(input: Input<'_>, options: &HtmlReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let mut bytes = Vec::new();
    input.bytes.read_to_end(&mut bytes)?;
    let (text, found) = decode::decode(&bytes, options.encoding.map(Encoding::codec))?;
    let dom = parse::parse(&text, input.diagnostics)?;
    page::read(&dom, found, input.diagnostics, sink)
}

/// Recognizes HTML by its first bytes.
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
