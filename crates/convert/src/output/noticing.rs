//! Remembers that a write failed.

use std::cell::Cell;
use std::io::{Result, Write};

/// An output that remembers whether writing it failed.
pub struct Noticing<'o> {
    /// Where the bytes go.
    pub output: &'o mut dyn Write,
    /// Set when a write fails.
    pub failed: &'o Cell<bool>,
}

impl Write for Noticing<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.output.write(bytes).inspect_err(|_| self.failed.set(true))
    }

    fn flush(&mut self) -> Result<()> {
        self.output.flush().inspect_err(|_| self.failed.set(true))
    }
}
