//! The terminal: where messages go.

use crate::progress;
use std::io::Write;

/// Writes to standard error; when that is closed there is nobody to tell.
pub(crate) fn eprint(text: &str) {
    progress::suspend(|| drop(std::io::stderr().lock().write_all(text.as_bytes())));
}
