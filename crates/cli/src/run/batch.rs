//! All inputs, side by side: one that fails stops none of the others, and what is said comes in their order.

use super::inputs::{self, Input, Inputs};
use super::join;
use super::one::{self, Fate};
use super::ordered::Ordered;
use super::plan::Plan;
use crate::cli::Settings;
use crate::console::eprint;
use crate::progress::{self, When, Work};
use crate::report::{self, Fold, Report, grouped, grouped_count};
use crate::screen::{self, printable};
use crate::stdout::{self, print};
use model::{Diagnostic, Error, Result};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Converts every input; `false` when one failed.
///
/// # Errors
/// Wrong usage, found before anything is written; a closed pipe.
pub(super) fn run(settings: &Settings) -> Result<bool> {
    let inputs = inputs::find(settings)?;
    let plan = Plan::new(settings, &inputs)?;
    let mut report = Report::of_run(settings);
    inputs.notes.iter().for_each(|note| report.say(note));
    inputs.failures.iter().for_each(|failure| report.say(&Diagnostic::error("io", failure)));
    if settings.dry_run {
        return dry_run(settings, &inputs, &plan).map(|fine| fine && inputs.failures.is_empty());
    }
    // Whoever reads JSON wants nothing else there.
    let when = if settings.json { When::Never } else { settings.progress };
    let shown = progress::show(work(&inputs), when, plan.prints());
    let tally = match inputs.several {
        _ if settings.join => join::run(settings, &inputs, &plan)?,
        true => all(settings, &inputs, &plan)?,
        false => only(settings, &inputs, &plan)?,
    };
    drop(shown);
    let failed = tally.failed() + inputs.failures.len();
    if inputs.several && !settings.is_look() && !settings.quiet {
        eprint(&tally.summary(inputs.list.len() + inputs.failures.len(), failed, settings.json));
    }
    Ok(failed == 0)
}

/// What there is to do: files, or the bytes of the only one.
fn work(inputs: &Inputs) -> Work {
    match inputs.list.as_slice() {
        [input] if !inputs.several => {
            let metadata = std::fs::metadata(&input.path).ok().filter(std::fs::Metadata::is_file);
            Work::Bytes(metadata.map(|metadata| metadata.len()))
        }
        inputs => Work::Files(inputs.len() as u64),
    }
}

/// What happened so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    converted: AtomicUsize,
    kept: AtomicUsize,
    failed: AtomicUsize,
    warnings: AtomicUsize,
}

impl Tally {
    pub(super) fn count(&self, fate: Fate, warnings: usize) {
        let number = match fate {
            Fate::Converted => &self.converted,
            Fate::Kept => &self.kept,
            Fate::Failed => &self.failed,
        };
        number.fetch_add(1, Ordering::Relaxed);
        self.warn(warnings);
    }

    /// Counts warnings.
    pub(super) fn warn(&self, warnings: usize) {
        self.warnings.fetch_add(warnings, Ordering::Relaxed);
    }

    /// How many inputs failed so far.
    pub(super) fn failed(&self) -> usize {
        self.failed.load(Ordering::Relaxed)
    }

    /// The closing line.
    fn summary(&self, inputs: usize, failed: usize, json: bool) -> String {
        let [converted, kept, warnings] =
            [&self.converted, &self.kept, &self.warnings].map(|number| number.load(Ordering::Relaxed));
        if json {
            let numbers = [("converted", converted), ("inputs", inputs), ("kept", kept), ("failed", failed)];
            let words = [("severity", "note"), ("code", "summary")].map(|(key, word)| (key, word.into()));
            let numbers = numbers.into_iter().chain([("warnings", warnings)]);
            return report::object(
                words.into_iter().chain(numbers.map(|(key, number)| (key, number.into()))),
            );
        }
        let mut line = format!("converted {} of {}", grouped(converted), grouped(inputs));
        let not_tried = inputs.saturating_sub(converted + kept + failed);
        for (number, what) in [(kept, "kept"), (failed, "failed"), (not_tried, "not tried")] {
            if number > 0 {
                line += &format!(", {} {what}", grouped(number));
            }
        }
        if warnings > 0 {
            line += &format!(", {}", grouped_count(warnings, "warning"));
        }
        line + "\n"
    }
}

/// Converts the only input.
fn only(settings: &Settings, inputs: &Inputs, plan: &Plan<'_>) -> Result<Tally> {
    let tally = Tally::default();
    for (at, input) in inputs.list.iter().enumerate() {
        let outcome = one::convert(settings, plan, at + 1, input, false)?;
        tally.count(outcome.fate, outcome.warnings);
    }
    Ok(tally)
}

/// Converts all inputs, by as many workers as are wanted.
fn all(settings: &Settings, inputs: &Inputs, plan: &Plan<'_>) -> Result<Tally> {
    let tally = Tally::default();
    let stop = AtomicBool::new(false);
    let fold = Fold::new(settings.verbose, settings.json);
    let (ordered, ended) = (Ordered::new(fold, inputs.list.len()), Mutex::new(None));
    let end = |error: Error| {
        stop.store(true, Ordering::Relaxed);
        ended.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    };
    let jobs = settings.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    let jobs = jobs.min(inputs.list.len());
    // What is printed waits for its turn, and is not to wait long.
    let shares = Shares::new(inputs.list.len(), if settings.is_look() { 1 } else { jobs });
    let work = |worker: usize| {
        while let (false, Some(at)) = (stop.load(Ordering::Relaxed), shares.next(worker)) {
            let Some(input) = inputs.list.get(at) else { break };
            match one::convert(settings, plan, at + 1, input, true) {
                Ok(outcome) => {
                    tally.count(outcome.fate, outcome.warnings);
                    progress::file_is_done();
                    if settings.fail_fast && outcome.fate == Fate::Failed {
                        stop.store(true, Ordering::Relaxed);
                    }
                    if let Err(error) = ordered.say(at, outcome.said) {
                        end(stdout::unwritable(&error));
                    }
                }
                Err(error) => end(error),
            }
        }
    };
    thread::scope(|scope| {
        let work = &work;
        for worker in 1..jobs {
            // Fewer do it as well.
            if thread::Builder::new().spawn_scoped(scope, move || work(worker)).is_err() {
                break;
            }
        }
        work(0);
    });
    if let Err(error) = ordered.close() {
        end(stdout::unwritable(&error));
    }
    match ended.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(tally),
    }
}

/// Inputs in shares of neighbours, one a worker: those who write to one directory would wait for each other.
struct Shares(Vec<(AtomicUsize, usize)>);

impl Shares {
    fn new(inputs: usize, shares: usize) -> Self {
        let size = inputs.div_ceil(shares.max(1)).max(1);
        let starts = (0..inputs).step_by(size);
        Shares(starts.map(|start| (AtomicUsize::new(start), (start + size).min(inputs))).collect())
    }

    /// The next input for a worker: of its own share, then of the others'.
    fn next(&self, worker: usize) -> Option<usize> {
        let own = worker.checked_rem(self.0.len())?;
        let (others, first) = self.0.split_at(own);
        first.iter().chain(others).find_map(|(next, end)| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            (at < *end).then_some(at)
        })
    }
}

/// Prints what would be done; `false` when an input is not there.
fn dry_run(settings: &Settings, inputs: &Inputs, plan: &Plan<'_>) -> Result<bool> {
    let mut fine = true;
    for (at, input) in inputs.list.iter().enumerate() {
        let target = plan.target(at + 1, input)?;
        let file = input.file();
        let name = Input::name(file.as_deref());
        let there = file.map_or(Ok(()), |file| std::fs::metadata(file).map(|_| ()));
        if let Err(error) = there {
            let mut report = Report::new(&name, None, settings, false);
            report.fail(&error.into());
            fine = false;
            continue;
        }
        let kept = target.as_deref().is_some_and(|target| one::is_kept(settings, target, &input.path));
        let target = target.map_or("<stdout>".to_owned(), |target| target.display().to_string());
        let line = format!("{name} -> {target}{}", if kept { " (kept)" } else { "" });
        let line = if screen::is_there() { printable(&line).into_owned() } else { line };
        print(line + "\n")?;
    }
    Ok(fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_is_in_one_share() {
        for (inputs, workers) in [(0, 1), (1, 4), (7, 3), (10, 16), (100, 2)] {
            let shares = Shares::new(inputs, workers);
            assert_eq!(shares.next(0), (inputs > 0).then_some(0));
            let mut taken: Vec<usize> = (0..inputs + 3).filter_map(|at| shares.next(at % workers)).collect();
            taken.sort_unstable();
            assert_eq!(taken, (1..inputs).collect::<Vec<_>>(), "{inputs} by {workers}");
        }
        let shares = Shares::new(10, 2);
        assert_eq!((shares.next(1), shares.next(1), shares.next(0)), (Some(5), Some(6), Some(0)));
    }

    #[test]
    fn the_closing_line_has_what_there_is() {
        let tally = Tally::default();
        (0..9_998).for_each(|at| tally.count(Fate::Converted, usize::from(at < 41)));
        tally.count(Fate::Failed, 0);
        assert_eq!(tally.summary(10_000, 2, false), "converted 9,998 of 10,000, 2 failed, 41 warnings\n");
        assert_eq!(Tally::default().summary(3, 1, false), "converted 0 of 3, 1 failed, 2 not tried\n");
        let json = tally.summary(10_000, 2, true);
        assert_eq!(
            json,
            "{\"severity\":\"note\",\"code\":\"summary\",\"converted\":9998,\"inputs\":10000,\"kept\":0,\"failed\":2,\"warnings\":41}\n"
        );
    }
}
