//! Several tables on one sheet (the option `regions`), separated by blank rows and columns.
//!
//! A block of rows up to the next blank row is cut at its blank columns, each piece is cut at its blank rows, and so on
//! until there is nothing to cut: top to bottom, then left to right. Merged cells are never cut. Only one such block is
//! held at a time; a very long one is streamed row by row, without cutting its columns.

use super::{Assembler, BufferedSheet, Sheet};
use model::{Result, RowBuf};
use sheets::RowKind;
use std::ops::Range;

/// How many cells of a block are held.
const MAX_BUFFERED_CELLS: usize = 1 << 20;
/// How many bytes of their text are held.
const MAX_BUFFERED_BYTES: usize = 64 << 20;

/// The block of rows that is being read.
#[derive(Debug, Default)]
pub(super) struct Regions {
    rows: Vec<Line>,
    cells: usize,
    bytes: usize,
    /// Whether the block is too long to be held.
    streams: bool,
    /// How many tables of the sheet have started.
    tables: usize,
    name: String,
    hidden: bool,
}

/// A row, its kind and its number.
type Line = (RowBuf, RowKind, usize);

impl Regions {
    pub(super) fn of_sheet(name: &str, hidden: bool) -> Self {
        Regions { name: name.to_owned(), hidden, ..Regions::default() }
    }
}

impl Assembler<'_> {
    /// Adds a row of a sheet with regions.
    pub(super) fn region_row(&mut self, row: &mut RowBuf, kind: RowKind, number: usize) -> Result<()> {
        if (0..row.len()).all(|column| is_blank(row, column)) {
            return self.region_end();
        }
        if self.regions.streams {
            return self.sheet_row(row, kind, number);
        }
        self.regions.cells += row.len();
        self.regions.bytes += row.as_row().joined().len();
        self.regions.rows.push((row.clone(), kind, number));
        if self.regions.cells > MAX_BUFFERED_CELLS || self.regions.bytes > MAX_BUFFERED_BYTES {
            self.regions.streams = true;
            self.region_start();
            for (mut row, kind, number) in std::mem::take(&mut self.regions.rows) {
                self.sheet_row(&mut row, kind, number)?;
            }
        }
        Ok(())
    }

    /// Ends a block of rows, and sends the tables in it.
    pub(super) fn region_end(&mut self) -> Result<()> {
        (self.regions.cells, self.regions.bytes) = (0, 0);
        if std::mem::take(&mut self.regions.streams) {
            return self.table_sheet_end();
        }
        let rows = std::mem::take(&mut self.regions.rows);
        let width = rows.iter().map(|line| line.0.len()).max().unwrap_or(0);
        let mut found = Vec::new();
        cut(&rows, 0..rows.len(), 0..width, Axis::Rows, &mut found);
        for (lines, columns) in found {
            self.region_start();
            for (row, kind, number) in &rows[lines] {
                self.sheet_row(&mut slice(row, &columns), *kind, *number)?;
            }
            self.table_sheet_end()?;
        }
        Ok(())
    }

    /// Starts a table of the sheet as if it were a sheet; those after the first are under the same heading.
    fn region_start(&mut self) {
        let Regions { name, hidden, tables, .. } = &mut self.regions;
        let continues = *tables > 0;
        *tables += 1;
        self.current =
            BufferedSheet { name: name.clone(), hidden: *hidden, continues, ..BufferedSheet::default() };
        (self.sheet, self.place) = (Sheet::Unknown, None);
    }
}

/// What a sheet is cut into.
#[derive(Clone, Copy, PartialEq)]
enum Axis {
    Rows,
    Columns,
}

/// Finds the regions within these rows and columns: cuts them along one axis, and the parts along the other.
fn cut(
    rows: &[Line],
    lines: Range<usize>,
    columns: Range<usize>,
    by: Axis,
    found: &mut Vec<(Range<usize>, Range<usize>)>,
) {
    let parts = if by == Axis::Rows {
        runs(lines.clone(), |line| columns.clone().any(|column| !is_blank(&rows[line].0, column)))
    } else {
        runs(columns.clone(), |column| lines.clone().any(|line| !is_blank(&rows[line].0, column)))
    };
    let (whole, other) = match by {
        Axis::Rows => (&lines, Axis::Columns),
        Axis::Columns => (&columns, Axis::Rows),
    };
    for part in parts {
        // Columns that cannot be cut end the search; rows that cannot be cut may still have columns that can.
        let last = by == Axis::Columns && part == *whole;
        let (lines, columns) = if by == Axis::Rows { (part, columns.clone()) } else { (lines.clone(), part) };
        if last {
            found.push((lines, columns));
        } else {
            cut(rows, lines, columns, other, found);
        }
    }
}

/// The maximal runs of filled positions.
fn runs(range: Range<usize>, filled: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in range {
        if filled(at) {
            match runs.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => runs.push(at..at + 1),
            }
        }
    }
    runs
}

/// Whether a cell is blank: it does not have a text or a note, and is not part of a merged cell.
fn is_blank(row: &RowBuf, column: usize) -> bool {
    let row = row.as_row();
    row.text(column).is_empty() && row.extra(column).is_none()
}

/// The cells of some columns of a row.
fn slice(row: &RowBuf, columns: &Range<usize>) -> RowBuf {
    let mut slice = RowBuf::default();
    for cell in row.as_row().cells().skip(columns.start).take(columns.len()) {
        match cell.extra {
            Some(extra) => slice.push_with(cell.text, cell.kind, extra.clone()),
            None => slice.push(cell.text, cell.kind),
        }
    }
    slice
}
