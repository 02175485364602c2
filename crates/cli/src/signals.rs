//! Signals that end the program: nothing half-written is left behind.

/// From now on, an interrupt, a hang-up or a termination removes the temporary files first, and a file that exceeds the
/// size limit is an error like any other. Signals that were ignored when the program started stay ignored.
#[cfg(unix)]
pub(crate) fn watch() {
    use crate::bar;
    use convert_tables::internal::output::end;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // With any handler, the write that exceeds the limit returns an error.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
    let ignored = ignored();
    let wanted = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    // Without the handlers everything works, except that temporary files may be left behind.
    let Ok(mut signals) = Signals::new(wanted) else { return };
    let watch = move || {
        for signal in &mut signals {
            bar::abandon();
            // The shell must see which signal it was.
            end(|| drop(emulate_default_handler(signal)));
        }
    };
    let _ = std::thread::Builder::new().name("signals".into()).spawn(watch);
}

/// The signals that are ignored, one bit each from SIGHUP on, such as by `nohup`; none if there is no `/proc`.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

/// Other systems have no such signals.
#[cfg(not(unix))]
pub(crate) fn watch() {}
