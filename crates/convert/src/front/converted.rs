//! What a conversion gives back.

use model::{Diagnostic, Severity};

/// What a conversion gave, and what it had to say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Converted<T = ()> {
    /// The output, where it does not go elsewhere.
    pub output: T,
    /// Notes and warnings, in the order of the input; none where they [went to a
    /// function](crate::Conversion::on_diagnostic).
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Converted<T> {
    /// The warnings: what was repaired, or is in doubt. Notes only say what the output does not hold by design.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|said| said.severity == Severity::Warning)
    }
}
