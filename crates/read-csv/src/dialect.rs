//! What the standard leaves open: given by options, or recognised from the first block.

mod header;
mod recognise;

pub(crate) use header::has_header;
pub(crate) use recognise::{only_lf, recognise, width};

use dsv::{BLOCK, DETAIL};
use model::{Confidence, OptionSpec, Params, Result};

pub(crate) const QUOTE: OptionSpec = OptionSpec {
    name: "quote-char",
    value: Some("CHAR"),
    choices: &[],
    help: "What quotes the fields of a CSV input: one character, or 'none' (default: recognised)",
};

pub(crate) const ESCAPE: OptionSpec = OptionSpec {
    name: "escape-char",
    value: Some("CHAR"),
    choices: &[],
    help: "What stands in a CSV input before a character that is meant as itself, such as \\ (default: a quote in a quoted \
           field is written twice)",
};

pub(crate) const COMMENT: OptionSpec = OptionSpec {
    name: "comment-char",
    value: Some("CHAR"),
    choices: &[],
    help: "Leave out the lines of a CSV input that start with this character",
};

pub(crate) const SKIP: OptionSpec = OptionSpec {
    name: "skip-lines",
    value: Some("COUNT"),
    choices: &[],
    help: "Leave out the first lines of a CSV input",
};

pub(crate) const BLANKS: OptionSpec = OptionSpec {
    name: "skip-initial-space",
    value: None,
    choices: &[],
    help: "Leave out the blanks before the fields of a CSV input",
};

/// How records are told from bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// What separates fields.
    pub(crate) delimiter: u8,
    /// What quotes them, if anything does.
    pub(crate) quote: Option<u8>,
    /// What stands before a character that is meant as itself.
    pub(crate) escape: Option<u8>,
    /// What lines start with that are no records.
    pub(crate) comment: Option<u8>,
    /// Blanks before a field are no part of it.
    pub(crate) skip_blanks: bool,
    /// A CR alone ends a record; otherwise it is text, unless an LF follows.
    pub(crate) cr: bool,
}

impl Dialect {
    /// That of RFC 4180 but for the delimiter.
    pub(crate) fn new(delimiter: u8) -> Self {
        Dialect { delimiter, quote: Some(b'"'), escape: None, comment: None, skip_blanks: false, cr: false }
    }

    /// Whether bytes start with what ends a line, or the CR of it.
    pub(crate) fn is_line_end(self, bytes: &[u8]) -> bool {
        match bytes {
            [b'\n', ..] => true,
            [b'\r', rest @ ..] => self.cr || rest.first() == Some(&b'\n'),
            _ => false,
        }
    }

    /// Whether it is more than the machine of [`Dialect::reader`] knows.
    pub(crate) fn is_escaped(self) -> bool {
        self.escape.is_some() || self.skip_blanks
    }

    /// A machine that reads it, but for what only [`escaped`](crate::escaped) does. A CR before an LF is text to it.
    pub(crate) fn reader(self) -> csv_core::Reader {
        csv_core::ReaderBuilder::new()
            .terminator(if self.cr { csv_core::Terminator::CRLF } else { csv_core::Terminator::Any(b'\n') })
            .delimiter(self.delimiter)
            .quote(self.quote.unwrap_or(b'"'))
            .quoting(self.quote.is_some())
            .comment(self.comment)
            .build()
    }
}

/// What options say of the dialect; the rest is to be recognised.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Given {
    pub(crate) delimiter: Option<u8>,
    /// `Some(None)` is that nothing quotes.
    pub(crate) quote: Option<Option<u8>>,
    pub(crate) escape: Option<u8>,
    pub(crate) comment: Option<u8>,
    pub(crate) skip_blanks: bool,
    /// Lines before the first record.
    pub(crate) skip: u64,
}

impl Given {
    /// Whether there is nothing to be recognised but a header.
    pub(crate) fn is_complete(&self) -> bool {
        self.delimiter.is_some() && self.quote.is_some()
    }

    /// Takes the options; the delimiter is known where the format is more than CSV.
    pub(crate) fn new(params: &Params, delimiter: Option<u8>) -> Result<Self> {
        let taken: Vec<u8> = delimiter.into_iter().collect();
        let character = |name| params.get(name).map(|value| dsv::character(name, value, &taken)).transpose();
        let quote = match params.get("quote-char") {
            Some("none") => Some(None),
            _ => character("quote-char")?.map(Some),
        };
        Ok(Given {
            delimiter,
            quote,
            escape: character("escape-char")?,
            comment: character("comment-char")?,
            skip_blanks: params.is_set("skip-initial-space"),
            skip: params.parse("skip-lines", 0)?,
        })
    }
}

/// Whether these are the first bytes of a whole document, whatever its delimiter, and whether or not all is quoted.
fn is_document(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let bare = |text: &'static str, bytes: &[u8]| -> Option<usize> {
        let quotes = usize::from(bytes.first() == Some(&b'"'));
        bytes.get(quotes..)?.starts_with(text.as_bytes()).then_some(text.len() + 2 * quotes)
    };
    bare(BLOCK, start).and_then(|end| bare(DETAIL, start.get(end + 1..)?)).is_some()
}

/// Anything that is text could be CSV; one that splits evenly looks like it.
pub(crate) fn sniff_csv(start: &[u8]) -> Confidence {
    if is_document(start) {
        return Confidence::Certain;
    }
    // What opens as JSON, XML, wiki markup or a pipe row may be a CSV, but hardly is one.
    let opening = start.trim_ascii_start().first().is_some_and(|byte| b"[{<|".contains(byte));
    let start = &*only_lf(start);
    let dialect = recognise(start, Given::default());
    match (crate::is_text(start), dialect.delimiter) {
        (Confidence::Maybe, _) if opening => Confidence::Maybe,
        (Confidence::No, _) if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") => {
            Confidence::Maybe
        }
        (Confidence::No, _) => Confidence::No,
        (_, b'\t') => Confidence::Maybe,
        _ if width(start, dialect).is_some_and(|width| width > 1) => Confidence::Likely,
        _ => Confidence::Maybe,
    }
}

/// Text that splits evenly at tabs.
pub(crate) fn sniff_tsv(start: &[u8]) -> Confidence {
    let start = &*only_lf(start);
    let delimiter = || recognise(start, Given::default()).delimiter;
    match crate::is_text(start) {
        Confidence::No => Confidence::No,
        _ if is_document(start) && delimiter() == b'\t' => Confidence::Certain,
        _ if start.contains(&b'\t') && delimiter() == b'\t' => Confidence::Likely,
        _ => Confidence::No,
    }
}
