//! Reads wiki text: MediaWiki markup, and the plain pipe rows in which pages are often dumped.
//!
//! ```
//! let page = convert_read_wiki::read_str(
//!     "= 1000 metres =
//! {{Infobox event
//! | venue = [[Mediolanum Forum|Forum]], {{nowrap|Milan}}
//! | dates = {{start date|2026|2|12|df=y}}
//! }}
//! == Final ==
//! {| class=\"wikitable\"
//! ! Rank !! Athlete !! Country !! Time
//! |-
//! | 1 || '''[[Jens van 't Wout]]''' || {{flag|NED}} || 1:24.537
//! |-
//! | 2 || [[Sun Long]] || {{flag|CHN}} || 1:24.565
//! |}",
//! )?;
//! assert_eq!(page.meta.title.as_deref(), Some("1000 metres"));
//!
//! let final_ = page.tables().next().expect("one table");
//! assert_eq!(final_.head.columns[1].name, "Athlete");
//! let winner = final_.rows().next().expect("two rows");
//! assert_eq!(winner.text(1), "Jens van 't Wout");
//! assert_eq!(winner.text(2), "Netherlands");
//!
//! let infobox = page.infobox().expect("one infobox");
//! assert_eq!(infobox.get("venue").expect("a venue").value.text, "Forum, Milan");
//! assert_eq!(infobox.get("dates").expect("dates").value.text, "12 February 2026");
//! # Ok::<(), convert_read_wiki::model::Error>(())
//! ```
//!
//! Text is what the page shows; bold type, links and templates are marks over it ([`Cell::marks`](model::Cell::marks)).
//! Headings, paragraphs and lists are in [`Document::blocks`], in page order. [`read_with`] takes options and reports
//! warnings.
//!
//! # Templates
//!
//! The reader has rules for the templates that carry data in tables and infoboxes. Users can add rules: a rule is the
//! source of the template, reduced to what matters ([`wiki::templates`] lists the functions). A template without a rule
//! stays visible as its source, with a warning.
//!
//! ```
//! use convert_read_wiki::model::{Diagnostics, Document, Input, TextFile};
//! use convert_read_wiki::{WikiReadOptions, read_with};
//!
//! let rules = TextFile {
//!     path: "rules.yaml".into(), // only for messages; no file is opened
//!     text: r#"
//! Skater: "{{{1}}} ({{#nation:{{{2}}}}})" # arguments and data functions
//! Venue: "{{{1}}}, {{{city|Milan}}}" # a named argument with a default
//! No time: {cell: "-"} # a whole cell, like {{N/A}}
//! "#
//!     .into(),
//! };
//! let options = WikiReadOptions { templates: vec![rules], ..WikiReadOptions::default() };
//! let mut page = std::io::Cursor::new("| Name | Venue |\n| {{Skater|Sun Long|CHN}} | {{Venue|Forum}} |\n");
//! let diagnostics = Diagnostics::new(|diagnostic| panic!("{diagnostic}"));
//! let mut document = Document::default();
//! read_with(Input::new(&mut page, &diagnostics), &options, &mut document)?;
//! let row = document.tables().next().expect("one table").rows().next().expect("one row");
//! assert_eq!(row.texts().collect::<Vec<_>>(), ["Sun Long (China)", "Forum, Milan"]);
//! # Ok::<(), convert_read_wiki::model::Error>(())
//! ```
//!
//! # Syntax
//!
//! The two dialects mix freely on a page:
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
//! MediaWiki has no grammar and rejects no page, and neither does this reader: it follows MediaWiki's own steps (its
//! [preprocessor] for opaque spans, its line rules for blocks and [tables], its balancing of apostrophes) and warns
//! about what it repaired. Only input that is not text is an error.
//!
//! HTML tables (`<table><tr><td>a<td>b</table>`) are tables too, and their rows and cells may appear in `{|` tables.
//! Unclosed elements are closed as in HTML.
//!
//! # Internals
//!
//! Each layer knows only those before it:
//!
//! 1. `syntax`: ranges of the page, without their meaning: spans, blocks, tables, template calls.
//! 2. `templates`: what templates show, as wiki text.
//! 3. `text`: ranges of the page as text with marks, with templates rendered.
//! 4. `tables`: rows of cells on a grid.
//! 5. `document`: all blocks of the model.
//!
//! `page` runs them over a whole page, and `parts` distributes the blocks of a large page over several threads. Each
//! pass only goes forwards: no input makes it backtrack. Recursion stays within a layer: text in text, tables in cells,
//! and blocks between the rows of a table.
//!
//! [preprocessor]: https://www.mediawiki.org/wiki/Preprocessor_ABNF
//! [tables]: https://www.mediawiki.org/wiki/Help:Tables

mod codes;
mod document;
mod options;
mod page;
mod parts;
mod report;
mod syntax;
mod tables;
mod templates;
mod text;

pub use model;
pub use options::{Flags, UnknownTemplates, WikiReadOptions};

use codes::{CODES, ONCE, STRUCTURAL};
use model::{Confidence, Document, Error, Event, Input, Meta, Outlet, ReaderSpec, Reading, Result, Sink};
use report::Log;
use syntax::page_text::BLANK;
use templates::options::Options;

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(wiki::WIKI, sniff, &Reading(read_with))
    .codes(&[CODES])
    .structural(STRUCTURAL)
    .once(ONCE)];

/// Reads a page into a document, with the default options. Errors in the page are repaired without a warning; [`read`]
/// reports them.
///
/// ```
/// let page = convert_read_wiki::read_str("| Rank | Name |\n| 1 | [[Sun Long]] |")?;
/// assert_eq!(page.tables().next().expect("one table").rows().next().expect("one row").text(1), "Sun Long");
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// Fails if the input is not text.
pub fn read_str(page: &str) -> Result<Document> {
    model::read_bytes(page.as_bytes(), read)
}

/// Reads a page with the default options.
///
/// # Errors
/// Fails if the input is not text; passes on the sink's errors.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &WikiReadOptions::default(), sink)
}

/// Reads a page.
///
/// ```
/// use convert_read_wiki::{Flags, WikiReadOptions, read_with};
/// use convert_read_wiki::model::{Diagnostics, Document, Input};
///
/// let mut page = std::io::Cursor::new("| Name | NOC |\n| Sun Long | {{flag|CHN}} |\n| {{Odd}} |");
/// let (mut document, mut reported) = (Document::default(), Vec::new());
/// let diagnostics = Diagnostics::new(|diagnostic| reported.push(diagnostic.to_string()));
/// let options = WikiReadOptions { flags: Some(Flags::Code), ..WikiReadOptions::default() };
/// read_with(Input::new(&mut page, &diagnostics), &options, &mut document)?;
/// drop(diagnostics);
/// assert_eq!(document.tables().next().expect("one table").rows().next().expect("two rows").text(1), "CHN");
/// assert!(reported[0].starts_with("3:3: warning: unknown template 'Odd'"));
/// assert!(reported[1].starts_with("3:1: warning: row has 1 cell, the header has 2"));
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// Fails if the input is not text, if a file of template rules is invalid, or at an unknown template if the options say
/// so; passes on the sink's errors.
pub fn read_with(input: Input<'_>, options: &WikiReadOptions, sink: &mut dyn Sink) -> Result<()> {
    WikiReader::new(options)?.read(input, sink)
}

/// A reader for many pages, which compiles the rules of users once.
#[derive(Debug)]
pub struct WikiReader(Options);

impl WikiReader {
    /// Compiles the options.
    ///
    /// # Errors
    /// Fails if a file of template rules is invalid, with its place.
    pub fn new(options: &WikiReadOptions) -> Result<Self> {
        Options::new(options).map(WikiReader)
    }

    /// Reads a page.
    ///
    /// # Errors
    /// Fails if the input is not text, or at an unknown template if the options say so; passes on the sink's errors.
    pub fn read(&self, input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
        let mut sink = Outlet::new(sink);
        let mut bytes = Vec::new();
        input.bytes.read_to_end(&mut bytes)?;
        if u32::try_from(bytes.len()).is_err() {
            let message = "the page is larger than 4 GiB";
            return Err(Error::input(model::codes::TOO_LARGE.error(message)));
        }
        let (text, found) = model::utf8(&bytes, "wiki text")?;
        let before = (bytes.len() - text.len()) as u64;
        if text.trim_matches(BLANK).is_empty() {
            input.diagnostics.report(model::codes::EMPTY.warning("the page is empty"))?;
            sink.event(Event::DocumentStart(&Meta { found, ..Meta::default() }))?;
            return sink.event(Event::DocumentEnd);
        }
        let (log, threads) = (
            Log::new(text, input.diagnostics).after(before).all(input.reports_all),
            parts::threads(text.len()),
        );
        page::read(text, found, &log, &self.0, threads, &mut sink)
    }
}

/// Recognises wiki text by the first bytes.
fn sniff(bytes: &[u8]) -> Confidence {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if memchr::memchr(0, bytes).is_some() || bytes.starts_with(b"PK\x03\x04") {
        return Confidence::No;
    }
    let text = String::from_utf8_lossy(bytes);
    let first = text.trim_start();
    let lines = || first.lines().map(str::trim_end);
    // A row of dashes below a header row is Markdown.
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
