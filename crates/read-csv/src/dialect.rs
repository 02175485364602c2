//! What the standard leaves open: given by options, or recognised from the first block.

mod header;
mod recognise;

pub(crate) use header::has_header;
pub(crate) use recognise::{is_settled, only_lf, recognise, width};

use crate::CsvReadOptions;
use dsv::{BLOCK, DETAIL};
use model::Confidence;

/// How records are read from bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The character between fields.
    pub(crate) delimiter: u8,
    /// The character that quotes fields, if there is one.
    pub(crate) quote: Option<u8>,
    /// The character before one that is to be taken literally.
    pub(crate) escape: Option<u8>,
    /// The character at the start of lines that are not records.
    pub(crate) comment: Option<u8>,
    /// Spaces before a field are not part of it.
    pub(crate) skip_blanks: bool,
    /// A CR alone ends a record; otherwise it is text, unless an LF follows.
    pub(crate) cr: bool,
}

impl Dialect {
    /// The dialect of RFC 4180, except for the delimiter.
    pub(crate) fn new(delimiter: u8) -> Self {
        Dialect { delimiter, quote: Some(b'"'), escape: None, comment: None, skip_blanks: false, cr: false }
    }

    /// Whether bytes start with a line end, or the CR of one.
    pub(crate) fn is_line_end(self, bytes: &[u8]) -> bool {
        match bytes {
            [b'\n', ..] => true,
            [b'\r', rest @ ..] => self.cr || rest.first() == Some(&b'\n'),
            _ => false,
        }
    }

    /// Whether it needs more than the machine of [`Dialect::reader`] supports.
    pub(crate) fn is_escaped(self) -> bool {
        self.escape.is_some() || self.skip_blanks
    }

    /// A machine that reads it, except for what only [`escaped`](crate::escaped) supports. It reads a CR before an LF
    /// as text.
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

/// Whether these are the first bytes of a whole document, whatever its delimiter, and whether or not all fields are
/// quoted.
fn is_document(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let bare = |text: &'static str, bytes: &[u8]| -> Option<usize> {
        let quotes = usize::from(bytes.first() == Some(&b'"'));
        bytes.get(quotes..)?.starts_with(text.as_bytes()).then_some(text.len() + 2 * quotes)
    };
    bare(BLOCK, start).and_then(|end| bare(DETAIL, start.get(end + 1..)?)).is_some()
}

/// Any text could be CSV; one that splits evenly looks like it.
pub(crate) fn sniff_csv(start: &[u8]) -> Confidence {
    if is_document(start) {
        return Confidence::Certain;
    }
    // A text that starts like JSON, XML, wiki markup or a pipe row may be CSV, but hardly ever is.
    let opening = start.trim_ascii_start().first().is_some_and(|byte| b"[{<|".contains(byte));
    let start = &*only_lf(start);
    let dialect = recognise(start, &CsvReadOptions::default());
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
    let delimiter = || recognise(start, &CsvReadOptions::default()).delimiter;
    match crate::is_text(start) {
        Confidence::No => Confidence::No,
        _ if is_document(start) && delimiter() == b'\t' => Confidence::Certain,
        _ if start.contains(&b'\t') && delimiter() == b'\t' => Confidence::Likely,
        _ => Confidence::No,
    }
}
