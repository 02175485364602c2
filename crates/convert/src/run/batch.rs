//! All inputs, side by side: one that fails stops none of the others, and what is said comes in their order.

use super::inputs::{self, Inputs};
use super::join;
use super::name;
use super::one::{self, Fate};
use super::ordered::Ordered;
use super::plan::Plan;
use super::print;
use crate::cli::Settings;
use crate::console::eprint;
use crate::report::Report;
use model::{Error, Result, counted};
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
    let mut report = Report::new(name::get(), None, settings, false);
    inputs.notes.iter().for_each(|note| report.say(note));
    inputs.failures.iter().for_each(|failure| eprint(&format!("{}: error: {failure}\n", name::get())));
    if settings.dry_run {
        return dry_run(&inputs, &plan).map(|()| inputs.failures.is_empty());
    }
    if settings.join {
        return join::run(settings, &inputs, &plan).map(|fine| fine && inputs.failures.is_empty());
    }
    let tally = if inputs.several { all(settings, &inputs, &plan)? } else { only(settings, &inputs, &plan)? };
    let failed = tally.failed.load(Ordering::Relaxed) + inputs.failures.len();
    if inputs.several && !settings.list && !settings.quiet {
        eprint(&tally.summary(inputs.list.len() + inputs.failures.len(), failed));
    }
    Ok(failed == 0)
}

/// What happened so far.
#[derive(Debug, Default)]
struct Tally {
    converted: AtomicUsize,
    kept: AtomicUsize,
    failed: AtomicUsize,
    warnings: AtomicUsize,
}

impl Tally {
    fn count(&self, fate: Fate, warnings: usize) {
        let number = match fate {
            Fate::Converted => &self.converted,
            Fate::Kept => &self.kept,
            Fate::Failed => &self.failed,
        };
        number.fetch_add(1, Ordering::Relaxed);
        self.warnings.fetch_add(warnings, Ordering::Relaxed);
    }

    /// The closing line.
    fn summary(&self, inputs: usize, failed: usize) -> String {
        let [converted, kept, warnings] =
            [&self.converted, &self.kept, &self.warnings].map(|number| number.load(Ordering::Relaxed));
        let mut line = format!("converted {} of {}", grouped(converted), grouped(inputs));
        let not_tried = inputs.saturating_sub(converted + kept + failed);
        for (number, what) in [(kept, "kept"), (failed, "failed"), (not_tried, "not tried")] {
            if number > 0 {
                line += &format!(", {} {what}", grouped(number));
            }
        }
        if warnings > 0 {
            let noun = counted(warnings, "warning");
            let noun = noun.split_once(' ').map_or("warnings", |(_, noun)| noun);
            line += &format!(", {} {noun}", grouped(warnings));
        }
        line + "\n"
    }
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Converts the only input.
fn only(settings: &Settings, inputs: &Inputs, plan: &Plan<'_>) -> Result<Tally> {
    let tally = Tally::default();
    for (at, input) in inputs.list.iter().enumerate() {
        let outcome = one::convert(settings, plan, at + 1, input, false)?;
        tally.count(outcome.fate, outcome.warnings);
        Ordered::default().say(0, outcome.said)?;
    }
    Ok(tally)
}

/// Converts all inputs, by as many workers as are wanted.
fn all(settings: &Settings, inputs: &Inputs, plan: &Plan<'_>) -> Result<Tally> {
    let tally = Tally::default();
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (ordered, ended) = (Ordered::default(), Mutex::new(None));
    let end = |error: Error| {
        stop.store(true, Ordering::Relaxed);
        ended.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    };
    let work = || {
        while !stop.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = inputs.list.get(at) else { break };
            match one::convert(settings, plan, at + 1, input, true) {
                Ok(outcome) => {
                    tally.count(outcome.fate, outcome.warnings);
                    if settings.fail_fast && outcome.fate == Fate::Failed {
                        stop.store(true, Ordering::Relaxed);
                    }
                    if let Err(error) = ordered.say(at, outcome.said) {
                        end(error.into());
                    }
                }
                Err(error) => end(error),
            }
        }
    };
    let jobs = settings.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    thread::scope(|scope| {
        (1..jobs.min(inputs.list.len())).for_each(|_| drop(scope.spawn(work)));
        work();
    });
    match ended.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(tally),
    }
}

/// Prints what would be done.
fn dry_run(inputs: &Inputs, plan: &Plan<'_>) -> Result<()> {
    for (at, input) in inputs.list.iter().enumerate() {
        let target = plan.target(at + 1, input)?;
        let target = target.map_or("<stdout>".to_owned(), |target| target.display().to_string());
        print(&format!("{} -> {target}\n", input.name()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_has_what_there_is() {
        let tally = Tally::default();
        (0..9_998).for_each(|at| tally.count(Fate::Converted, usize::from(at < 41)));
        tally.count(Fate::Failed, 0);
        assert_eq!(tally.summary(10_000, 2), "converted 9,998 of 10,000, 2 failed, 41 warnings\n");
        assert_eq!(Tally::default().summary(3, 1), "converted 0 of 3, 1 failed, 2 not tried\n");
    }
}
