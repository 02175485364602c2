//! Repeats over many inputs: after enough messages of one code, the rest are only counted.

use super::{Message, folded};
use crate::cli::Arguments;
use crate::console::Form;
use model::Severity;
use model::{grouped, plural};
use std::collections::BTreeMap;

/// How many messages of one code are shown over all inputs; fewer if they are notes.
const SHOWN: usize = 20;
const NOTES: usize = 3;

/// Folds the messages of all inputs. They come in the order of the inputs, so the number of workers does not change which
/// are shown.
#[derive(Debug, Default)]
pub(crate) struct Fold {
    /// Nothing is folded.
    verbose: bool,
    form: Form,
    counts: BTreeMap<(&'static str, Severity), Count>,
}

#[derive(Debug, Default)]
struct Count {
    shown: usize,
    more: usize,
    inputs: usize,
}

impl Fold {
    /// Folds messages as the arguments ask.
    pub(crate) fn new(arguments: &Arguments) -> Self {
        Fold { verbose: arguments.verbose, form: arguments.form, counts: BTreeMap::new() }
    }

    /// Returns the messages of an input that are to be printed.
    pub(crate) fn input(&mut self, messages: Vec<Message>) -> String {
        let mut out = String::new();
        let mut folded = Vec::new();
        for message in messages {
            let key = (message.code, message.severity);
            let count = self.counts.entry(key).or_default();
            let most = if message.severity == Severity::Note { NOTES } else { SHOWN };
            if message.severity == Severity::Error || self.verbose || count.shown < most {
                count.shown += 1;
                out += &message.text;
            } else {
                count.more += message.count;
                if !folded.contains(&key) {
                    count.inputs += 1;
                    folded.push(key);
                }
            }
        }
        out
    }

    /// Returns the counts of messages that were not printed.
    pub(crate) fn close(&mut self) -> String {
        let mut out = String::new();
        for ((code, severity), count) in std::mem::take(&mut self.counts) {
            if count.more > 0 {
                let (more, files) = (grouped(count.more), plural(count.inputs, "file", "files"));
                let message = format!("{more} more in {files} like this (--verbose shows all)");
                let numbers = [("more", count.more), ("files", count.inputs)];
                out += &folded(None, severity, code, message, &numbers, self.form);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstream::adapter::strip_str;

    fn message(severity: Severity, count: usize) -> Message {
        Message { severity, code: "ragged-row", count, text: "text\n".into() }
    }

    #[test]
    fn after_enough_of_a_code_the_rest_is_counted() {
        let mut fold = Fold::default();
        for _ in 0..4 {
            assert_eq!(fold.input(vec![message(Severity::Warning, 1); 5]), "text\n".repeat(5));
        }
        for _ in 0..2 {
            assert_eq!(fold.input(vec![message(Severity::Warning, 1), message(Severity::Warning, 700)]), "");
        }
        let close = fold.close();
        let expected = "warning: 1,402 more in 2 files like this (--verbose shows all) [ragged-row]\n";
        assert_eq!(strip_str(&close).to_string(), expected);
        assert_eq!(fold.close(), "");
    }

    #[test]
    fn errors_are_never_folded() {
        let mut fold = Fold::default();
        assert_eq!(fold.input(vec![message(Severity::Error, 1); 50]), "text\n".repeat(50));
        assert_eq!(fold.close(), "");
    }
}
