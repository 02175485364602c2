//! HTML tables.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::*;
use model::{Block, MarkKind};
use testkit::rows;

#[test]
fn html_tables() {
    let check = check_page_table;
    check("<table><tr><td>a<td>b</table>", &["a;b"]);
    check(
        "<TABLE>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n<tr><td>1</td><td>2</td></tr>\n</TABLE>",
        &["[a;b]", "1;2"],
    );
    check("<table><thead><tr><th>a<th>b<tbody><tr><td>1<td>2</table>", &["[a;b]", "1;2"]);
    check("<table><td>a</td></table>", &["a"]);
    check("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", &["a;b", "^a;c"]);
    check("<table><tr><td colspan=\"2\">a<tr><td>b<td>c</table>", &["a;^a", "b;c"]);
    check("<table><tr><td>\n* a\n* b\n</td></tr></table>", &["a/b"]);
    check("<table><tr><td>a || b | c</table>", &["a || b | c"]);
    check("<table><tr><td>''a''<nowiki></td></nowiki><td><!-- <td> -->b</table>", &["a</td>;b"]);
    check("<table><tr><td>{{mystery|<td>}}<td>b</table>", &["{{mystery|<td>}};b"]);
    check("<table>\n<tr><td>a\n", &["a"]);
    check(":<table><tr><td>a</table>", &["a"]);
    check("'''<table><tr><td>a</table> b", &["a"]);
    check("<table><tr><td\n class=x>a</table>", &["a"]);
    // Rows and cells of both kinds.
    check_table("!a\n<tr><td>b!!c</td></tr>", &["[a]", "b!!c"]);
    check_table("|-\n<td>a</td>", &["a"]);
    check_table("|a<td>b||c\n|d", &["a;b;c;d"]);
    check_table("|a\n<tr><td>b\n|-\n|c", &["a", "b", "c"]);
    check_table("|<div title=\"x || y | z\">a</div>||b < c||d", &["a;b < c;d"]);
}

#[test]
fn html_tables_nest_and_keep_attributes() {
    let inner = |page: &str| {
        let document = read(page);
        let table = document.tables().next().expect("a table").clone();
        let extra = table.rows[0].as_row().extra(0).expect("an extra").clone();
        let Some(Block::Table(inner)) = extra.blocks.first() else { return Vec::new() };
        [rows(&table), rows(inner)].concat()
    };
    assert_eq!(inner("<table><tr><td>a\n{|\n|x\n|}\nb</td><td>c</table>"), ["a/b;c", "x"]);
    assert_eq!(inner("<table><td>a<table><td>x<tr><td>y</table>b<td>c</table>"), ["a/b;c", "x", "y"]);
    assert_eq!(inner("{|\n|a\n<table><td>x\n</table>\n|c\n|}"), ["a;c", "x"]);
    let document = read("<table id=t><caption id=c>C</caption><tr id=r><td id=d colspan=1>a</table>");
    let table = document.tables().next().expect("a table");
    let id = |value: &str| vec![("id".to_owned(), value.to_owned())];
    assert_eq!(
        (table.head.attributes.clone(), table.rows[0].as_row().attributes().to_vec()),
        (id("t"), id("r"))
    );
    assert_eq!(table.rows[0].as_row().extra(0).expect("an extra").attributes, id("d"));
    let caption = table.head.caption.as_ref().expect("a caption");
    assert_eq!(caption.text, "C");
    assert!(
        matches!(&caption.marks[0].kind, MarkKind::Element { tag, attributes } if tag == "caption" && *attributes == id("c"))
    );
}
