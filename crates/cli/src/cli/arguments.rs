//! What the command line asks for.

use super::settable::variable;
use crate::console::Form;
use crate::progress::When;
use crate::{explain, spell};
use convert_tables::internal::JobOptions;
use model::{Diagnostic, Diagnostics, Error, ErrorKind, Given, Result, Rules};
use std::path::PathBuf;

/// Codes that are only ever errors, so that there is nothing to allow.
const ERRORS: &[&str] = &["io", "output", "usage", "internal"];

/// What the command line asks for, and the environment where the line does not say.
#[derive(Debug)]
pub struct Arguments {
    /// The inputs; `-` is standard input.
    pub inputs: Vec<PathBuf>,
    /// The input format, if named.
    pub from: Option<String>,
    /// The output format, if named.
    pub to: Option<String>,
    /// Where the output goes; standard output if not said.
    pub output: Option<PathBuf>,
    /// What is wanted of the inputs.
    pub options: JobOptions,
    /// What is given for options of formats, by their names.
    pub given: Vec<(&'static str, Given)>,
    /// Print the outline instead of converting.
    pub list: bool,
    /// How many rows of each table are shown, with the outline or instead of converting.
    pub preview: Option<usize>,
    /// Write a file for each table.
    pub split: bool,
    /// Write the records of all inputs to one output.
    pub join: bool,
    /// Take the files in directories, and below them.
    pub recursive: bool,
    /// A file that names the inputs; `-` is standard input.
    pub files_from: Option<PathBuf>,
    /// How outputs are called, if not as their inputs.
    pub name_template: Option<String>,
    /// How many inputs are converted at once; as many as there are cores if not said.
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Stop at the first input that fails.
    pub fail_fast: bool,
    /// Leave out inputs whose output is not older.
    pub skip_newer: bool,
    /// Print what would be done, and do nothing.
    pub dry_run: bool,
    /// When progress is shown.
    pub progress: When,
    /// Which notes and warnings are reported, and which are errors.
    pub rules: Rules,
    /// Keep existing outputs.
    pub no_clobber: bool,
    /// No notes and warnings.
    pub quiet: bool,
    /// All notes and warnings, and what is read and written.
    pub verbose: bool,
    /// The form of messages.
    pub form: Form,
    /// The options that the environment set, as arguments are called.
    pub environment: Vec<String>,
}

impl Arguments {
    /// Whether inputs are shown, and not converted.
    pub(crate) fn is_look(&self) -> bool {
        self.list || self.preview.is_some()
    }

    /// Sends diagnostics to a function, as far as the rules have them reported.
    pub(crate) fn diagnostics<'a>(&self, report: impl FnMut(Diagnostic) + 'a) -> Diagnostics<'a> {
        Diagnostics::new(report).rules(self.rules.clone())
    }

    /// Checks the codes of the rules.
    ///
    /// # Errors
    /// A code that is not known, is only ever an error and allowed, or is both allowed and denied.
    pub(super) fn check_rules(&self) -> Result<()> {
        if let Some(code) = self.rules.allowed.iter().find(|code| ERRORS.contains(&code.as_str())) {
            return Err(Error::setting("allow", format!("does not take '{code}', which is always an error")));
        }
        self.rules.check(explain::all().iter().map(|spec| spec.code))
    }

    /// Whether the environment set an option, by the name of its setting.
    pub(crate) fn is_from_environment(&self, setting: &str) -> bool {
        self.environment.contains(&spell::argument(setting))
    }

    /// An error; one about an option that the environment set says so.
    pub(crate) fn blamed(&self, error: Error) -> Error {
        let ErrorKind::Usage(usage) = error.kind() else { return error };
        match &usage.setting {
            Some(setting) if self.is_from_environment(setting) => {
                let message = format!("{} (from {})", usage.message, variable(setting));
                let blamed = Error::setting(setting, message);
                usage.hint.clone().into_iter().fold(blamed, Error::hint)
            }
            _ => error,
        }
    }
}
