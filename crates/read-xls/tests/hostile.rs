//! What is no binary workbook is refused in words.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

use model::{Diagnostics, Documents, ErrorKind, Input, Params, ReadFn};
use std::io::{Cursor, Write};

fn check(bytes: &[u8], read: ReadFn, expected: &str) {
    let diagnostics = Diagnostics::ignore();
    let mut cursor = Cursor::new(bytes);
    let input = Input { bytes: &mut cursor, diagnostics: &diagnostics };
    let mut documents = Documents::default();
    let error = read(input, &Params::default().with("max-cells", "1000"), &mut documents).unwrap_err();
    match error.kind() {
        ErrorKind::Input(diagnostic) => assert_eq!(diagnostic.to_string().trim_start(), expected),
        other => panic!("{other:?}"),
    }
}

/// A compound file with one stream.
fn compound(name: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(content).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Records of a stream: type and content.
fn records(list: &[(u16, &[u8])]) -> Vec<u8> {
    let one = |(kind, content): &(u16, &[u8])| {
        [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
    };
    list.iter().flat_map(one).collect()
}

#[test]
fn what_is_no_workbook() {
    let xls = convert_read_xls::read_xls;
    check(b"", xls, "1:1: error: the input is empty");
    check(
        b"PK\x03\x04 xl/workbook.xml",
        xls,
        "error: this is no binary workbook (it looks like an .xlsx file: read it with --from xlsx)",
    );
    check(
        b"<html><table>",
        xls,
        "error: this is no binary workbook (it is HTML or XML, which some programs save with this extension)",
    );
    check(
        b"\x09\x04\x06\0",
        xls,
        "error: this is no binary workbook (it is a file of Excel 2, 3 or 4, which are too old)",
    );
    check(
        &compound("/WordDocument", b"x"),
        xls,
        "error: there is no workbook in this file (it is some other file of an old Office program)",
    );
    let password = "error: the workbook is protected with a password (open it in the program that made it and save it \
                    without a password)";
    check(&compound("/EncryptedPackage", b"x"), xls, password);
    check(&compound("/EncryptedPackage", b"x"), convert_read_xls::read_xlsb, password);
    check(&compound("/Workbook", &records(&[(0x0809, &[0; 16]), (0x002F, &[0; 6])])), xls, password);
}

#[test]
fn sheets_are_measured_before_they_are_laid_out() {
    let far = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let stream = records(&[(0x0809, &[0; 16]), (0x0203, &[0; 14]), (0x0203, &far)]);
    check(
        &compound("/Workbook", &stream),
        convert_read_xls::read_xls,
        "error: the sheets span more than 1000 cells (if they are meant, raise --max-cells)",
    );
}

#[test]
fn damage_is_an_error() {
    for bytes in
        [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &compound("/Workbook", &records(&[(0x0085, &[1, 2])]))]
    {
        let diagnostics = Diagnostics::ignore();
        let mut cursor = Cursor::new(bytes);
        let input = Input { bytes: &mut cursor, diagnostics: &diagnostics };
        assert!(convert_read_xls::read_xls(input, &Params::default(), &mut Documents::default()).is_err());
    }
}
