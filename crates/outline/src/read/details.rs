//! Details of cells, from the hidden sheet that holds what cells cannot express.
//!
//! Details refer to a cell by the numbers of its row and column. If rows or columns were inserted, deleted or moved,
//! they are found by the content of rows and the names of columns.

mod columns;
mod follow;

use crate::read::edited;
use crate::row_digests;
use crate::schema::{CELLS_SHEET, REFERENCES};
use follow::{Follower, RowDigests};
use model::shape::{attributes_from_value, cell_from_value};
use model::{Attributes, Diagnostic, Diagnostics, Extra, Result, Row, RowBuf, Text, Value};
use sheets::chars::shows_as;
use sheets::write::join_notes;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

pub(crate) use columns::follow as follow_columns;

/// The details of all tables, by their named range.
#[derive(Debug, Default)]
pub(crate) struct AllDetails {
    tables: HashMap<String, TableDetails>,
    /// The entry being read: its table, row and column, and its JSON so far.
    open: Option<(String, usize, Option<usize>, String)>,
}

/// The details of one table, by row, counted from 1.
#[derive(Debug, Default)]
pub(crate) struct TableDetails {
    rows: BTreeMap<usize, Rc<RowDetails>>,
    /// Rows whose details were applied to a row.
    used: HashSet<usize>,
    /// The content of all rows when they were written.
    row_digests: RowDigests,
    follower: Follower,
}

/// The details of one row.
#[derive(Clone, Debug, Default)]
struct RowDetails {
    /// Columns, counted from 0, each with its cell.
    cells: Vec<(usize, RowBuf)>,
    /// The footnotes that the notes of cells show, by column, counted from 0.
    references: Vec<(usize, String)>,
    /// The row's own attributes.
    attributes: Option<Attributes>,
}

impl AllDetails {
    /// Adds a row of the sheet.
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

    /// Ends the sheet, and with it the open entry.
    pub(crate) fn end(&mut self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let Some((table, row, column, json)) = self.open.take() else { return Ok(()) };
        let details = self.tables.entry(table).or_default();
        let decoded = data::parse(&json).map(crate::pieces::join).map_err(|error| error.to_string());
        if let Err(problem) = decoded.and_then(|value| details.add(row, column, &value)) {
            diagnostics.report(
                Diagnostic::warning(
                    "sheet-bad-details",
                    format!("the details of a cell in sheet '{CELLS_SHEET}' are damaged: {problem}"),
                )
                .hint("the cell is read as its sheet shows it"),
            )?;
        }
        Ok(())
    }

    /// The details of the table with this named range.
    pub(crate) fn take(&mut self, range: &str) -> Option<TableDetails> {
        self.tables.remove(range)
    }

    /// Whether all of them were taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }
}

impl RowDetails {
    /// Sets `into` to a row of the sheet with the details. Cells that were changed keep details other than those of
    /// their text.
    fn apply(&self, row: Row<'_>, into: &mut RowBuf) {
        into.clear();
        for (column, cell) in row.cells().enumerate() {
            let mut seen = cell.extra.cloned().unwrap_or_default();
            let found =
                self.cells.iter().find(|(at, _)| *at == column).map(|(_, found)| found.as_row().cell(0));
            let Some(found) = found.filter(|_| !seen.covered) else {
                into.push_with(cell.text, cell.kind, seen);
                continue;
            };
            let mut kept = found.extra.cloned().unwrap_or_default();
            if let Some((_, footnotes)) = self.references.iter().find(|(at, _)| *at == column) {
                // A note that only repeats the footnotes is not the cell's own.
                let shown = join_notes(kept.note.as_ref().map(|note| note.text.as_str()), Some(footnotes));
                let shown = shown.unwrap_or_default();
                // If the footnotes are missing as well, a program dropped the note.
                if seen.note.as_ref().is_none_or(|note| shows_as(&shown, &note.text)) {
                    seen.note.clone_from(&kept.note);
                }
            }
            if shows_as(found.text, cell.text) {
                let note = match (kept.note.take(), seen.note) {
                    (Some(note), Some(seen)) if shows_as(&note.text, &seen.text) => Some(note),
                    (Some(note), Some(seen)) => Some(edited::carry(&note, seen)),
                    // Sheets do not show an empty note; any other note was deleted.
                    (note, None) => note.filter(|note| note.text.is_empty()),
                    (None, seen) => seen,
                };
                let extra = Extra { columns: seen.columns, rows: seen.rows, covered: false, note, ..kept };
                into.push_with(found.text, found.kind, extra);
            } else {
                let old = Text::with_marks(found.text, kept.marks);
                let text = edited::carry(&old, Text::with_marks(cell.text, seen.marks.clone()));
                let attributes = edited::attributes(&kept.attributes);
                into.push_with(
                    cell.text,
                    cell.kind,
                    Extra { attributes, marks: text.marks, blocks: kept.blocks, ..seen },
                );
            }
        }
        if let Some(attributes) = &self.attributes {
            into.attributes_mut().clone_from(attributes);
        }
    }
}

impl TableDetails {
    fn add(&mut self, row: usize, column: Option<usize>, value: &Value) -> std::result::Result<(), String> {
        if let Some(rows) = value.get(row_digests::ROWS).and_then(Value::as_str)
            && column.is_none()
        {
            self.row_digests.add(row, rows);
            return Ok(());
        }
        let details = Rc::make_mut(self.rows.entry(row).or_default());
        match column {
            Some(column) => {
                let (mut value, mut cell) = (value.clone(), RowBuf::default());
                let references = value.as_object_mut().and_then(|object| object.remove(REFERENCES));
                cell_from_value(&value, &mut cell)?;
                let column = column.saturating_sub(1);
                details.cells.push((column, cell));
                if let Some(Value::String(references)) = references {
                    details.references.push((column, references));
                }
            }
            None => {
                let attributes = attributes_from_value(value.get("attributes").unwrap_or(&Value::Null))?;
                details.attributes = Some(attributes);
            }
        }
        Ok(())
    }

    /// Moves the details to where the columns are now, in a table with this many columns.
    pub(crate) fn follow_columns(&mut self, columns: &[Option<usize>], width: usize) {
        self.row_digests.follow_columns(columns, width);
        for details in self.rows.values_mut() {
            let mut moved = RowDetails::clone(details);
            let follow = |column: &mut usize| match columns.get(*column) {
                Some(Some(now)) => {
                    *column = *now;
                    true
                }
                Some(None) => false,
                None => true,
            };
            moved.cells.retain_mut(|(column, _)| follow(column));
            moved.references.retain_mut(|(column, _)| follow(column));
            *details = Rc::new(moved);
        }
        self.rows.retain(|_, details| !details.cells.is_empty() || details.attributes.is_some());
    }

    /// Sets `into` to header row `number` (counted from 1) with its details: header rows do not move.
    pub(crate) fn apply_to_header(&mut self, number: usize, row: Row<'_>, into: &mut RowBuf) {
        match self.rows.get(&number) {
            Some(details) => {
                details.apply(row, into);
                self.used.insert(number);
            }
            None => into.set(row),
        }
    }
}
