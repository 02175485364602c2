//! Diagnostics for people or programs: one line each, the place in the source below it, and repeats folded.

mod fold;
mod json;
mod snippet;
mod style;
mod text;

pub(crate) use fold::Fold;
pub(crate) use json::object;

use crate::cli::Arguments;
use crate::console::{Form, eprint};
use crate::{name, spell};
use convert_tables::internal::input_cause;
use model::{Diagnostic, Error, ErrorKind, Severity};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// How many diagnostics of one code are shown per input; the others are counted.
const SHOWN: usize = 5;

/// A message, ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    /// How many diagnostics it represents.
    pub(crate) count: usize,
    pub(crate) text: String,
}

/// An error as a diagnostic.
pub(crate) fn of_error(error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::Input(diagnostic) => diagnostic.clone(),
        ErrorKind::Io(error) => {
            let diagnostic = Diagnostic::error("io", input_cause(error));
            match error.kind() {
                io::ErrorKind::IsADirectory => diagnostic.hint("--recursive converts the files in it"),
                _ => diagnostic,
            }
        }
        ErrorKind::Output(message) => Diagnostic::error("output", message),
        ErrorKind::Usage(usage) => {
            Diagnostic { hint: usage.hint.clone(), ..Diagnostic::error("usage", spell::usage(usage)) }
        }
        _ => Diagnostic::error("internal", error.to_string()),
    }
}

/// A diagnostic in the requested form.
pub(crate) fn render(name: Option<&str>, diagnostic: &Diagnostic, form: Form) -> String {
    match form {
        Form::Json => json::line(name, diagnostic, None),
        Form::Text => text::render(name, diagnostic, None),
    }
}

/// What happens to messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Messages {
    /// They are printed at once.
    Printed,
    /// They are kept for the caller.
    Kept,
}

/// The report on one input.
#[derive(Debug)]
pub(crate) struct Report {
    /// The input's name, or the program's for the run as a whole.
    name: String,
    of_run: bool,
    path: Option<PathBuf>,
    form: Form,
    quiet: bool,
    verbose: bool,
    counts: BTreeMap<(&'static str, Severity), usize>,
    warnings: usize,
    /// The messages so far, if they are kept.
    kept: Option<Vec<Message>>,
}

impl Report {
    /// The report on an input of this name; its lines are shown from a file.
    pub(crate) fn new(name: &str, path: Option<&Path>, arguments: &Arguments, messages: Messages) -> Self {
        Report {
            name: name.to_owned(),
            of_run: false,
            path: path.map(Path::to_owned),
            form: arguments.form,
            quiet: arguments.quiet,
            verbose: arguments.verbose,
            counts: BTreeMap::new(),
            warnings: 0,
            kept: (messages == Messages::Kept).then(Vec::new),
        }
    }

    /// The report on the run as a whole.
    pub(crate) fn of_run(arguments: &Arguments) -> Self {
        Report { of_run: true, ..Report::new(name::get(), None, arguments, Messages::Printed) }
    }

    fn print(&mut self, message: Message) {
        match &mut self.kept {
            Some(kept) => kept.push(message),
            None => eprint(&message.text),
        }
    }

    /// Shows a diagnostic, or only counts it if enough of its code were shown. Every error is shown.
    pub(crate) fn add(&mut self, diagnostic: &Diagnostic) {
        let Diagnostic { severity, code, .. } = *diagnostic;
        self.warnings += usize::from(severity == Severity::Warning);
        if self.quiet && severity < Severity::Error {
            return;
        }
        let count = self.counts.entry((code, severity)).or_default();
        *count += 1;
        if *count > SHOWN && severity < Severity::Error && !self.verbose {
            return;
        }
        let text = match self.form {
            Form::Json => json::line((!self.of_run).then_some(self.name.as_str()), diagnostic, None),
            Form::Text => {
                let excerpt = snippet::of(diagnostic, self.path.as_deref());
                text::render(Some(&self.name), diagnostic, excerpt.as_ref())
            }
        };
        self.print(Message { severity, code, count: 1, text });
    }

    /// Reports the error that ended a conversion.
    pub(crate) fn fail(&mut self, error: &Error) {
        self.add(&of_error(error));
    }

    /// The number of warnings.
    pub(crate) fn warnings(&self) -> usize {
        self.warnings
    }

    /// Reports the counts of diagnostics that were not shown, and returns the messages that were kept.
    pub(crate) fn close(&mut self) -> Vec<Message> {
        for ((code, severity), count) in std::mem::take(&mut self.counts) {
            let more = count.saturating_sub(SHOWN);
            if more == 0 || severity == Severity::Error || self.verbose {
                continue;
            }
            let message = format!("{more} more like this");
            let text = folded(Some(&self.name), severity, code, message, &[("more", more)], self.form);
            self.print(Message { severity, code, count: more, text });
        }
        self.kept.take().unwrap_or_default()
    }
}

/// A message that represents others.
fn folded(
    name: Option<&str>,
    severity: Severity,
    code: &'static str,
    message: String,
    numbers: &[(&str, usize)],
    form: Form,
) -> String {
    let diagnostic = Diagnostic::new(severity, code, message);
    match form {
        Form::Json => json::line(name, &diagnostic, Some(numbers)),
        Form::Text => text::render(name, &diagnostic, None),
    }
}
