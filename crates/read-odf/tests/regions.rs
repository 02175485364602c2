//! Several tables on one sheet (the option `regions`).

#![allow(clippy::unwrap_used, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::FODS;
use convert_read_odf::SheetReadOptions;
use model::{Block, Document, Shape};
use testkit::build::{heading, page, untyped};
use testkit::{check_same, read_with};

fn regions() -> SheetReadOptions {
    SheetReadOptions { regions: true, ..Default::default() }
}

/// Sheets from drawings with one word per cell; `.` is a blank cell.
fn sheets(drawn: &[(&str, &str)]) -> Document {
    let cell = |word: &str| match word {
        "." => "<t:table-cell/>".to_owned(),
        word => format!("<t:table-cell><x:p>{word}</x:p></t:table-cell>"),
    };
    let row = |line: &str| {
        format!("<t:table-row>{}</t:table-row>", line.split_whitespace().map(cell).collect::<String>())
    };
    let sheet = |(name, rows): &(&str, &str)| {
        format!("<t:table t:name='{name}'>{}</t:table>", rows.split('/').map(row).collect::<String>())
    };
    read(&drawn.iter().map(sheet).collect::<String>())
}

fn read(tables: &str) -> Document {
    let file = format!(
        "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>\
         <o:body><o:spreadsheet>{tables}</o:spreadsheet></o:body></o:document>"
    );
    let reading = read_with(FODS.reader, file, &regions());
    assert_eq!(reading.diagnostics, []);
    reading.document()
}

/// The blocks of a document: headings as `# name`, tables as `header/row/row`, with `.` for blank cells.
fn drawn(document: &Document) -> Vec<String> {
    let line = |row: model::Row<'_>| {
        let texts: Vec<&str> = row.texts().map(|text| if text.is_empty() { "." } else { text }).collect();
        texts.join(" ")
    };
    let block = |block: &Block| match block {
        Block::Heading(heading) => format!("# {}", heading.text.text),
        Block::Table(table) => {
            let header = table.head.header.iter().map(|row| line(row.as_row()));
            header.chain(table.rows().map(line)).collect::<Vec<_>>().join("/")
        }
        other => format!("{other:?}"),
    };
    document.blocks.iter().map(block).collect()
}

#[test]
fn blank_rows_separate_tables() {
    let document = sheets(&[("One", "/ / a b/1 2/3/ / / c d/4 5")]);
    assert_eq!(drawn(&document), ["# One", "a b/1 2/3 .", "c d/4 5"]);
    assert_eq!(document.meta.shape, Shape::Page);
}

#[test]
fn blank_columns_separate_tables_that_blank_rows_separate_again() {
    let document = sheets(&[("One", "a b . c/1 2 . 3/4 5/6 7 . . e/8 9 . . f/ /. . g")]);
    assert_eq!(drawn(&document), ["# One", "a b/1 2/4 5/6 7/8 9", "c/3", "e/f", "g"]);
}

#[test]
fn every_sheet_has_one_heading() {
    let document = sheets(&[("One", "a/1//b/2"), ("Blank", "/ /"), ("Two", "c/3"), ("Three", "/d//e")]);
    assert_eq!(drawn(&document), ["# One", "a/1", "b/2", "# Two", "c/3", "# Three", "d", "e"]);
}

#[test]
fn one_region_is_one_plain_table() {
    let document = sheets(&[("One", "/. a b/. 1 2")]);
    assert_eq!((drawn(&document), document.meta.shape), (vec!["a b/1 2".to_owned()], Shape::Records));
}

#[test]
fn merged_cells_are_not_split() {
    let document = read(
        "<t:table t:name='S'>\
         <t:table-row><t:table-cell t:number-columns-spanned='3'><x:p>title</x:p></t:table-cell>\
         <t:covered-table-cell t:number-columns-repeated='2'/></t:table-row>\
         <t:table-row><t:table-cell t:number-rows-spanned='2'><x:p>tall</x:p></t:table-cell><t:table-cell/>\
         <t:table-cell><x:p>x</x:p></t:table-cell></t:table-row>\
         <t:table-row><t:covered-table-cell/></t:table-row><t:table-row/>\
         <t:table-row><t:table-cell><x:p>last</x:p></t:table-cell></t:table-row></t:table>",
    );
    assert_eq!(drawn(&document), ["# S", "title title title/tall . x/tall . .", "last"]);
    let table = document.tables().next().unwrap();
    assert_eq!(table.head.header[0].as_row().cell(0).extra.unwrap().columns, 3);
}

/// A block that is too long to be buffered is streamed row by row.
#[test]
fn long_blocks_are_streamed() {
    let row = "<t:table-row><t:table-cell t:number-columns-repeated='2000'><x:p>x</x:p></t:table-cell><t:table-cell/>\
               <t:table-cell><x:p>y</x:p></t:table-cell></t:table-row>";
    let document = read(&format!("<t:table t:name='S'>{}<t:table-row/>{row}</t:table>", row.repeat(600)));
    let sizes: Vec<_> = document.tables().map(|table| (table.width(), table.rows.len())).collect();
    assert_eq!(sizes, [(2002, 599), (2000, 0), (1, 0)]);
}

#[test]
fn files_written_by_this_project_keep_their_tables() {
    let block = untyped(model::TableHead::with_names(["a"]), &[&["1"], &[""], &["2"]]);
    let document = page(vec![heading(2, "One"), block]);
    let back = read_with(FODS.reader, FODS.write([&document]), &regions()).document();
    check_same(&back.normalized(), &document.normalized(), "fods");
}
