//! The terminal: where messages go.

use std::io::Write;

/// Writes to standard error; when that is closed there is nobody to tell.
pub(crate) fn eprint(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
