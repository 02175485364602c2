//! The options of the reader.

use model::{Error, OptionSpec, Params, Result};

/// What the command line says about them.
pub(crate) const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "unknown-templates",
    value: Some("WHAT"),
    choices: &["raw", "args", "error"],
    help: "What a template without a known rendering becomes: its source (raw), its arguments (args), or an error",
}];

/// What a template without a known rendering becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// Its source.
    #[default]
    Raw,
    /// Its arguments.
    Args,
    /// An error.
    Error,
}

impl Unknown {
    pub(crate) fn from_params(params: &Params) -> Result<Self> {
        match params.get("unknown-templates") {
            None | Some("raw") => Ok(Unknown::Raw),
            Some("args") => Ok(Unknown::Args),
            Some("error") => Ok(Unknown::Error),
            Some(other) => Err(Error::usage(format!(
                "--unknown-templates does not take the value '{other}' (it takes raw, args or error)"
            ))),
        }
    }
}
