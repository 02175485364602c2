//! What the codes of diagnostics mean.

/// What a code means; the command line prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeSpec {
    /// The code, such as `csv-ragged`.
    pub code: &'static str,
    /// What it means, in a line.
    pub means: &'static str,
    /// What causes it.
    pub example: Example,
    /// What was done about it, and what to do.
    pub remedy: &'static str,
}

/// What causes a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// An input of a format: reading it, or writing it to some format, says the code.
    Input(&'static str, &'static str),
    /// What no short input shows, in words.
    Words(&'static str),
}
