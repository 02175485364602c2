//! Reads MediaWiki XML exports: the dumps of Wikipedia and other wikis, and what `Special:Export` gives.
//!
//! ```xml
//! <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
//!   <siteinfo> <namespaces> <namespace key="0"/> <namespace key="1">Talk</namespace> </namespaces> </siteinfo>
//!   <page>
//!     <title>1000 metres</title>
//!     <ns>0</ns>
//!     <id>7</id>
//!     <revision> <model>wikitext</model> <text xml:space="preserve">== Heats == ...</text> </revision>
//!   </page>
//! </mediawiki>
//! ```
//!
//! Each page is a document with its title, the properties `id`, `namespace` and `redirect`, and the blocks that
//! [`read_wiki`] finds in its text. Of several revisions the newest one counts. A text that is no wiki text (`css`,
//! `Scribunto`) is kept as its source. Who wrote a revision, when and why, and the checksum are not read.
//!
//! One page is held at a time, so memory does not grow with the dump. What is said about a page gives the line of the
//! dump and the page's title.
//!
//! The format is described by the [schemas] of its versions, 0.3 to 0.11; all of them are read.
//!
//! [schemas]: https://www.mediawiki.org/wiki/Help:Export

mod codes;
mod dump;
mod options;
mod page;

use model::{Confidence, Diagnostic, Error, Format, Input, Params, Place, ReaderSpec, Result, Sink};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec {
    format: Format {
        id: "mediawiki-xml",
        title: "MediaWiki XML export",
        aliases: &["dump"],
        // "xml" says too little: an export is recognised by its content.
        extensions: &[],
        media_types: &["application/xml", "text/xml"],
        binary: false,
    },
    sniff,
    streaming: true,
    seek: false,
    typed: false,
    late_columns: false,
    one_table: false,
    options: options::OPTIONS,
    codes: &[codes::CODES, xml::CODES],
    read,
}];

/// Reads the pages of an export.
///
/// ```
/// use model::{Diagnostics, Documents, Input, Params};
///
/// let dump = "<mediawiki><page><title>Heats</title><ns>0</ns><id>7</id>
///   <revision><text>A &lt;b>page&lt;/b>.</text></revision></page></mediawiki>";
/// let (mut pages, diagnostics) = (Documents::default(), Diagnostics::ignore());
/// let input = Input { bytes: &mut std::io::Cursor::new(dump), diagnostics: &diagnostics };
/// convert_read_mediawiki_xml::read(input, &Params::default(), &mut pages)?;
/// assert_eq!(pages.0[0].meta.title.as_deref(), Some("Heats"));
/// assert_eq!(pages.0[0].blocks.len(), 1);
/// # Ok::<(), model::Error>(())
/// ```
pub fn read(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    let wanted = options::Namespaces::from_params(params)?;
    if input.bytes.fill_buf()?.is_empty() {
        return Err(Error::input(Diagnostic::error("dump-empty", "the input is empty").at(Place::at(1, 1))));
    }
    dump::Dump::new(dump::open(input.bytes), wanted, params, input.diagnostics).read(sink)
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
