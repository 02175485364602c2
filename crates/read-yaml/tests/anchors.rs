//! Anchors, aliases, merges and keys.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue fails")]

use model::{Block, Document, Kind};
use testkit::read;

const YAML: &model::ReaderSpec = &convert_read_yaml::FORMATS[0];

/// The only document as compact JSON: of a value that is not tabular, of an infobox, or of the cells of records.
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

fn reports(text: &str, expected: &str) {
    let reading = read(YAML, text);
    assert_eq!(reading.messages(), [expected], "{text}");
    reading.documents();
}

fn refused(text: &str, expected: &str) {
    testkit::check_refused(YAML, text, expected);
}

#[test]
fn aliases_are_replaced_by_their_node() {
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
fn keys_of_the_mapping_win_over_merged_keys() {
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
    refused("&x [*x]\n", "1:5: error: the alias refers to a node that contains it");
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    assert!(read(YAML, &bomb).error().to_string().contains("aliases expand to far more"));
}

#[test]
fn keys_are_text() {
    check("{7: 1, true: 2, ~: 3, 0x1F: 4}", "7=1 true=2 ~=3 0x1F=4");
    reports("? [a, {b: 1}]\n: 2\n", "1:3: warning: a key is not a scalar (it is kept as its JSON text)");
    reports("a: 1\na: 2\n", "2:1: warning: duplicate key 'a' (the last value is used)");
    reports("- {a: 1, a: 2}\n", "1:10: warning: duplicate key 'a' (the last value is used)");
}

#[test]
fn what_is_not_kept_is_reported() {
    reports("a: .inf\n", "1:4: warning: JSON does not have the number .inf (it is kept as text)");
    reports("a: !mine x\n", "1:4: warning: the tag !mine is not kept (it is kept as text)");
    reports(
        "a: !mine [x]\n",
        "1:4: warning: the tag !mine is not kept (the value is read as if it had no tag)",
    );
    reports("", "1:1: warning: the input does not contain a document");
}

#[test]
fn invalid_yaml_has_a_place() {
    refused("a: [1\n", "2:1: error: while parsing a flow sequence, expected ',' or ']'");
    refused("a: b: c\n", "1:5: error: mapping values are not allowed in this context");
}
