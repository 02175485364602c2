//! The width of a table, disregarding spans that exceed it.

use super::Table;
use crate::syntax::attributes::{number, parse, take};
use crate::syntax::page_text::PageText;

/// A colspan above this may mean "all columns".
pub(crate) const WIDE: usize = 20;
/// The maximum number of steps to find the width, per byte of the page.
const MOST_STEPS: usize = 16;

impl Table {
    /// The number of columns, counting each excessively wide span as one; `usize::MAX` if counting takes too long.
    pub(crate) fn width(&self, source: &PageText<'_>) -> usize {
        // A single row with one cell says nothing about the width.
        if self.rows.iter().all(|row| row.cells.len() <= 1) && self.rows.len() < 2 {
            return usize::MAX;
        }
        let mut budget = source.text.len().saturating_mul(MOST_STEPS);
        // For each column, the first row in which it is free again.
        let mut free: Vec<usize> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let mut column = 0;
            for cell in self.cells.get(row.cells.clone()).unwrap_or(&[]) {
                let mut attributes = parse(source, cell.attributes.clone());
                let mut span = |name| take(&mut attributes, name).and_then(|value| number(&value));
                let (columns, rows) = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
                let columns = if columns > WIDE || row.cells.len() == 1 { 1 } else { columns.max(1) };
                let rows = if rows == 0 { self.rows.len() } else { rows };
                while free.get(column).is_some_and(|&row| row > index) {
                    column += 1;
                    budget = budget.saturating_sub(1);
                }
                if free.len() < column + columns {
                    free.resize(column + columns, 0);
                }
                for held in free.iter_mut().skip(column).take(columns) {
                    *held = (*held).max(index.saturating_add(rows));
                }
                column += columns;
                if budget == 0 {
                    return usize::MAX;
                }
            }
        }
        free.len()
    }
}
