//! Workbooks for the tests.

#![allow(dead_code, unreachable_pub, reason = "not every test file uses all of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "test helpers outside of #[test] functions")]

use model::{Document, ReaderSpec};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub const XLS: &ReaderSpec = &convert_read_xls::FORMATS[0];
pub const XLSB: &ReaderSpec = &convert_read_xls::FORMATS[1];

/// A compound file with one stream.
pub fn compound(name: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(content).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Records of a stream: type and content.
pub fn records(list: &[(u16, &[u8])]) -> Vec<u8> {
    let one = |(kind, content): &(u16, &[u8])| {
        [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
    };
    list.iter().flat_map(one).collect()
}

/// Records of a part of an `.xlsb`: type and content, shorter than 128 bytes.
pub fn binary(list: &[(u16, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (kind, content) in list {
        match *kind {
            0..128 => bytes.push(*kind as u8),
            kind => bytes.extend([kind as u8 & 0x7F | 0x80, (kind >> 7) as u8]),
        }
        bytes.push(content.len() as u8);
        bytes.extend_from_slice(content);
    }
    bytes
}

/// A text as stored in `.xlsb`.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u32).to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// An `.xlsb` with a sheet `S`, given the records of the sheet, the styles and the shared texts.
pub fn xlsb(sheet: &[u8], styles: &[u8], strings: &[u8], state: u32) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |list: &[(&str, &str)]| {
        let one = |(kind, target): &(&str, &str)| {
            format!("<Relationship Id='{kind}' Type='{office}/{kind}' Target='{target}'/>")
        };
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!(
            "<Relationships xmlns='{package}'>{}</Relationships>",
            list.iter().map(one).collect::<String>()
        )
    };
    let listed = [&state.to_le_bytes()[..], &[1, 0, 0, 0], &wide("worksheet"), &wide("S")].concat();
    let book = binary(&[(131, b""), (153, &[0; 12]), (143, b""), (156, &listed), (144, b""), (132, b"")]);
    let types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
        <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
        <Default Extension='bin' ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/>\
        </Types>";
    let root = relations(&[("officeDocument", "xl/workbook.bin")]);
    let of_book = relations(&[
        ("worksheet", "worksheets/sheet1.bin"),
        ("styles", "styles.bin"),
        ("sharedStrings", "sharedStrings.bin"),
    ]);
    let parts: [(&str, &[u8]); 7] = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", of_book.as_bytes()),
        ("xl/styles.bin", styles),
        ("xl/sharedStrings.bin", strings),
        ("xl/worksheets/sheet1.bin", sheet),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The rows of the only table, with the text, kind and value of each cell.
pub fn rows(document: &Document) -> Vec<String> {
    document.tables().next().unwrap().rows().map(testkit::cells).collect()
}
