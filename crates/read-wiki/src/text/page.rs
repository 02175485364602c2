//! A page being read, and what reading its texts needs.

use crate::report::Report;
use crate::syntax::attributes::{is_name, parse};
use crate::syntax::source::Source;
use crate::templates::Budget;
use crate::templates::options::Options;
use model::{Attributes, Result};
use std::ops::Range;

/// A page being read.
pub(crate) struct Page<'s, 'd> {
    pub(crate) source: Source<'s>,
    pub(crate) report: Report<'d>,
    pub(crate) options: &'d Options,
    /// What expanding templates may still cost.
    pub(crate) budget: &'d Budget,
    /// It is no page, but what a rule makes of a template.
    pub(crate) in_rule: bool,
    /// Somebody looks into marks and attributes.
    pub(crate) wants_marks: bool,
}

impl Page<'_, '_> {
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
