//! Reads the binary workbooks of Excel: `.xls` (Excel 95 to 2003) and `.xlsb`.
//!
//! ```no_run
//! // A workbook with one sheet:
//! // Rank  Name              Time
//! //    1  Jens van 't Wout  1:24.537
//! let workbook = std::fs::read("heat-1.xls")?;
//! let document = convert_read_xls::read_bytes(&workbook)?;
//! let heat = document.tables().next().expect("one table");
//! assert_eq!(heat.head.columns[2].name, "Time");
//! assert_eq!(heat.rows().next().expect("one row").text(2), "1:24.537");
//! # Ok::<(), model::Error>(())
//! ```
//!
//! A cell is read as it is shown in its number format, as in `.xlsx`. The values of `.xls` are read by calamine, which
//! holds a whole workbook in memory, so its size is checked first. For `.xlsb`, the shared texts and the sheet being
//! read are held.
//!
//! Calamine panics on some damaged workbooks. It runs in a separate thread, [`THREAD`], and its panics become errors. A
//! program can keep them off standard error with a panic hook that ignores this thread.

mod rows;
mod value;
mod xls;
mod xlsb;

pub use model;
use model::{
    Confidence, Document, Error, FormatInfo, Hint, Input, Place, ReadSeek, ReaderSpec, Reading, Result, Sink,
    codes,
};
pub use sheets::read::SheetReadOptions;
pub use xls::THREAD;

/// Workbooks of Excel 95 to 2003.
pub const XLS: FormatInfo = FormatInfo::new("xls", "Excel 97-2003 workbook")
    .extensions(&["xls", "xlt"])
    .media_types(&["application/vnd.ms-excel"])
    .binary();

/// Binary workbooks of Excel 2007 and later.
pub const XLSB: FormatInfo = FormatInfo::new("xlsb", "Excel binary workbook")
    .extensions(&["xlsb"])
    .media_types(&["application/vnd.ms-excel.sheet.binary.macroEnabled.12"])
    .binary();

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[
    ReaderSpec::new(XLS, sniff_xls, &Reading(read_xls_with)).seek().typed().codes(CODES),
    ReaderSpec::new(XLSB, sniff_xlsb, &Reading(read_xlsb_with)).seek().typed().codes(CODES),
];

const CODES: &[&[model::CodeSpec]] = &[outline::CODES, sheets::CODES];

/// The first bytes of a compound file.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The first bytes of a package.
const PACKAGE: &[u8] = b"PK\x03\x04";

/// Reads a workbook, `.xls` or `.xlsb`, and discards diagnostics; [`read_xls`] and [`read_xlsb`] report them.
///
/// # Errors
/// See [`read_xls`] and [`read_xlsb`].
pub fn read_bytes(bytes: &[u8]) -> Result<Document> {
    model::read_bytes(bytes, if bytes.starts_with(PACKAGE) { read_xlsb } else { read_xls })
}

/// Reads `.xls`.
///
/// # Errors
/// If the input is not a workbook, is damaged or protected with a password, or exceeds the limits; if the sink fails.
pub fn read_xls(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_xls_with(input, &SheetReadOptions::default(), sink)
}

/// Reads `.xls` with options.
///
/// # Errors
/// See [`read_xls`].
pub fn read_xls_with(input: Input<'_>, options: &SheetReadOptions, sink: &mut dyn Sink) -> Result<()> {
    xls::read(input, options, sink)
}

/// Reads `.xlsb`.
///
/// # Errors
/// If the input is not a workbook, is damaged or protected with a password, or exceeds the limits; if the sink fails.
pub fn read_xlsb(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_xlsb_with(input, &SheetReadOptions::default(), sink)
}

/// Reads `.xlsb` with options.
///
/// # Errors
/// See [`read_xlsb`].
pub fn read_xlsb_with(input: Input<'_>, options: &SheetReadOptions, sink: &mut dyn Sink) -> Result<()> {
    xlsb::read(input, options, sink)
}

/// Rejects input that is clearly in another format.
fn check_start(bytes: &mut dyn ReadSeek) -> Result<()> {
    let start = bytes.fill_buf()?;
    if start.is_empty() {
        let diagnostic = codes::EMPTY.error("the input is empty");
        return Err(Error::input(diagnostic.at(Place::at(1, 1))));
    }
    let has = |needle: &str| memchr::memmem::find(start, needle.as_bytes()).is_some();
    let hint = if start.starts_with(PACKAGE) && has("xl/workbook.xml") {
        Hint::default().text("it looks like an .xlsx file: read it with ").setting("from", "xlsx")
    } else if start.trim_ascii_start().starts_with(b"<") {
        Hint::from("it is HTML or XML, which some programs save with this extension")
    } else {
        return Ok(());
    };
    let diagnostic = codes::WRONG_FORMAT.error("this is not a binary workbook");
    Err(Error::input(diagnostic.at(Place::default()).hint(hint)))
}

fn sniff_xls(head: &[u8]) -> Confidence {
    if head.starts_with(COMPOUND_FILE) { Confidence::Likely } else { Confidence::No }
}

fn sniff_xlsb(head: &[u8]) -> Confidence {
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    if head.starts_with(PACKAGE) && has("xl/workbook.bin") { Confidence::Certain } else { Confidence::No }
}
