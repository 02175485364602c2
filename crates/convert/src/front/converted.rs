//! The result of a conversion.

use model::{Diagnostic, Severity};

/// The output of a conversion, and its diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Converted<T = ()> {
    /// The output, unless it was written elsewhere.
    pub output: T,
    /// Notes and warnings, in the order of the input; none if they [went to a
    /// function](crate::Conversion::on_diagnostic).
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Converted<T> {
    /// The warnings: what was repaired or is in doubt. Notes only report what the output does not hold by design.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning)
    }
}
