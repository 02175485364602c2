//! The summary of a run: inputs are counted as they are done, and the closing line has the counts.

use super::one::Fate;
use crate::console::Form;
use crate::report;
use model::{grouped, plural};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The counts so far.
#[derive(Debug, Default)]
pub(super) struct Summary {
    converted: AtomicUsize,
    kept: AtomicUsize,
    failed: AtomicUsize,
    warnings: AtomicUsize,
}

impl Summary {
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
    pub(super) fn line(&self, inputs: usize, failed: usize, form: Form) -> String {
        let [converted, kept, warnings] =
            [&self.converted, &self.kept, &self.warnings].map(|number| number.load(Ordering::Relaxed));
        if form == Form::Json {
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
            line += &format!(", {}", plural(warnings, "warning", "warnings"));
        }
        line + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_has_the_counts_that_are_not_zero() {
        let summary = Summary::default();
        (0..9_998).for_each(|at| summary.count(Fate::Converted, usize::from(at < 41)));
        summary.count(Fate::Failed, 0);
        assert_eq!(summary.line(10_000, 2, Form::Text), "converted 9,998 of 10,000, 2 failed, 41 warnings\n");
        assert_eq!(Summary::default().line(3, 1, Form::Text), "converted 0 of 3, 1 failed, 2 not tried\n");
        let json = summary.line(10_000, 2, Form::Json);
        assert_eq!(
            json,
            "{\"severity\":\"note\",\"code\":\"summary\",\"converted\":9998,\"inputs\":10000,\"kept\":0,\"failed\":2,\"warnings\":41}\n"
        );
    }
}
