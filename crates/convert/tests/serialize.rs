//! Types as rows: how values become cells, in formats that take late columns and in those that do not.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::{ErrorKind, Format, from_bytes, to, to_bytes, to_text, to_writer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

fn csv<R: IntoIterator<Item: Serialize>>(rows: R) -> String {
    to_text(Format::Csv).serialize(rows).unwrap().output
}

fn ndjson<R: IntoIterator<Item: Serialize>>(rows: R) -> String {
    to_text(Format::Ndjson).serialize(rows).unwrap().output
}

fn fails<R: IntoIterator<Item: Serialize>>(rows: R) -> String {
    to_text(Format::Csv).serialize(rows).unwrap_err().to_string()
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Heat {
    rank: Option<u8>,
    bib: String,
    seconds: f64,
    #[serde(rename = "Out")]
    is_out: bool,
    medal: Option<Medal>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Medal {
    Gold,
}

fn heats() -> [Heat; 2] {
    [
        Heat { rank: Some(1), bib: "007".into(), seconds: 84.5, is_out: false, medal: Some(Medal::Gold) },
        Heat { bib: "true, \"or\" not".into(), is_out: true, ..Heat::default() },
    ]
}

#[test]
fn a_struct_is_a_row() {
    let text = "rank,bib,seconds,Out,medal\n1,007,84.5,false,gold\n,\"true, \"\"or\"\" not\",0,true,\n";
    let heats = heats();
    assert_eq!(csv(&heats), text);
    assert_eq!(
        ndjson(heats).lines().next(),
        Some(r#"{"rank":1,"bib":"007","seconds":84.5,"Out":false,"medal":"gold"}"#)
    );
}

#[test]
fn rows_round_trip() {
    // The formats that this build can both read and write.
    let formats = Format::ALL.iter().filter(|format| format.reader().is_ok() && format.writer().is_ok());
    for &format in formats {
        let bytes = to_bytes(format).serialize(heats()).unwrap().output;
        let back = from_bytes(bytes).from_format(format).deserialize().unwrap();
        assert_eq!(back.collect::<Result<Vec<Heat>, _>>().unwrap(), heats(), "{format}");
    }
}

#[test]
fn numbers_have_their_shortest_digits() {
    let floats = [1.0, 0.1, -0.0, 1e300, 1.5e-7, 123_456_789.125, f64::MAX];
    assert_eq!(csv([floats]), "1,0.1,-0,1e300,1.5e-7,123456789.125,1.7976931348623157e308\n");
    assert_eq!(csv([[0.1_f32, 16_777_216.0, 1e-10]]), "0.1,16777216,1e-10\n");
    assert_eq!(
        ndjson([(u128::MAX, i64::MIN)]),
        "{\"column_1\":340282366920938463463374607431768211455,\"column_2\":-9223372036854775808}\n"
    );
    assert_eq!(
        ndjson([[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]]),
        "{\"column_1\":\"NaN\",\"column_2\":\"inf\",\"column_3\":\"-inf\"}\n"
    );
    for float in floats {
        let digits = csv([[float]]);
        assert_eq!(digits.trim().parse::<f64>().unwrap().to_bits(), float.to_bits(), "{digits}");
    }
}

#[test]
fn nested_values_are_columns_and_lists_are_json() {
    #[derive(Serialize)]
    struct Place {
        city: &'static str,
        at: (f32, f32),
    }
    #[derive(Serialize)]
    struct Row {
        name: char,
        place: Option<Place>,
        nothing: (),
    }
    let rows = [
        Row { name: 'a', place: None, nothing: () },
        Row { name: 'b', place: Some(Place { city: "Milan", at: (45.5, 9.25) }), nothing: () },
    ];
    assert_eq!(csv(&rows), "name,place.city,place.at,place,nothing\na,,,,\nb,Milan,\"[45.5,9.25]\",,\n");
    assert_eq!(
        ndjson(&rows),
        "{\"name\":\"a\",\"place\":null,\"nothing\":null}\n\
         {\"name\":\"b\",\"place\":{\"city\":\"Milan\",\"at\":[45.5,9.25]},\"nothing\":null}\n"
    );
}

#[test]
fn variants_are_a_name_or_a_struct_of_one_field() {
    #[derive(Serialize)]
    enum Shape {
        Dot,
        Circle(f64),
        Line(i8, i8),
        Square { side: u8 },
    }
    let shapes = [Shape::Dot, Shape::Circle(0.5), Shape::Line(0, -1), Shape::Square { side: 2 }];
    let rows = shapes.map(|shape| BTreeMap::from([("shape", shape)]));
    assert_eq!(
        ndjson(rows),
        "{\"shape\":\"Dot\"}\n{\"shape\":{\"Circle\":0.5}}\n{\"shape\":{\"Line\":[0,-1]}}\n{\"shape\":{\"Square\":{\"side\":2}}}\n"
    );
}

#[test]
fn columns_that_turn_up_late_are_added() {
    let early = (0..1500).map(|number| BTreeMap::from([("a", number)]));
    let rows = early.chain([BTreeMap::from([("a", -1), ("b", -2)])]);
    let text = csv(rows.clone());
    assert!(text.starts_with("a,b\n0,\n1,\n") && text.ends_with("1499,\n-1,-2\n"), "{text}");
    assert!(ndjson(rows).ends_with("{\"a\":1499}\n{\"a\":-1,\"b\":-2}\n"));
    // Keys may be numbers, and there may be no rows at all.
    assert_eq!(csv([BTreeMap::from([(7, "x")])]), "7\nx\n");
    assert_eq!(csv(Vec::<Heat>::new()), "");
    for format in Format::ALL.iter().filter(|format| format.writer().is_ok()) {
        to_bytes(*format).serialize(Vec::<Heat>::new()).unwrap();
    }
}

#[test]
fn any_key_is_a_column_name() {
    #[derive(Serialize)]
    struct Document {
        title: &'static str,
        blocks: Vec<u8>,
    }
    assert_eq!(csv([Document { title: "x", blocks: vec![1] }]), "title,blocks\nx,[1]\n");
    assert_eq!(csv([BTreeMap::from([("a.b", 1), ("", 2)])]), ",a.b\n2,1\n");
}

#[test]
fn values_that_are_not_rows_are_errors() {
    assert_eq!(fails([1]), "row 1: expected a struct, map or sequence, found a number");
    assert_eq!(fails([None::<Heat>]), "row 1: expected a struct, map or sequence, found null");
    assert!(fails([BTreeMap::from([((1, 2), 3)])]).starts_with("row 1: a map's key is not a string"));
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Either {
        Record { a: u8 },
        Row(u8, u8),
    }
    assert!(fails([Either::Record { a: 1 }, Either::Row(1, 2)]).contains("2: error: element 2 is an array"));
    struct Broken;
    impl Serialize for Broken {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("a lock is poisoned"))
        }
    }
    assert_eq!(fails([BTreeMap::from([("a", Broken)])]), "row 1: a lock is poisoned");
}

#[test]
fn files_writers_and_options() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heats.tsv");
    to(&file).param("crlf", true).serialize([("a", 1)]).unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "a\t1\r\n");
    // After an error, nothing has changed.
    to(&file).serialize([1]).unwrap_err();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "a\t1\r\n");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let mut bytes = Vec::new();
    to_writer(Format::Csv, &mut bytes).serialize([("a", 1)]).unwrap();
    assert_eq!(bytes, b"a,1\n");
    to(folder.path().join("heats.txt")).format(Format::Csv).serialize([[1]]).unwrap();
    for (error, part) in [
        (to("heats").serialize([[1]]).unwrap_err(), "no format given for heats; name it with format(): "),
        (
            to_writer(Format::Csv, std::io::sink()).param("colour", 1).serialize([[1]]).unwrap_err(),
            "colour is not an option",
        ),
        (to_writer(Format::Xls, std::io::sink()).serialize([[1]]).unwrap_err(), "xls"),
    ] {
        assert!(matches!(error.kind(), ErrorKind::Usage(_)), "{error:?}");
        assert!(error.to_string().contains(part), "{error}");
    }
}
