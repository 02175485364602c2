//! The options in a form ready for use, with the rules of users compiled.

use super::rules::Rules;
use crate::options::{Flags, UnknownTemplates, WikiReadOptions};
use model::Result;

/// The options.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// How a template without a rule is rendered.
    pub(crate) unknown: UnknownTemplates,
    /// The rules for templates.
    pub(crate) rules: Rules,
    /// How flags and country codes are rendered, if not like the page.
    pub(crate) flags: Option<Flags>,
    /// Whether countries get a column of their own.
    pub(crate) split_flags: bool,
}

impl Options {
    /// Compiles the options.
    ///
    /// # Errors
    /// Fails if a file of rules is invalid, with its place.
    pub(crate) fn new(options: &WikiReadOptions) -> Result<Self> {
        let &WikiReadOptions { unknown_templates: unknown, ref templates, flags, split_flags } = options;
        // Countries moved to a column of their own must look like those that already have one.
        let flags = flags.or(split_flags.then_some(Flags::Code));
        Ok(Options { unknown, rules: Rules::new(templates)?, flags, split_flags })
    }
}
