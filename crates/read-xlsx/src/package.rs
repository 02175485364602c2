//! The package: a zip of parts, and the relationships between them (ECMA-376 part 2).

use crate::Xml;
use crate::ns::Ns;
use model::{Error, Hint, Mebibytes, Place, ReadSeek, Result, codes};
use std::collections::HashMap;
use std::io::Read;
use xml::Located;
use xml::quick_xml::events::Event;
use zip::ZipArchive;

/// The first bytes of a compound file: an old binary workbook, or an encrypted package.
pub(crate) const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How much of a compound file is searched for the names of its streams.
const SEARCHED: u64 = 64 << 20;

/// An open package.
pub struct Package<'i> {
    zip: ZipArchive<&'i mut dyn ReadSeek>,
    /// Parts by their names in lower case: names that differ only in case do so by mistake.
    parts: HashMap<String, usize>,
    max_size: Mebibytes,
}

/// The inflated content of a part.
pub type Part<'p> = Box<dyn Read + 'p>;

/// A relationship of a part to another part, or to an external target.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The ID by which it is referred to.
    pub id: String,
    /// The last word of its type: `worksheet`, `hyperlink`, …
    pub kind: String,
    /// The name of the part, or the external address.
    pub target: String,
}

impl<'i> Package<'i> {
    /// Opens a package whose parts may have at most this size when inflated.
    pub fn open(bytes: &'i mut dyn ReadSeek, max_size: Mebibytes) -> Result<Self> {
        let start = bytes.fill_buf()?;
        if start.is_empty() {
            let diagnostic = codes::EMPTY.error("the input is empty").at(Place::at(1, 1));
            return Err(Error::input(diagnostic));
        }
        if start.starts_with(COMPOUND_FILE) {
            return Err(compound_file(bytes)?);
        }
        let mut zip = ZipArchive::new(bytes).map_err(xml::damaged)?;
        let mut parts = HashMap::new();
        for index in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(index) {
                parts.entry(key(&name)).or_insert(index);
            }
        }
        if zip.by_index_raw(0).is_ok_and(|file| file.encrypted()) {
            return Err(encrypted());
        }
        Ok(Package { zip, parts, max_size })
    }

    /// The largest size that a part may have when inflated.
    pub fn max_size(&self) -> Mebibytes {
        self.max_size
    }

    /// Whether there is a part with this name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// A part, if the package has it.
    pub fn part(&mut self, name: &str) -> Result<Option<Part<'_>>> {
        let Some(&index) = self.parts.get(&key(name)) else { return Ok(None) };
        Ok(Some(Box::new(self.zip.by_index(index).map_err(xml::damaged)?)))
    }

    /// A part as XML, if the package has it.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<Xml<Part<'_>>>> {
        let most = Some(self.max_size.bytes());
        let part = self.part(name)?;
        Ok(part.map(|part| Xml::new(Located::new(part, most), Some(name))))
    }

    /// The relationships of a part, or those of the package if the name is empty.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let mut relations = Vec::new();
        let Some(mut xml) = self.xml(&name)? else { return Ok(relations) };
        let mut buffer = Vec::new();
        loop {
            match xml.next(&mut buffer)? {
                Event::Start(start) if xml.name(&start) == (Some(Ns::Package), "Relationship") => {
                    let (mut id, mut kind, mut target, mut external) =
                        (String::new(), String::new(), String::new(), false);
                    for attribute in start.attributes().with_checks(false).flatten() {
                        let value = xml.value(&attribute)?;
                        match attribute.key.0 {
                            "Id" => id = value.into_owned(),
                            "Type" => kind = value.rsplit('/').next().unwrap_or("").to_owned(),
                            "Target" => target = value.into_owned(),
                            "TargetMode" => external = value.eq_ignore_ascii_case("external"),
                            _ => {}
                        }
                    }
                    if !external {
                        target = resolve(folder, &target);
                    }
                    relations.push(Relation { id, kind, target });
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// The form of a part's name in which it is looked up.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The name of the part that a target, which may be relative to a folder, refers to.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn encrypted() -> Error {
    let diagnostic = codes::ENCRYPTED.error("the workbook is protected with a password");
    Error::input(
        diagnostic
            .at(Place::default())
            .hint("open it in the program that made it and save it without a password"),
    )
}

/// The error for a compound file, based on the names of its streams.
fn compound_file(bytes: &mut dyn ReadSeek) -> Result<Error> {
    let mut content = Vec::new();
    bytes.take(SEARCHED).read_to_end(&mut content)?;
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(&content, &name).is_some()
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Ok(encrypted());
    }
    let hint = if has("Workbook") || has("Book") {
        Hint::default().text("it is an Excel file in the old format: read it with ").setting("from", "xls")
    } else {
        Hint::from("it is another kind of Office file in the old format")
    };
    let diagnostic = codes::WRONG_FORMAT.error("this is not an .xlsx file");
    Ok(Error::input(diagnostic.at(Place::default()).hint(hint)))
}
