//! Rows on the grid of a sheet: what is written at each position, which cells are merged, how wide the columns are.

use super::{Columns, Content, Durations, LOOK, Plan, plan_header, width};
use crate::names::{MAX_COLUMNS, MAX_ROWS};
use crate::{CellStyle, Look, RowKind};
use model::{Cell, Error, Kind, Result, Row, TableHead, grouped};

/// What is at a position of a sheet.
#[derive(Debug)]
pub enum Slot<'c> {
    /// Nothing needs to be written.
    Nothing,
    /// A merged cell covers it.
    Covered,
    /// Only a style.
    Blank(CellStyle),
    /// A cell, and how many columns and rows it spans.
    Cell(Cell<'c>, Plan, (usize, usize)),
}

/// A sheet's grid, to which rows are added.
#[derive(Debug)]
pub struct Layout {
    /// The sheet's name, for messages.
    name: String,
    /// Rows so far, header rows included.
    pub rows: usize,
    /// The widest row so far.
    pub width: usize,
    /// How wide each column must be for the first rows ([`LOOK`]), in characters (see [`width`]).
    pub characters: Vec<usize>,
    /// What its columns are.
    pub columns: Columns,
    header_width: usize,
    /// For each column, the last row that a merged cell covers.
    merged: Vec<usize>,
}

impl Layout {
    /// The grid of a table on a sheet of this name.
    pub fn new(name: &str, head: &TableHead) -> Self {
        let header_width = head.header.iter().map(|row| row.len()).max().unwrap_or(0);
        Layout {
            name: name.to_owned(),
            rows: 0,
            width: 0,
            characters: Vec::new(),
            columns: Columns::default(),
            header_width: header_width.max(head.columns.len()),
            merged: Vec::new(),
        }
    }

    /// Lays out a row: calls `put` for each position up to the last one that matters. In a row with a look of its own,
    /// all positions matter.
    ///
    /// # Errors
    /// If the sheet cannot hold the row, or if `put` fails.
    pub fn row(
        &mut self,
        row: Row<'_>,
        kind: RowKind,
        durations: Durations,
        mut put: impl FnMut(usize, Slot<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.rows >= MAX_ROWS {
            let (name, most) = (&self.name, grouped(MAX_ROWS));
            return Err(Error::output(format!(
                "table '{name}' has more than {most} rows, the most that a sheet can hold"
            )));
        }
        if row.len() > MAX_COLUMNS {
            let (name, most) = (&self.name, grouped(MAX_COLUMNS));
            return Err(Error::output(format!(
                "table '{name}' has more than {most} columns, the most that a sheet can hold"
            )));
        }
        self.rows += 1;
        let (mut blank, mut written) = (0, 0);
        for (column, cell) in row.cells().enumerate() {
            if cell.is_covered() && self.merged.get(column).is_some_and(|&until| until >= self.rows) {
                fill(&mut blank, column, &mut put)?;
                put(column, Slot::Covered)?;
                written = column + 1;
                continue;
            }
            let plan =
                if kind.is_header() { plan_header(cell) } else { self.columns.plan(column, cell, durations) };
            if !kind.is_header() && is_insignificant(cell, &plan) {
                blank += 1;
                continue;
            }
            fill(&mut blank, column, &mut put)?;
            written = column + 1;
            self.look(column, cell, kind);
            let span = self.span(column, row, cell);
            put(column, Slot::Cell(cell, plan, span))?;
        }
        // A row ends with its last significant cell; blank cells that matter after it get a style.
        if blank > 0 && row.len() > self.header_width {
            fill(&mut (blank - 1), row.len() - 1, &mut put)?;
            put(row.len() - 1, Slot::Blank(CellStyle::BlankCell))?;
            written = row.len();
        } else if written == 0 {
            put(0, Slot::Blank(if kind.is_header() { CellStyle::None } else { CellStyle::BlankRow }))?;
        } else if blank > 0 && !Look::of(row.attributes(), &[]).is_plain() {
            fill(&mut blank, row.len(), &mut put)?;
        }
        self.width = self.width.max(written).max(if kind.is_header() { row.len() } else { 0 });
        Ok(())
    }

    /// How many columns and rows a cell spans: only positions that exist and are covered can be merged.
    fn span(&mut self, column: usize, row: Row<'_>, cell: Cell<'_>) -> (usize, usize) {
        let (columns, rows) = cell.span();
        if (columns, rows) == (1, 1) {
            return (1, 1);
        }
        let room = (column + 1..row.len()).take_while(|&next| row.cell(next).is_covered()).count();
        let columns = columns.min(room + 1);
        let rows = rows.min(MAX_ROWS - self.rows + 1);
        if self.merged.len() < column + columns {
            self.merged.resize(column + columns, 0);
        }
        self.merged[column..column + columns].fill(self.rows + rows - 1);
        (columns, rows)
    }

    /// Records how wide the column must be.
    fn look(&mut self, column: usize, cell: Cell<'_>, kind: RowKind) {
        if self.rows > LOOK || cell.span().0 > 1 {
            return;
        }
        if self.characters.len() <= column {
            self.characters.resize(column + 1, 0);
        }
        let widest = if kind.is_header() { width::header_needs(cell.text) } else { width::needs(cell.text) };
        self.characters[column] = self.characters[column].max(widest);
    }
}

/// Adds the pending blank positions before a column, as something follows.
fn fill(blank: &mut usize, column: usize, put: &mut impl FnMut(usize, Slot<'_>) -> Result<()>) -> Result<()> {
    (column - std::mem::take(blank)..column).try_for_each(|at| put(at, Slot::Nothing))
}

fn is_insignificant(cell: Cell<'_>, plan: &Plan) -> bool {
    plan.content == Content::Blank
        && plan.style == CellStyle::None
        && !plan.lossy
        && cell.span() == (1, 1)
        && cell.kind != Kind::Missing
        && cell.extra.is_none_or(|extra| extra.note.is_none())
}
