//! Panics of calamine, which hostile files bring about: they are errors here.

use model::{Error, Place, Result, codes};
use std::thread;

/// The name of the threads in which calamine works.
///
/// What a panic prints is the business of the program's panic hook, which knows it by this name.
pub const THREAD: &str = "convert-xls";

/// Runs what may panic.
pub(super) fn guarded<T: Send>(run: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    thread::scope(|scope| {
        let running = thread::Builder::new().name(THREAD.to_owned()).spawn_scoped(scope, run)?;
        running.join().unwrap_or_else(|_| Err(damaged("what is in it makes no sense")))
    })
}

/// The error of a file that cannot be read.
pub(super) fn damaged(problem: impl std::fmt::Display) -> Error {
    let diagnostic =
        codes::DAMAGED.error(format!("the workbook cannot be read: {problem}")).at(Place::default());
    Error::input(diagnostic.hint("the file is damaged or cut off, or is no workbook at all"))
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let error = guarded(|| -> Result<()> { panic!("index out of bounds") }).unwrap_err().to_string();
        assert!(error.contains("the workbook cannot be read: what is in it makes no sense"), "{error}");
    }

    #[test]
    fn the_thread_has_its_name() {
        assert_eq!(
            guarded(|| Ok(thread::current().name().map(str::to_owned))).unwrap().as_deref(),
            Some(THREAD)
        );
    }
}
