//! Reading ends when the sink stops.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests outside of #[test] functions")]

mod common;

use common::FODS;
use model::{Diagnostics, Document, Event, Flow, Input, Result, Sink, TableHead};
use std::io::Cursor;
use testkit::build::{page, untyped};

/// A sink that stops after a number of rows.
struct First(Document, usize);

impl Sink for First {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        assert!(self.1 > 0, "{event:?} was sent to a sink that had stopped");
        let _ = self.0.event(event)?;
        self.1 -= usize::from(matches!(event, Event::Row(_)));
        Ok(if self.1 == 0 { Flow::Stop } else { Flow::Continue })
    }
}

/// Reads the first rows of a file. Returns them and how many bytes were read; there must be no diagnostics.
fn first(file: &str, rows: usize) -> (Document, u64) {
    let (mut bytes, mut sink) = (Cursor::new(file), First(Document::default(), rows));
    let diagnostics = Diagnostics::new(|diagnostic| panic!("{diagnostic}"));
    convert_read_odf::read_fods(Input::new(&mut bytes, &diagnostics), &mut sink).unwrap();
    (sink.0, bytes.position())
}

#[test]
fn the_rest_of_a_long_sheet_is_not_read() {
    let rows: Vec<Vec<String>> = (0..20_000).map(|row| vec![row.to_string(), "x".repeat(50)]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let head = || TableHead::with_names(["n", "text"]);
    let file = FODS.write([&page(vec![untyped(head(), &rows), untyped(head(), &rows[..1])])]);
    let (document, read) = first(&file, 3);
    assert_eq!(document.tables().map(|table| table.rows.len()).collect::<Vec<_>>(), [3]);
    assert!(read < file.len() as u64 / 4, "{read} of {} bytes were read", file.len());
}

/// A row that is repeated a million times is not sent a million times, and whatever follows it may be malformed.
#[test]
fn repeated_rows_stop_too() {
    let file = "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
                xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
                xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:meta xmlns='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' \
                xmlns:m='urn:oasis:names:tc:opendocument:xmlns:meta:1.0'><document-statistic m:table-count='1'/></o:meta>\
                <o:body><o:spreadsheet><t:table t:name='S'><t:table-row t:number-rows-repeated='1000000'>\
                <t:table-cell t:formula='of:=1'><x:p>x</x:p></t:table-cell></t:table-row><broken";
    let (document, _) = first(file, 2);
    assert_eq!(document.tables().map(|table| table.rows.len()).collect::<Vec<_>>(), [2]);
}
