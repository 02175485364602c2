//! Records, however the bytes arrive.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_read_csv::CsvReadOptions;
use dsv::Delimiter;
use encoding::Encoding;
use model::{
    Block, Delimited, Diagnostics, Document, Event, Flow, Given, Input, Kind, LineEnd, Meta, Options, Shape,
    Sink, Table, TableHead,
};
use proptest::prelude::*;
use std::io::{BufReader, Cursor};
use testkit::Reading;

/// Reads with blocks of a given size.
fn read(bytes: &[u8], block: usize, options: &CsvReadOptions) -> Reading {
    let mut source = BufReader::with_capacity(block, Cursor::new(bytes));
    testkit::read_from(&convert_read_csv::FORMATS[0], &mut source, options)
}

fn comma() -> CsvReadOptions {
    CsvReadOptions { delimiter: Some(Delimiter::COMMA), ..CsvReadOptions::default() }
}

/// The header and the rows of the only table, each joined by `|`.
fn rows(bytes: &[u8]) -> Vec<String> {
    let document = read(bytes, 4096, &CsvReadOptions::default()).document();
    let table = document.tables().next().unwrap();
    let header = table.head.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join("|");
    let body = table.rows().map(|row| row.texts().collect::<Vec<_>>().join("|"));
    [header].into_iter().chain(body).collect()
}

#[test]
fn fields_are_those_of_rfc_4180() {
    assert_eq!(rows(b"a,b\n1,2\n"), ["a|b", "1|2"]);
    assert_eq!(rows(b"a,b\r\n\"x, \"\"y\"\"\nz\", 007 \r\n"), ["a|b", "x, \"y\"\nz| 007 "]);
    assert_eq!(rows(b"a\n\"\"\nb"), ["a", "", "b"]);
    assert_eq!(rows(b"\xEF\xBB\xBFa;b\n1,5;2"), ["a|b", "1,5|2"]);
    assert_eq!(rows(b"\xFF\xFEa\0,\0b\0\n\0\x42\x01,\x001\0"), ["a|b", "ł|1"]);
}

#[test]
fn a_cr_ends_a_row_only_if_lines_end_in_cr() {
    assert_eq!(rows(b"a,b\nx\ry,1\n2,z\r\n\r\n"), ["a|b", "x\ry|1", "2|z"]);
    assert_eq!(rows(b"a,b\r\n\r\n\rx,1\r\r\n\"\",\"2\r\"\r\n"), ["a|b", "\rx|1\r", "|2\r"]);
    assert_eq!(rows(b"a\rb,c\n\"1\r\",\"2\r\"\n"), ["a\rb|c", "1\r|2\r"]);
    assert_eq!(rows(b"a\r\nx\r\n\r\n\"\"\r\ny"), ["a", "x", "", "y"]);
    assert_eq!(rows(b"a,b\r1,2\r\r3,4\r"), ["a|b", "1|2", "3|4"]);
    // Numbers before CR LF are not a header either.
    assert_eq!(rows(b"1,2\r\n3,4\r\n"), ["", "1|2", "3|4"]);
}

#[test]
fn encodings_by_name() {
    let latin = CsvReadOptions { encoding: Encoding::named("latin1"), ..CsvReadOptions::default() };
    let document = read(b"Name\n\xC9tienne\n", 64, &latin).document();
    assert_eq!(document.tables().next().unwrap().rows[0].as_row().text(0), "Étienne");
    assert!(
        read(b"Name\n\xC9tienne\n", 64, &CsvReadOptions::default())
            .error()
            .to_string()
            .starts_with("2:1: error: these bytes are not UTF-8")
    );
}

#[test]
fn what_is_recognised_is_reported() {
    let found = |bytes: &[u8]| read(bytes, 64, &CsvReadOptions::default()).document().meta.found;
    let plain = found(b"a,b\n1,2\n");
    assert_eq!((plain.encoding, plain.byte_order_mark), (Some("UTF-8"), false));
    let delimited =
        Delimited { delimiter: ',', quote: Some('"'), escape: None, header: true, line_end: LineEnd::Lf };
    assert_eq!(plain.delimited, Some(delimited));
    let wide = found(b"\xFF\xFEa\0;\0b\0\r\0\n\0");
    assert_eq!((wide.encoding, wide.byte_order_mark), (Some("UTF-16LE"), true));
    assert_eq!(wide.delimited, Some(Delimited { delimiter: ';', line_end: LineEnd::CrLf, ..delimited }));
    let numbers = found(b"1\t2\n3\t4\n");
    assert_eq!(numbers.delimited, Some(Delimited { delimiter: '\t', header: false, ..delimited }));
    let document = found(b"convert:block,detail,1,2,3\nparagraph,,Hello,,\n");
    assert_eq!(document.delimited, Some(delimited));
}

#[test]
fn the_delimiter_has_no_other_meaning() {
    let mut options = comma();
    options.give("comment_char", Given::Text(",".into())).unwrap();
    assert_eq!(
        read(b"a,b\n", 64, &options).error().to_string(),
        "invalid comment_char ',': it is the delimiter"
    );
}

#[test]
fn a_sink_that_stops_ends_the_reading() {
    struct First(Document);
    impl Sink for First {
        fn event(&mut self, event: Event<'_>) -> model::Result<Flow> {
            let _ = self.0.event(event)?;
            Ok(if let Event::Row(_) = event { Flow::Stop } else { Flow::Continue })
        }
    }
    let mut first = First(Document::default());
    // The quote is never reached.
    let text = format!("a,b\n1,2\n{}\"", "3,4\n".repeat(100_000));
    let mut bytes = Cursor::new(text.as_bytes());
    let diagnostics = Diagnostics::ignore();
    convert_read_csv::read(Input::new(&mut bytes, &diagnostics), &mut first).unwrap();
    assert_eq!(first.0.tables().next().unwrap().rows.len(), 1);
    assert!(bytes.position() < text.len() as u64);
}

#[test]
fn an_uneven_row_is_kept_whole_and_reported() {
    let reading = read(b"a,b\n1\n1,2,3\n", 64, &CsvReadOptions::default());
    let reported = reading.messages();
    let document = reading.document();
    let table = document.tables().next().unwrap();
    let widths: Vec<_> = table.rows().map(model::Row::len).collect();
    assert_eq!(widths, [2, 3]);
    assert_eq!(
        reported,
        [
            "2:1: warning: row has 1 cell, the header has 2 (the missing cells are left empty)",
            "3:1: warning: row has 3 cells, the header has 2 (the extra cells are kept without a name)",
        ]
    );
}

#[test]
fn a_quote_that_is_never_closed_is_an_error_where_it_opens() {
    let error = read(b"a,b\n1,2\n3,\"4\n5,6\n", 64, &CsvReadOptions::default()).error().to_string();
    assert!(error.starts_with("3:3: error: a quoted field is never closed"), "{error}");
}

#[test]
fn a_stray_quote_is_kept_and_reported() {
    let reading = read(b"size\n5\" nail\n", 64, &CsvReadOptions::default());
    let reported = reading.diagnostics.clone();
    assert_eq!(reading.document().tables().next().unwrap().rows[0].as_row().text(0), "5\" nail");
    assert_eq!(reported.len(), 1);
    assert_eq!(
        (reported[0].code, reported[0].place.as_ref().map(|place| place.column)),
        ("csv-stray-quote", Some(2))
    );
}

#[test]
fn nothing_is_an_empty_document_with_a_warning() {
    let reading = read(b"", 64, &CsvReadOptions::default());
    assert_eq!(reading.codes()[0], "empty");
    assert_eq!(reading.document().tables().count(), 0);
}

fn write(header: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let head = TableHead::with_names(header.iter().map(String::as_str));
    let rows = rows.iter().map(|cells| cells.iter().map(String::as_str).collect()).collect();
    let meta = Meta { shape: Shape::Records, ..Meta::default() };
    let document = Document { meta, blocks: vec![Block::Table(Table { head, rows })] };
    testkit::write(&write_csv::FORMATS[0], [&document]).bytes
}

proptest! {
    #[test]
    fn any_table_comes_back_however_it_arrives(
        width in 1_usize..5,
        cells in proptest::collection::vec("[a,;|\"\r\n\té 0]{0,6}", 5..40),
        block in 1_usize..70,
    ) {
        let header: Vec<String> = (0..width).map(|column| format!("column {column}")).collect();
        let rows: Vec<Vec<String>> = cells.chunks_exact(width).map(<[String]>::to_vec).collect();
        let reading = read(&write(&header, &rows), block, &comma());
        prop_assert!(reading.diagnostics.is_empty());
        let document = reading.document();
        let table = document.tables().next().unwrap();
        let back: Vec<Vec<String>> = table.rows().map(|row| row.texts().map(str::to_owned).collect()).collect();
        prop_assert_eq!(back, rows);
        prop_assert!(table.rows().all(|row| row.cells().all(|cell| cell.kind == Kind::Untyped)));
    }

    #[test]
    fn any_bytes_give_a_document_or_a_placed_error(
        bytes in proptest::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..200),
        block in 1_usize..40,
    ) {
        if let Err(error) = read(&bytes, block, &CsvReadOptions::default()).result {
            let error = error.to_string();
            prop_assert!(error.as_bytes()[0].is_ascii_digit(), "{}", error);
        }
        // The way the bytes arrive does not make a difference.
        let read = |block| {
            let reading = read(&bytes, block, &comma());
            (reading.result.map_err(|error| error.to_string()), reading.diagnostics)
        };
        prop_assert_eq!(read(4096), read(block));
    }
}
