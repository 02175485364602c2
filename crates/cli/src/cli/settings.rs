//! What was asked for.

use super::environment::variable;
use crate::progress::When;
use convert_tables::Options;
use model::{Error, ErrorKind};
use std::path::PathBuf;

/// What was asked for on the command line.
#[derive(Debug)]
pub struct Settings {
    /// The inputs; `-` is standard input.
    pub inputs: Vec<PathBuf>,
    /// The input format, if named.
    pub from: Option<String>,
    /// The output format, if named.
    pub to: Option<String>,
    /// Where the output goes; standard output if not said.
    pub output: Option<PathBuf>,
    /// What is wanted of the inputs.
    pub options: Options,
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
    /// Leave out inputs whose output is no older.
    pub skip_newer: bool,
    /// Print what would be done, and do nothing.
    pub dry_run: bool,
    /// When progress is shown.
    pub progress: When,
    /// A warning is an error.
    pub strict: bool,
    /// Keep existing outputs.
    pub no_clobber: bool,
    /// No notes and warnings.
    pub quiet: bool,
    /// All notes and warnings, and what is read and written.
    pub verbose: bool,
    /// Messages are JSON, one object a line.
    pub json: bool,
    /// The options of formats that the command line has.
    pub given: Vec<&'static str>,
    /// The options that the environment set.
    pub environment: Vec<String>,
}

impl Settings {
    /// Whether inputs are shown, and not converted.
    pub(crate) fn is_look(&self) -> bool {
        self.list || self.preview.is_some()
    }

    /// An error about an option, said of the environment where that set it.
    pub(crate) fn blamed(&self, error: Error) -> Error {
        let ErrorKind::Usage(message) = error.kind() else { return error };
        let about = |name: &&String| {
            message
                .split(|character: char| !character.is_alphanumeric() && character != '-')
                .any(|word| word.strip_prefix("--") == Some(name))
        };
        match self.environment.iter().find(about) {
            Some(name) => Error::usage(format!("{message} (from {})", variable(name))),
            None => error,
        }
    }
}
