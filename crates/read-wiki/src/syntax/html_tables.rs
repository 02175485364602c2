//! The ranges of a page's HTML tables, and the offsets of their tags.

use std::ops::Range;

/// An HTML table as a range of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HtmlTable {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it has a `</table>`.
    pub(crate) closed: bool,
}

/// The HTML tables of a page, ordered by start.
#[derive(Clone, Debug, Default)]
pub(crate) struct HtmlTables {
    pub(super) tables: Vec<HtmlTable>,
    /// The offsets of the tags.
    pub(super) tags: Vec<usize>,
}

impl HtmlTables {
    /// Whether the page has no table tags at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// Whether a tag starts in a range.
    pub(crate) fn has_tag_in(&self, range: Range<usize>) -> bool {
        let index = self.tags.partition_point(|&tag| tag < range.start);
        self.tags.get(index).is_some_and(|&tag| tag < range.end)
    }

    /// The first table that starts in a range.
    pub(crate) fn table_in(&self, range: Range<usize>) -> Option<HtmlTable> {
        let index = self.tables.partition_point(|table| table.start < range.start);
        self.tables.get(index).copied().filter(|table| table.start < range.end)
    }

    /// The table that starts here and ends by `limit`.
    pub(crate) fn table_at(&self, at: usize, limit: usize) -> Option<HtmlTable> {
        self.table_in(at..at + 1).filter(|table| table.end <= limit)
    }
}
