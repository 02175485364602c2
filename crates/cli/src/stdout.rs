//! Standard output, for texts and documents.

use convert_tables::internal::cannot;
use convert_tables::internal::output::{BLOCK, Noticing};
use model::{Error, ErrorKind, Result};
use std::cell::Cell;
use std::io::{self, BufWriter, Write};

/// Prints a text.
pub(crate) fn print(text: impl AsRef<[u8]>) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let done = stdout.write_all(text.as_ref()).and_then(|()| stdout.flush());
    done.map_err(|error| unwritable(&error))
}

/// Writes a document in blocks. After an error, the rest of a block is not written.
pub(crate) fn write<T>(write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    let (mut stdout, failed) = (BufWriter::with_capacity(BLOCK, io::stdout().lock()), Cell::new(false));
    match write(&mut Noticing { output: &mut stdout, failed: &failed }) {
        Ok(done) => stdout.flush().map(|()| done).map_err(|error| unwritable(&error)),
        Err(error) => {
            drop(stdout.into_parts());
            Err(match error.kind() {
                ErrorKind::Io(io) if failed.get() => unwritable(io),
                _ => error,
            })
        }
    }
}

/// The error if standard output cannot be written; a closed pipe stays recognisable.
pub(crate) fn unwritable(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::BrokenPipe => io::Error::from(io::ErrorKind::BrokenPipe).into(),
        _ => cannot("<stdout>", "written", error),
    }
}
