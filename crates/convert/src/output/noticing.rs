//! Writes whose failure is remembered, whoever is told of it first.

use std::cell::Cell;
use std::io::{Result, Write};

/// Bytes whose failure to be written is noticed.
pub struct Noticing<'o> {
    /// Where they go.
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
