//! Reads wiki text: MediaWiki's markup, and the plain pipe rows that pages are often dumped as.
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
//! A text is what the page shows; the bold type, the links and the templates are marks over it
//! ([`Cell::marks`](model::Cell::marks)). Headings, paragraphs and lists are [`Document::blocks`], in the order of the
//! page. [`read_with`] takes options and reports what is odd.
//!
//! # Templates
//!
//! What the templates show that carry data in tables and infoboxes is known. Others take a rule, which is the source of
//! the template as far as it matters ([`wiki::templates`] lists the functions); a template without one stays visible as its
//! source, with a warning.
//!
//! ```
//! use convert_read_wiki::model::{Diagnostics, Document, Input, TextFile};
//! use convert_read_wiki::{WikiReadOptions, read_with};
//!
//! let rules = TextFile {
//!     path: "rules.yaml".into(), // what messages call it: nothing is opened
//!     text: r#"
//! Skater: "{{{1}}} ({{#nation:{{{2}}}}})" # arguments, and functions for data
//! Venue: "{{{1}}}, {{{city|Milan}}}" # an argument by name, and what stands for it
//! No time: {cell: "-"} # a whole cell, as {{N/A}}
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
//! says in a warning what it repaired. Only what is not text at all is an error.
//!
//! HTML tables (`<table><tr><td>a<td>b</table>`) are tables too, and their rows and cells may stand in `{|` tables. What
//! is not closed is put right as HTML does it.
//!
//! # Inside
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

/// Reads a page into a document, with the options as they are unless others are given. What is odd in it is put right
/// and not reported: for that there is [`read`].
///
/// ```
/// let page = convert_read_wiki::read_str("| Rank | Name |\n| 1 | [[Sun Long]] |")?;
/// assert_eq!(page.tables().next().expect("one table").rows().next().expect("one row").text(1), "Sun Long");
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// What is not text at all.
pub fn read_str(page: &str) -> Result<Document> {
    model::read_bytes(page.as_bytes(), read)
}

/// Reads a page with the options as they are unless others are given.
///
/// # Errors
/// What is not text at all; those of the sink.
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
/// assert!(reported[0].starts_with("3:3: warning: template 'Odd' is not known"));
/// assert!(reported[1].starts_with("3:1: warning: row has 1 cell, the header has 2"));
/// # Ok::<(), model::Error>(())
/// ```
///
/// # Errors
/// What is not text at all, a file of template rules that cannot be read, an unknown template if that is to be an error;
/// those of the sink.
pub fn read_with(input: Input<'_>, options: &WikiReadOptions, sink: &mut dyn Sink) -> Result<()> {
    WikiReader::new(options)?.read(input, sink)
}

/// A reader of many pages: the rules of users are compiled once.
#[derive(Debug)]
pub struct WikiReader(Options);

impl WikiReader {
    /// Compiles the options.
    ///
    /// # Errors
    /// What is wrong with a file of template rules, and where.
    pub fn new(options: &WikiReadOptions) -> Result<Self> {
        Options::new(options).map(WikiReader)
    }

    /// Reads a page.
    ///
    /// # Errors
    /// What is not text at all, an unknown template if that is to be an error; those of the sink.
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
