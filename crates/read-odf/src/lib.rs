//! Reads ODF spreadsheets, flat (`.fods`) and packaged (`.ods`): OASIS OpenDocument 1.0 to 1.4, from any program.
//!
//! ```
//! let document = convert_read_odf::read_str(r#"<?xml version="1.0" encoding="UTF-8"?>
//! <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
//!     xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
//! <office:body><office:spreadsheet><table:table table:name="Heats">
//!   <table:table-row>
//!     <table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
//!     <table:table-cell office:value-type="string"><text:p>Time</text:p></table:table-cell>
//!   </table:table-row>
//!   <table:table-row>
//!     <table:table-cell office:value-type="string"><text:p>Sun Long</text:p></table:table-cell>
//!     <table:table-cell office:value-type="time" office:time-value="PT00H01M24.565S"><text:p>1:24.565</text:p></table:table-cell>
//!   </table:table-row>
//! </table:table></office:spreadsheet></office:body></office:document>"#)?;
//! let heats = document.tables().next().expect("one table");
//! assert_eq!(heats.head.columns[1].name, "Time");
//! let row: Vec<&str> = heats.rows().next().expect("one row").texts().collect();
//! assert_eq!(row, ["Sun Long", "1:24.565"]);
//! # Ok::<(), model::Error>(())
//! ```
//!
//! [`read_bytes`] also reads packages. For large files, [`read_ods`] and [`read_fods`] read row by row into any
//! [`Sink`].
//!
//! Files written by `convert-write-odf` are read back as the documents they were, even after someone edited and saved
//! them; see [`outline`] for their layout. In any other file, every sheet with content becomes a table under a heading
//! with the sheet's name, and its first row is the header unless the sheet marks other rows; a single sheet becomes one
//! plain table.
//!
//! A cell has the text that it displays, the kind that its `office:value-type` names, and its value if the text does
//! not express it.
//!
//! Repeated rows and cells are expanded within limits ([`max_cells`](SheetReadOptions::max_cells)); blank ones at the
//! end cost nothing. Document type declarations and undefined entities are refused.

mod cell;
mod content;
mod format;
mod package;
mod styles;
mod text;

use content::Content;
pub use model;
use model::{
    CodeSpec, Confidence, Diagnostics, Document, Error, Hint, Input, Place, ReadSeek, ReaderSpec, Reading,
    Result, Sink, codes,
};
use odf::names::Ns;
use outline::{About, Assembler};
pub use sheets::read::SheetReadOptions;
use sheets::read::SheetSink;
use std::io::{Read, SeekFrom};
use styles::Styles;
use xml::Located;
use xml::quick_xml::events::Event;

/// The formats that this crate reads.
pub const FORMATS: &[ReaderSpec] = &[
    ReaderSpec::new(odf::FODS, sniff_fods, &Reading(read_fods_with)).streaming().typed().codes(CODES),
    ReaderSpec::new(odf::ODS, sniff_ods, &Reading(read_ods_with)).streaming().seek().typed().codes(CODES),
];

const CODES: &[&[CodeSpec]] = &[outline::CODES, sheets::CODES, xml::CODES];

/// The first bytes of a package.
const PACKAGE: &[u8] = b"PK\x03\x04";

/// A reader of ODF's XML.
type Xml<R> = xml::Xml<R, Ns>;

/// How many bytes at the end of a file are searched for its named ranges.
const TAIL: u64 = 64 << 10;

/// Reads a spreadsheet, packaged or flat, into memory. Only [`read_ods`] and [`read_fods`] report diagnostics.
///
/// # Errors
/// As for [`read_ods`] and [`read_fods`].
pub fn read_bytes(bytes: &[u8]) -> Result<Document> {
    model::read_bytes(bytes, if bytes.starts_with(PACKAGE) { read_ods } else { read_fods })
}

/// Reads a flat spreadsheet into memory. Only [`read_fods`] reports diagnostics.
///
/// # Errors
/// As for [`read_fods`].
pub fn read_str(text: &str) -> Result<Document> {
    model::read_bytes(text.as_bytes(), read_fods)
}

/// Reads flat XML.
///
/// # Errors
/// If the input is not a spreadsheet, is not well-formed or exceeds a limit, and if the sink fails.
pub fn read_fods(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_fods_with(input, &SheetReadOptions::default(), sink)
}

/// Reads flat XML with options.
///
/// # Errors
/// As for [`read_fods`].
pub fn read_fods_with(input: Input<'_>, options: &SheetReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let Input { bytes, diagnostics, header, .. } = input;
    let start = bytes.fill_buf()?;
    if start.is_empty() {
        return Err(Error::input(codes::EMPTY.error("the input is empty").at(Place::at(1, 1))));
    }
    if start.starts_with(PACKAGE) {
        let hint = Hint::default().text("if it is a spreadsheet, use ").setting("from", "ods");
        return Err(Error::input(
            codes::WRONG_FORMAT.error("this is a zip package, not XML").at(Place::default()).hint(hint),
        ));
    }
    let mut styles = Styles::default();
    let mut about = About { late: late_tables(bytes)?, ..About::default() };
    let mut xml = Xml::new(Located::new(bytes, None), None);
    let mut assembler = Assembler::new(sink, header, options, diagnostics);
    document(&mut xml, &mut styles, &mut about, Some(&mut assembler), diagnostics, options)?;
    assembler.end()
}

/// The tables whose details come after them. The end of a long file lists them; inputs that cannot seek have none.
fn late_tables(bytes: &mut dyn ReadSeek) -> Result<Vec<u64>> {
    let Ok(start) = bytes.stream_position() else { return Ok(Vec::new()) };
    let Ok(end) = bytes.seek(SeekFrom::End(0)) else { return Ok(Vec::new()) };
    let mut tail = Vec::new();
    bytes.seek(SeekFrom::Start(start.max(end.saturating_sub(TAIL))))?;
    bytes.take(TAIL).read_to_end(&mut tail)?;
    bytes.seek(SeekFrom::Start(start))?;
    let prefix = outline::LATE_RANGE.as_bytes();
    let numbers = memchr::memmem::find_iter(&tail, prefix).map(|at| {
        let digits = tail[at + prefix.len()..].iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_u64, |number, &digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    });
    Ok(numbers.collect())
}

/// Reads packages.
///
/// # Errors
/// If the input is not a package with a spreadsheet, is damaged, is protected with a password or exceeds a limit, and if
/// the sink fails.
pub fn read_ods(input: Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    read_ods_with(input, &SheetReadOptions::default(), sink)
}

/// Reads packages with options.
///
/// # Errors
/// As for [`read_ods`].
pub fn read_ods_with(input: Input<'_>, options: &SheetReadOptions, sink: &mut dyn Sink) -> Result<()> {
    let Input { bytes, diagnostics, header, .. } = input;
    let mut package = package::Package::open(bytes, options.max_size)?;
    let mut assembler = Assembler::new(sink, header, options, diagnostics);
    let (mut styles, mut about) = (Styles::default(), About::default());
    for (name, required) in [("meta.xml", false), ("styles.xml", false), ("content.xml", true)] {
        let Some(part) = package.part(name)? else { continue };
        let mut xml = Xml::new(part, Some(name));
        let body = required.then_some(&mut assembler);
        document(&mut xml, &mut styles, &mut about, body, diagnostics, options)?;
    }
    assembler.end()
}

/// Reads one part of a package, or a whole flat file. If an assembler is given, the part must have a spreadsheet;
/// reading stops after it if the sink has stopped.
fn document<'s, R: Read>(
    xml: &mut Xml<R>,
    styles: &mut Styles,
    about: &mut About,
    mut assembler: Option<&mut Assembler<'s>>,
    diagnostics: &Diagnostics<'_>,
    options: &SheetReadOptions,
) -> Result<()> {
    let root = xml.root()?;
    match xml.name(&root) {
        (
            Some(Ns::Office),
            "document" | "document-content" | "document-meta" | "document-styles" | "document-settings",
        ) => {}
        (_, name) => {
            let message = format!("the root element '{name}' is not that of an OpenDocument file");
            return Err(xml.error(codes::WRONG_FORMAT.code, message));
        }
    }
    let mut buffer = Vec::new();
    let mut found = assembler.is_none();
    loop {
        match xml.next(&mut buffer)? {
            Event::Start(start) => match xml.name(&start) {
                (Some(Ns::Office), "body") => {}
                (Some(Ns::Office), "meta") => meta(xml, about)?,
                (Some(Ns::Office), "styles" | "automatic-styles") => styles.read(xml)?,
                (Some(Ns::Office), "spreadsheet") => match assembler.take() {
                    Some(assembler) => {
                        found = true;
                        assembler.about(std::mem::take(about))?;
                        Content::new(styles, assembler, diagnostics, options).spreadsheet(xml)?;
                        if !assembler.is_open() {
                            return Ok(());
                        }
                    }
                    None => xml.skip()?,
                },
                (
                    Some(Ns::Office),
                    kind @ ("text" | "presentation" | "drawing" | "chart" | "image" | "database"),
                ) => {
                    let message = format!("this is an OpenDocument file of type '{kind}', not a spreadsheet");
                    return Err(xml.error(codes::WRONG_FORMAT.code, message));
                }
                _ => xml.skip()?,
            },
            Event::End(_) if xml.depth() == 1 => break,
            _ => {}
        }
    }
    xml.end()?;
    if !found {
        return Err(xml.error(codes::WRONG_FORMAT.code, "the file does not contain a spreadsheet"));
    }
    Ok(())
}

fn meta<R: Read>(xml: &mut Xml<R>, about: &mut About) -> Result<()> {
    let mut buffer = Vec::new();
    loop {
        match xml.next(&mut buffer)? {
            Event::Start(start) => match xml.name(&start) {
                (Some(Ns::Dc), "title") => about.title = Some(xml.text()?),
                (Some(Ns::Meta), "user-defined") => {
                    let is_marker = xml.get(&start, Ns::Meta, "name")?.as_deref() == Some(outline::MARKER);
                    let text = xml.text()?;
                    if is_marker {
                        about.marker = Some(text);
                    }
                }
                (Some(Ns::Meta), "document-statistic") => {
                    let count = xml.get(&start, Ns::Meta, "table-count")?;
                    about.sheets = count.and_then(|count| count.parse().ok());
                    xml.skip()?;
                }
                _ => xml.skip()?,
            },
            Event::End(_) => return Ok(()),
            _ => {}
        }
    }
}

/// Recognizes flat XML by its root element.
fn sniff_fods(head: &[u8]) -> Confidence {
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    let start =
        head.iter().position(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF));
    let is_markup = start.and_then(|at| head.get(at)) == Some(&b'<');
    if !is_markup || !has("urn:oasis:names:tc:opendocument:xmlns:office:1.0") {
        return Confidence::No;
    }
    if has(odf::ODS_MEDIA_TYPE) { Confidence::Certain } else { Confidence::Likely }
}

/// Recognizes packages by their first entry, which some programs omit.
fn sniff_ods(head: &[u8]) -> Confidence {
    if !head.starts_with(PACKAGE) {
        return Confidence::No;
    }
    let has = |needle: &str| memchr::memmem::find(head, needle.as_bytes()).is_some();
    if has(&format!("mimetype{}", odf::ODS_MEDIA_TYPE)) {
        Confidence::Certain
    } else if has("content.xml") {
        Confidence::Likely
    } else {
        Confidence::Maybe
    }
}
