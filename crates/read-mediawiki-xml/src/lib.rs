//! Reads MediaWiki XML exports: the dumps of Wikipedia and other wikis, and the output of `Special:Export`.
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
//! [`read_wiki`] finds in its text. If a page has several revisions, the newest is read. Text that is not wiki text
//! (`css`, `Scribunto`) is kept verbatim. The author, time, comment and checksum of a revision are not read.
//!
//! Only one page is in memory at a time, so memory does not grow with the dump. Diagnostics about a page have the line
//! in the dump and the page's title.
//!
//! The format is defined by the [schemas] of its versions; versions 0.3 to 0.11 are read.
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

/// The format. It does not claim the extension "xml", which is too general; exports are recognised by their content.
const MEDIAWIKI_XML: FormatInfo = FormatInfo::new("mediawiki-xml", "MediaWiki XML export")
    .aliases(&["dump"])
    .media_types(&["application/xml", "text/xml"]);

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(MEDIAWIKI_XML, sniff, &Reading(read_with))
    .streaming()
    .many_documents()
    .codes(&[codes::CODES, xml::CODES])];

/// Reads the pages of an export into documents, with the default options. Warnings are discarded; [`read`] reports
/// them, and holds only one page in memory.
///
/// # Errors
/// Fails with a place if the input is not an export.
pub fn read_str(export: &str) -> Result<Documents> {
    model::read_bytes(export.as_bytes(), read)
}

/// Reads the pages of an export with the default options.
///
/// # Errors
/// Fails with a place if the input is not an export, and with the sink's errors.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &DumpReadOptions::default(), sink)
}

/// Reads the pages of an export and sends each as soon as it ends. Reading stops when the sink does.
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
/// Fails with a place if the input is not an export, and if a file of template rules is invalid; passes on the sink's
/// errors.
pub fn read_with(input: Input<'_>, options: &DumpReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let wiki = WikiReader::new(&options.wiki())?;
    if input.bytes.fill_buf()?.is_empty() {
        return Err(Error::input(model::codes::EMPTY.error("the input is empty").at(Place::at(1, 1))));
    }
    let mut dump = dump::Dump::new(dump::open(input.bytes), &options.namespace, wiki, input.diagnostics);
    dump.read(&mut Outlet::new(sink))
}

/// Recognises an export by its root element.
fn sniff(start: &[u8]) -> Confidence {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let is_markup = start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    let root = memchr::memmem::find(start, b"<mediawiki").and_then(|at| start.get(at + 10));
    match root {
        Some(b'>' | b' ' | b'\t' | b'\n' | b'\r') if is_markup => Confidence::Certain,
        _ => Confidence::No,
    }
}
