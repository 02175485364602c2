//! Turns panics of calamine, which hostile files can cause, into errors.

use model::{Error, Place, Result, codes};
use std::thread;

/// The name of the threads in which calamine runs.
///
/// Panics are printed by the program's panic hook, which can recognize these threads by their name.
pub const THREAD: &str = "convert-xls";

/// Runs code that may panic.
pub(super) fn guarded<T: Send>(run: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let running = thread::Builder::new().name(THREAD.to_owned()).spawn_scoped(scope, run)?;
        running.join().unwrap_or_else(|_| Err(damaged("its content is inconsistent")))
    })
}

/// The error of a file that cannot be read.
pub(super) fn damaged(problem: impl std::fmt::Display) -> Error {
    let diagnostic =
        codes::DAMAGED.error(format!("cannot read the workbook: {problem}")).at(Place::default());
    Error::input(diagnostic.hint("the file is damaged or cut off, or is not a workbook"))
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let error = guarded(|| -> Result<()> { panic!("index out of bounds") }).unwrap_err().to_string();
        assert!(error.contains("cannot read the workbook: its content is inconsistent"), "{error}");
    }

    #[test]
    fn the_thread_has_its_name() {
        assert_eq!(
            guarded(|| Ok(thread::current().name().map(str::to_owned))).unwrap().as_deref(),
            Some(THREAD)
        );
    }
}
