//! Reads Excel workbooks (`.xlsx`, `.xlsm`, `.xltx`, `.xltm`): Office Open XML, ECMA-376, transitional and strict, from
//! any program.
//!
//! ```
//! # use model::{Block, Document, Meta, Shape, Table, TableHead};
//! # let mut heat = Table { head: TableHead::with_names(["Rank", "Name", "Time"]), ..Table::default() };
//! # heat.rows.push(["1", "Jens van 't Wout", "1:24.537"].into_iter().collect());
//! # let meta = Meta { shape: Shape::Records, ..Meta::default() };
//! # let workbook = write_xlsx::write_to_vec(&Document { meta, blocks: vec![Block::Table(heat)] })?;
//! // The bytes of a workbook with one sheet:
//! // Rank  Name              Time
//! //    1  Jens van 't Wout  1:24.537
//! let document = convert_read_xlsx::read_bytes(&workbook)?;
//! let heat = document.tables().next().expect("one table");
//! assert_eq!(heat.head.columns[2].name, "Time");
//! assert_eq!(heat.rows().next().expect("one row").text(2), "1:24.537");
//! # Ok::<(), model::Error>(())
//! ```
//!
//! [`read`] reads large workbooks row by row into any [`Sink`].
//!
//! A file written by `convert` is read back as the document that it was, even after it was edited and saved; see
//! [`outline`] for its layout. In any other file, each sheet that is not empty is a table under a heading with its
//! name, and its first row is the header unless the sheet declares another; a single sheet is a plain table.
//!
//! A cell is read as it is shown: its number in its number format, the kind that follows from the format, and the value
//! if the text does not imply it. `<v>0.0009784375</v>` in the format `[m]:ss.000` is the duration `1:24.537`.
//!
//! Rows are streamed; shared texts are held. Document types and entities are rejected.

mod book;
mod codes;
mod comments;
mod fast;
mod layout;
mod ns;
pub mod package;
mod reference;
mod sheet;
mod strings;
mod styles;
mod without_rows;

pub use crate::book::about;
use crate::book::{Sheet, Workbook};
pub use model;
use model::{Confidence, Document, Input, ReaderSpec, Reading, Result, Sink};
use ns::Ns;
use outline::Assembler;
use package::Package;
use sheet::Sheets;
use sheets::read::Rows;
pub use sheets::read::SheetReadOptions;
use strings::Strings;
use styles::Styles;

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[ReaderSpec::new(sheets::XLSX, sniff, &Reading(read_with))
    .streaming()
    .seek()
    .typed()
    .codes(&[codes::CODES, outline::CODES, sheets::CODES, xml::CODES])];

/// A reader for the XML of workbooks.
type Xml<R> = xml::Xml<R, Ns>;

/// Reads a workbook and discards diagnostics; [`read`] reports them, and does not hold the tables.
///
/// # Errors
/// See [`read`].
pub fn read_bytes(bytes: &[u8]) -> Result<Document> {
    model::read_bytes(bytes, read)
}

/// Reads a workbook.
///
/// # Errors
/// If the input is not a workbook, is damaged or protected with a password, or exceeds the limits; if the sink fails.
pub fn read(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_with(input, &SheetReadOptions::default(), sink)
}

/// Reads a workbook with options.
///
/// # Errors
/// See [`read`].
pub fn read_with(input: Input<'_>, options: &SheetReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let Input { bytes, diagnostics, header, .. } = input;
    let mut package = Package::open(bytes, options.max_size)?;
    let book = Workbook::read(&mut package)?;
    let mut about = about(&mut package)?;
    let styles = Styles::read(&mut package, &book.related("styles", "styles.xml"))?;
    let strings = Strings::read(&mut package, &book.related("sharedStrings", "sharedStrings.xml"))?;
    let sheets = in_order(&book);
    about.sheets = Some(sheets.len());
    let mut assembler = Assembler::new(sink, header, options, diagnostics);
    assembler.about(about)?;
    let mut reading = Sheets {
        styles,
        strings,
        date_system: book.date_system,
        rows: Rows::new(&mut assembler, options),
        diagnostics,
        findings: sheet::Findings::default(),
        buffers: sheet::Buffers::default(),
        at: (0, 0),
    };
    for sheet in sheets {
        reading.read(&mut package, sheet)?;
        if !reading.rows.is_open() {
            return Ok(());
        }
    }
    reading.findings.report(diagnostics)?;
    reading.rows.end(diagnostics)?;
    for sheet in book.sheets.iter().filter(|sheet| !is_worksheet(sheet)) {
        let what = match sheet.kind.as_str() {
            "chartsheet" => "a chart",
            "dialogsheet" => "a dialog",
            _ => "not a worksheet",
        };
        diagnostics.report(
            model::codes::OTHER_SHEET.note(format!("sheet '{}' is {what} and is left out", sheet.name)),
        )?;
    }
    for (name, sheet) in book.names {
        assembler.named_range(name, sheet);
    }
    assembler.end()
}

fn is_worksheet(sheet: &Sheet) -> bool {
    matches!(sheet.kind.as_str(), "worksheet" | "xlMacrosheet" | "xlIntlMacrosheet" | "")
}

/// The worksheets in the order in which they are read: in a file written by `convert`, the outline and the details come
/// before the tables, even if the sheets were moved.
fn in_order(book: &Workbook) -> Vec<&Sheet> {
    let outline = book
        .names
        .iter()
        .find(|(name, _)| name.starts_with(outline::RANGE))
        .and_then(|(_, sheet)| sheet.as_ref());
    let rank = |sheet: &Sheet| match outline {
        None => 0,
        Some(outline) if sheet.name == *outline => 1,
        Some(_) if sheet.name.starts_with(outline::SHEET) => 2,
        Some(_) if sheet.hidden && sheet.name.starts_with(outline::CELLS_SHEET) => 3,
        Some(_) => 4,
    };
    let mut sheets: Vec<&Sheet> = book.sheets.iter().filter(|sheet| is_worksheet(sheet)).collect();
    sheets.sort_by_key(|sheet| rank(sheet));
    sheets
}

/// A package has its content types or a part of the workbook near the start.
fn sniff(head: &[u8]) -> Confidence {
    if !head.starts_with(b"PK\x03\x04") {
        return Confidence::No;
    }
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    if has("xl/workbook.bin") || has("word/") || has("ppt/") {
        Confidence::No
    } else if has("xl/workbook.xml") || has("xl/worksheets/") {
        Confidence::Certain
    } else if has("[Content_Types].xml") || has("xl/") {
        Confidence::Likely
    } else {
        Confidence::Maybe
    }
}
