//! Which options may have a default in the environment, and the names of their variables.

use super::format_options;
use crate::spell;

/// The options that may have a default in the environment, because they depend on taste or on the machine. All options
/// of formats may have one; options that say what a single call does may not.
pub(super) const SETTABLE: &[&str] = &[
    "context",
    "spans",
    "header",
    "types",
    "jobs",
    "skip-newer",
    "fail-fast",
    "strict",
    "allow",
    "deny",
    "no-clobber",
    "quiet",
    "progress",
    "color",
    "diagnostics",
];

/// The variable of an option.
pub(super) fn variable(option: &str) -> String {
    format!("CONVERT_{}", option.replace('-', "_").to_uppercase())
}

/// Whether an option may have a default.
pub(super) fn is_settable(option: &str) -> bool {
    SETTABLE.contains(&option)
        || format_options::all().iter().any(|known| spell::argument(known.name) == option)
}
