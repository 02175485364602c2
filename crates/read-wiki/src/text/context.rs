//! What reading the texts of a page needs.

use crate::report::Report;
use crate::syntax::attributes::{is_name, parse};
use crate::syntax::page_text::PageText;
use crate::templates::Budget;
use crate::templates::options::Options;
use model::{Attributes, Result};
use std::ops::Range;

/// A page, or what a template shows in it, being read.
pub(crate) struct Context<'s, 'd> {
    pub(crate) source: PageText<'s>,
    pub(crate) report: Report<'d>,
    pub(crate) options: &'d Options,
    /// What expanding templates may still cost.
    pub(crate) budget: &'d Budget,
    /// It is what a rule makes of a template.
    pub(crate) in_rule: bool,
    /// Somebody looks into marks and attributes.
    pub(crate) wants_marks: bool,
}

impl Context<'_, '_> {
    /// What a mark holds, if somebody looks into it.
    pub(crate) fn held(&self, text: &str) -> String {
        if self.wants_marks { text.to_owned() } else { String::new() }
    }

    /// Reads attributes, and says what cannot be one.
    pub(crate) fn attributes(&self, range: Range<usize>) -> Result<Attributes> {
        let start = range.start;
        let mut attributes = parse(&self.source, range);
        let count = attributes.len();
        attributes.retain(|(name, _)| is_name(name));
        if attributes.len() < count {
            self.report.warn("wiki-attributes", start, "attributes that are none", "they are left out")?;
        }
        Ok(attributes)
    }
}
