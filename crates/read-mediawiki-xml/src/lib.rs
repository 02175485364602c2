//! Reads MediaWiki XML exports: the dumps of Wikipedia and other wikis, and what `Special:Export` gives.
//!
//! ```
//! let pages = convert_read_mediawiki_xml::read_str(
//!     r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
//!   <siteinfo>
//!     <sitename>Wikipedia</sitename>
//!     <namespaces><namespace key="0"/><namespace key="1">Talk</namespace></namespaces>
//!   </siteinfo>
//!   <page>
//!     <title>1000 metres</title>
//!     <ns>0</ns>
//!     <id>7</id>
//!     <revision>
//!       <timestamp>2026-02-12T21:40:00Z</timestamp>
//!       <model>wikitext</model>
//!       <text xml:space="preserve">== Final ==
//! {| class="wikitable"
//! ! Rank !! Athlete !! Country
//! |-
//! | 1 || [[Jens van 't Wout]] || {{flag|NED}}
//! |}</text>
//!     </revision>
//!   </page>
//! </mediawiki>"#,
//! )?;
//! let page = &pages.0[0];
//! assert_eq!(page.meta.title.as_deref(), Some("1000 metres"));
//! assert_eq!(page.meta.properties[0], ("id".to_owned(), "7".to_owned()));
//! let table = page.tables().next().expect("one table");
//! assert_eq!(table.rows().next().expect("one row").text(2), "Netherlands");
//! # Ok::<(), model::Error>(())
//! ```
//!
//! Each page is a document with its title, the properties `id`, `namespace` and `redirect`, and the blocks that
//! [`read_wiki`] finds in its text. Of several revisions the newest one counts. A text that is not wiki text (`css`,
//! `Scribunto`) is kept as its source. Who wrote a revision, when and why, and the checksum are not read.
//!
//! One page is held at a time, so memory does not grow with the dump. What is reported about a page has the line of the
//! dump and the page's title.
//!
//! The format is described by the [schemas] of its versions, 0.3 to 0.11; all of them are read.
//!
//! [schemas]: https://www.mediawiki.org/wiki/Help:Export

mod codes;
mod dump;
mod options;
mod page;

pub use model;
pub use options::{DumpReadOptions, Namespaces};

use model::{
    Confidence, Documents, Error, FormatInfo, Input, Outlet, Place, ReaderSpec, Reading, Result, Sink,
};
use read_wiki::WikiReader;

/// The format. "xml" is not an extension of it: that says too little, and an export is recognised by its content.
const MEDIAWIKI_XML: FormatInfo = FormatInfo::new("mediawiki-xml", "MediaWiki XML export")
    .aliases(&["dump"])
    .media_types(&["application/xml", "text/xml"]);

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(MEDIAWIKI_XML, sniff, &Reading(read_with))
    .streaming()
    .many_documents()
    .codes(&[codes::CODES, xml::CODES])];

/// Reads the pages of an export into documents, with the options as they are unless others are given. What is odd in
/// it is not reported: for that there is [`read`], which holds one page at a time.
///
/// # Errors
/// What is not an export, with a place.
pub fn read_str(export: &str) -> Result<Documents> {
    model::read_bytes(export.as_bytes(), read)
}

/// Reads the pages of an export with the options as they are unless others are given.
///
/// # Errors
/// What is not an export, with a place; those of the sink.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &DumpReadOptions::default(), sink)
}

/// Reads the pages of an export, each as it ends. A sink that wants nothing more ends the reading.
///
/// ```
/// use convert_read_mediawiki_xml::{DumpReadOptions, Namespaces, read_with};
/// use convert_read_mediawiki_xml::model::{Diagnostics, Documents, Input};
///
/// let mut dump = std::io::Cursor::new(
///     "<mediawiki><page><title>Heats</title><ns>0</ns>
///        <revision><text>A &lt;b>page&lt;/b>.</text></revision></page>
///      <page><title>Talk:Heats</title><ns>1</ns>
///        <revision><text>Who won?</text></revision></page></mediawiki>",
/// );
/// let (mut pages, diagnostics) = (Documents::default(), Diagnostics::ignore());
/// let options = DumpReadOptions { namespace: Namespaces(vec![1]), ..DumpReadOptions::default() };
/// read_with(Input::new(&mut dump, &diagnostics), &options, &mut pages)?;
/// assert_eq!(pages.0.len(), 1);
/// assert_eq!(pages.0[0].meta.title.as_deref(), Some("Talk:Heats"));
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// What is not an export, with a place; what is wrong with a file of template rules; those of the sink.
pub fn read_with(input: Input<'_>, options: &DumpReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let wiki = WikiReader::new(&options.wiki())?;
    if input.bytes.fill_buf()?.is_empty() {
        return Err(Error::input(model::codes::EMPTY.error("the input is empty").at(Place::at(1, 1))));
    }
    let mut dump = dump::Dump::new(dump::open(input.bytes), &options.namespace, wiki, input.diagnostics);
    dump.read(&mut Outlet::new(sink))
}

/// An export says so in its root element.
fn sniff(start: &[u8]) -> Confidence {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let is_markup = start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    let root = memchr::memmem::find(start, b"<mediawiki").and_then(|at| start.get(at + 10));
    match root {
        Some(b'>' | b' ' | b'\t' | b'\n' | b'\r') if is_markup => Confidence::Certain,
        _ => Confidence::No,
    }
}
