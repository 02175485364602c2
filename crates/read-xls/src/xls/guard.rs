//! Panics of calamine, which hostile files bring about: they are errors here, and say nothing on standard error.

use model::{Diagnostic, Error, Place, Result};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs what may panic.
pub(super) fn guarded<T>(run: impl FnOnce() -> Result<T>) -> Result<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                before(info);
            }
        }));
    });
    QUIET.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    result.unwrap_or_else(|_| Err(damaged("what is in it makes no sense")))
}

/// The error of a file that cannot be read.
pub(super) fn damaged(problem: impl std::fmt::Display) -> Error {
    let diagnostic = Diagnostic::error("xls-damaged", format!("the workbook cannot be read: {problem}"))
        .at(Place::default());
    Error::input(diagnostic.hint("the file is damaged or cut off, or is no workbook at all"))
}
