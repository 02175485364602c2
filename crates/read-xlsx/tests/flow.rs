//! A sink that stops ends reading.

#![allow(clippy::unwrap_used, clippy::panic, reason = "test helpers outside of #[test] functions")]

mod common;

use common::workbook;
use model::{Diagnostics, Document, Event, Flow, Input, Result, Sink};
use std::io::Cursor;

/// Accepts this many rows.
struct First(Document, usize);

impl Sink for First {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        assert!(self.1 > 0, "{event:?} was sent to a sink that had stopped");
        let _ = self.0.event(event)?;
        self.1 -= usize::from(matches!(event, Event::Row(_)));
        Ok(if self.1 == 0 { Flow::Stop } else { Flow::Continue })
    }
}

/// What comes after the accepted rows may be malformed, and is not reported.
fn check(rows: &str) {
    let sheet = format!("<sheetData>{rows}<row><c><broken</sheetData>");
    let (mut bytes, mut sink) = (Cursor::new(workbook(&sheet, &[], &[])), First(Document::default(), 3));
    let diagnostics = Diagnostics::new(|diagnostic| panic!("{diagnostic}"));
    convert_read_xlsx::read(Input::new(&mut bytes, &diagnostics), &mut sink).unwrap();
    assert_eq!(sink.0.tables().map(|table| table.rows.len()).collect::<Vec<_>>(), [3]);
}

#[test]
fn the_rest_of_a_sheet_is_not_read() {
    check(&"<row><c><f>1</f><v>1</v></c></row>".repeat(9));
    check(&"<row><c><v>1</v></c></row>".repeat(9));
    // Blank rows that the file leaves out count if a row follows.
    check("<row r='1'><c><v>1</v></c></row><row r='1000000'><c><v>1</v></c></row><row><c><v>2</v></c></row>");
}
