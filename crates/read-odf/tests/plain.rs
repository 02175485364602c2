//! Cells in the usual form are read by a fast path, which must give the same result as the general one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::FODS;
use testkit::{Reading, check_same, read};

/// Reads a file unchanged, and again with a comment in every cell, which keeps cells off the fast path.
fn check(file: &str) {
    let end = "table-cell>";
    assert!(file.contains(end));
    let mut other = file.to_owned();
    for end in ["</table:table-cell>", "</table-cell>", "</text:p>", "</x:p>"] {
        other = other.replace(end, &format!("<!---->{end}"));
    }
    let (fast, slow) = (read(FODS.reader, file), read(FODS.reader, other));
    let messages = |reading: &Reading| -> Vec<String> {
        reading.diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect()
    };
    assert_eq!(messages(&fast), messages(&slow));
    check_same(&fast.document(), &slow.document(), "fods");
}

fn sheet(rows: &str) -> String {
    format!(
        "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"S\"><table:table-row>{rows}</table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document>"
    )
}

#[test]
fn fixtures() {
    for name in ["handwritten", "libreoffice", "libreoffice-merges"] {
        check(&String::from_utf8(testkit::fixture(&format!("fods/{name}.fods"))).unwrap());
    }
}

#[test]
fn texts_and_attributes() {
    for text in
        ["a", "", " a  b ", "a \n", "a&amp;b", "&lt;&gt;&quot;&apos;", "a&#32;&#32;b", "a ", "\r\na\tb"]
    {
        for attributes in [
            "",
            " office:value-type=\"float\" office:value=\"1.5\"",
            " office:value-type='string'",
            " office:value-type=\"string\" office:string-value=\"a>b&amp;c\"",
            " table:number-columns-repeated=\"2\"",
            " table:number-columns-repeated=\"0\"",
            " table:number-columns-spanned=\"2\"",
            " office:value-type=\"float\" office:value=\"x\"",
            " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"",
        ] {
            let cell = format!("<table:table-cell{attributes}><text:p>{text}</text:p></table:table-cell>");
            check(&sheet(&format!("{cell}{cell}\n {cell}")));
        }
    }
}

#[test]
fn the_prefix_in_scope_counts() {
    // Here `text:p` is not a paragraph.
    let cell = "<table:table-cell xmlns:text=\"urn:other\"><text:p>a</text:p></table:table-cell>";
    let row = format!(
        "<table:table-cell><text:p>b</text:p></table:table-cell>{cell}<table:table-cell><text:p>c</text:p></table:table-cell>"
    );
    let reading = read(FODS.reader, sheet(&row));
    assert_eq!(reading.diagnostics, []);
    let document = reading.document();
    let names: Vec<_> =
        document.tables().flat_map(|table| &table.head.columns).map(|column| &*column.name).collect();
    assert_eq!(names, ["b", "", "c"]);
}

#[test]
fn cells_across_buffers() {
    // Long enough for cells to extend over the end of the buffer.
    let rows: String = (0..6000)
        .map(|row| format!("<table:table-cell><text:p>cell {row} &amp; more</text:p></table:table-cell></table:table-row><table:table-row>"))
        .collect();
    let document = read(FODS.reader, sheet(&format!("{rows}<table:table-cell/>"))).document();
    let table = document.tables().next().unwrap();
    assert_eq!(table.head.columns[0].name, "cell 0 & more");
    let texts: Vec<String> = table.rows().map(|row| row.text(0).to_owned()).collect();
    let expected: Vec<String> = (1..6000).map(|row| format!("cell {row} & more")).collect();
    assert_eq!(texts, expected);
}
