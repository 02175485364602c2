//! The options of the reader.

use super::rules::Rules;
use model::{Error, OptionSpec, Params, Result};

/// What the command line says about them.
pub(crate) const OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        name: "unknown-templates",
        value: Some("WHAT"),
        choices: &["raw", "args", "error"],
        help: "What a template without a known rendering becomes: its source (raw), its arguments (args), or an error",
    },
    wiki::templates::OPTION,
    OptionSpec {
        name: "flags",
        value: Some("WHAT"),
        choices: &["name", "code", "both"],
        help: "What flags and country codes show: the country's name, its code, or both (default: as the page does)",
    },
    OptionSpec {
        name: "split-flags",
        value: None,
        choices: &[],
        help: "Give the countries of athletes and other names a column of their own, as codes or as --flags says",
    },
];

/// What was asked for.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// What a template without a known rendering becomes.
    pub(crate) unknown: Unknown,
    /// What templates show.
    pub(crate) rules: Rules,
    /// What flags and country codes show, if not what the page shows.
    pub(crate) flags: Option<Flags>,
    /// Countries get a column of their own.
    pub(crate) split_flags: bool,
}

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

/// What flags and country codes show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flags {
    /// `Netherlands`
    Name,
    /// `NED`
    Code,
    /// `Netherlands (NED)`
    Both,
}

impl Options {
    pub(crate) fn from_params(params: &Params) -> Result<Self> {
        let wrong = |name: &str, value: &str, choices: &str| {
            Error::usage(format!("--{name} does not take the value '{value}' (it takes {choices})"))
        };
        let unknown = match params.get("unknown-templates") {
            None | Some("raw") => Unknown::Raw,
            Some("args") => Unknown::Args,
            Some("error") => Unknown::Error,
            Some(other) => return Err(wrong("unknown-templates", other, "raw, args or error")),
        };
        let flags = match params.get("flags") {
            None => None,
            Some("name") => Some(Flags::Name),
            Some("code") => Some(Flags::Code),
            Some("both") => Some(Flags::Both),
            Some(other) => return Err(wrong("flags", other, "name, code or both")),
        };
        let rules = Rules::from_params(params)?;
        let split_flags = params.is_set("split-flags");
        // Countries in a column of their own and those that have one already are to look the same.
        let flags = flags.or(split_flags.then_some(Flags::Code));
        Ok(Options { unknown, rules, flags, split_flags })
    }
}
