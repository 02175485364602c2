//! Rows as types: how cells become values, and the messages of errors.

#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::{Conversion, ErrorKind, Format, Header, from_bytes};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

fn csv(text: &str) -> Conversion<'static> {
    from_bytes(text).from_format(Format::Csv)
}

fn ndjson(text: &str) -> Conversion<'static> {
    from_bytes(text).from_format(Format::Ndjson)
}

fn all<T: DeserializeOwned>(conversion: Conversion<'_>) -> Vec<T> {
    conversion.deserialize().unwrap().map(Result::unwrap).collect()
}

/// The message of an error, and its line.
fn error<T: DeserializeOwned + std::fmt::Debug>(conversion: Conversion<'_>) -> (String, u64) {
    let error = conversion.deserialize::<T>().unwrap().find_map(Result::err).unwrap();
    match error.into_kind() {
        ErrorKind::Input(diagnostic) => {
            assert_eq!(diagnostic.code, "records-value");
            (diagnostic.message, diagnostic.place.map_or(0, |place| place.line))
        }
        other => panic!("{other:?}"),
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Medal {
    Gold,
    Silver,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Heat {
    #[serde(rename = "Rank")]
    rank: u8,
    #[serde(rename = "Name")]
    name: String,
    #[serde(rename = "Seconds")]
    seconds: Option<f64>,
    #[serde(rename = "Medal")]
    medal: Option<Medal>,
    #[serde(rename = "Out", default)]
    is_out: bool,
}

#[test]
fn fields_of_a_struct_are_columns_by_name() {
    let heats: Vec<Heat> =
        all(csv("Name,Rank,Club,Seconds,Medal,Out\n007,1,x,84.5,gold,TRUE\nBea, 2 ,,,,false\n"));
    let first =
        Heat { rank: 1, name: "007".into(), seconds: Some(84.5), medal: Some(Medal::Gold), is_out: true };
    let second = Heat { rank: 2, name: "Bea".into(), seconds: None, medal: None, is_out: false };
    assert_eq!(heats, [first, second]);
}

#[test]
fn tuples_maps_and_sequences() {
    let text = "a,b\n1,x\n2\n";
    assert_eq!(all::<(u8, Option<String>)>(csv(text)), [(1, Some("x".into())), (2, None)]);
    assert_eq!(all::<Vec<String>>(csv(text)), [["1", "x"], ["2", ""]]);
    let maps: Vec<BTreeMap<String, String>> = all(csv(text));
    assert_eq!(maps[0], BTreeMap::from([("a".into(), "1".into()), ("b".into(), "x".into())]));
    assert_eq!(
        all::<BTreeMap<String, u8>>(ndjson("{\"a\": 1}\n{\"b\": 2}\n"))[1],
        BTreeMap::from([("b".into(), 2)])
    );
    assert_eq!(all::<u64>(csv("a\n1\n2\n")), [1, 2]);
    assert_eq!(all::<(u8, u8)>(csv("1,2\n").header(Header::None)), [(1, 2)]);
    #[derive(Debug, PartialEq, Deserialize)]
    struct Pair(u8, char);
    assert_eq!(all::<Pair>(csv(text).rows(..=1)), [Pair(1, 'x')]);
}

#[test]
fn values_of_json_keep_their_types() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Row {
        id: String,
        big: u128,
        share: f64,
        tags: Vec<String>,
        nothing: Option<i8>,
        #[serde(rename = "at.lat")]
        latitude: f32,
        late: Option<u8>,
    }
    let rows: Vec<Row> = all(ndjson(
        "{\"id\": \"007\", \"big\": 340282366920938463463374607431768211455, \"share\": 1e-1, \"tags\": [\"a\"], \
         \"nothing\": null, \"at\": {\"lat\": 45.5}}\n",
    ));
    let expected = Row {
        id: "007".into(),
        big: u128::MAX,
        share: 0.1,
        tags: vec!["a".into()],
        nothing: None,
        latitude: 45.5,
        late: None,
    };
    assert_eq!(rows, [expected]);
}

#[test]
fn types_that_take_any_value() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "type", rename_all = "lowercase")]
    enum Shape {
        Circle { radius: f64 },
        Label { text: String, bold: bool },
    }
    let rows: Vec<Shape> = all(csv("type,radius,text,bold\ncircle,1.5,,\nlabel,,007,true\n"));
    let label = Shape::Label { text: "007".into(), bold: true };
    assert_eq!(rows, [Shape::Circle { radius: 1.5 }, label]);
    #[derive(Debug, PartialEq, Deserialize)]
    struct Rest {
        name: String,
        #[serde(flatten)]
        scores: BTreeMap<String, i64>,
    }
    let rows: Vec<Rest> = all(csv("name,a,b\nBea,1,-2\n"));
    assert_eq!(rows[0].scores, BTreeMap::from([("a".into(), 1), ("b".into(), -2)]));
}

#[test]
fn errors_name_the_place_and_what_was_expected() {
    let message = |text: &str| error::<Heat>(csv(text)).0;
    assert_eq!(
        message("Rank,Name\n1,Bea\n300,Sun\n"),
        "row 2, column 'Rank': expected a whole number from 0 to 255, found '300'"
    );
    assert_eq!(
        message("Rank,Name\n,Bea\n"),
        "row 1, column 'Rank': expected a whole number from 0 to 255, found nothing"
    );
    assert_eq!(
        message("Rank,Name,Seconds\n1,Bea,1:24\n"),
        "row 1, column 'Seconds': expected a number, found '1:24'"
    );
    assert_eq!(
        message("Rank,Name,Medal\n1,Bea,tin\n"),
        "row 1, column 'Medal': expected gold or silver, found 'tin'"
    );
    assert_eq!(
        message("Rank,Name,Out\n1,Bea,no\n"),
        "row 1, column 'Out': expected true or false, found 'no'"
    );
    assert_eq!(
        message("Rank,Nam\n1,Bea\n"),
        "no column 'Name'; the columns are Rank, Nam; did you mean 'Nam'?"
    );
    let (missing, _) = error::<Heat>(ndjson("{\"Rank\": 1}\n{\"Rank\": 2, \"Name\": \"Bea\"}\n"));
    assert_eq!(missing, "row 1 has no cell in the column 'Name'");
    let array = error::<BTreeMap<String, Vec<u8>>>(ndjson("{\"a\": [1, 256]}\n")).0;
    assert_eq!(array, "row 1, column 'a': expected u8, found '256'");
    let text = error::<BTreeMap<String, Vec<u8>>>(csv("a\n1\n")).0;
    assert_eq!(text, "row 1, column 'a': expected a sequence, found '1'");
}

#[test]
fn rows_after_an_error_follow_and_keep_their_numbers() {
    let rows = csv("a\n1\nx\n3\n").rows(2..).deserialize::<(u8,)>().unwrap();
    let rows: Vec<_> = rows.map(|row| row.map_err(|error| error.to_string())).collect();
    let message = "3:1: error: row 2, column 'a': expected a whole number from 0 to 255, found 'x'";
    assert_eq!(rows, [Err(message.to_owned()), Ok((3,))]);
}

#[test]
fn the_line_of_a_record_is_named() {
    for (format, text, line) in [
        (Format::Csv, "Rank,Name\n\n1,\"Bea\nMoss\"\n\nx,Sun\n", 6),
        (Format::Csv, "\u{feff}Rank,Name\r\n1,Bea\r\nx,Sun\r\n", 3),
        (Format::Tsv, "Rank\tName\n1\tBea\nx\n", 3),
        #[cfg(feature = "json")]
        (Format::Ndjson, "{\"Rank\": 1}\n\n{\"Rank\": \"x\"}\n", 3),
        #[cfg(feature = "json")]
        (Format::Json, "\u{feff}[\n{\"Rank\": 1},\n{\n\"Rank\": \"x\"}]\n", 3),
        #[cfg(feature = "json")]
        (Format::Json, "[\n[1],\n[\"x\"]\n]\n", 3),
    ] {
        assert_eq!(error::<(u8,)>(from_bytes(text).from_format(format)).1, line, "{text}");
    }
    // Bytes are counted after decoding, so their line in the source is not known.
    let transcoded = from_bytes(b"Rank\n\xC9".to_vec()).from_format(Format::Csv).param("encoding", "latin1");
    assert_eq!(error::<(u8,)>(transcoded).1, 0);
}

#[cfg(feature = "wiki")]
#[test]
fn the_line_of_a_wiki_page_is_named() {
    let page = "== Heats ==\n{|\n! Rank !! Name\n|-\n| 1 || Bea\n|-\n| x || Sun\n|}\n";
    let (message, line) = error::<(u8, String)>(from_bytes(page).from_format(Format::Wiki));
    assert_eq!(message, "row 2, column 'Rank': expected a whole number from 0 to 255, found 'x'");
    assert_eq!(line, 6, "a row begins with its rule");
}

#[cfg(feature = "odf")]
#[test]
fn numbers_are_the_values_of_a_spreadsheet_and_not_its_texts() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Row {
        rank: Option<u8>,
        day: String,
        points: Option<f64>,
        share: Option<f32>,
        qualified: Option<bool>,
        gap: Option<f64>,
    }
    let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/fods/libreoffice.fods");
    let rows: Vec<Row> = all(convert_tables::from(sheet));
    let (first, fourth) = (&rows[0], &rows[3]);
    assert_eq!(
        (first.rank, first.points, first.share, first.qualified),
        (Some(1), Some(34.0), Some(0.125), Some(true))
    );
    assert_eq!((fourth.rank, fourth.gap, fourth.qualified), (None, Some(1000.0), Some(false)));
    assert_eq!(first.day, "2026-02-10");
}
