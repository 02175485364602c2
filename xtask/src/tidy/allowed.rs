//! Where a rule is broken on purpose, or still: delete an entry with what it allows.

/// A place where a rule is broken.
pub(super) struct Allowance {
    /// The rule's name.
    pub(super) rule: &'static str,
    /// The place, as the rule names it.
    pub(super) place: &'static str,
    /// Why; for readers of this file.
    pub(super) _reason: &'static str,
}

const fn allow(rule: &'static str, place: &'static str, reason: &'static str) -> Allowance {
    Allowance { rule, place, _reason: reason }
}

/// Types that hold each other.
const RECURSIVE: &str =
    "blocks hold tables, tables rows, rows cells, and cells blocks: the types are one recursion";

/// All of them.
pub(super) const ALLOWED: &[Allowance] = &[
    allow("file-circle", "model: block, row, table", RECURSIVE),
    allow("file-circle", "model::shape: block, cell, text", RECURSIVE),
    allow(
        "file-circle",
        "model: diagnostic, error",
        "an error is a diagnostic, and a strict diagnostic an error",
    ),
    allow("file-circle", "model: document, event", "a document is its events collected, and replays them"),
    allow(
        "printing",
        "crates/convert/src/cause.rs",
        "a message names the folder of temporary files, which is the system's to say",
    ),
];
