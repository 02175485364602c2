//! Broken and hostile files fail quickly, with a clear error and a place, and never with a panic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::{FODS, ODS};
use convert_read_odf::SheetReadOptions;
use model::{Diagnostic, ErrorKind, Given, Mebibytes, Options, ReaderSpec};
use std::io::Cursor;
use std::io::Write;
use testkit::{fixture, read, read_with};

fn diagnostic(bytes: impl AsRef<[u8]>, reader: &ReaderSpec) -> Diagnostic {
    let options = SheetReadOptions { max_cells: 100_000, ..Default::default() };
    read_with(reader, bytes, &options).refused()
}

const OPEN: &str = "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
                    xmlns='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
                    xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
                    xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:body><o:spreadsheet>\n<table t:name='S'>";
const CLOSE: &str = "</table></o:spreadsheet></o:body></o:document>";

/// Checks the error for a flat file with these rows.
fn check(rows: &str, expected: &str) {
    let file = format!("{OPEN}{rows}{CLOSE}");
    assert_eq!(diagnostic(file.as_bytes(), FODS.reader).to_string(), expected);
}

fn check_file(file: &str, expected: &str) {
    assert_eq!(diagnostic(file.as_bytes(), FODS.reader).to_string(), expected);
}

#[test]
fn repeats_have_limits() {
    check(
        "<table-row t:number-rows-repeated='1048576'><table-cell t:number-columns-repeated='16384'><x:p>x</x:p></table-cell></table-row>",
        "2:134: error: row 7 of sheet 'S' exceeds the limit of 100,000 cells (if that is intended, raise max_cells)",
    );
    check(
        "<table-row><table-cell t:number-columns-repeated='99999999999'><x:p>x</x:p></table-cell></table-row>",
        "2:94: error: row 1 of sheet 'S' has more than 16,384 columns",
    );
    check(
        "<table-row t:number-rows-repeated='1048576'/><table-row><table-cell><x:p>x</x:p></table-cell></table-row>",
        "2:112: error: sheet 'S' has more than 1,048,576 rows",
    );
    check(
        "<table-row><table-cell t:number-columns-spanned='16384' t:number-rows-spanned='1048576'><x:p>x</x:p></table-cell></table-row>\
         <table-row t:number-rows-repeated='1048575'/>",
        "2:189: error: row 6 of sheet 'S' exceeds the limit of 100,000 cells (if that is intended, raise max_cells)",
    );
}

#[test]
fn blank_repeats_cost_nothing() {
    let blank = "<table-row t:number-rows-repeated='1048575'><table-cell t:number-columns-repeated='16384'/></table-row>";
    let row = "<table-row><table-cell><x:p>x</x:p></table-cell><table-cell t:number-columns-repeated='16383'/></table-row>";
    let file = format!("{OPEN}{row}{blank}{CLOSE}");
    let document = read(FODS.reader, file).document();
    let table = document.tables().next().unwrap();
    assert_eq!((table.width(), table.rows.len()), (1, 0));
}

#[test]
fn the_number_of_cells_is_limited_by_an_option() {
    let row = "<table-row><table-cell t:number-columns-repeated='3'><x:p>x</x:p></table-cell></table-row>";
    let file = format!("{OPEN}{row}{CLOSE}");
    let allow = |count: &str| {
        let mut options = SheetReadOptions::default();
        options.give("max_cells", Given::Text(count.to_owned()))?;
        read_with(FODS.reader, &file, &options).result
    };
    assert!(allow("3").is_ok() && allow("2").is_err() && allow("x").is_err());
}

#[test]
fn repeated_text_has_a_limit() {
    let text = "x".repeat(1 << 20);
    let row = format!(
        "<table-row t:number-rows-repeated='3'><table-cell><x:p>{text}</x:p></table-cell></table-row>"
    );
    let file = format!("{OPEN}{row}{CLOSE}");
    let allow = |size| {
        let options = SheetReadOptions { max_size: Mebibytes(size), ..Default::default() };
        read_with(FODS.reader, &file, &options).result
    };
    assert!(allow(2).is_ok());
    assert!(allow(1).unwrap_err().to_string().contains("exceeds the limit of 1 MiB of repeated text"));
    let row = format!(
        "<table-row><table-cell t:number-columns-repeated='300'><x:p>{text}</x:p></table-cell></table-row>"
    );
    let found = diagnostic(format!("{OPEN}{row}{CLOSE}").as_bytes(), FODS.reader);
    assert_eq!(found.message, "row 1 of sheet 'S' has more than 256 MiB of text");
    let blanks = "<x:s x:c='1000000000'/>".repeat(100);
    let row = format!("<table-row><table-cell><x:p>{blanks}</x:p></table-cell></table-row>");
    let found = diagnostic(format!("{OPEN}{row}{CLOSE}").as_bytes(), FODS.reader);
    assert_eq!(found.message, "a single text is longer than 64 MiB");
}

#[test]
fn inflated_packages_have_a_limit() {
    let padding = " ".repeat(3 << 20);
    let content = format!("{OPEN}<table-row/>{padding}{CLOSE}");
    let bytes = package(&[("content.xml", &content)]);
    let allow = |size| {
        let options = SheetReadOptions { max_size: Mebibytes(size), ..Default::default() };
        read_with(ODS.reader, &bytes, &options).result
    };
    assert!(allow(4).is_ok());
    let error = allow(1).unwrap_err().to_string();
    assert!(error.contains("inflates to more than 1 MiB (if that is intended, raise max_size)"), "{error}");
}

#[test]
fn prefixes_have_a_limit() {
    let prefixes: String = (0..2000).map(|number| format!(" xmlns:p{number}='u'")).collect();
    let found = diagnostic(format!("{OPEN}<table-row{prefixes}/>").as_bytes(), FODS.reader);
    assert_eq!(found.message, "more than 1024 namespace prefixes are in use at once");
}

#[test]
fn files_in_another_format() {
    let found = diagnostic(b"PK\x03\x04 and more", FODS.reader);
    assert_eq!(found.message, "this is a zip package, not XML");
    let of_package = |bytes: &[u8]| diagnostic(bytes, ODS.reader).message;
    assert_eq!(
        of_package(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        "this is an Excel file in the old format or with a password, not a zip package"
    );
    assert_eq!(of_package(OPEN.as_bytes()), "this is XML, not a zip package");
}

#[test]
fn invalid_xml() {
    check_file("", "1:1: error: the input is empty");
    check_file("a,b\n1,2\n", "1:1: error: this is not XML: it has text outside elements");
    check_file("<?xml version='1.0'?>\n", "2:1: error: this is not XML: it has no element");
    check_file(
        "<html>\n<body/></html>",
        "1:1: error: the root element 'html' is not that of an OpenDocument file",
    );
    check_file(
        "<?xml version='1.0' encoding='KOI8-R'?><a/>",
        "1:1: error: the encoding 'KOI8-R' is not supported (save it as UTF-8)",
    );
    check_file(
        "<!DOCTYPE x [<!ENTITY a 'b'>]>\n<a>&a;</a>",
        "1:1: error: a document type declaration is not allowed in a spreadsheet (remove it; its entities are never expanded)",
    );
    check(
        "<table-row><table-cell><x:p>a&nbsp;b</x:p></table-cell></table-row>",
        "2:48: error: unknown entity '&nbsp;' (write the character itself)",
    );
    check(
        "<table-row>\n</table-cell>",
        "3:1: error: this is not well-formed XML: ill-formed document: expected `</table-row>`, but `</table-cell>` was found",
    );
    let open = format!("{OPEN}<table-row>");
    assert!(diagnostic(open.as_bytes(), FODS.reader).to_string().contains("ends inside an element"));
}

#[test]
fn other_document_types_are_named() {
    let text = OPEN.replace("spreadsheet", "text");
    check_file(&text, "1:251: error: this is an OpenDocument file of type 'text', not a spreadsheet");
}

#[test]
fn nesting_has_a_limit() {
    let deep = format!("<table-row><table-cell><x:p>{}", "<x:span>".repeat(100_000));
    let found = diagnostic(format!("{OPEN}{deep}").as_bytes(), FODS.reader);
    assert_eq!((found.code, found.place.unwrap().line), ("too-deep", 2));
    let groups = "<table-row-group>".repeat(100_000);
    assert_eq!(diagnostic(format!("{OPEN}{groups}").as_bytes(), FODS.reader).code, "too-deep");
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn invalid_packages() {
    let check = |bytes: &[u8], code: &str| assert_eq!(diagnostic(bytes, ODS.reader).code, code);
    check(b"", "empty");
    check(b"PK\x03\x04 not really", "damaged");
    check(&package(&[("word/document.xml", "")]), "wrong-format");
    check(
        &package(&[("content.xml", "junk"), ("META-INF/manifest.xml", "<m:encryption-data/>")]),
        "encrypted",
    );
    check(&package(&[("content.xml", "<html/>")]), "wrong-format");
    let broken = package(&[("content.xml", "\n<a></b>")]);
    assert_eq!(diagnostic(&broken, ODS.reader).place.unwrap().part.as_deref(), Some("content.xml"));
}

#[test]
fn a_package_needs_only_its_content() {
    let content = format!("{OPEN}<table-row><table-cell><x:p>x</x:p></table-cell></table-row>{CLOSE}");
    let bytes = package(&[("content.xml", &content)]);
    assert_eq!(read(ODS.reader, &bytes).document().tables().count(), 1);
}

/// A file that is cut off anywhere is an error with a place.
#[test]
fn files_cut_anywhere() {
    let file = fixture("fods/handwritten.fods");
    for end in (0..file.len()).step_by(7) {
        let found = diagnostic(&file[..end], FODS.reader);
        assert!(
            found.place.is_some_and(|place| place.line > 0 && place.column > 0),
            "{end}: {}",
            found.message
        );
    }
}

/// A damaged package is an error or can still be read; it never causes a panic.
#[test]
fn packages_damaged_anywhere() {
    let file = fixture("ods/libreoffice.ods");
    let mut seed = 1_u32;
    for _ in 0..300 {
        let mut damaged = file.clone();
        for _ in 0..3 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = seed as usize % damaged.len();
            damaged[at] ^= 1 << (seed >> 28 & 7);
        }
        if let Err(error) = read(ODS.reader, &damaged).result {
            assert!(matches!(error.kind(), ErrorKind::Input(_)), "{error}");
        }
    }
}
