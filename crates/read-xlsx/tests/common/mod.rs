//! Packages for the tests, and what is read from them.

#![allow(dead_code, unreachable_pub, reason = "not every test file uses all of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "test helpers outside of #[test] functions")]

use model::{Document, ReaderSpec};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A zip of parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Relationships: id, last word of the type, target.
pub fn relations(list: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains("://") { " TargetMode='External'" } else { "" };
        format!("<Relationship Id='{id}' Type='{RELATION}/{kind}' Target='{target}'{mode}/>")
    };
    format!("<Relationships xmlns='{PACKAGE}'>{}</Relationships>", list.iter().map(one).collect::<String>())
}

/// A workbook with one sheet, given the content of `worksheet`, the formats of styles from 1 on, and further parts.
pub fn workbook(worksheet: &str, formats: &[&str], more: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!("<worksheet xmlns='{MAIN}' xmlns:r='{RELATION}'>{worksheet}</worksheet>");
    let book = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{RELATION}'><sheets><sheet name='S' sheetId='1' r:id='s1'/></sheets></workbook>"
    );
    let codes: String = (0..formats.len())
        .map(|at| {
            format!("<numFmt numFmtId='{}' formatCode='{}'/>", 200 + at, formats[at].replace('"', "&quot;"))
        })
        .collect();
    let cells: String =
        (0..formats.len()).map(|at| format!("<xf numFmtId='{}' xfId='0'/>", 200 + at)).collect();
    let styles = format!(
        "<styleSheet xmlns='{MAIN}'><numFmts>{codes}</numFmts><cellXfs><xf numFmtId='0'/>{cells}</cellXfs></styleSheet>"
    );
    let root = relations(&[("r", "officeDocument", "xl/workbook.xml")]);
    let book_relations = relations(&[
        ("s1", "worksheet", "worksheets/sheet1.xml"),
        ("s2", "styles", "styles.xml"),
        ("s3", "sharedStrings", "sharedStrings.xml"),
    ]);
    let mut parts = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, content) in more {
        parts.retain(|(known, _)| known != name);
        parts.push((name, content.as_bytes()));
    }
    zip(&parts)
}

pub const XLSX: &ReaderSpec = &convert_read_xlsx::FORMATS[0];

/// The document in a file, and the messages about it.
pub fn document(bytes: &[u8]) -> (Document, Vec<String>) {
    let reading = testkit::read(XLSX, bytes);
    let messages = reading.messages();
    (reading.document(), messages)
}

/// The header and the rows of the only table, as text.
pub fn rows(document: &Document) -> Vec<String> {
    let table = document.tables().next().unwrap();
    std::iter::once(testkit::names(table).join(" | ")).chain(table.rows().map(testkit::cells)).collect()
}
