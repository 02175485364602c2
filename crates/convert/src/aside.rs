//! Output put aside until it is clear that it counts.

use std::io::{BufReader, Result, Seek, SeekFrom, Write, copy};
use tempfile::SpooledTempFile;

/// How many bytes are held in memory.
const MOST_HELD: usize = 1 << 20;

/// Bytes read back at a time.
const BLOCK: usize = 256 << 10;

/// Bytes in memory while they are few, then in a temporary file.
pub(crate) struct Aside {
    bytes: SpooledTempFile,
    /// There was no room for them.
    pub(crate) failed: bool,
}

impl Default for Aside {
    fn default() -> Self {
        Aside { bytes: SpooledTempFile::new(MOST_HELD), failed: false }
    }
}

impl Aside {
    /// Writes everything to the output that it was meant for.
    pub(crate) fn copy_to(mut self, output: &mut dyn Write) -> Result<()> {
        self.bytes.seek(SeekFrom::Start(0))?;
        copy(&mut BufReader::with_capacity(BLOCK, self.bytes), output).map(|_| ())
    }
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.bytes.write(bytes).inspect_err(|_| self.failed = true)
    }

    fn flush(&mut self) -> Result<()> {
        self.bytes.flush().inspect_err(|_| self.failed = true)
    }
}
