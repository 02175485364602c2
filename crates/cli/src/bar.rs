//! The bar that is on the terminal: what else is written there steps around it.

use indicatif::ProgressBar;
use std::sync::{Mutex, PoisonError};

static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Says which bar is there.
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

/// Takes the bar off the terminal if nobody is writing there: the program ends now, and waits for nobody.
#[cfg_attr(not(unix), allow(dead_code, reason = "only Unix has signals to end by"))]
pub(crate) fn abandon() {
    if let Ok(mut bar) = BAR.try_lock()
        && let Some(bar) = bar.take()
    {
        bar.finish_and_clear();
    }
}
