//! The container of the content: flat XML, or a part of a package.

use crate::parts::{self, About};
use crate::style::{PAGE_LAYOUT, Palette};
use model::{Error, Result};
use odf::ODS_MEDIA_TYPE;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The output, in one of the two containers.
pub(crate) enum Container<'a> {
    Flat(Box<dyn Write + 'a>),
    Package(Box<ZipWriter<StreamWriter<Box<dyn Write + 'a>>>>),
}

/// The level of compression. Spreadsheets shrink by nine tenths at any level; this is a compromise.
const LEVEL: i64 = 4;

impl<'a> Container<'a> {
    pub(crate) fn flat(bytes: Box<dyn Write + 'a>) -> Self {
        Container::Flat(bytes)
    }

    pub(crate) fn package(bytes: Box<dyn Write + 'a>) -> Self {
        Container::Package(Box::new(ZipWriter::new_stream(bytes).set_auto_large_file()))
    }

    /// The line ending of the XML. Only flat files have lines, to be readable.
    pub(crate) fn line(&self) -> &'static str {
        match self {
            Container::Flat(_) => "\n",
            Container::Package(_) => "",
        }
    }

    /// Starts the document: writes everything before the first sheet.
    pub(crate) fn start(&mut self, about: &About, palette: &Palette) -> Result<()> {
        let mut out = Vec::new();
        let line = self.line();
        let automatic = |out: &mut Vec<u8>, page_layout: &str| {
            let _ = write!(out, "<office:automatic-styles>{line}");
            palette.declare(out, line);
            let _ = write!(out, "{page_layout}</office:automatic-styles>{line}");
        };
        match self {
            Container::Flat(_) => {
                let mimetype = format!(" office:mimetype=\"{ODS_MEDIA_TYPE}\"");
                parts::root(&mut out, "document", &mimetype);
                out.extend_from_slice(line.as_bytes());
                parts::meta(&mut out, about, line);
                parts::settings(&mut out, about, line);
                parts::common_styles(&mut out, line);
                automatic(&mut out, PAGE_LAYOUT);
                parts::master_styles(&mut out, line);
            }
            Container::Package(zip) => {
                zip.merge_archive(mimetype().map_err(broken)?).map_err(broken)?;
                zip.start_file("content.xml", options(CompressionMethod::Deflated)).map_err(broken)?;
                parts::root(&mut out, "document-content", "");
                automatic(&mut out, "");
            }
        }
        let _ = write!(out, "<office:body><office:spreadsheet>{line}");
        self.write(&out)
    }

    /// Writes content.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Container::Flat(out) => out.write_all(bytes)?,
            Container::Package(zip) => zip.write_all(bytes)?,
        }
        Ok(())
    }

    /// Ends the document and flushes.
    pub(crate) fn finish(mut self, about: &About) -> Result<()> {
        self.write(b"</office:spreadsheet></office:body>")?;
        match self {
            Container::Flat(mut out) => {
                out.write_all(b"</office:document>\n")?;
                out.flush()?;
            }
            Container::Package(mut zip) => {
                zip.write_all(b"</office:document-content>")?;
                for part in ["styles", "meta", "settings"] {
                    let mut out = Vec::new();
                    parts::root(&mut out, &format!("document-{part}"), "");
                    match part {
                        "styles" => {
                            parts::common_styles(&mut out, "");
                            out.extend_from_slice(b"<office:automatic-styles>");
                            out.extend_from_slice(PAGE_LAYOUT.as_bytes());
                            out.extend_from_slice(b"</office:automatic-styles>");
                            parts::master_styles(&mut out, "");
                        }
                        "meta" => {
                            parts::meta(&mut out, about, "");
                        }
                        _ => parts::settings(&mut out, about, ""),
                    }
                    let _ = write!(out, "</office:document-{part}>");
                    add(&mut zip, &format!("{part}.xml"), &out)?;
                }
                add(&mut zip, "META-INF/manifest.xml", &parts::manifest())?;
                zip.finish().map_err(broken)?.into_inner().flush()?;
            }
        }
        Ok(())
    }
}

/// The first entry, which identifies the format. It must not be compressed, and its size must precede the data (ODF 1.3
/// part 2, section 3.3). A streamed zip has sizes after the data, so this entry is created in memory and merged.
fn mimetype() -> zip::result::ZipResult<ZipArchive<Cursor<Vec<u8>>>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", options(CompressionMethod::Stored))?;
    zip.write_all(ODS_MEDIA_TYPE.as_bytes())?;
    ZipArchive::new(zip.finish()?)
}

fn add<W: Write>(zip: &mut ZipWriter<StreamWriter<W>>, name: &str, bytes: &[u8]) -> Result<()> {
    zip.start_file(name, options(CompressionMethod::Deflated)).map_err(broken)?;
    zip.write_all(bytes)?;
    Ok(())
}

/// Options with a fixed time, so that equal documents give equal bytes.
fn options(method: CompressionMethod) -> SimpleFileOptions {
    let options =
        SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
    match method {
        CompressionMethod::Stored => options,
        _ => options.compression_level(Some(LEVEL)),
    }
}

fn broken(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => Error::output(format!("cannot write the package: {other}")),
    }
}
