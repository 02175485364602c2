//! The parsed command line.

use super::settable::variable;
use crate::console::Form;
use crate::progress::When;
use crate::{explain, spell};
use convert_tables::internal::JobOptions;
use model::{Diagnostic, Diagnostics, Error, ErrorKind, Given, Result, Rules};
use std::path::PathBuf;

/// Codes that are only ever errors, so they cannot be allowed.
const ERRORS: &[&str] = &["io", "output", "usage", "internal"];

/// What the command line asks for; what it leaves open comes from the environment.
#[derive(Debug)]
pub struct Arguments {
    /// The inputs; `-` is standard input.
    pub inputs: Vec<PathBuf>,
    /// The input format, if named.
    pub from: Option<String>,
    /// The output format, if named.
    pub to: Option<String>,
    /// Where the output goes; standard output by default.
    pub output: Option<PathBuf>,
    /// What to convert, and how.
    pub options: JobOptions,
    /// The options of formats that are given, by name.
    pub given: Vec<(&'static str, Given)>,
    /// Print the outline instead of converting.
    pub list: bool,
    /// How many rows of each table to show, with the outline or instead of converting.
    pub preview: Option<usize>,
    /// Write one file per table.
    pub split: bool,
    /// Write the records of all inputs to one output.
    pub join: bool,
    /// Convert the files in directories, recursively.
    pub recursive: bool,
    /// A file that lists the inputs; `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// The template for the names of outputs.
    pub name_template: Option<String>,
    /// How many inputs are converted at once; one per core by default.
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Stop at the first input that fails.
    pub fail_fast: bool,
    /// Skip inputs whose output is not older.
    pub skip_newer: bool,
    /// Print what would be written, but write nothing.
    pub dry_run: bool,
    /// When progress is shown.
    pub progress: When,
    /// Which notes and warnings are reported, and which are errors.
    pub rules: Rules,
    /// Keep existing output files.
    pub no_clobber: bool,
    /// Print no notes and warnings.
    pub quiet: bool,
    /// Print every note and warning, and what is read and written.
    pub verbose: bool,
    /// The form of messages.
    pub form: Form,
    /// The options that the environment set, spelled as on the command line.
    pub environment: Vec<String>,
}

impl Arguments {
    /// Whether inputs are only shown, not converted.
    pub(crate) fn is_look(&self) -> bool {
        self.list || self.preview.is_some()
    }

    /// Sends the diagnostics that the rules let through to a function.
    pub(crate) fn diagnostics<'a>(&self, report: impl FnMut(Diagnostic) + 'a) -> Diagnostics<'a> {
        Diagnostics::new(report).rules(self.rules.clone())
    }

    /// Checks the codes of the rules.
    ///
    /// # Errors
    /// An unknown code, one that is both allowed and denied, or an error that is allowed.
    pub(super) fn check_rules(&self) -> Result<()> {
        if let Some(code) = self.rules.allowed.iter().find(|code| ERRORS.contains(&code.as_str())) {
            return Err(Error::invalid("allow", code, "it is always an error"));
        }
        self.rules.check(explain::all().iter().map(|spec| spec.code))
    }

    /// Whether the environment set an option, given the name of its setting.
    pub(crate) fn is_from_environment(&self, setting: &str) -> bool {
        self.environment.contains(&spell::argument(setting))
    }

    /// Names the variable in an error about an option that the environment set.
    pub(crate) fn blamed(&self, error: Error) -> Error {
        let ErrorKind::Usage(usage) = error.kind() else { return error };
        match &usage.setting {
            Some(setting) if self.is_from_environment(setting) => {
                let blamed = Error::usage(usage.spelled(|_| variable(setting)));
                usage.hint.clone().into_iter().fold(blamed, Error::hint)
            }
            _ => error,
        }
    }
}
