//! The progress bar on the terminal. Everything else that is written there steps around it.

use indicatif::ProgressBar;
use std::sync::{Mutex, PoisonError};

static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Sets the bar that is shown.
pub(crate) fn put(bar: ProgressBar) {
    *BAR.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
}

/// Writes to standard error without disturbing the bar.
pub(crate) fn suspend(write: impl FnOnce()) {
    match &*BAR.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// Takes the bar off the terminal.
pub(crate) fn clear() {
    if let Some(bar) = BAR.lock().unwrap_or_else(PoisonError::into_inner).take() {
        bar.finish_and_clear();
    }
}

/// Takes the bar off the terminal unless something is being written there: the program ends now, and does not wait.
#[cfg_attr(not(unix), allow(dead_code, reason = "only Unix has signals that end the program"))]
pub(crate) fn abandon() {
    if let Ok(mut bar) = BAR.try_lock()
        && let Some(bar) = bar.take()
    {
        bar.finish_and_clear();
    }
}
