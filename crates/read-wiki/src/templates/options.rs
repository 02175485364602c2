//! What was asked for, ready to use: the rules of users are compiled.

use super::rules::Rules;
use crate::options::{Flags, UnknownTemplates, WikiReadOptions};
use model::Result;

/// What was asked for.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// What a template without a known rendering becomes.
    pub(crate) unknown: UnknownTemplates,
    /// What templates show.
    pub(crate) rules: Rules,
    /// What flags and country codes show, if not what the page shows.
    pub(crate) flags: Option<Flags>,
    /// Countries get a column of their own.
    pub(crate) split_flags: bool,
}

impl Options {
    /// Compiles the options.
    ///
    /// # Errors
    /// What is wrong with a file of rules, and where.
    pub(crate) fn new(asked: &WikiReadOptions) -> Result<Self> {
        let &WikiReadOptions { unknown_templates: unknown, ref templates, flags, split_flags } = asked;
        // Countries in a column of their own and those that have one already are to look the same.
        let flags = flags.or(split_flags.then_some(Flags::Code));
        Ok(Options { unknown, rules: Rules::new(templates)?, flags, split_flags })
    }
}
