//! Values of every shape, read and written again.

#![allow(clippy::unwrap_used, reason = "a test that cannot continue fails")]

use model::Shape;
use testkit::Pair;

const JSON: Pair = Pair { reader: &convert_read_json::FORMATS[0], writer: &write_json::FORMATS[0] };

/// A value of a shape is written back in the same layout.
fn check(text: &str, shape: Shape, expected: &str) {
    let reading = testkit::read(JSON.reader, text);
    assert_eq!(reading.diagnostics, []);
    let documents = reading.documents();
    assert_eq!(documents[0].meta.shape, shape, "{text}");
    assert_eq!(JSON.write(&documents), expected, "{text}");
}

/// An input is refused, with its place.
fn refused(text: &str, expected: &str) {
    testkit::check_refused(JSON.reader, text, expected);
}

#[test]
fn records() {
    check(
        r#"[{"a": 1.10, "b": "x"}, {"b": null, "": true}]"#,
        Shape::Records,
        "[\n{\"a\":1.10,\"b\":\"x\"},\n{\"b\":null,\"\":true}\n]\n",
    );
    check("[]", Shape::Records, "[]\n");
    check("[{}, {}]", Shape::Records, "[\n{},\n{}\n]\n");
}

#[test]
fn nested_records_are_restored() {
    let text = r#"[{"a":{"b":{"c":1},"d":[1,{"x":[]}]},"a.b":2},{"a":{}},{"a":{"b":{}},"e":"{}"}]"#;
    let documents = JSON.read(text);
    let names: Vec<&str> = documents[0]
        .tables()
        .next()
        .unwrap()
        .head
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(names, ["a.b.c", "a.b", "a.d", "a", "a.b", "e"]);
    let written = JSON.write(&documents).replace('\n', "");
    assert_eq!(written, text);
}

#[test]
fn other_shapes() {
    check(r#"[["a", 1], [], [[2]]]"#, Shape::Rows, "[\n[\"a\",1],\n[],\n[[2]]\n]\n");
    check(r#"{"a": 1, "": "x"}"#, Shape::Fields, "{\n  \"a\": 1,\n  \"\": \"x\"\n}\n");
    check("{}", Shape::Fields, "{}\n");
    check(
        r#"{"x": [{"a": 1}], "y": []}"#,
        Shape::Tables,
        "{\n  \"x\": [\n    {\"a\":1}\n  ],\n  \"y\": []\n}\n",
    );
    check("\"1:24\"", Shape::Data, "\"1:24\"\n");
    check("[1, {\"a\": [1, 2]}]", Shape::Data, "[\n  1,\n  {\n    \"a\": [1, 2]\n  }\n]\n");
    check(r#"{"blocks": [], "sections": 1}"#, Shape::Data, "{\n  \"blocks\": [],\n  \"sections\": 1\n}\n");
    check(
        r#"{"blocks": [{"type": "brick"}], "sections": []}"#,
        Shape::Tables,
        "{\n  \"blocks\": [\n    {\"type\":\"brick\"}\n  ],\n  \"sections\": []\n}\n",
    );
}

#[test]
fn pandas_split() {
    let documents = JSON.read(r#"{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[2,null]]}"#);
    assert_eq!(JSON.write(&documents), "[\n{\"a\":1,\"b\":\"x\"},\n{\"a\":2,\"b\":null}\n]\n");
    let documents = JSON.read(r#"{"columns":["a"],"index":["p","q"],"data":[[1],[2]]}"#);
    assert_eq!(JSON.write(&documents), "[\n{\"index\":\"p\",\"a\":1},\n{\"index\":\"q\",\"a\":2}\n]\n");
}

#[test]
fn a_document_in_any_order() {
    let sorted = r#"{"blocks":[{"rows":[[1]],"columns":["a"],"type":"table"}],"infobox":{"k":1},"sections":
        [{"blocks":[],"heading":"H","level":2,"sections":[]}],"title":"T"}"#;
    let documents = JSON.read(sorted);
    let expected = r#"{
  "title": "T",
  "infobox": {
    "k": 1
  },
  "blocks": [
    {
      "type": "table",
      "columns": ["a"],
      "rows": [
        [1]
      ]
    }
  ],
  "sections": [
    {
      "heading": "H",
      "level": 2,
      "blocks": [],
      "sections": []
    }
  ]
}
"#;
    assert_eq!(JSON.write(&documents), expected);
    let again = JSON.read(expected);
    assert_eq!(again, documents);
}

#[test]
fn several_values() {
    let documents = JSON.read("{\"a\": 1}\n[1]\n\n\"x\"\n");
    assert_eq!(JSON.write(&documents), "{\n  \"a\": 1\n}\n[1]\n\"x\"\n");
    refused("[][]", "1:3: error: expected a new line or the end of the input after the value, found '['");
}

#[test]
fn late_columns_follow_the_window() {
    let mut text = String::from("[");
    for _ in 0..1500 {
        text.push_str("{\"a\":1},");
    }
    text.push_str("{\"b\":2}]");
    let documents = JSON.read(&text);
    let table = documents[0].tables().next().unwrap();
    assert_eq!((table.head.columns.len(), table.rows.len()), (2, 1501));
    assert_eq!((table.rows[0].len(), table.rows[1500].len()), (1, 2));
}

#[test]
fn a_value_that_breaks_the_shape_has_a_place() {
    let text = format!("[{}7]", "{\"a\":1},\n".repeat(1500));
    refused(
        &text,
        "1501:1: error: element 1501 is a number, not an object (an input read as tables must consist of tables to its end)",
    );
}

#[test]
fn duplicate_keys_are_reported() {
    let reading = testkit::read(JSON.reader, "[{\"a\":1,\n\"a\":{\"b\":2}}]");
    assert_eq!(reading.messages(), ["2:1: warning: duplicate key 'a' (the last value is used)"]);
    assert_eq!(JSON.write(&reading.documents()), "[\n{\"a\":{\"b\":2}}\n]\n");
}

#[test]
fn invalid_json_has_a_place() {
    refused("", "1:1: error: the input is empty, which is not valid JSON");
    refused("[1,\n é]", "2:2: error: expected a value, found 'é'");
    refused("[\"é\" 1]", "1:6: error: expected ',' or ']', found '1'");
    refused("{\"a\": \"b", "1:7: error: the string that starts here is never closed");
    refused("{\"a\" 1}", "1:6: error: expected ':', found '1'");
    refused("{\"a\": 1,}", "1:9: error: expected a key in double quotes, found '}'");
    refused("[01]", "1:3: error: expected another digit or the end of the number after '0', found '1'");
    refused("[\"\\ud800\"]", "1:3: error: \\uD800 is half of a surrogate pair, not a character");
    refused("[\"a\tb\"]", "1:4: error: a control character (U+0009) must be escaped in a string");
    refused(&"[".repeat(5000), "1:1001: error: values are nested more than 1,000 levels deep");
}
