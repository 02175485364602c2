//! Signals that end the program: nothing half-written stays behind.

/// From now on, an interrupt, a hang-up or a request to end removes the temporary files first.
#[cfg(unix)]
pub(crate) fn watch() {
    use crate::output::end;
    use crate::progress;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Without them it works as well, but for what stays behind.
    let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
    let watch = move || {
        for signal in &mut signals {
            progress::clear();
            // The shell is to see which signal it was.
            end(|| drop(emulate_default_handler(signal)));
        }
    };
    let _ = std::thread::Builder::new().name("signals".into()).spawn(watch);
}

/// Elsewhere the system has its own way.
#[cfg(not(unix))]
pub(crate) fn watch() {}
