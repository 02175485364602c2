//! Pages are read as far as asked.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use model::{Checked, Diagnostics, Event, Flow, Input, Result, Sink};

#[test]
fn reading_stops_when_asked() {
    struct OneRow;
    impl Sink for OneRow {
        fn event(&mut self, event: Event<'_>) -> Result<Flow> {
            Ok(if matches!(event, Event::Row(_)) { Flow::Stop } else { Flow::Continue })
        }
    }
    let mut page = std::io::Cursor::new("| a |\n| - |\n| 1 |\n| ![b](b) |\n\n> said\n");
    let diagnostics = Diagnostics::new(|diagnostic| panic!("{diagnostic}"));
    // `Checked` fails at an event after the stop.
    convert_read_markdown::read(Input::new(&mut page, &diagnostics), &mut Checked::new(OneRow)).unwrap();
}
