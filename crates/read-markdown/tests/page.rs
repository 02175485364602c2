//! How a page is read, and how much of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use model::{Checked, Diagnostics, Event, Flow, Input, Result, Sink};

#[test]
fn what_is_not_wanted_is_not_read() {
    struct OneRow;
    impl Sink for OneRow {
        fn event(&mut self, event: Event<'_>) -> Result<Flow> {
            Ok(if matches!(event, Event::Row(_)) { Flow::Stop } else { Flow::Continue })
        }
    }
    let mut page = std::io::Cursor::new("| a |\n| - |\n| 1 |\n| ![b](b) |\n\n> said\n");
    let diagnostics = Diagnostics::new(|diagnostic| panic!("{diagnostic}"));
    // An event after the stop would be an error.
    convert_read_markdown::read(Input::new(&mut page, &diagnostics), &mut Checked::new(OneRow)).unwrap();
}
