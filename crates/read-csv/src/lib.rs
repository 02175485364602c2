//! Reads CSV and TSV.
//!
//! ```
//! let document = convert_read_csv::read_str("\
//! Rank;Name;Time
//! 1;Jens van 't Wout;1:24,537
//! 2;Sun Long;1:24,565
//! ")?;
//! let table = document.tables().next().expect("one table");
//! let names: Vec<&str> = table.rows().map(|row| row.text(1)).collect();
//! assert_eq!(names, ["Jens van 't Wout", "Sun Long"]);
//! # Ok::<(), model::Error>(())
//! ```
//!
//! A large file is read row by row, into any [`Sink`], and options say what is not to be recognised:
//!
//! ```
//! use convert_read_csv::CsvReadOptions;
//! use convert_read_csv::Delimiter;
//! use convert_read_csv::model::{Diagnostics, Document, Input, Unseekable};
//!
//! let options = CsvReadOptions { delimiter: Some(Delimiter::COMMA), skip_lines: 1, ..Default::default() };
//! let mut bytes = Unseekable(&b"Men's 1000 metres, final A\nRank,Time\n1,1:24.537\n"[..]);
//! let diagnostics = Diagnostics::new(|diagnostic| eprintln!("{diagnostic}"));
//! let mut document = Document::default();
//! convert_read_csv::read_with(Input::new(&mut bytes, &diagnostics), &options, &mut document)?;
//! assert_eq!(document.meta.found.encoding, Some("UTF-8"));
//! # Ok::<(), model::Error>(())
//! ```
//!
//! A CSV file is one table: its first record is the header, every other one a row ([RFC 4180]). What the standard
//! leaves open is recognised from the first 20 lines (or 64 KiB, if that is less): the delimiter (comma, semicolon,
//! tab, pipe), the quotes (double, single), whether lines end in CR alone, whether there is a header, a byte order
//! mark, UTF-16; it is told in [`Meta::found`](model::Meta::found). Cells are untyped; their text is the field's, digit
//! for digit and space for space.
//!
//! A CSV that was written as a whole document ([`mod@document`]) says so in its first record and is read back to an
//! equal document.
//!
//! However the bytes arrive, they are recognised alike. The rows of a slow stream are sent as they arrive once the
//! recognition is done: after two lines if only one delimiter can separate the fields of the header and no field
//! begins with a single quote, and otherwise after the 20. With [`delimiter`](CsvReadOptions::delimiter) and
//! [`quote_char`](CsvReadOptions::quote_char) it never takes more than two lines.
//!
//! Memory holds one record at a time.
//!
//! [RFC 4180]: https://www.rfc-editor.org/rfc/rfc4180

mod codes;
mod decode;
mod dialect;
pub mod document;
mod escaped;
mod options;
mod quotes;
mod records;
mod table;

pub use dsv::{AsciiChar, Delimiter, Quote};
pub use encoding::Encoding;
pub use model;
pub use options::{CsvReadOptions, TsvReadOptions};

use dsv::{CSV, TSV};
use model::{
    Confidence, Diagnostic, Document, Found, Header, Hint, Input, Outlet, ReaderSpec, Reading, Result, Sink,
};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[
    ReaderSpec::new(CSV, dialect::sniff_csv, &Reading(read_with))
        .streaming()
        .one_table()
        .codes(&[codes::CODES]),
    ReaderSpec::new(TSV, dialect::sniff_tsv, &Reading(read_tsv_with))
        .streaming()
        .one_table()
        .codes(&[codes::CODES]),
];

/// Reads a text as CSV, whatever its delimiter. What is odd about it is not reported: [`read`] does that, without
/// holding the table.
///
/// # Errors
/// A quote that is never closed.
pub fn read_str(text: &str) -> Result<Document> {
    model::read_bytes(text.as_bytes(), read)
}

/// Reads CSV, and recognises its dialect.
///
/// # Errors
/// Bytes that are not UTF-8, or UTF-16 with a byte order mark; a quote that is never closed; whatever the sink returns.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &CsvReadOptions::default(), sink)
}

/// Reads CSV as told.
///
/// # Errors
/// Bytes that are not of the encoding, a quote that is never closed, and whatever the sink returns; a delimiter that is
/// also told to quote, to escape or to begin comments.
pub fn read_with(input: Input<'_>, options: &CsvReadOptions, sink: &mut dyn Sink) -> Result<()> {
    options.check()?;
    let Input { bytes, diagnostics, header, .. } = input;
    let mut sink = Outlet::new(sink);
    let decoder = decode::Decoder::new(bytes, options.encoding.unwrap_or(Encoding::UTF_8).codec())?;
    let mut found = Found::default();
    (found.encoding, found.byte_order_mark) = (Some(decoder.encoding()), decoder.has_mark());
    let mut records = records::Records::new(decoder, options)?;
    found.delimited = Some(records.delimited());
    if document::is_header(records.first()?) {
        return document::read(records, found, diagnostics, &mut sink);
    }
    if !records.has_header && header == Header::Auto {
        let message = "the first record is nothing but numbers, and is taken as a row";
        let hint = Hint::default().setting("header", "first").text(" makes it the header");
        diagnostics.report(Diagnostic::note("csv-no-header", message).hint(hint))?;
    }
    // Whoever says what the header is gets the first record to make it one, or none.
    records.has_header |= header == Header::None;
    table::read(records, found, diagnostics, &mut sink)
}

/// Reads TSV: as CSV, with the tab as delimiter.
///
/// # Errors
/// Those of [`read`].
pub fn read_tsv(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_tsv_with(input, &TsvReadOptions::default(), sink)
}

/// Reads TSV as told.
///
/// # Errors
/// Those of [`read_with`].
pub fn read_tsv_with(input: Input<'_>, options: &TsvReadOptions, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &options.into(), sink)
}

/// Whether bytes look like text at all.
fn is_text(bytes: &[u8]) -> Confidence {
    if bytes.contains(&0) { Confidence::No } else { Confidence::Maybe }
}
