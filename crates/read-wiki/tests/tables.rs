//! Tables in wiki syntax.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::*;
use model::Block;
use testkit::rows;

#[test]
fn cells_of_a_line() {
    check_table("| a || b", &["a;b"]);
    check_table("|a\n|b", &["a;b"]);
    check_table("| a || || ", &["a;;"]);
    check_table("|-\n|-\n|a", &["a"]);
    check_table("|a\nb||c", &["a b||c"]);
    check_table("||data with | |||second", &["data with |;second"]);
    check_table("|style=\"x\"||baz", &["style=\"x\";baz"]);
    check_table("|a [[X|Y]] z|b", &["a Y z|b"]);
    check_table("| [http://a/?x|y z]", &["y z]"]);
    check_table("|a||-1||+2", &["a;-1;+2"]);
    check_table("|colspan=\"2\"|-", &["-;^-"]);
    check_table("  |a\n  |-\n  |b", &["a", "b"]);
    check_table("|a||b<!-- x || y -->", &["a;b"]);
}

#[test]
fn header_cells() {
    check_table("!h1!!h2||h3", &["[h1;h2;h3]"]);
    check_table("!a\nb!!c", &["[a b!!c]"]);
    check_table("!2\n|4||6", &["!2;4;6"]);
    check_table("!hi <div class=\"!!\">ha</div>", &["[hi ha]"]);
    check_table("! a\n|-\n! b\n|-\n| 1", &["[a / b]", "1"]);
    check_table(
        "! rowspan=2 | a !! colspan=2 | b\n|-\n! c !! d\n|-\n|1||2||3",
        &["[a;b / c;b / d]", "1;2;3"],
    );
    check_table("! rowspan=2 | a !! b\n|-\n| 1\n|-\n| 2 || 3", &["[a;b]", "^a;1", "2;3"]);
}

#[test]
fn spans() {
    check_table("|rowspan=2|a||b\n|-\n|c", &["a;b", "^a;c"]);
    for two in ["rowspan=\"2\"", "ROWSPAN='2'", "rowspan = 2", "rowspan=2px"] {
        check_table(&format!("|{two}|a\n|-\n|b"), &["a", "^a;b"]);
    }
    for one in ["rowspan=\"x\"", "colspan=-1", "colspan=\"\""] {
        check_table(&format!("|{one}|a\n|-\n|b"), &["a", "b"]);
    }
    check_table("|rowspan=99|a\n|-\n|b", &["a", "^a;b"]);
    check_table("|rowspan=0|a\n|-\n|b\n|-\n|c", &["a", "^a;b", "^a;c"]);
    check_table("|a||rowspan=2|b\n|-\n|colspan=2|c", &["a;b", "c;^b"]);
}

#[test]
fn templates_that_replace_whole_cells() {
    check_table("|colspan=2 {{N/A}}||b", &["N/A;^N/A;b"]);
    check_table("|colspan=2{{N/A}}||b", &["N/A;^N/A;b"]);
    check_table("|{{yes}}||{{no|Nope}}||{{sdash}}", &["Yes;Nope;—"]);
}

#[test]
fn bars_that_do_not_separate_cells() {
    check_table("|{{ubl|a|b}}||c", &["a/b;c"]);
    check_table("|a<ref>x || y</ref>||b<ref name=n />", &["a;b"]);
    check_table("|<math>|x||y|</math>||b", &["|x||y|;b"]);
    check_table("|<nowiki>|</nowiki>||<nowiki>||</nowiki>", &["|;||"]);
    check_table("|a\n<!-- gone -->\n|-\n<!-- | old -->\n|b", &["a", "b"]);
    check_table("|a\n<!--1-->\n<!--2-->|b", &["a;b"]);
    check_table("| x {{!}} y", &["y"]);
    check_table("| x &#124; y", &["x | y"]);
}

#[test]
fn cells_of_several_lines() {
    check_table("|\n* a\n* b\n** c", &["a/b/c"]);
    check_table("| a\n\nb\nc", &["a/b c"]);
    check_table("| * a", &["* a"]);
    let document = read("{|\n|\n* a\n** b\n|}");
    let table = document.tables().next().expect("a table");
    let marks: Vec<_> =
        table.rows[0].as_row().cell(0).marks().iter().map(|mark| (mark.start, mark.end)).collect();
    assert_eq!(marks, [(0, 1), (2, 3)]);
}

#[test]
fn nested_tables_are_blocks_of_the_cell() {
    let document = read("{|\n| a\n{|\n| b\n|}\nc\n|}");
    let table = document.tables().next().expect("a table");
    assert_eq!(rows(table), ["a/c"]);
    let extra = table.rows[0].as_row().extra(0).expect("an extra");
    assert!(matches!(extra.blocks.as_slice(), [Block::Table(inner)] if rows(inner) == ["b"]));
}

#[test]
fn captions_and_attributes() {
    let head = |page: &str| read(page).tables().next().expect("a table").head.clone();
    let caption = |page: &str| head(page).caption.map(|caption| caption.text);
    assert_eq!(caption("{|\n|+ style=\"x\" | Cap\n|-\n|}").as_deref(), Some("Cap"));
    assert_eq!(caption("{|\n|+ line1\nline2\n|a\n|}").as_deref(), Some("line1 line2"));
    assert_eq!(caption("{|\n|+ Cap {{small|(x)}}<ref>n</ref>\n|}").as_deref(), Some("Cap (x)"));
    assert_eq!(caption("{|\n|+\n|a\n|}"), None);
    assert_eq!(head("{| class=\"wikitable\"\n|}").attributes, []);
    assert_eq!(head("{|\n|}").attributes, [("class".into(), String::new())]);
    assert_eq!(head("{| class=a\n|}").attributes, [("class".into(), "a".into())]);
}

#[test]
fn ends_of_tables() {
    check_page_table(":::{|\n|a\n|}", &["a"]);
    check_page_table("{|\n|a", &["a"]);
    assert_eq!(warnings("x\n\n{|\n|a"), ["3: wiki-unclosed-table"]);
    check_page_table("{||}", &[]);
    let document = read("{|\n|a\n|} tail");
    assert!(
        matches!(document.blocks.as_slice(), [Block::Table(_), Block::Paragraph(tail)] if tail.text == "tail")
    );
    check_text("|} and |- mean nothing", "|} and |- mean nothing");
}

#[test]
fn text_between_rows_is_moved_before_the_table() {
    let document = read("{|\n|-\na\nb\n|c\n|}");
    assert!(matches!(&document.blocks[..], [Block::Paragraph(text), Block::Table(_)] if text.text == "a b"));
    let document = read("{|\n|a\n{|\nb ''c''\nd\n|e\n|}\n|}");
    assert_eq!(document.tables().map(rows).collect::<Vec<_>>(), [["a/b c d"]]);
    assert_eq!(warnings("{|\n|a\n{|\nb\n|c\n|}\n|}"), ["4: wiki-text-outside-cell"]);
}

#[test]
fn spans_end_with_the_table() {
    check_table("! colspan=100% | T\n|-\n| a || b", &["[T;T]", "a;b"]);
    check_table("| rowspan=2 | a || b\n|-\n| colspan=30 | c", &["a;b", "^a;c"]);
    check_table("| a || colspan=3 | b", &["a;b;^b;^b"]);
    assert_eq!(warnings("{|\n|a\n|-\n|colspan=999|b\n|}"), ["4: wiki-wide-span"]);
    assert_eq!(warnings("{|\n|a||rowspan=2|b\n|-\n|colspan=2|c\n|}"), ["4: wiki-crossed-spans"]);
}

#[test]
fn header_rows() {
    check_table(
        "! rowspan=2 | A !! colspan=2 | Time\n|-\n! Split 1 !! Split 2\n|-\n| a || 1 || 2\n|-\n! colspan=3 | Final\n|-\n! x\n| 3 || 4",
        &["[A;Time / Split 1;Time / Split 2]", "a;1;2", "!Final;^Final;^Final", "!x;3;4"],
    );
    check_table("! A !! B\n|-\n! scope=\"row\" | x !! y", &["[A;B]", "!x;!y"]);
    check_table("! A !! B\n|-\n! colspan=2 | T\n|-\n| 1 || 2", &["[A;B]", "!T;^T", "1;2"]);
    check_table("! A !! B\n|-\n! 1 !! 2", &["[A;B]", "!1;!2"]);
    check_table("| a || b\n|-\n| colspan=9 | c", &["a;b", "c;^c"]);
    check_table("! A<ref>n</ref> !! B<br>C\n|-\n|1||2", &["[A;B C]", "1;2"]);
}

#[test]
fn several_captions() {
    let caption = |page: &str| read(page).tables().next().expect("a table").head.caption.clone();
    assert_eq!(caption("{|\n|+ a\n|+ b\n|}").map(|text| text.text).as_deref(), Some("a\nb"));
    assert_eq!(warnings("{|\n|+ a\n|+ class=x | b\n| c\n|}"), ["3: wiki-second-caption"]);
}
