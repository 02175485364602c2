//! The progress of long work: a bar on a terminal; elsewhere, on request, a line every few seconds.
//!
//! Readers count bytes and workers count files as they go; a thread displays the counts. Short work shows nothing.

use crate::bar;
use crate::console::eprint;
use convert_tables::internal::Counter;
use indicatif::{
    HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle,
};
use model::plural;
use std::fmt;
use std::io::IsTerminal;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long work takes before anything is shown.
const PATIENCE: Duration = Duration::from_millis(1000);
/// How often a bar is drawn, and how often a line is written.
const TICK: Duration = Duration::from_millis(100);
const LINE: Duration = Duration::from_secs(2);

/// The bytes of inputs read so far, and the number of inputs done.
static BYTES: LazyLock<Counter> = LazyLock::new(Counter::default);
static FILES: AtomicU64 = AtomicU64::new(0);

/// When progress is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// On a terminal that shows nothing else.
    #[default]
    Auto,
    /// Always: as lines if there is no terminal.
    Always,
    /// Never.
    Never,
}

/// The work to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Work {
    Files(u64),
    /// The number of bytes of a stream is not known.
    Bytes(Option<u64>),
}

/// Whether the output goes to standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stdout {
    Used,
    Free,
}

/// Counts an input as done.
pub(crate) fn file_is_done() {
    FILES.fetch_add(1, Ordering::Relaxed);
}

/// Returns the counter of bytes read.
pub(crate) fn counter() -> Counter {
    BYTES.clone()
}

/// Shows progress until it is dropped.
#[derive(Debug)]
pub(crate) struct Shown(Option<(Sender<()>, JoinHandle<()>)>);

/// Shows progress if it is wanted.
pub(crate) fn show(work: Work, when: When, stdout: Stdout) -> Shown {
    let terminal = std::io::stderr().is_terminal();
    let wanted = match when {
        When::Auto => terminal && !(stdout == Stdout::Used && std::io::stdout().is_terminal()),
        When::Always => true,
        When::Never => false,
    };
    if !wanted {
        return Shown(None);
    }
    let (stop, stopped) = channel();
    let watch = move || {
        let ticking = |time| matches!(stopped.recv_timeout(time), Err(RecvTimeoutError::Timeout));
        if !terminal {
            while ticking(LINE) {
                eprint(&line(work));
            }
        } else if ticking(PATIENCE) {
            let shown = styled(work);
            bar::put(shown.clone());
            loop {
                shown.set_position(position(work));
                if !ticking(TICK) {
                    break;
                }
            }
            bar::clear();
        }
    };
    let thread = std::thread::Builder::new().name("progress".into()).spawn(watch);
    Shown(thread.ok().map(|thread| (stop, thread)))
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.0.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

/// The position. An input that is read more than once is complete after the first time.
fn position(work: Work) -> u64 {
    match work {
        Work::Files(_) => FILES.load(Ordering::Relaxed),
        Work::Bytes(total) => BYTES.bytes().min(total.unwrap_or(u64::MAX)),
    }
}

fn styled(work: Work) -> ProgressBar {
    let (total, template) = match work {
        Work::Files(files) => {
            (Some(files), "{wide_bar} {human_pos} of {human_len} files, {rate}/s, {rest} left")
        }
        Work::Bytes(Some(bytes)) => {
            (Some(bytes), "{wide_bar} {bytes} of {total_bytes}, {bytes_rate}/s, {rest} left")
        }
        Work::Bytes(None) => (None, "{spinner} {bytes}, {bytes_rate}/s"),
    };
    // Rate and rest are averages of all work so far: momentary rates vary too much.
    let now = Instant::now();
    let began = now.checked_sub(PATIENCE).unwrap_or(now);
    let average = move |state: &ProgressState| state.pos() as f64 / began.elapsed().as_secs_f64();
    let rate = move |state: &ProgressState, out: &mut dyn fmt::Write| {
        let rate = average(state);
        let _ = if rate < 10.0 { write!(out, "{rate:.1}") } else { write!(out, "{rate:.0}") };
    };
    let bytes_rate = move |state: &ProgressState, out: &mut dyn fmt::Write| {
        let _ = write!(out, "{}", HumanBytes(average(state) as u64));
    };
    let rest = move |state: &ProgressState, out: &mut dyn fmt::Write| {
        let left = state.len().unwrap_or_default().saturating_sub(state.pos());
        let seconds = left as f64 / average(state).max(f64::MIN_POSITIVE);
        let _ = match Duration::try_from_secs_f64(seconds) {
            Ok(time) if state.pos() > 0 => write!(out, "{:#}", HumanDuration(time)),
            _ => write!(out, "?"),
        };
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = match total {
        Some(total) => ProgressBar::new(total),
        None => ProgressBar::new_spinner(),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr());
    let style = style.with_key("rate", rate).with_key("bytes_rate", bytes_rate).with_key("rest", rest);
    bar.with_style(style.progress_chars("##-"))
}

/// The position as a line.
fn line(work: Work) -> String {
    let done = position(work);
    match work {
        Work::Files(total) => {
            format!("convert: {} of {}\n", HumanCount(done), plural(total as usize, "file", "files"))
        }
        Work::Bytes(Some(total)) => format!("convert: {} of {}\n", HumanBytes(done), HumanBytes(total)),
        Work::Bytes(None) => format!("convert: {}\n", HumanBytes(done)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_show_the_position() {
        assert!(line(Work::Files(10_000)).ends_with(" of 10,000 files\n"));
        assert!(line(Work::Bytes(Some(3 << 20))).ends_with(" of 3.00 MiB\n"));
    }
}
