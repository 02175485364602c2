//! What spreadsheets would drop or cannot hold comes back all the same.

mod common;

use common::{check, page, untyped};
use model::{Block, Column, Extra, Kind, Mark, MarkKind, RowBuf, Table, TableHead, Text};

#[test]
fn empty_names_count() {
    check(&page(vec![untyped(TableHead::with_names(["a", ""]), &[&["1", ""]])]));
    check(&page(vec![untyped(TableHead::with_names([""]), &[&["x"]])]));
    check(&page(vec![untyped(TableHead::with_names(["", "", ""]), &[&["", "", ""]])]));
    check(&page(vec![untyped(TableHead::with_names(["", "", "a", "", ""]), &[])]));
    let header = [["", ""], ["a", ""], ["", ""]].map(|row| row.into_iter().collect::<RowBuf>());
    check(&page(vec![untyped(TableHead::with_header(header.to_vec()), &[&["1", "2"], &["", ""]])]));
}

#[test]
fn an_empty_name_keeps_its_footnote() {
    let footnote = MarkKind::Reference { name: None, group: None, text: Box::new(Text::plain("secret")) };
    let mut names = RowBuf::default();
    names.push("a", Kind::Untyped);
    names.push_with("", Kind::Untyped, Extra { marks: vec![Mark::new(0..0, footnote)], ..Extra::default() });
    let mut row = RowBuf::default();
    row.push("x", Kind::Untyped);
    let head = TableHead::with_header(vec![names]);
    check(&page(vec![Block::Table(Table { head, rows: vec![row] })]));
}

#[test]
fn an_empty_key_is_a_path() {
    let mut head = TableHead::with_names(["a", ""]);
    head.columns[1] = Column { name: String::new(), path: vec![String::new()] };
    check(&page(vec![untyped(head, &[&["1", ""]])]));
}

#[test]
fn a_name_over_lines_keeps_them() {
    check(&page(vec![untyped(TableHead::with_names(["a\nb"]), &[&["1"]])]));
}
