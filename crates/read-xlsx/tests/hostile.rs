//! Damaged and hostile files are quickly rejected with a clear error, and never cause a panic.

mod common;

use common::{MAIN, XLSX, workbook, zip};
use convert_read_xlsx::SheetReadOptions;
use testkit::{read, read_with};

fn check(bytes: &[u8], expected: &str) {
    let reading = read_with(XLSX, bytes, &SheetReadOptions { max_cells: 100_000, ..Default::default() });
    assert_eq!(reading.refused().to_string().trim_start(), expected);
}

fn check_sheet(worksheet: &str, expected: &str) {
    check(&workbook(worksheet, &[], &[]), expected);
}

#[test]
fn limits() {
    let cell = "<c r='A1'><v>1</v></c>";
    check_sheet(
        &format!(
            "<sheetData><row>{cell}</row></sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"
        ),
        "xl/worksheets/sheet1.xml:1:281: error: row 6 of sheet 'S' exceeds the limit of 100,000 cells (if that is intended, raise max_cells)",
    );
    check_sheet(
        "<sheetData><row r='200000'><c><v>1</v></c></row></sheetData>",
        "xl/worksheets/sheet1.xml:1:228: error: row 200000 of sheet 'S' exceeds the limit of 100,000 cells (if that is intended, raise max_cells)",
    );
    check_sheet(
        "<sheetData><row r='1048577'><c><v>1</v></c></row></sheetData>",
        "xl/worksheets/sheet1.xml:1:184: error: sheet 'S' has more than 1,048,576 rows",
    );
    check_sheet(
        "<sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData>",
        "xl/worksheets/sheet1.xml:1:172: error: row 1 of sheet 'S' has more than 16,384 columns",
    );
}

#[test]
fn other_formats_are_rejected() {
    check(b"", "1:1: error: the input is empty");
    assert_eq!(read(XLSX, b"PK\x03\x04 not really").refused().code, "damaged");
    check(
        &zip(&[("word/document.xml", b"")]),
        "error: the package does not contain 'xl/workbook.xml' (it is another kind of zip file)",
    );
    check(
        &zip(&[("content.xml", b"")]),
        "error: the package does not contain 'xl/workbook.xml' (it looks like an OpenDocument file)",
    );
    let mut compound = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    check(
        &compound,
        "error: the workbook is protected with a password (open it in the program that made it and save it without a password)",
    );
    let old = [&compound[..8], b"W\0o\0r\0k\0b\0o\0o\0k\0"].concat();
    check(
        &old,
        "error: this is not an .xlsx file (it is an Excel file in the old format: read it with from=xls)",
    );
    let doctype = format!("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet xmlns='{MAIN}'/>");
    check(
        &workbook("", &[], &[("xl/worksheets/sheet1.xml", &doctype)]),
        "xl/worksheets/sheet1.xml:1:1: error: a document type declaration is not allowed in a spreadsheet (remove it; its entities are never expanded)",
    );
    check_sheet(
        "<sheetData><row><c><v>1</c></row></sheetData>",
        "xl/worksheets/sheet1.xml:1:179: error: this is not well-formed XML: ill-formed document: expected `</v>`, but `</c>` was found",
    );
}

#[test]
fn damage_never_panics() {
    let strings =
        format!("<sst xmlns='{MAIN}'><si><t>a</t></si><si><r><rPr><b/></rPr><t>b_x0041_</t></r></si></sst>");
    let sheet = "<cols><col min='1' max='3' style='1'/></cols><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>45000.5</v></c></row>\
         <row><c r='C2' t='s'><v>1</v></c></row></sheetData><mergeCells><mergeCell ref='A1:B3'/></mergeCells>";
    // The parts are stored, so that changes affect the XML.
    let whole = {
        use std::io::{Cursor, Write};
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let packed = workbook(sheet, &["d/m/yyyy h:mm"], &[("xl/sharedStrings.xml", &strings)]);
        let mut from = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        for index in 0..from.len() {
            let mut part = from.by_index(index).unwrap();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut content).unwrap();
            out.start_file(part.name().unwrap().to_string(), options).unwrap();
            out.write_all(&content).unwrap();
        }
        out.finish().unwrap().into_inner()
    };
    let options = SheetReadOptions { max_cells: 10_000, ..Default::default() };
    for length in (0..whole.len()).step_by(7) {
        assert!(read_with(XLSX, &whole[..length], &options).result.is_err(), "cut to {length}");
    }
    let mut read_anyway = 0;
    for at in 0..whole.len() {
        for bit in [0, 3, 6] {
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            read_anyway += usize::from(read_with(XLSX, &changed, &options).result.is_ok());
        }
    }
    assert!(read_anyway > 0);
}
