//! Reads the binary workbooks of Excel: `.xls` (Excel 95 to 2003) and `.xlsb`.
//!
//! A cell is what it shows in its number format, as in `.xlsx`. The values of `.xls` are told by calamine, which holds a
//! workbook whole: its size is looked at before. Of `.xlsb` the texts that cells share are held, and the sheet being
//! read.

mod codes;
mod rows;
mod value;
mod xls;
mod xlsb;

use model::{
    Confidence, Diagnostic, Error, Format, Input, OptionSpec, Params, Place, ReaderSpec, Result, Sink, Source,
};
use sheets::read::Limits;

/// Workbooks of Excel 95 to 2003.
pub const XLS: Format = Format {
    id: "xls",
    title: "Excel 97-2003 workbook",
    aliases: &[],
    extensions: &["xls", "xlt"],
    media_types: &["application/vnd.ms-excel"],
    binary: true,
};

/// Binary workbooks of Excel 2007 and later.
pub const XLSB: Format = Format {
    id: "xlsb",
    title: "Excel binary workbook",
    aliases: &[],
    extensions: &["xlsb"],
    media_types: &["application/vnd.ms-excel.sheet.binary.macroEnabled.12"],
    binary: true,
};

/// The formats this crate reads.
pub const FORMATS: &[ReaderSpec] = &[spec(XLS, sniff_xls, read_xls), spec(XLSB, sniff_xlsb, read_xlsb)];

const OPTIONS: &[OptionSpec] = Limits::OPTIONS;

const fn spec(format: Format, sniff: fn(&[u8]) -> Confidence, read: model::ReadFn) -> ReaderSpec {
    ReaderSpec {
        format,
        sniff,
        streaming: false,
        seek: true,
        typed: true,
        late_columns: false,
        one_table: false,
        options: OPTIONS,
        codes: &[codes::CODES, outline::CODES, sheets::CODES],
        read,
    }
}

/// What begins a compound file.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Reads `.xls`.
pub fn read_xls(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    xls::read(input, params, sink)
}

/// Reads `.xlsb`.
pub fn read_xlsb(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    xlsb::read(input, params, sink)
}

/// Refuses what is no workbook of these at all, in words.
fn check_start(bytes: &mut dyn Source) -> Result<()> {
    let start = bytes.fill_buf()?;
    if start.is_empty() {
        let diagnostic = Diagnostic::error("xls-empty", "the input is empty");
        return Err(Error::input(diagnostic.at(Place::at(1, 1))));
    }
    let has = |needle: &str| memchr::memmem::find(start, needle.as_bytes()).is_some();
    let hint = if start.starts_with(b"PK\x03\x04") && has("xl/workbook.xml") {
        "it looks like an .xlsx file: read it with --from xlsx"
    } else if start.trim_ascii_start().starts_with(b"<") {
        "it is HTML or XML, which some programs save with this extension"
    } else {
        return Ok(());
    };
    let diagnostic = Diagnostic::error("xls-not-a-workbook", "this is no binary workbook");
    Err(Error::input(diagnostic.at(Place::default()).hint(hint)))
}

fn sniff_xls(head: &[u8]) -> Confidence {
    if head.starts_with(COMPOUND_FILE) { Confidence::Likely } else { Confidence::No }
}

fn sniff_xlsb(head: &[u8]) -> Confidence {
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    if head.starts_with(b"PK\x03\x04") && has("xl/workbook.bin") {
        Confidence::Certain
    } else {
        Confidence::No
    }
}
