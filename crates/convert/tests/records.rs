//! Rows as an iterator: selection, errors, and dropping it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use convert_tables::{
    Conversion, ErrorKind, Format, Header, Record, Records, Result, View, from_bytes, from_reader,
};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};

const PAGE: &str = "\
# Short track

## Heats

| Rank | Name | Time |
| --- | --- | --- |
| 1 | Sun Long | 1:24.565 |
| 2 | Bea Moss | 1:25.001 |

## Final

| Rank | Time |
| --- | --- |
| 1 | 1:23.000 |
";

fn page() -> Conversion<'static> {
    from_bytes(PAGE).from_format(Format::Markdown)
}

fn csv(text: &str) -> Conversion<'static> {
    from_bytes(text).from_format(Format::Csv)
}

fn texts(records: Result<Records<'_>>) -> Vec<String> {
    records.unwrap().map(|row| row.unwrap().texts().collect::<Vec<_>>().join("|")).collect()
}

fn usage(records: Result<Records<'_>>) -> String {
    let error = records.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Usage(_)), "{error:?}");
    error.to_string()
}

#[test]
fn the_first_table_or_the_selected_one() {
    assert_eq!(texts(page().records()), ["1|Sun Long|1:24.565", "2|Bea Moss|1:25.001"]);
    for name in ["2", "Final"] {
        let rows = page().table(name).records();
        assert_eq!(rows.as_ref().unwrap().columns(), ["Rank", "Time"]);
        assert_eq!(texts(rows), ["1|1:23.000"]);
    }
    assert_eq!(usage(page().table("Nope").records()), "no table 'Nope'; the tables are 1 'Heats', 2 'Final'");
    assert_eq!(usage(page().table(3).records()), "no table 3; the tables are 1 'Heats', 2 'Final'");
    assert_eq!(usage(page().table(0).records()), "no table 0; the tables are 1 'Heats', 2 'Final'");
    assert_eq!(usage(page().table("a").records()), "'a' matches several tables: 1 'Heats', 2 'Final'");
    assert!(usage(page().table(1).table(2).records()).contains("view(View::Records)"));
    let prose = from_bytes("No table.\n").from_format(Format::Markdown).records();
    assert_eq!(usage(prose), "no table 1; the input has no tables");
}

#[test]
fn options_have_their_usual_meaning() {
    assert_eq!(texts(page().rows(2..).records()), ["2|Bea Moss|1:25.001"]);
    let mut second = page().rows(2..=2).records().unwrap();
    assert_eq!(second.next().unwrap().unwrap().number(), 2);
    assert!(second.next().is_none());
    let chosen = page().columns(["Time", "Rank"]).rename("Time", "Final").records().unwrap();
    assert_eq!(chosen.columns(), ["Final", "Rank"]);
    assert_eq!(texts(Ok(chosen)), ["1:24.565|1", "1:25.001|2"]);
    let absent =
        page().table("Final").columns(["Name"]).records().and_then(|rows| rows.collect::<Result<Vec<_>>>());
    assert!(absent.unwrap_err().to_string().starts_with("no column 'Name'; the columns are Rank, Time"));
    let json = from_bytes("[{\"a\": 1}]").from_format(Format::Json).columns(["b"]).records();
    let absent = json.and_then(|rows| rows.collect::<Result<Vec<_>>>()).unwrap_err();
    assert_eq!(absent.to_string(), "no column 'b'; the columns are a");
    assert_eq!(texts(csv("a,b\n1,2\n").header(Header::None).records()), ["a|b", "1|2"]);
    let stacked = page().view(View::Records).records().unwrap();
    assert_eq!(stacked.columns(), ["section", "table", "Rank", "Name", "Time"]);
    let last = stacked.last().unwrap().unwrap();
    assert_eq!((last.get("section"), last.get("Name"), last.number()), (Some("Final"), None, 3));
}

#[test]
fn a_stream_is_kept_for_a_name() {
    let stream = || from_reader(PAGE.as_bytes()).from_format(Format::Markdown);
    assert_eq!(texts(stream().table("Final").records()), ["1|1:23.000"]);
    assert_eq!(texts(stream().table("Heats").rows(..=1).records()), ["1|Sun Long|1:24.565"]);
    assert_eq!(texts(stream().rows(..=1).records()), ["1|Sun Long|1:24.565"]);
}

#[test]
fn columns_have_unique_names() {
    let mut rows = csv("Time,,Time\n1,2,3\n4,5,6,7\n").records().unwrap();
    let first = rows.next().unwrap().unwrap();
    assert_eq!(first.columns(), ["Time", "column_2", "Time_2"]);
    assert_eq!((first.get("Time_2"), first.get("Rank")), (Some("3"), None));
    // A row that is wider than the header.
    let second = rows.next().unwrap().unwrap();
    assert_eq!((second.get("column_4"), rows.columns().len()), (Some("7"), 4));
    assert_eq!(
        rows.diagnostics().iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(),
        ["ragged-row"]
    );
}

#[test]
fn late_columns_turn_up_with_their_row() {
    let early = "{\"a\": 1}\n".repeat(2000);
    let mut rows =
        from_bytes(early + "{\"b\": {\"c\": true}}\n").from_format(Format::Ndjson).records().unwrap();
    assert_eq!(
        rows.by_ref().take(2000).filter(|row| row.as_ref().unwrap().get("a") == Some("1")).count(),
        2000
    );
    assert_eq!(rows.columns(), ["a"]);
    let late = rows.next().unwrap().unwrap();
    assert_eq!((late.get("a"), late.get("b.c")), (None, Some("true")));
    assert_eq!(rows.columns(), ["a", "b.c"]);
    assert!(rows.next().is_none());
}

#[test]
fn an_error_is_the_last_item() {
    let mut rows = csv("Rank,Name\n1,Sun Long\n2,\"never closed\n").records().unwrap();
    assert_eq!(&rows.next().unwrap().unwrap()[1], "Sun Long");
    let error = rows.next().unwrap().unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Input(diagnostic) if diagnostic.place.as_ref().unwrap().line == 3),
        "{error}"
    );
    assert!(rows.next().is_none());
    let strict = csv("Rank,Name\n1,Sun Long\n2\n").strict().records().unwrap();
    let rows: Vec<_> = strict.collect();
    assert!(rows[0].is_ok() && rows.last().unwrap().is_err());
    assert!(matches!(convert_tables::from("no/such.csv").records().unwrap_err().kind(), ErrorKind::Io(_)));
}

#[test]
fn diagnostics_go_to_a_function() {
    let mut codes = Vec::new();
    csv("a,b\n1\n").on_diagnostic(|diagnostic| codes.push(diagnostic.code)).records().unwrap().for_each(drop);
    assert_eq!(codes, ["ragged-row"]);
}

/// An endless stream of rows, which counts them.
struct Endless(Arc<AtomicUsize>);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let row = b"1,Sun Long\n";
        let count = buffer.len() / row.len() * row.len();
        buffer[..count].iter_mut().zip(row.iter().cycle()).for_each(|(byte, of_row)| *byte = *of_row);
        self.0.fetch_add(count, Ordering::SeqCst);
        Ok(count)
    }
}

#[test]
fn memory_is_bounded_and_a_drop_ends_the_work() {
    let read = Arc::new(AtomicUsize::new(0));
    let rows = from_reader(Endless(Arc::clone(&read))).from_format(Format::Csv).records().unwrap();
    assert_eq!(rows.take(10).map(|row| row.unwrap().len()).sum::<usize>(), 20);
    // The thread is not waited for, since a stream may be silent, but it ends: nothing holds the counter any more.
    for _ in 0..1000 {
        if Arc::strong_count(&read) == 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(Arc::strong_count(&read), 1);
    assert!(read.load(Ordering::SeqCst) < 4 << 20, "{}", read.load(Ordering::SeqCst));
}

#[test]
fn a_large_file_is_read_in_threads_and_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.csv");
    let rows = 200_000;
    std::fs::write(&file, "Rank,Name\n".to_owned() + &"1,Sun Long\n".repeat(rows)).unwrap();
    assert_eq!(convert_tables::from(&file).records().unwrap().filter(|row| row.is_ok()).count(), rows);
    let mut first = convert_tables::from(&file).records().unwrap();
    assert_eq!(&first.next().unwrap().unwrap()[1], "Sun Long");
    drop(first);
    std::fs::remove_file(&file).unwrap();
}

/// A stream that blocks until the test sends something.
struct Live(Receiver<&'static [u8]>);

impl Read for Live {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let bytes = self.0.recv().unwrap_or_default();
        buffer[..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len())
    }
}

#[test]
fn rows_of_a_live_stream_come_before_the_next_ones_are_sent() {
    let (sender, receiver) = channel();
    let start: String = "{\"a\": 1}\n".repeat(2000);
    sender.send(start.clone().leak().as_bytes()).unwrap();
    sender.send(start.leak().as_bytes()).unwrap();
    let mut rows = from_reader(Live(receiver)).from_format(Format::Ndjson).records().unwrap();
    assert_eq!(rows.by_ref().take(3000).filter(|row| row.is_ok()).count(), 3000);
    sender.send(b"{\"a\": 2}\n{").unwrap();
    assert_eq!(rows.nth(1000).unwrap().unwrap().get("a"), Some("2"));
    // The stream is silent now; dropping the rows does not wait for it.
    drop(rows);
}

#[test]
fn rows_can_be_kept_and_sent() {
    fn is_send<T: Send>() {}
    is_send::<Record>();
    is_send::<Records<'_>>();
    let rows: Vec<Record> = page().records().unwrap().collect::<Result<_>>().unwrap();
    assert_eq!(format!("{:?}", rows[0]), r#"{"Rank": "1", "Name": "Sun Long", "Time": "1:24.565"}"#);
}
