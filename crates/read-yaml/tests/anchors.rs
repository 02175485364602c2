//! Anchors, aliases, merges and keys.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use model::{Block, Document, Kind};
use testkit::read;

const YAML: &model::ReaderSpec = &convert_read_yaml::FORMATS[0];

/// The one document as compact JSON: of a value of no tabular shape, an infobox, or the cells of records.
fn json(document: &Document) -> String {
    match document.blocks.as_slice() {
        [Block::Data(value)] => value.to_string(),
        [Block::Infobox(infobox)] => {
            let entries = infobox.entries.iter().map(|entry| format!("{}={}", entry.key, entry.value.text));
            entries.collect::<Vec<_>>().join(" ")
        }
        [Block::Table(table)] => {
            let mut out = String::new();
            for row in table.rows() {
                for (cell, column) in row.cells().zip(&table.head.columns) {
                    if cell.kind != Kind::Missing {
                        out.push_str(&format!("{}={} ", column.name, cell.text));
                    }
                }
                out.push_str("| ");
            }
            out
        }
        blocks => format!("{blocks:?}"),
    }
}

fn check(text: &str, expected: &str) {
    let reading = read(YAML, text);
    assert_eq!(reading.diagnostics, [], "{text}");
    let found: Vec<String> = reading.documents().iter().map(json).collect();
    assert_eq!(found.join("\n"), expected, "{text}");
}

fn said(text: &str, expected: &str) {
    let reading = read(YAML, text);
    assert_eq!(reading.messages(), [expected], "{text}");
    reading.documents();
}

fn refused(text: &str, expected: &str) {
    testkit::check_refused(YAML, text, expected);
}

#[test]
fn aliases_stand_for_their_node() {
    check("a: &x [1, {b: 2}]\nc: *x\n", r#"{"a":[1,{"b":2}],"c":[1,{"b":2}]}"#);
    check("- &x 1\n- *x\n- &x 2\n- *x\n", "[1,1,2,2]");
    check("a: &x [&y 1, *y]\nb: [*x, *y]\n", r#"{"a":[1,1],"b":[[1,1],1]}"#);
    check(
        "? &k key\n: 1\n? *k\n: [2]\n"
            .replace("key\n: 1", "key\n: [1]")
            .replace("*k", "*k2")
            .replace("[1]", "&k2 z")
            .as_str(),
        r#"{"key":"z","z":[2]}"#,
    );
}

#[test]
fn merged_keys_give_way_to_the_mapping() {
    check("- &d {a: 1, b: 2}\n- {<<: *d, b: 3}\n- {b: 4, <<: *d}\n", "a=1 b=2 | a=1 b=3 | a=1 b=4 | ");
    check("- &d {a: 1}\n- &e {<<: *d, a: 2, c: 3}\n- <<: [*d, *e]\n", "a=1 | a=2 c=3 | a=1 c=3 | ");
    check("- <<: {a: 1, <<: {a: 2, b: 3}}\n  c: 4\n", "a=1 b=3 c=4 | ");
    check("- {\"<<\": 1, b: 2}\n- {<<: 5}\n", "<<=1 b=2 | <<=5 | ");
}

#[test]
fn each_document_has_its_own_anchors() {
    refused("a: &x 1\n---\nb: *x\n", "3:4: error: the alias has no anchor in its document");
}

#[test]
fn aliases_have_a_budget() {
    refused("&x [*x]\n", "1:5: error: the alias stands for a node that it is part of");
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    assert!(read(YAML, &bomb).error().to_string().contains("aliases stand for far more"));
}

#[test]
fn keys_are_texts() {
    check("{7: 1, true: 2, ~: 3, 0x1F: 4}", "7=1 true=2 ~=3 0x1F=4");
    said(
        "? [a, {b: 1}]\n: 2\n",
        "1:3: warning: a key that is no text, number or such (it is kept as its JSON text)",
    );
    said("a: 1\na: 2\n", "2:1: warning: the key 'a' is there twice (the last value is kept)");
    said("- {a: 1, a: 2}\n", "1:10: warning: the key 'a' is there twice (the last value is kept)");
}

#[test]
fn what_is_not_kept_is_told() {
    said("a: .inf\n", "1:4: warning: .inf is a number that JSON does not have (it is kept as a text)");
    said("a: !mine x\n", "1:4: warning: the tag !mine is not kept (it is kept as a text)");
    said("a: !mine [x]\n", "1:4: warning: the tag !mine is not kept (the value is read as if it had none)");
    said("", "1:1: warning: the input holds no document");
}

#[test]
fn what_is_no_yaml_has_a_place() {
    refused("a: [1\n", "2:1: error: while parsing a flow sequence, expected ',' or ']'");
    refused("a: b: c\n", "1:5: error: mapping values are not allowed in this context");
}
