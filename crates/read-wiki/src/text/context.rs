//! The context for reading text.

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
    /// What expanding templates may still produce.
    pub(crate) budget: &'d Budget,
    /// Whether the source is the output of a template rule.
    pub(crate) in_rule: bool,
    /// Whether the receiver uses marks and attributes.
    pub(crate) wants_marks: bool,
}

impl Context<'_, '_> {
    /// The text for a mark; empty if marks are not used.
    pub(crate) fn mark_text(&self, text: &str) -> String {
        if self.wants_marks { text.to_owned() } else { String::new() }
    }

    /// Parses attributes, and warns about malformed ones.
    pub(crate) fn attributes(&self, range: Range<usize>) -> Result<Attributes> {
        let start = range.start;
        let mut attributes = parse(&self.source, range);
        let count = attributes.len();
        attributes.retain(|(name, _)| is_name(name));
        if attributes.len() < count {
            self.report.warn("wiki-attributes", start, "malformed attributes", "they are left out")?;
        }
        Ok(attributes)
    }
}
