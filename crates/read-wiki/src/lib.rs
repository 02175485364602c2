//! Reads wiki text: MediaWiki's markup, and the plain pipe rows that pages are often dumped as.
//!
//! Both dialects mix freely in one page:
//!
//! ```text
//! = 1000 metres =                        the title
//!
//! Infobox                                {{Infobox event
//! - Venue: Forum                         | venue = Forum
//!                                        }}
//!
//! == Heats ==                            a heading
//! | Rank | Name |                        {| class="wikitable"
//! | 1 | Pietro Sighel |                  ! Rank !! Name
//!                                        |-
//!                                        | 1 || [[Pietro Sighel]]
//!                                        |}
//! ```
//!
//! MediaWiki has no grammar and rejects no page, and neither does this reader: it follows MediaWiki's own steps
//! (its [preprocessor] for what is opaque, its line rules for blocks and [tables], its balancing of apostrophes) and
//! says in a warning what it repaired. Only what is no text at all is an error.
//!
//! HTML tables (`<table><tr><td>a<td>b</table>`) are tables too, and their rows and cells may stand in `{|` tables. What
//! is not closed is put right as HTML does it.
//!
//! Each layer knows only those before it:
//!
//! 1. `syntax`: places in the page, and nothing of what they mean: spans, blocks, tables, template calls.
//! 2. `templates`: what templates show, as wiki text.
//! 3. `text`: ranges of the page as texts with marks, with templates as the page shows them.
//! 4. `tables`: rows of cells on a grid.
//! 5. `document`: all blocks of the model.
//!
//! `page` goes through them for a whole page, and `parts` gives the blocks of a large page to several threads. Each pass
//! goes forwards only: no input makes it go back. Recursion stays within a layer: texts hold texts, cells hold tables,
//! and what stands between the rows of a table is blocks.
//!
//! [preprocessor]: https://www.mediawiki.org/wiki/Preprocessor_ABNF
//! [tables]: https://www.mediawiki.org/wiki/Help:Tables

mod codes;
mod document;
mod page;
mod parts;
mod report;
mod syntax;
mod tables;
mod templates;
mod text;

use model::{Confidence, Diagnostic, Error, Event, Input, Meta, Params, ReaderSpec, Result, Sink, TextCodes};
use report::Log;
use syntax::source::BLANK;
use templates::options::{OPTIONS, Options};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec {
    format: wiki::WIKI,
    sniff,
    streaming: false,
    seek: false,
    typed: false,
    late_columns: false,
    one_table: false,
    options: OPTIONS,
    codes: &[codes::CODES],
    read,
}];

/// Reads a page.
///
/// ```
/// use model::{Diagnostics, Document, Input, Params};
///
/// let mut page: &[u8] = b"== Heats ==\n{|\n! Rank !! Name\n|-\n| 1 || [[Pietro Sighel]]\n|}";
/// let mut document = Document::default();
/// let diagnostics = Diagnostics::ignore();
/// let input = Input { bytes: &mut std::io::Cursor::new(&mut page), diagnostics: &diagnostics };
/// convert_read_wiki::read(input, &Params::default(), &mut document)?;
/// let table = document.tables().next().expect("one table");
/// assert_eq!(table.rows().next().expect("one row").text(1), "Pietro Sighel");
/// # Ok::<(), model::Error>(())
/// ```
pub fn read(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    let options = Options::from_params(params)?;
    let mut bytes = Vec::new();
    input.bytes.read_to_end(&mut bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    if u32::try_from(bytes.len()).is_err() {
        let message = "the page is larger than 4 GiB";
        return Err(Error::input(Diagnostic::error("wiki-too-large", message)));
    }
    let codes = TextCodes { binary: "wiki-binary", encoding: "wiki-encoding" };
    let text = model::utf8(bytes, codes, "wiki text")?;
    if text.trim_matches(BLANK).is_empty() {
        input.diagnostics.report(Diagnostic::warning("wiki-empty", "the page is empty"))?;
        sink.event(Event::DocumentStart(&Meta::default()))?;
        return sink.event(Event::DocumentEnd);
    }
    page::read(text, &Log::new(text, input.diagnostics), &options, parts::threads(text.len()), sink)
}

/// Recognises wiki text by its first bytes.
fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if memchr::memchr(0, bytes).is_some() || bytes.starts_with(b"PK\x03\x04") {
        return Confidence::No;
    }
    let text = String::from_utf8_lossy(bytes);
    let first = text.trim_start();
    let lines = || first.lines().map(str::trim_end);
    // A row of dashes below a row of names is Markdown's.
    let is_delimiter = |line: &str| {
        line.starts_with('|')
            && line.ends_with('|')
            && line.contains('-')
            && line.bytes().all(|byte| b"|-: ".contains(&byte))
    };
    let is_markdown = lines().any(is_delimiter);
    let likely = lines().filter(|line| !is_delimiter(line)).any(|line| {
        line.starts_with("{|")
            || line.starts_with("|-")
            || line.starts_with("{{")
            || line.starts_with("[[")
            || line == "Infobox"
            || (line.len() > 2 && line.starts_with('=') && line.ends_with('='))
            || (!is_markdown && line.len() > 2 && line.starts_with('|') && line.ends_with('|'))
    });
    let inline = ["[[", "{{", "'''"].iter().any(|mark| text.contains(mark));
    match first.bytes().next() {
        _ if first.starts_with("{|") || first.starts_with("{{") || first.starts_with("[[") => {
            Confidence::Likely
        }
        Some(b'<') if !first.starts_with("<!--") && !first.starts_with("<nowiki") => Confidence::No,
        Some(b'{' | b'[') => Confidence::No,
        _ if likely => Confidence::Likely,
        _ if inline => Confidence::Maybe,
        _ => Confidence::No,
    }
}
