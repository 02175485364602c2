//! Details of cells, from the hidden sheet that holds what no cell can say.
//!
//! Details belong to a row by its number. Where a person inserted, deleted or sorted rows, the texts tell: details
//! whose row does not show their texts any more wait for a row that does, and the rows after it are taken to have
//! moved as far.

use crate::chars::shows_as;
use crate::outline::CELLS_SHEET;
use model::shape::{attributes_from_value, cell_from_value};
use model::{Attributes, Diagnostic, Diagnostics, Extra, Result, Row, RowBuf, Value};
use std::collections::{BTreeMap, HashMap};

/// How many rows with details ahead are looked at when rows were deleted.
const AHEAD: usize = 64;

/// The details of all tables, by their named range.
#[derive(Debug, Default)]
pub(crate) struct AllDetails {
    tables: HashMap<String, TableDetails>,
    /// The entry being read: its place, and its JSON so far.
    open: Option<(String, usize, Option<usize>, String)>,
}

/// The details of one table, by row from 1.
#[derive(Debug, Default)]
pub(crate) struct TableDetails {
    rows: BTreeMap<usize, RowDetails>,
    /// Rows whose details found no row that shows their texts.
    waiting: Vec<usize>,
    /// How far rows have moved down.
    moved: isize,
}

/// The details of one row.
#[derive(Debug, Default)]
struct RowDetails {
    /// Columns from 0, each with its cell.
    cells: Vec<(usize, RowBuf)>,
    /// The row's own attributes, and its first text.
    attributes: Option<(String, Attributes)>,
}

impl AllDetails {
    /// Takes a row of the sheet.
    pub(crate) fn row(&mut self, row: Row<'_>, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let (table, number, column, json) = (row.text(0), row.text(1), row.text(2), row.text(3));
        if table.is_empty() {
            if let Some(open) = &mut self.open {
                open.3.push_str(json);
            }
            return Ok(());
        }
        self.end(diagnostics)?;
        let number = number.trim().parse().unwrap_or(0);
        self.open = Some((table.to_owned(), number, column.trim().parse().ok(), json.to_owned()));
        Ok(())
    }

    /// Ends the sheet: what is still open is whole.
    pub(crate) fn end(&mut self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let Some((table, row, column, json)) = self.open.take() else { return Ok(()) };
        let details = self.tables.entry(table).or_default();
        let decoded = data::parse(&json).map_err(|error| error.to_string());
        if let Err(problem) = decoded.and_then(|value| details.add(row, column, &value)) {
            diagnostics.report(
                Diagnostic::warning(
                    "sheet-bad-details",
                    format!("sheet '{CELLS_SHEET}': the details of a cell are damaged: {problem}"),
                )
                .hint("the cell is taken as its sheet shows it"),
            )?;
        }
        Ok(())
    }

    /// The details of the table with this named range.
    pub(crate) fn take(&mut self, range: &str) -> Option<TableDetails> {
        self.tables.remove(range)
    }

    /// Whether any were not taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }
}

impl RowDetails {
    /// Whether the row shows the text of a cell that has details.
    fn fits_cell(row: Row<'_>, column: usize, cell: &RowBuf) -> bool {
        !row.cell(column).is_covered() && shows_as(cell.as_row().text(0), row.text(column))
    }

    /// Whether the row shows all texts that the details are about.
    fn fits(&self, row: Row<'_>) -> bool {
        self.cells.iter().all(|(column, cell)| RowDetails::fits_cell(row, *column, cell))
            && self.fits_attributes(row)
    }

    fn fits_attributes(&self, row: Row<'_>) -> bool {
        self.attributes.as_ref().is_none_or(|(text, _)| shows_as(text, first_text(row)))
    }

    /// Whether the row shows any of them.
    fn fits_in_part(&self, row: Row<'_>) -> bool {
        self.cells.iter().any(|(column, cell)| RowDetails::fits_cell(row, *column, cell))
            || (self.attributes.is_some() && self.fits_attributes(row))
    }
}

impl TableDetails {
    fn add(&mut self, row: usize, column: Option<usize>, value: &Value) -> std::result::Result<(), String> {
        let details = self.rows.entry(row).or_default();
        match column {
            Some(column) => {
                let mut cell = RowBuf::default();
                cell_from_value(value, &mut cell)?;
                details.cells.push((column.saturating_sub(1), cell));
            }
            None => {
                let attributes = attributes_from_value(value.get("attributes").unwrap_or(&Value::Null))?;
                let text = value.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
                details.attributes = Some((text, attributes));
            }
        }
        Ok(())
    }

    /// The details that belong to row `number`, which is how the sheet counts now.
    fn find(&mut self, number: usize, row: Row<'_>) -> Option<RowDetails> {
        let old = number.checked_add_signed(-self.moved)?;
        let here = self.rows.get(&old);
        if here.is_some_and(|details| details.fits_in_part(row)) {
            return self.rows.remove(&old);
        }
        let is_here = here.is_some();
        let found =
            self.waiting.iter().position(|old| self.rows.get(old).is_some_and(|details| details.fits(row)));
        let found = match found {
            Some(at) => Some(self.waiting.remove(at)),
            None if is_here => {
                self.waiting.push(old);
                let mut ahead = self.rows.range(old + 1..).take(AHEAD);
                ahead.find(|(_, details)| details.fits(row)).map(|(old, _)| *old)
            }
            None => None,
        };
        let found = found?;
        self.moved = number as isize - found as isize;
        self.rows.remove(&found)
    }

    /// Puts the details into row `number` (from 1) of the sheet, as `into`.
    pub(crate) fn apply(&mut self, number: usize, row: Row<'_>, into: &mut RowBuf) {
        let Some(details) = self.find(number, row) else { return into.set(row) };
        into.clear();
        for (column, cell) in row.cells().enumerate() {
            let found = details
                .cells
                .iter()
                .find(|(at, found)| *at == column && RowDetails::fits_cell(row, column, found));
            let seen = cell.extra.cloned().unwrap_or_default();
            let Some((_, found)) = found else {
                into.push_with(cell.text, cell.kind, seen);
                continue;
            };
            let found = found.as_row().cell(0);
            let kept = found.extra.cloned().unwrap_or_default();
            let note = kept
                .note
                .clone()
                .filter(|note| seen.note.as_ref().is_none_or(|seen| shows_as(&note.text, &seen.text)));
            let note = note.or(seen.note);
            let extra = Extra { columns: seen.columns, rows: seen.rows, covered: seen.covered, note, ..kept };
            into.push_with(found.text, found.kind, extra);
        }
        if let Some((_, attributes)) = details.attributes.as_ref().filter(|_| details.fits_attributes(row)) {
            into.attributes_mut().clone_from(attributes);
        }
    }

    /// How many rows have details that no row took.
    pub(crate) fn left(&self) -> usize {
        self.rows.len()
    }
}

fn first_text(row: Row<'_>) -> &str {
    row.texts().find(|text| !text.is_empty()).unwrap_or_default()
}
