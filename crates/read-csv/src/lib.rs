//! Reads CSV and TSV.
//!
//! A CSV file is one table: its first record is the header, every other one a row ([RFC 4180]). What the standard
//! leaves open is recognised from the first block: the delimiter (comma, semicolon, tab, pipe), the quotes (double,
//! single), whether lines end in CR alone, whether there is a header, a byte order mark, UTF-16. Cells are untyped; their text is the field's, digit for digit and space for space.
//!
//! A CSV that was written as a whole document ([`mod@document`]) says so in its first record and is read back to an
//! equal document.
//!
//! Memory holds one record at a time.
//!
//! [RFC 4180]: https://www.rfc-editor.org/rfc/rfc4180

mod codes;
mod decode;
mod dialect;
pub mod document;
mod escaped;
mod quotes;
mod records;
mod table;

use dialect::{BLANKS, COMMENT, ESCAPE, Given, QUOTE, SKIP};
use dsv::{CSV, DELIMITER, TSV};
use encoding_rs::{Encoding, UTF_8};
use model::{Confidence, Diagnostic, ENCODING, Input, Params, ReaderSpec, Result, Sink};

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[
    ReaderSpec {
        format: CSV,
        sniff: dialect::sniff_csv,
        streaming: true,
        seek: false,
        typed: false,
        late_columns: false,
        one_table: true,
        options: &[DELIMITER, QUOTE, ESCAPE, BLANKS, COMMENT, SKIP, ENCODING],
        codes: &[codes::CODES],
        read,
    },
    ReaderSpec {
        format: TSV,
        sniff: dialect::sniff_tsv,
        streaming: true,
        seek: false,
        typed: false,
        late_columns: false,
        one_table: true,
        options: &[QUOTE, ESCAPE, BLANKS, COMMENT, SKIP, ENCODING],
        codes: &[codes::CODES],
        read: read_tsv,
    },
];

/// Reads CSV. Options: `delimiter`, `quote-char`, `escape-char`, `comment-char`, `skip-lines`, `encoding`.
///
/// # Errors
/// Bytes that are not of the encoding, a quote that is never closed, and whatever the sink returns.
pub fn read(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    let delimiter = params.get("delimiter").map(|name| dsv::delimiter("delimiter", name)).transpose()?;
    read_with(input, params, delimiter, sink)
}

/// Reads TSV: as CSV, with the tab as delimiter.
pub fn read_tsv(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, params, Some(b'\t'), sink)
}

fn read_with(input: Input<'_>, params: &Params, delimiter: Option<u8>, sink: &mut dyn Sink) -> Result<()> {
    let Input { bytes, diagnostics } = input;
    let named = model::named_encoding(params, Encoding::for_label)?;
    let decoder = decode::Decoder::new(bytes, named.unwrap_or(UTF_8))?;
    let encoding = decoder.encoding();
    let mut records = records::Records::new(decoder, Given::new(params, delimiter)?)?;
    if document::is_header(records.first()?) {
        return document::read(records, diagnostics, sink);
    }
    if params.is_set("list") {
        diagnostics.report(Diagnostic::note(DIALECT, described(&records, encoding)))?;
    } else if !records.has_header && params.get("header").is_none() {
        let message = "the first record is nothing but numbers, and is taken as a row";
        diagnostics
            .report(Diagnostic::note("csv-no-header", message).hint("--header first makes it the header"))?;
    }
    // Whoever says what the header is gets the first record to make it one, or none.
    records.has_header |= params.get("header") == Some("none");
    table::read(records, diagnostics, sink)
}

/// The code of the note that says what was recognised.
pub const DIALECT: &str = "csv-dialect";

/// What was recognised, in words.
fn described(records: &records::Records<'_>, encoding: &str) -> String {
    let named = |byte: u8| match byte {
        b'\t' => "tabs".to_owned(),
        byte => format!("'{}'", char::from(byte)),
    };
    let quotes =
        records.dialect.quote.map_or("no quotes".to_owned(), |quote| format!("quotes {}", named(quote)));
    let header = if records.has_header { "a header" } else { "no header" };
    format!(
        "{} between fields, {quotes}, {header}, lines end in {}, {encoding}",
        named(records.dialect.delimiter),
        records.line_end
    )
}

/// Whether bytes look like text at all.
fn is_text(bytes: &[u8]) -> Confidence {
    if bytes.contains(&0) { Confidence::No } else { Confidence::Maybe }
}
