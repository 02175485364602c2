//! Input that is not a binary workbook, or is damaged, is rejected with a clear error.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test helpers outside of #[test] functions")]

mod common;

use common::{XLS, XLSB, binary, compound, records, xlsb};
use convert_read_xls::SheetReadOptions;
use model::ReaderSpec;
use testkit::{read, read_with};

fn check(bytes: &[u8], reader: &ReaderSpec, expected: &str) {
    let reading = read_with(reader, bytes, &SheetReadOptions { max_cells: 1000, ..Default::default() });
    assert_eq!(reading.refused().to_string().trim_start(), expected);
}

#[test]
fn other_formats_are_rejected() {
    check(b"", XLS, "1:1: error: the input is empty");
    check(
        b"PK\x03\x04 xl/workbook.xml",
        XLS,
        "error: this is not a binary workbook (it looks like an .xlsx file: read it with from=xlsx)",
    );
    check(
        b"<html><table>",
        XLS,
        "error: this is not a binary workbook (it is HTML or XML, which some programs save with this extension)",
    );
    check(
        b"\x09\x04\x06\0",
        XLS,
        "error: this is not a binary workbook (files of Excel 2, 3 and 4 are not supported)",
    );
    check(
        &compound("/WordDocument", b"x"),
        XLS,
        "error: the file does not contain a workbook (it is another kind of Office file)",
    );
    let password = "error: the workbook is protected with a password (open it in the program that made it and save it \
                    without a password)";
    check(&compound("/EncryptedPackage", b"x"), XLS, password);
    check(&compound("/EncryptedPackage", b"x"), XLSB, password);
    check(&compound("/Workbook", &records(&[(0x0809, &[0; 16]), (0x002F, &[0; 6])])), XLS, password);
}

#[test]
fn size_is_checked_before_sheets_are_laid_out() {
    let far = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let stream = records(&[(0x0809, &[0; 16]), (0x0203, &[0; 14]), (0x0203, &far)]);
    check(
        &compound("/Workbook", &stream),
        XLS,
        "error: the sheets span more than 1,000 cells (if that is intended, raise max_cells)",
    );
}

#[test]
fn damage_is_an_error() {
    for bytes in
        [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &compound("/Workbook", &records(&[(0x0085, &[1, 2])]))]
    {
        read(XLS, bytes).error();
    }
}

#[test]
fn invalid_formats_do_not_panic() {
    // Records that are too short, an invalid format, a sheet that starts beyond the end.
    let globals: [(u16, &[u8]); 6] = [
        (0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (0x041E, &[164, 0, 0xFF, 0xFF, 1]),
        (0x041E, &[164]),
        (0x00E0, &[0; 20]),
        (0x0085, &[0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 1, 0, b'S']),
        (0x000A, &[]),
    ];
    for length in 0..records(&globals).len() {
        let stream = &records(&globals)[..length];
        drop(read(XLS, compound("/Workbook", stream)));
    }
}

#[test]
fn an_xlsb_cut_off_anywhere_is_an_error_or_a_document() {
    let sheet = binary(&[
        (145, b""),
        (0, &[0; 25]),
        (5, &[0, 0, 0, 0, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]),
        (7, &[1, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]),
        (146, b""),
        (176, &[0xFF; 16]),
    ]);
    for length in 0..=sheet.len() {
        let bytes = xlsb(&sheet[..length], &sheet[..length], &sheet[..length], 0);
        if let Err(error) = read(XLSB, &bytes).result {
            let error = error.to_string();
            assert!(
                error.contains("error: cannot read 'xl/") && error.contains("': it is cut off"),
                "{error}"
            );
        }
    }
    let options = SheetReadOptions { max_cells: 1, ..Default::default() };
    let bytes = xlsb(&sheet, b"", b"", 0);
    assert!(read_with(XLSB, &bytes, &options).error().to_string().contains("more than 1 cell ("));
}
