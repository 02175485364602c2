//! The package around the sheets (ECMA-376 parts 1 and 2): content types, relationships, the workbook, properties.

use model::{Error, Result, Timestamp};
use sheets::{names, xml};
use std::io::Write;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The XML declaration.
pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of workbooks and sheets.
pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// The namespace of relationships in documents, and the prefix of relationship types.
pub(crate) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The level of compression. Sheets shrink by nine tenths at any level, and compression takes most of the time.
const LEVEL: i64 = 2;

/// A sheet that has been written.
#[derive(Debug)]
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    /// The number in the names of its parts.
    pub(crate) part: usize,
    pub(crate) hidden: bool,
    /// How many rows are repeated on every page.
    pub(crate) header_rows: usize,
    /// The address of the rows to filter.
    pub(crate) filter: Option<String>,
    /// The name and the address of the range of all cells.
    pub(crate) range: Option<(String, String)>,
    /// Whether it has notes.
    pub(crate) notes: bool,
    /// The names of the columns, if some cells have details.
    pub(crate) columns: Vec<String>,
}

/// Information about the document apart from its sheets.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    /// The creation time to write.
    pub(crate) created: Option<Timestamp>,
    /// JSON for the user-defined field.
    pub(crate) marker: String,
}

/// The zip package, written part by part.
pub(crate) struct Package<'a> {
    zip: Box<ZipWriter<StreamWriter<Box<dyn Write + 'a>>>>,
}

impl<'a> Package<'a> {
    /// Starts with the relationships of the package, by which programs recognize it.
    pub(crate) fn start(bytes: Box<dyn Write + 'a>) -> Result<Self> {
        let mut package = Package { zip: Box::new(ZipWriter::new_stream(bytes).set_auto_large_file()) };
        let mut out = Vec::new();
        let _ = write!(out, "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
        for (number, (kind, target)) in [
            (format!("{RELATIONS}/officeDocument"), "xl/workbook.xml"),
            (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
            (format!("{RELATIONS}/extended-properties"), "docProps/app.xml"),
            (format!("{RELATIONS}/custom-properties"), "docProps/custom.xml"),
        ]
        .into_iter()
        .enumerate()
        {
            let _ =
                write!(out, "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", number + 1);
        }
        out.extend_from_slice(b"</Relationships>");
        package.part("_rels/.rels", &out)?;
        Ok(package)
    }

    /// Opens the next part.
    pub(crate) fn open(&mut self, name: &str) -> Result<()> {
        // A fixed time, so that equal documents give equal bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::default());
        self.zip.start_file(name, options).map_err(broken)
    }

    /// Writes to the open part.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.zip.write_all(bytes)?)
    }

    /// Writes a whole part.
    pub(crate) fn part(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.open(name)?;
        self.write(bytes)
    }

    /// Writes the parts that list all sheets, and ends the package.
    pub(crate) fn finish(mut self, sheets: &[SheetEntry], about: &About, styles: &[u8]) -> Result<()> {
        self.part("xl/styles.xml", styles)?;
        self.part("xl/workbook.xml", &workbook(sheets))?;
        self.part("xl/_rels/workbook.xml.rels", &workbook_relations(sheets))?;
        self.part("docProps/core.xml", &core(about))?;
        self.part("docProps/app.xml", &application())?;
        self.part("docProps/custom.xml", &custom(about))?;
        self.part("[Content_Types].xml", &content_types(sheets))?;
        self.zip.finish().map_err(broken)?.into_inner().flush()?;
        Ok(())
    }
}

fn broken(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => Error::output(format!("cannot write the package: {other}")),
    }
}

fn workbook(sheets: &[SheetEntry]) -> Vec<u8> {
    let mut out = Vec::new();
    let shown = sheets.iter().position(|sheet| !sheet.hidden).unwrap_or(0);
    let _ = write!(
        out,
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><workbookPr/><bookViews><workbookView \
         activeTab=\"{shown}\" firstSheet=\"{shown}\"/></bookViews><sheets>"
    );
    for (at, sheet) in sheets.iter().enumerate() {
        out.extend_from_slice(b"<sheet");
        xml::set(&mut out, "name", &sheet.name);
        // At least one sheet of a workbook must be visible.
        let hidden = if sheet.hidden && at != shown { " state=\"hidden\"" } else { "" };
        let _ = write!(out, " sheetId=\"{}\"{hidden} r:id=\"rId{}\"/>", at + 1, at + 1);
    }
    out.extend_from_slice(b"</sheets>");
    let mut defined: Vec<(String, Option<usize>, String)> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let name = names::quoted(&sheet.name);
        if let Some((range, address)) = &sheet.range {
            defined.push((range.clone(), None, format!("{name}!{address}")));
        }
        if let Some(filter) = &sheet.filter {
            defined.push(("_xlnm._FilterDatabase".into(), Some(at), format!("{name}!{filter}")));
        }
        if sheet.header_rows > 0 {
            defined.push((
                "_xlnm.Print_Titles".into(),
                Some(at),
                format!("{name}!$1:${}", sheet.header_rows),
            ));
        }
    }
    defined.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    if !defined.is_empty() {
        out.extend_from_slice(b"<definedNames>");
        for (name, sheet, address) in defined {
            let hidden = if name.ends_with("_FilterDatabase") { " hidden=\"1\"" } else { "" };
            let local = sheet.map(|at| format!(" localSheetId=\"{at}\"")).unwrap_or_default();
            let _ = write!(out, "<definedName name=\"{name}\"{local}{hidden}>");
            xml::text(&mut out, &address);
            out.extend_from_slice(b"</definedName>");
        }
        out.extend_from_slice(b"</definedNames>");
    }
    out.extend_from_slice(b"</workbook>");
    out
}

fn workbook_relations(sheets: &[SheetEntry]) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = write!(out, "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (at, sheet) in sheets.iter().enumerate() {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{}.xml\"/>",
            at + 1,
            sheet.part
        );
    }
    let _ = write!(
        out,
        "<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets.len() + 1
    );
    out
}

/// The relationships of a sheet: links, and the parts of its notes. `None` if it has neither.
pub(crate) fn sheet_relations(links: &[String], notes: Option<usize>) -> Option<Vec<u8>> {
    if links.is_empty() && notes.is_none() {
        return None;
    }
    let mut out = Vec::new();
    let _ = write!(out, "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (number, link) in links.iter().enumerate() {
        let _ = write!(out, "<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/hyperlink\"", number + 1);
        xml::set(&mut out, "Target", link);
        out.extend_from_slice(b" TargetMode=\"External\"/>");
    }
    if let Some(part) = notes {
        let _ = write!(
            out,
            "<Relationship Id=\"notes\" Type=\"{RELATIONS}/comments\" Target=\"../comments{part}.xml\"/>\
             <Relationship Id=\"drawing\" Type=\"{RELATIONS}/vmlDrawing\" Target=\"../drawings/vmlDrawing{part}.vml\"/>"
        );
    }
    out.extend_from_slice(b"</Relationships>");
    Some(out)
}

fn core(about: &About) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = write!(
        out,
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    if let Some(title) = &about.title {
        out.extend_from_slice(b"<dc:title>");
        xml::text(&mut out, title);
        out.extend_from_slice(b"</dc:title>");
    }
    if let Some(created) = about.created {
        for name in ["created", "modified"] {
            let _ = write!(out, "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{created}</dcterms:{name}>");
        }
    }
    out.extend_from_slice(b"</cp:coreProperties>");
    out
}

const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

fn application() -> Vec<u8> {
    format!(
        "{DECLARATION}<Properties xmlns=\"{PROPERTIES}/extended-properties\"><Application>convert</Application>\
         <AppVersion>{}.{:0>4}</AppVersion></Properties>",
        env!("CARGO_PKG_VERSION_MAJOR"),
        env!("CARGO_PKG_VERSION_MINOR")
    )
    .into_bytes()
}

fn custom(about: &About) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = write!(
        out,
        "{DECLARATION}<Properties xmlns=\"{PROPERTIES}/custom-properties\" xmlns:vt=\"{PROPERTIES}/docPropsVTypes\">\
         <property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"{}\"><vt:lpwstr>",
        outline::MARKER
    );
    xml::text(&mut out, &about.marker);
    out.extend_from_slice(b"</vt:lpwstr></property></Properties>");
    out
}

fn content_types(sheets: &[SheetEntry]) -> Vec<u8> {
    const SHEETS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut out = Vec::new();
    let _ = write!(
        out,
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Default Extension=\"vml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
    );
    let entry = |out: &mut Vec<u8>, part: &str, kind: &str| {
        let _ = write!(out, "<Override PartName=\"/{part}\" ContentType=\"{kind}\"/>");
    };
    entry(&mut out, "xl/workbook.xml", &format!("{SHEETS}.sheet.main+xml"));
    entry(&mut out, "xl/styles.xml", &format!("{SHEETS}.styles+xml"));
    for sheet in sheets {
        entry(
            &mut out,
            &format!("xl/worksheets/sheet{}.xml", sheet.part),
            &format!("{SHEETS}.worksheet+xml"),
        );
        if sheet.notes {
            entry(&mut out, &format!("xl/comments{}.xml", sheet.part), &format!("{SHEETS}.comments+xml"));
        }
    }
    entry(&mut out, "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    let office = "application/vnd.openxmlformats-officedocument";
    entry(&mut out, "docProps/app.xml", &format!("{office}.extended-properties+xml"));
    entry(&mut out, "docProps/custom.xml", &format!("{office}.custom-properties+xml"));
    out.extend_from_slice(b"</Types>");
    out
}
