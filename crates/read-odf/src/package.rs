//! The package: a zip of XML parts (ODF 1.3 part 2).

use model::{Error, Hint, Mebibytes, Place, ReadSeek, Result, codes};
use std::io::Read;
use xml::Located;
use zip::ZipArchive;
use zip::result::ZipError;

/// An open package.
pub(crate) struct Package<'i>(ZipArchive<&'i mut dyn ReadSeek>, Mebibytes);

/// A part, inflated as it is read.
pub(crate) type Part<'p> = Located<Box<dyn Read + 'p>>;

impl<'i> Package<'i> {
    /// Opens a package and checks that it can be read. Parts may inflate to at most `most`.
    pub(crate) fn open(bytes: &'i mut dyn ReadSeek, most: Mebibytes) -> Result<Self> {
        let start = bytes.fill_buf()?;
        if start.is_empty() {
            return Err(Error::input(codes::EMPTY.error("the input is empty").at(Place::at(1, 1))));
        }
        if let Some((message, hint)) = other_format(start) {
            return Err(Error::input(codes::WRONG_FORMAT.error(message).at(Place::default()).hint(hint)));
        }
        let mut package = Package(ZipArchive::new(bytes).map_err(xml::damaged)?, most);
        let encrypted = package.0.index_for_name("encrypted-package").is_some();
        let has_content = package.0.index_for_name("content.xml").is_some();
        let excel = package.0.index_for_name("xl/workbook.xml").is_some();
        if encrypted || package.has_encryption_data()? {
            return Err(Error::input(
                codes::ENCRYPTED
                    .error("the spreadsheet is protected with a password")
                    .hint("open it in the program that made it and save it without a password"),
            ));
        }
        if !has_content {
            let hint = if excel {
                Hint::default().text("it is an Excel workbook: read it with ").setting("from", "xlsx")
            } else {
                Hint::from("it is not a spreadsheet")
            };
            return Err(Error::input(codes::WRONG_FORMAT.error("the package has no content.xml").hint(hint)));
        }
        Ok(package)
    }

    fn has_encryption_data(&mut self) -> Result<bool> {
        let mut manifest = Vec::new();
        if let Ok(part) = self.0.by_name("META-INF/manifest.xml") {
            // A damaged manifest does not prevent reading the content.
            let _ = part.take(1 << 20).read_to_end(&mut manifest);
        }
        Ok(memchr::memmem::find(&manifest, b"encryption-data").is_some())
    }

    /// The part with this name, if the package has one.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>> {
        match self.0.by_name(name) {
            Ok(part) => Ok(Some(Located::new(Box::new(part), Some(self.1.bytes())))),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(xml::damaged(error)),
        }
    }
}

/// A message and a hint for a file in another format.
fn other_format(start: &[u8]) -> Option<(&'static str, Hint)> {
    if start.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some((
            "this is an Excel file in the old format or with a password, not a zip package",
            Hint::default()
                .text("read it with ")
                .setting("from", "xls")
                .text("; if it has a password, save it without one first"),
        ));
    }
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let hint = || Hint::default().text("if it is a flat spreadsheet, use ").setting("from", "fods");
    text.starts_with(b"<").then(|| ("this is XML, not a zip package", hint()))
}
