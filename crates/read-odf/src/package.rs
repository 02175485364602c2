//! The package: a zip of XML parts (ODF 1.3 part 2).

use model::{Error, Hint, Mebibytes, Place, ReadSeek, Result, codes};
use std::io::Read;
use xml::Located;
use zip::ZipArchive;
use zip::result::ZipError;

/// An open package.
pub(crate) struct Package<'i>(ZipArchive<&'i mut dyn ReadSeek>, Mebibytes);

/// A part, as it is inflated.
pub(crate) type Part<'p> = Located<Box<dyn Read + 'p>>;

impl<'i> Package<'i> {
    /// Opens a package and makes sure that it is one that can be read: parts of at most this size, inflated.
    pub(crate) fn open(bytes: &'i mut dyn ReadSeek, most: Mebibytes) -> Result<Self> {
        let start = bytes.fill_buf()?;
        if start.is_empty() {
            return Err(Error::input(codes::EMPTY.error("the input is empty").at(Place::at(1, 1))));
        }
        if let Some((what, hint)) = other_kind(start) {
            let message = format!("this is no zip package but {what}");
            return Err(Error::input(codes::WRONG_FORMAT.error(message).at(Place::default()).hint(hint)));
        }
        let mut package = Package(ZipArchive::new(bytes).map_err(xml::damaged)?, most);
        let encrypted = package.0.index_for_name("encrypted-package").is_some();
        let has_content = package.0.index_for_name("content.xml").is_some();
        let excel = package.0.index_for_name("xl/workbook.xml").is_some();
        if encrypted || package.manifest_says_encrypted()? {
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
                Hint::from("it is some other zip file")
            };
            return Err(Error::input(codes::WRONG_FORMAT.error("the package has no content.xml").hint(hint)));
        }
        Ok(package)
    }

    fn manifest_says_encrypted(&mut self) -> Result<bool> {
        let mut manifest = Vec::new();
        if let Ok(part) = self.0.by_name("META-INF/manifest.xml") {
            // A damaged manifest is not a reason not to read the content.
            let _ = part.take(1 << 20).read_to_end(&mut manifest);
        }
        Ok(memchr::memmem::find(&manifest, b"encryption-data").is_some())
    }

    /// A part, if the package has it.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>> {
        match self.0.by_name(name) {
            Ok(part) => Ok(Some(Located::new(Box::new(part), Some(self.1.bytes())))),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(xml::damaged(error)),
        }
    }
}

/// What a file is that goes by the wrong name, and what to do about it.
fn other_kind(start: &[u8]) -> Option<(&'static str, Hint)> {
    if start.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some((
            "an Excel file of the old kind, or one with a password",
            Hint::default()
                .text("read it with ")
                .setting("from", "xls")
                .text("; one with a password must be saved without it first"),
        ));
    }
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    let hint = || Hint::default().text("if it is a flat spreadsheet, say ").setting("from", "fods");
    text.starts_with(b"<").then(|| ("XML", hint()))
}
