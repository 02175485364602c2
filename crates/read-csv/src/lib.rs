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
//! A large file is read row by row into any [`Sink`], and options replace what would be recognised:
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
//! A CSV file is one table: its first record is the header, and every other record is a row ([RFC 4180]). Whatever the
//! standard leaves open is recognised from the first 20 lines, 64 KiB at most: the delimiter (comma, semicolon, tab,
//! pipe), the quotes (double, single), whether lines end in CR alone, whether there is a header, a byte order mark, and
//! UTF-16; the result is in [`Meta::found`](model::Meta::found). Cells are untyped, and their text is that of the field,
//! digit for digit and space for space.
//!
//! A CSV file written as a whole document ([`mod@document`]) is recognised by its first record, and read back to an
//! equal document.
//!
//! The result does not depend on how the bytes arrive. The rows of a slow stream are sent as they arrive once the
//! dialect is known: after two lines if only one delimiter can separate the fields of the header and no field begins
//! with a single quote, and otherwise after 20. With [`delimiter`](CsvReadOptions::delimiter) and
//! [`quote_char`](CsvReadOptions::quote_char) it never takes more than two lines.
//!
//! Only one record is held in memory at a time.
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

/// Reads a CSV text, whatever its delimiter. Diagnostics are dropped; to get them, or to read row by row, use [`read`].
///
/// # Errors
/// Returns an error if a quote is never closed.
pub fn read_str(text: &str) -> Result<Document> {
    model::read_bytes(text.as_bytes(), read)
}

/// Reads CSV, and recognises its dialect.
///
/// # Errors
/// Returns an error for bytes that are neither UTF-8 nor UTF-16 with a byte order mark, for a quote that is never
/// closed, and any error of the sink.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &CsvReadOptions::default(), sink)
}

/// Reads CSV with options.
///
/// # Errors
/// Returns an error for bytes that are not valid in the encoding, for a quote that is never closed, for a delimiter
/// that is also the quote, escape or comment character, and any error of the sink.
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
        let message = "the first record consists only of numbers and is read as a row";
        let hint = Hint::default().setting("header", "first").text(" makes it the header");
        diagnostics.report(Diagnostic::note("csv-no-header", message).hint(hint))?;
    }
    // With an explicit header option, the caller turns the first record into the header, or does not.
    records.has_header |= header == Header::None;
    table::read(records, found, diagnostics, &mut sink)
}

/// Reads TSV: like CSV, with the tab as delimiter.
///
/// # Errors
/// The same as for [`read`].
pub fn read_tsv(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_tsv_with(input, &TsvReadOptions::default(), sink)
}

/// Reads TSV with options.
///
/// # Errors
/// The same as for [`read_with`].
pub fn read_tsv_with(input: Input<'_>, options: &TsvReadOptions, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &options.into(), sink)
}

/// Whether bytes look like text at all.
fn is_text(bytes: &[u8]) -> Confidence {
    if bytes.contains(&0) { Confidence::No } else { Confidence::Maybe }
}
