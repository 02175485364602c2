//! Reads ODF spreadsheets, flat (`.fods`) and packaged (`.ods`): OASIS OpenDocument 1.0 to 1.4, from any program.
//!
//! A file of ours comes back as the document it was, also after a person edited and saved it; see [`outline`] for its
//! layout. In any other file every sheet that holds something is a table under a heading with its name, the first
//! row its header unless the sheet says otherwise; a single sheet is one plain table.
//!
//! A cell is what it shows, with the kind its `office:value-type` says and the value where the text does not say it:
//!
//! ```xml
//! <table:table-cell office:value-type="time" office:time-value="PT00H01M24.537S"><text:p>1:24.537</text:p></table:table-cell>
//! ```
//!
//! Reading streams. Repeated rows and cells are expanded within limits (`--max-cells`), blank ones at the end cost
//! nothing. Document types and entities are refused.
//!
//! ```
//! use model::{Diagnostics, Document, Input, Params};
//!
//! let file = r#"<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
//!     xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
//!   <office:body><office:spreadsheet><table:table table:name="Heats">
//!     <table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell></table:table-row>
//!     <table:table-row><table:table-cell><text:p>Sun Long</text:p></table:table-cell></table:table-row>
//!   </table:table></office:spreadsheet></office:body></office:document>"#;
//! let (mut document, diagnostics) = (Document::default(), Diagnostics::ignore());
//! let input = Input { bytes: &mut std::io::Cursor::new(file), diagnostics: &diagnostics };
//! convert_read_odf::read_fods(input, &Params::default(), &mut document)?;
//! assert_eq!(document.tables().next().expect("a table").head.columns[0].name, "Name");
//! # Ok::<(), model::Error>(())
//! ```

mod cell;
mod codes;
mod content;
mod format;
mod package;
mod styles;
mod text;

use content::Content;
use model::{
    Confidence, Diagnostic, Diagnostics, Error, Input, OptionSpec, Params, Place, ReaderSpec, Result, Sink,
    Source,
};
use odf::names::Ns;
use outline::{About, Assembler};
use sheets::read::Limits;
use std::io::{Read, SeekFrom};
use styles::Styles;
use xml::Located;
use xml::quick_xml::events::Event;

/// The formats this crate reads.
pub const FORMATS: &[ReaderSpec] = &[
    ReaderSpec {
        format: odf::FODS,
        sniff: sniff_fods,
        streaming: true,
        seek: false,
        typed: true,
        late_columns: false,
        one_table: false,
        options: OPTIONS,
        codes: &[codes::CODES, outline::CODES, sheets::CODES, xml::CODES],
        read: read_fods,
    },
    ReaderSpec {
        format: odf::ODS,
        sniff: sniff_ods,
        streaming: true,
        seek: true,
        typed: true,
        late_columns: false,
        one_table: false,
        options: OPTIONS,
        codes: &[codes::CODES, outline::CODES, sheets::CODES, xml::CODES],
        read: read_ods,
    },
];

const OPTIONS: &[OptionSpec] = Limits::OPTIONS;

/// A reader of the XML of ODF.
type Xml<R> = xml::Xml<R, Ns>;

/// How many bytes at a file's end hold its named ranges.
const TAIL: u64 = 64 << 10;

/// Reads flat XML.
pub fn read_fods(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    let limits = Limits::new(params)?;
    let start = input.bytes.fill_buf()?;
    if start.is_empty() {
        return Err(Error::input(Diagnostic::error("odf-empty", "the input is empty").at(Place::at(1, 1))));
    }
    if start.starts_with(b"PK\x03\x04") {
        return Err(Error::input(
            Diagnostic::error("odf-not-a-spreadsheet", "this is no XML but a zip package")
                .at(Place::default())
                .hint("if it is a spreadsheet, say --from ods"),
        ));
    }
    let (mut styles, mut about) = (Styles::default(), About::default());
    about.late = late_tables(input.bytes)?;
    about.set(params)?;
    let mut xml = Xml::new(Located::new(input.bytes, None), None);
    let mut assembler = Assembler::new(sink, input.diagnostics);
    document(&mut xml, &mut styles, &mut about, Some(&mut assembler), input.diagnostics, limits)?;
    assembler.end()
}

/// Looks at the end of a long file, where it can be sought, for the tables whose details come after them.
fn late_tables(bytes: &mut dyn Source) -> Result<Vec<u64>> {
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
pub fn read_ods(input: Input<'_>, params: &Params, sink: &mut dyn Sink) -> Result<()> {
    let limits = Limits::new(params)?;
    let mut package = package::Package::open(input.bytes, limits.bytes)?;
    let mut assembler = Assembler::new(sink, input.diagnostics);
    let (mut styles, mut about) = (Styles::default(), About::default());
    about.set(params)?;
    for (name, required) in [("meta.xml", false), ("styles.xml", false), ("content.xml", true)] {
        let Some(part) = package.part(name)? else { continue };
        let mut xml = Xml::new(part, Some(name));
        let body = required.then_some(&mut assembler);
        document(&mut xml, &mut styles, &mut about, body, input.diagnostics, limits)?;
    }
    assembler.end()
}

/// Reads one part, or all of a flat file. With an assembler there must be a spreadsheet.
fn document<'s, R: Read>(
    xml: &mut Xml<R>,
    styles: &mut Styles,
    about: &mut About,
    mut assembler: Option<&mut Assembler<'s>>,
    diagnostics: &Diagnostics<'_>,
    limits: Limits,
) -> Result<()> {
    let mut buffer = Vec::new();
    let mut found = assembler.is_none();
    let mut has_root = false;
    loop {
        match xml.next(&mut buffer)? {
            Event::Start(start) => match xml.name(&start) {
                _ if xml.depth() == 1 && has_root => {
                    return Err(xml
                        .error("xml-syntax", "this is not well-formed XML: there is a second root element"));
                }
                (
                    Some(Ns::Office),
                    "document" | "document-content" | "document-meta" | "document-styles"
                    | "document-settings",
                ) if xml.depth() == 1 => has_root = true,
                (_, name) if xml.depth() == 1 => {
                    let message = format!("the root element '{name}' is not that of an OpenDocument file");
                    return Err(xml.error("odf-not-a-spreadsheet", message));
                }
                (Some(Ns::Office), "body") => {}
                (Some(Ns::Office), "meta") => meta(xml, about)?,
                (Some(Ns::Office), "styles" | "automatic-styles") => styles.read(xml)?,
                (Some(Ns::Office), "spreadsheet") => match assembler.take() {
                    Some(assembler) => {
                        found = true;
                        assembler.about(std::mem::take(about))?;
                        Content::new(styles, assembler, diagnostics, limits).spreadsheet(xml)?;
                    }
                    None => xml.skip()?,
                },
                (
                    Some(Ns::Office),
                    kind @ ("text" | "presentation" | "drawing" | "chart" | "image" | "database"),
                ) => {
                    let message = format!("this OpenDocument file is no spreadsheet but '{kind}'");
                    return Err(xml.error("odf-not-a-spreadsheet", message));
                }
                _ => xml.skip()?,
            },
            Event::Text(text) if xml.depth() == 0 && !text.trim_ascii().is_empty() => {
                return Err(xml.error("xml-syntax", "this is not XML: there is text outside of elements"));
            }
            Event::CData(_) | Event::GeneralRef(_) if xml.depth() == 0 => {
                return Err(xml.error("xml-syntax", "this is not XML: there is text outside of elements"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !has_root {
        return Err(Error::input(
            Diagnostic::error("xml-syntax", "this is not XML: there is no element").at(xml.place_reached()),
        ));
    }
    if !found {
        return Err(xml.error("odf-not-a-spreadsheet", "the file has no spreadsheet in it"));
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

/// Flat XML says so in its root element.
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

/// A package says so in its first entry; some programs leave that out.
fn sniff_ods(head: &[u8]) -> Confidence {
    if !head.starts_with(b"PK\x03\x04") {
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
