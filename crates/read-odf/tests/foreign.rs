//! Files of other programs: malformed values are reported with their place, and displayed text is kept.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::FODS;
use model::{Document, Kind, Shape};

fn file(rows: &str) -> (Document, Vec<String>) {
    let file = format!(
        "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
         xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
         xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:body><o:spreadsheet><table t:name='S'>\
         <table-row><table-cell><x:p>Name</x:p></table-cell></table-row>\n{rows}</table></o:spreadsheet></o:body></o:document>"
    );
    let reading = testkit::read(FODS.reader, file);
    let messages = reading.messages();
    (reading.document(), messages)
}

/// Checks how a cell with these attributes and this displayed text is read, and the messages.
fn check(attributes: &str, shown: &str, expected: (&str, Kind), messages: &[&str]) {
    let paragraph = if shown.is_empty() { String::new() } else { format!("<x:p>{shown}</x:p>") };
    let (document, found) =
        file(&format!("<table-row><table-cell {attributes}>{paragraph}</table-cell></table-row>"));
    assert_eq!(found, messages, "{attributes}");
    let table = document.tables().next().unwrap();
    let cell = table.rows().next().unwrap().cell(0);
    assert_eq!((cell.text, cell.kind), expected, "{attributes}");
}

fn invalid(attributes: &str, value: &str, name: &str) {
    let message = format!("2:12: warning: '{value}' is not a {name} (the cell is read as text)");
    check(attributes, "shown", ("shown", Kind::Text), &[&message]);
    check(attributes, "", (value, Kind::Text), &[&message]);
}

#[test]
fn values_that_are_not_valid_for_their_type() {
    invalid("o:value-type='float' o:value='abc'", "abc", "number");
    invalid("o:value-type='percentage' o:value='12%'", "12%", "number");
    invalid("o:value-type='currency' o:value='€5'", "€5", "number");
    invalid("o:value-type='boolean' o:boolean-value='maybe'", "maybe", "boolean");
    invalid("o:value-type='date' o:date-value='2020-13-45'", "2020-13-45", "date");
    invalid("o:value-type='date' o:date-value='2026-02-29'", "2026-02-29", "date");
    invalid("o:value-type='time' o:time-value='1:24'", "1:24", "duration");
}

#[test]
fn values_as_programs_write_them() {
    check("o:value-type='float' o:value='1E3'", "1000", ("1000", Kind::Number), &[]);
    check("o:value-type='boolean' o:boolean-value='true'", "WAHR", ("WAHR", Kind::Boolean), &[]);
    check("o:value-type='date' o:date-value='1899-12-30T00:00:00'", "x", ("x", Kind::DateTime), &[]);
    check("o:value-type='date' o:date-value='2024-02-29'", "x", ("x", Kind::Date), &[]);
    check(
        "o:value-type='time' o:time-value='PT00H01M24.537000001S'",
        "1:24.537",
        ("1:24.537", Kind::Duration),
        &[],
    );
}

#[test]
fn invalid_counts() {
    for (name, value) in [("columns-repeated", "0"), ("columns-repeated", "-3"), ("rows-spanned", "two")] {
        let message =
            format!("2:12: warning: '{value}' is not a positive number of rows or columns (it is read as 1)");
        check(&format!("t:number-{name}='{value}'"), "x", ("x", Kind::Text), &[&message]);
    }
    let (document, messages) =
        file("<table-row t:number-rows-repeated='0.5'><table-cell><x:p>x</x:p></table-cell></table-row>");
    assert_eq!(
        messages,
        ["2:1: warning: '0.5' is not a positive number of rows or columns (it is read as 1)"]
    );
    assert_eq!(document.tables().next().unwrap().rows.len(), 1);
}

/// The first sheet is buffered to see whether it is the only one, but only up to a number of bytes.
#[test]
fn large_cells_are_buffered_up_to_a_limit() {
    let row = |size: usize| {
        format!("<table-row><table-cell><x:p>{}</x:p></table-cell></table-row>", "x".repeat(size))
    };
    let (small, _) = file(&row(1000).repeat(80));
    let (large, _) = file(&row(100_000).repeat(90));
    assert_eq!((small.meta.shape, large.meta.shape), (Shape::Records, Shape::Page));
    assert_eq!(large.tables().next().unwrap().rows.len(), 90);
}
