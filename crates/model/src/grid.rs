//! Laying spanning cells out on a grid.

use crate::{Extra, Kind, RowBuf};

/// The most columns a cell may span, as in browsers (HTML, "forming a table").
const MAX_COLUMNS: usize = 1000;

/// Places the cells of a table, row by row, at their grid positions.
///
/// A cell with spans holds the positions next to and below it: they are filled with cells that are marked as covered and
/// repeat its text. A cell starts at the next position that is not held from above. A span that would run into a held
/// position is cut short there, so no cell ever moves or covers another.
///
/// ```
/// use convert_model::{Extra, Grid, Kind, RowBuf};
///
/// let (mut grid, mut row) = (Grid::default(), RowBuf::default());
/// grid.cell(&mut row, "Heat 1", Kind::Untyped, Extra { rows: 2, ..Extra::default() });
/// grid.cell(&mut row, "Sighel", Kind::Untyped, Extra::default());
/// grid.end_row(&mut row);
/// row.clear();
/// grid.cell(&mut row, "Fercoq", Kind::Untyped, Extra::default());
/// grid.end_row(&mut row);
/// assert_eq!(row.as_row().texts().collect::<Vec<_>>(), ["Heat 1", "Fercoq"]);
/// assert!(row.as_row().cell(0).is_covered());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Grid {
    held: Vec<Option<Held>>,
    fresh: Vec<(usize, Held)>,
}

#[derive(Clone, Debug)]
struct Held {
    rows: usize,
    text: String,
    kind: Kind,
    header: bool,
}

impl Grid {
    /// Forgets all spans, for a new table.
    pub fn clear(&mut self) {
        self.held.clear();
        self.fresh.clear();
    }

    /// Whether no position is held, so that cells stay where they are.
    pub fn is_free(&self) -> bool {
        self.held.is_empty() && self.fresh.is_empty()
    }

    /// The columns that the next cell of the row gets, out of the number it wants.
    pub fn room(&self, row: &RowBuf, wanted: usize) -> std::ops::Range<usize> {
        let mut start = row.len();
        while self.is_held(start) {
            start += 1;
        }
        let wanted = start..start + wanted.clamp(1, MAX_COLUMNS);
        start..wanted.take_while(|&column| !self.is_held(column)).last().map_or(start + 1, |last| last + 1)
    }

    /// Places the next cell of the row, which is only text.
    pub fn text(&mut self, row: &mut RowBuf, text: &str, kind: Kind) {
        self.fill(row);
        row.push(text, kind);
    }

    /// Places the next cell of the row. Its spans are `extra.columns` and `extra.rows`.
    pub fn cell(&mut self, row: &mut RowBuf, text: &str, kind: Kind, mut extra: Extra) {
        self.fill(row);
        if extra.columns <= 1 && extra.rows <= 1 {
            extra.columns = 1;
            return row.push_with(text, kind, extra);
        }
        let room = self.room(row, extra.columns);
        let start = room.start;
        extra.columns = room.len();
        let (columns, rows, header) = (extra.columns, extra.rows.max(1), extra.header);
        row.push_with(text, kind, extra);
        for column in start..start + columns {
            if column > start {
                row.push_with(text, kind, Extra { covered: true, header, ..Extra::default() });
            }
            if rows > 1 {
                self.fresh.push((column, Held { rows: rows - 1, text: text.to_owned(), kind, header }));
            }
        }
    }

    /// Ends the row: fills the positions still held from above.
    pub fn end_row(&mut self, row: &mut RowBuf) {
        // `held` ends with a held position, or is empty.
        while row.len() < self.held.len() {
            if !self.fill(row) {
                row.push("", Kind::Untyped);
            }
        }
        for held in &mut self.held {
            if let Some(span) = held {
                span.rows -= 1;
                if span.rows == 0 {
                    *held = None;
                }
            }
        }
        for (column, span) in self.fresh.drain(..) {
            if self.held.len() <= column {
                self.held.resize(column + 1, None);
            }
            self.held[column] = Some(span);
        }
        let held = self.held.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        self.held.truncate(held);
    }

    fn is_held(&self, column: usize) -> bool {
        self.held.get(column).is_some_and(Option::is_some)
    }

    /// Fills held positions at the end of the row; returns whether there were any.
    fn fill(&self, row: &mut RowBuf) -> bool {
        let start = row.len();
        while let Some(Some(span)) = self.held.get(row.len()) {
            let extra = Extra { covered: true, header: span.header, ..Extra::default() };
            row.push_with(&span.text, span.kind, extra);
        }
        row.len() > start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lay(rows: &[&[(&str, usize, usize)]]) -> Vec<Vec<String>> {
        let mut grid = Grid::default();
        let mut laid = Vec::new();
        for cells in rows {
            let mut row = RowBuf::default();
            for &(text, columns, rows) in *cells {
                grid.cell(&mut row, text, Kind::Untyped, Extra { columns, rows, ..Extra::default() });
            }
            grid.end_row(&mut row);
            laid.push(row.as_row().texts().map(str::to_owned).collect());
        }
        laid
    }

    #[test]
    fn a_row_span_holds_its_column() {
        assert_eq!(
            lay(&[&[("a", 1, 3), ("b", 1, 1)], &[("c", 1, 1)], &[]]),
            [vec!["a", "b"], vec!["a", "c"], vec!["a"]]
        );
    }

    #[test]
    fn a_span_is_cut_where_it_meets_another() {
        let laid = lay(&[&[("a", 1, 1), ("b", 1, 2)], &[("wide", 3, 1), ("next", 1, 1)]]);
        assert_eq!(laid[1], ["wide", "b", "next"]);
    }

    #[test]
    fn a_gap_before_a_held_column_is_empty() {
        assert_eq!(lay(&[&[("a", 1, 1), ("b", 1, 1), ("c", 1, 2)], &[("d", 1, 1)]])[1], ["d", "", "c"]);
    }
}
