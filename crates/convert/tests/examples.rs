//! The examples work.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking, and the main functions of the examples are not run"
)]

use convert_tables::{Format, from_bytes};

const TESTDATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata");

#[cfg(all(feature = "csv", feature = "odf"))]
#[path = "../examples/csv_to_spreadsheet.rs"]
mod csv_to_spreadsheet;
#[cfg(feature = "csv")]
#[path = "../examples/custom_format.rs"]
mod custom_format;
#[cfg(all(feature = "csv", feature = "serde", feature = "wiki"))]
#[path = "../examples/serde_records.rs"]
mod serde_records;
#[cfg(feature = "json")]
#[path = "../examples/streaming_rows.rs"]
mod streaming_rows;
#[cfg(all(feature = "csv", feature = "wiki"))]
#[path = "../examples/tables_of_a_page.rs"]
mod tables_of_a_page;

#[cfg(all(feature = "csv", feature = "wiki"))]
#[test]
fn tables_of_a_page() {
    let lines = tables_of_a_page::tables(&format!("{TESTDATA}/wiki/short-track-1000m.wiki")).unwrap();
    assert_eq!(lines[0], "Results > Heats: 32 rows of Rank, Heat, Name, Country, Time, Notes");
    assert_eq!(lines[4], "Results > Finals > Final A: 5 rows of Rank, Name, Country, Time, Notes");
    assert_eq!(lines[5], "1 | 1 | Pietro Sighel |  | 1:25.740 | Q");
}

#[cfg(all(feature = "csv", feature = "odf"))]
#[test]
fn csv_to_spreadsheet() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = folder.path().join("scores.ods");
    let csv = format!("{TESTDATA}/csv/semicolon.csv");
    csv_to_spreadsheet::spreadsheet(&csv, sheet.to_str().unwrap()).unwrap();
    let rows = convert_tables::from(&sheet).records().unwrap();
    assert_eq!(rows.columns(), ["Name", "Score"]);
    assert_eq!(rows.map(|row| row.unwrap()[1].to_owned()).next().unwrap(), "41,400");
}

#[cfg(feature = "json")]
#[test]
fn streaming_rows() {
    let rows =
        "{\"Name\": \"Bea\", \"Time\": 41.5}\n{\"Name\": \"Sun\", \"Time\": 41.25}\n{\"Name\": \"Li\"}\n";
    let least = streaming_rows::least(rows.as_bytes(), Format::Ndjson, "Time").unwrap();
    assert_eq!(least.unwrap(), "Sun 41.25");
    assert_eq!(streaming_rows::least(rows.as_bytes(), Format::Ndjson, "Rank").unwrap(), None);
}

#[cfg(all(feature = "csv", feature = "serde", feature = "wiki"))]
#[test]
fn serde_records() {
    let winners = serde_records::winners(&format!("{TESTDATA}/wiki/short-track-1000m.wiki")).unwrap();
    assert!(
        winners.starts_with("name,heat,seconds\nPietro Sighel,1,85.74\nLuca Spechenhauser,2,85.422\n"),
        "{winners}"
    );
    assert_eq!(winners.lines().count(), 1 + 8);
}

#[cfg(feature = "csv")]
#[test]
fn custom_format() {
    use custom_format::{READER, WRITER, from_csv, to_csv};
    let ltsv = "host:10.0.0.1\tstatus:200\nhost:10.0.0.2\tagent:curl\n";
    let csv = "host,status,agent\n10.0.0.1,200,\n10.0.0.2,,curl\n";
    assert_eq!(to_csv(ltsv).unwrap(), csv);
    assert_eq!(from_csv("host,status\n10.0.0.1,200\n").unwrap(), "host:10.0.0.1\tstatus:200\n");
    // It works with everything that works with the others.
    let same = from_bytes(ltsv).with_reader(&READER).with_writer(&WRITER).into_text().unwrap();
    assert_eq!(same.output, ltsv);
    let agents = from_bytes(ltsv).with_reader(&READER).columns(["agent"]).records().unwrap();
    assert_eq!(agents.map(|row| row.unwrap()[0].to_owned()).collect::<Vec<_>>(), ["", "curl"]);
    assert_eq!(to_csv("host\n").unwrap_err().to_string(), "1:1: error: a field has no label");
}
