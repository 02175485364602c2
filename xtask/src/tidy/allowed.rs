//! Exceptions to the rules.

/// A place that may break a rule.
pub(super) struct Allowance {
    /// The rule's name.
    pub(super) rule: &'static str,
    /// The place, as the rule names it.
    pub(super) place: &'static str,
    /// Why; only for readers of this file.
    pub(super) _reason: &'static str,
}

const fn allow(rule: &'static str, place: &'static str, reason: &'static str) -> Allowance {
    Allowance { rule, place, _reason: reason }
}

/// Types that contain each other.
const RECURSIVE: &str =
    "blocks have tables, tables rows, rows cells, and cells blocks: the types are recursive";

/// All exceptions.
pub(super) const ALLOWED: &[Allowance] = &[
    allow("file-cycle", "model: block, row, table", RECURSIVE),
    allow("file-cycle", "model::shape: block, cell, text", RECURSIVE),
    allow(
        "file-cycle",
        "model: diagnostic, error",
        "an error is a diagnostic, and under strict rules a diagnostic is an error",
    ),
    allow("file-cycle", "model: document, event", "a document is collected from events, and replays them"),
    allow(
        "printing",
        "crates/convert/src/cause.rs",
        "a message names the system's folder for temporary files",
    ),
];
