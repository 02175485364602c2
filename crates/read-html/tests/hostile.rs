//! Hostile pages quickly give a document or an error.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_read_html::HtmlReadOptions;
use model::{Diagnostics, Document, Error, Given, Input, Options};
use std::time::Instant;

fn read(page: &str) -> Result<Document, Error> {
    convert_read_html::read_str(page)
}

#[test]
fn unclosed_elements_are_read_in_linear_time() {
    for part in [
        "<div>",
        "<b>",
        "<p><b id=1>",
        "<table>",
        "<table><tr><td>",
        "<ul><li>",
        "<a href=x>",
        "<a href=x><p>",
        "<svg>",
        "<svg><g>",
        "<math><mi>",
        "<template>",
        "<select><option>",
        "<form>",
        "<button>",
        "<table><b>",
        "</p>",
        "<br>",
        "<dl><dt>",
        "<pre>",
        "<sup class=reference>",
        "<td>",
        "x<table>y",
        "<nobr>",
        "<!--",
        "&",
        "<span a=1 a=2>",
    ] {
        let start = Instant::now();
        let _ = read(&part.repeat(300_000 / part.len()));
        assert!(start.elapsed().as_secs() < 20, "{part} took {:?}", start.elapsed());
    }
}

#[test]
fn repeated_elements_are_bounded() {
    let page: String = (0..20_000).map(|number| format!("<p><b id=b{number}>x</p>")).collect();
    let start = Instant::now();
    let document = read(&page).unwrap();
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    // The text is all there.
    assert_eq!(document.blocks.len(), 20_000);
}

#[test]
fn merged_cells_are_bounded() {
    let wide = "<td colspan=1000>a".repeat(10_000);
    let document = read(&format!("<table><tr>{wide}</table>")).unwrap();
    assert!(document.tables().next().unwrap().width() < 30_000);
    let rows = "<tr>".repeat(65_000);
    let error =
        read(&format!("<table><tr>{}{rows}</table>", "<td colspan=1000 rowspan=65534>a")).unwrap_err();
    assert!(error.to_string().contains("20 million"), "{error}");
    let text = "a".repeat(1_000_000);
    let error =
        read(&format!("<table><tr>{}</table>", format!("<td colspan=1000>{text}").repeat(5))).unwrap_err();
    assert!(error.to_string().contains("20 million"), "{error}");
}

#[test]
fn spans_end_with_their_rows() {
    let page =
        "<table><thead><tr><th rowspan=9>a<th>b<tr><th>c</thead><tr><td rowspan=0>1<td>2<tr><td>3</table>";
    let document = read(page).unwrap();
    let table = document.tables().next().unwrap();
    let names: Vec<&str> = table.head.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["a", "b / c"]);
    let rows: Vec<Vec<&str>> = table.rows().map(|row| row.texts().collect()).collect();
    assert_eq!(rows, [["1", "2"], ["1", "3"]]);
}

#[test]
fn the_encoding_is_given_or_named_by_the_page() {
    let with = |page: &[u8], options: &HtmlReadOptions| -> Result<String, Error> {
        let (mut document, diagnostics) = (Document::default(), Diagnostics::ignore());
        let mut bytes = std::io::Cursor::new(page);
        convert_read_html::read_with(Input::new(&mut bytes, &diagnostics), options, &mut document)?;
        Ok(document.meta.title.unwrap())
    };
    let bytes = |page: &[u8]| with(page, &HtmlReadOptions::default());
    let given = |page: &[u8], name: &str| {
        let mut options = HtmlReadOptions::default();
        options.give("encoding", Given::Text(name.into()))?;
        with(page, &options)
    };
    assert_eq!(bytes(b"<meta charset=windows-1252><title>caf\xE9 \x80</title>").unwrap(), "café €");
    let content =
        b"<META http-equiv=Content-Type content=\"text/html; charset=ISO-8859-1\"><title>\xE9</title>";
    assert_eq!(bytes(content).unwrap(), "é");
    assert_eq!(bytes(b"\xFF\xFE<\0t\0i\0t\0l\0e\0>\0\xE9\0").unwrap(), "é");
    let error = bytes(b"<title>\ncaf\xE9</title>").unwrap_err().to_string();
    assert!(error.starts_with("2:4: error: the page is not valid UTF-8"), "{error}");
    // The option wins over the page, and a byte order mark wins over both.
    assert_eq!(given(b"<title>caf\xE9</title>", "latin-1").unwrap(), "café");
    assert_eq!(given(b"<meta charset=utf-8><title>\x83\x65</title>", "shift_jis").unwrap(), "テ");
    assert_eq!(given(b"\xEF\xBB\xBF<title>\xC3\xA9</title>", "latin1").unwrap(), "é");
    let error = given(b"<title>\n\xFF</title>", "shift_jis").unwrap_err().to_string();
    assert!(error.starts_with("2:1: error: these bytes are not Shift_JIS"), "{error}");
    let error = given(b"<title>", "klingon").unwrap_err();
    assert!(matches!(error.kind(), model::ErrorKind::Usage(_)), "{error}");
    assert!(error.to_string().contains("invalid encoding 'klingon' (expected utf-8, "), "{error}");
}
