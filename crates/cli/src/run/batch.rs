//! All inputs, in parallel: one that fails does not stop the others, and messages come in the order of the inputs.

use super::inputs::{self, Input, Inputs};
use super::one::{self, Fate};
use super::ordered::Ordered;
use super::plan::Plan;
use super::summary::Summary;
use super::{collisions, join};
use crate::cli::Arguments;
use crate::console::Form;
use crate::console::eprint;
use crate::progress::{self, Stdout, When, Work};
use crate::report::{Fold, Messages, Report};
use crate::screen::{self, printable};
use crate::stdout::{self, print};
use model::{Diagnostic, Error, Result};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Converts every input; `false` if one failed.
///
/// # Errors
/// Wrong usage, found before anything is written; a denied diagnostic about the run as a whole; a closed pipe.
pub(super) fn run(arguments: &Arguments) -> Result<bool> {
    let inputs = inputs::find(arguments)?;
    let mut plan = Plan::new(arguments, &inputs)?;
    collisions::check(&plan, arguments, &inputs.list)?;
    if !arguments.dry_run {
        plan.make_folder()?;
    }
    let mut report = Report::of_run(arguments);
    let diagnostics = arguments.diagnostics(|diagnostic| report.add(&diagnostic));
    inputs.notes.iter().try_for_each(|note| diagnostics.report(note.clone()))?;
    drop(diagnostics);
    inputs.failures.iter().for_each(|failure| report.add(&Diagnostic::error("io", failure)));
    if arguments.dry_run {
        return dry_run(arguments, &inputs, &plan).map(|fine| fine && inputs.failures.is_empty());
    }
    // Standard error has only JSON if that is the form of messages.
    let when = if arguments.form == Form::Json { When::Never } else { arguments.progress };
    let stdout = if plan.prints() { Stdout::Used } else { Stdout::Free };
    let shown = progress::show(work(&inputs), when, stdout);
    let summary = match inputs.several {
        _ if arguments.join => join::run(arguments, &inputs, &plan)?,
        true => all(arguments, &inputs, &plan)?,
        false => only(arguments, &inputs, &plan)?,
    };
    drop(shown);
    let failed = summary.failed() + inputs.failures.len();
    let is_summary_allowed = arguments.rules.allowed.iter().any(|code| code == "summary");
    if inputs.several && !arguments.is_look() && !arguments.quiet && !is_summary_allowed {
        eprint(&summary.line(inputs.list.len() + inputs.failures.len(), failed, arguments.form));
    }
    Ok(failed == 0)
}

/// The work to do: files, or the bytes of the only one.
fn work(inputs: &Inputs) -> Work {
    match inputs.list.as_slice() {
        [input] if !inputs.several => {
            let metadata = std::fs::metadata(&input.path).ok().filter(std::fs::Metadata::is_file);
            Work::Bytes(metadata.map(|metadata| metadata.len()))
        }
        inputs => Work::Files(inputs.len() as u64),
    }
}

/// Converts the only input.
fn only(arguments: &Arguments, inputs: &Inputs, plan: &Plan<'_>) -> Result<Summary> {
    let summary = Summary::default();
    for (at, input) in inputs.list.iter().enumerate() {
        let outcome = one::convert(arguments, plan, at + 1, input, Messages::Printed)?;
        summary.count(outcome.fate, outcome.warnings);
    }
    Ok(summary)
}

/// Converts all inputs with several workers.
fn all(arguments: &Arguments, inputs: &Inputs, plan: &Plan<'_>) -> Result<Summary> {
    let summary = Summary::default();
    let stop = AtomicBool::new(false);
    let fold = Fold::new(arguments);
    let (ordered, ended) = (Ordered::new(fold, inputs.list.len()), Mutex::new(None));
    let end = |error: Error| {
        stop.store(true, Ordering::Relaxed);
        ended.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    };
    let jobs = arguments.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    let jobs = jobs.min(inputs.list.len());
    // What is printed has to wait for its turn; in order, it does not wait long.
    let shares = Shares::new(inputs.list.len(), if arguments.is_look() { 1 } else { jobs });
    let work = |worker: usize| {
        while let (false, Some(at)) = (stop.load(Ordering::Relaxed), shares.next(worker)) {
            let Some(input) = inputs.list.get(at) else { break };
            match one::convert(arguments, plan, at + 1, input, Messages::Kept) {
                Ok(outcome) => {
                    summary.count(outcome.fate, outcome.warnings);
                    progress::file_is_done();
                    if arguments.fail_fast && outcome.fate == Fate::Failed {
                        stop.store(true, Ordering::Relaxed);
                    }
                    if let Err(error) = ordered.add(at, outcome.printed) {
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
            // Fewer workers will do.
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
        None => Ok(summary),
    }
}

/// Inputs in shares of neighbours, one per worker: workers that write to the same directory would wait for each other.
struct Shares(Vec<(AtomicUsize, usize)>);

impl Shares {
    fn new(inputs: usize, shares: usize) -> Self {
        let size = inputs.div_ceil(shares.max(1)).max(1);
        let starts = (0..inputs).step_by(size);
        Shares(starts.map(|start| (AtomicUsize::new(start), (start + size).min(inputs))).collect())
    }

    /// The next input for a worker, from its own share or else from the others.
    fn next(&self, worker: usize) -> Option<usize> {
        let own = worker.checked_rem(self.0.len())?;
        let (others, first) = self.0.split_at(own);
        first.iter().chain(others).find_map(|(next, end)| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            (at < *end).then_some(at)
        })
    }
}

/// Prints what would be written; `false` if an input does not exist.
fn dry_run(arguments: &Arguments, inputs: &Inputs, plan: &Plan<'_>) -> Result<bool> {
    let mut fine = true;
    for (at, input) in inputs.list.iter().enumerate() {
        let target = plan.target(at + 1, input)?;
        let file = input.file();
        let name = Input::name(file.as_deref());
        let exists = file.map_or(Ok(()), |file| std::fs::metadata(file).map(|_| ()));
        if let Err(error) = exists {
            let mut report = Report::new(&name, None, arguments, Messages::Printed);
            report.fail(&error.into());
            fine = false;
            continue;
        }
        let kept = target.as_deref().is_some_and(|target| one::is_kept(arguments, target, &input.path));
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
}
