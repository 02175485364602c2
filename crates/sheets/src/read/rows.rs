//! The layout of a sheet's rows: whole rows from cells at positions.
//!
//! Blank rows and cells count only if something follows or their style says so; repeated rows and cells are expanded
//! only if they count; merged cells are laid out; all of this within limits. There are two kinds of files:
//!
//! - Sparse ones (`.xlsx`, `.xls`, `.xlsb`) give the position of each row and cell ([`Rows::row`], [`Rows::cell`]), and
//!   their merged cells are known before the rows ([`Layout::pins`]).
//! - Dense ones (`.ods`, `.fods`) hold every position in order, with repeated rows ([`Rows::next_rows`]) and cells
//!   ([`Rows::blank`], [`Rows::covered`], [`Rows::put`]), and each cell comes with its own [`Pin`].

mod budget;
mod fill;
mod put;

use super::SheetReadOptions;
use crate::names::{MAX_COLUMNS, MAX_ROWS};
use crate::{CellStyle, RowKind};
use budget::Budget;
use model::{Diagnostic, Diagnostics, Kind, Mark, Place, Result, RowBuf, Text, plural};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// What is attached to a position of a sheet, whether or not it has a cell.
#[derive(Clone, Debug, Default)]
pub struct Pin {
    /// Columns of the merged cell that starts here; 0 and 1 both mean that the cell is not merged.
    pub columns: usize,
    /// Rows of the merged cell that starts here.
    pub rows: usize,
    /// A note.
    pub note: Option<Text>,
}

/// What is known about a sheet before its rows.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// By row and column, both counted from 0.
    pub pins: BTreeMap<(usize, usize), Pin>,
    /// The header rows, if the sheet declares them.
    pub header: Range<usize>,
    /// The styles of whole columns, each up to a column (exclusive).
    columns: Vec<(usize, CellStyle)>,
}

impl Layout {
    fn kind_of(&self, row: usize) -> RowKind {
        if self.header.contains(&row) { RowKind::Header } else { RowKind::Body }
    }

    /// Sets the style of columns, from left to right.
    pub fn style_columns(&mut self, columns: Range<usize>, style: CellStyle) {
        if style == CellStyle::None || self.columns.len() > MAX_COLUMNS {
            return;
        }
        let before = self.columns.last().map_or(0, |column| column.0);
        if before < columns.start {
            self.columns.push((columns.start, CellStyle::None));
        }
        if before < columns.end {
            self.columns.push((columns.end, style));
        }
    }
}

/// One cell.
#[derive(Debug, Default)]
pub struct Cell<'t> {
    /// What it shows.
    pub text: &'t str,
    /// Its kind.
    pub kind: Kind,
    /// Its style.
    pub style: CellStyle,
    /// The markup of its text.
    pub marks: Vec<Mark>,
    /// Its value, if the text does not imply it.
    pub value: Option<String>,
}

/// Returns the place of what is being read; only called if there is something to report.
pub type Here<'h> = &'h dyn Fn() -> Place;

#[derive(Clone)]
struct MergedCell {
    until: usize,
    cell: Rc<(String, Kind, bool)>,
}

/// Whether a sheet is visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// The sheet is visible.
    Shown,
    /// The sheet is hidden.
    Hidden,
}

impl Visibility {
    /// The visibility of a sheet, given whether it is hidden.
    pub fn of_hidden(hidden: bool) -> Visibility {
        if hidden { Visibility::Hidden } else { Visibility::Shown }
    }
}

/// Receives the sheets of a file row by row.
pub trait SheetSink {
    /// Starts a sheet.
    fn sheet_start(&mut self, name: &str, visibility: Visibility) -> Result<()>;
    /// Receives a row, which it may change. `number` counts from 1.
    fn row(&mut self, row: &mut RowBuf, kind: RowKind, number: usize) -> Result<()>;
    /// Ends the sheet.
    fn sheet_end(&mut self) -> Result<()>;
    /// Whether it accepts more rows. If it does not, not even the end of the sheet is sent.
    fn is_open(&self) -> bool;
    /// Whether the file was written by `convert`, and is therefore read back as the document that it was.
    fn is_round_trip(&self) -> bool;
    /// Whether the sheet that is being read holds a table, as far as known.
    fn in_table(&self) -> bool;
}

/// Assembles rows from cells.
pub struct Rows<'r, S> {
    sink: &'r mut S,
    budget: Budget,
    sheet: String,
    layout: Layout,
    /// The open row, or else the next one.
    current: usize,
    open: bool,
    /// How many times the open row occurs.
    repeated: usize,
    /// Blank rows that count only if another row follows.
    blank_rows: usize,
    row: RowBuf,
    /// Whether the row has a cell that counts on its own.
    has_content: bool,
    /// Positions of the row to which the styles of columns do not apply.
    plain: Vec<Range<usize>>,
    /// For each column, the merged cell that covers it.
    merged: Vec<Option<MergedCell>>,
    /// The first row that no merged cell covers.
    merged_until: usize,
    hidden_content: usize,
}

impl<'r, S: SheetSink> Rows<'r, S> {
    /// Passes rows to this sink.
    pub fn new(sink: &'r mut S, options: &SheetReadOptions) -> Self {
        Rows {
            sink,
            budget: Budget::new(options),
            sheet: String::new(),
            layout: Layout::default(),
            current: 0,
            open: false,
            repeated: 1,
            blank_rows: 0,
            row: RowBuf::default(),
            has_content: false,
            plain: Vec::new(),
            merged: Vec::new(),
            merged_until: 0,
            hidden_content: 0,
        }
    }

    /// Sets the style of columns of the sheet, from left to right and before the rows.
    pub fn style_columns(&mut self, columns: Range<usize>, style: CellStyle) {
        self.layout.style_columns(columns, style);
    }

    /// The sink that receives the rows.
    pub fn sink(&mut self) -> &mut S {
        self.sink
    }

    /// Starts a sheet.
    pub fn sheet_start(&mut self, name: &str, visibility: Visibility, layout: Layout) -> Result<()> {
        name.clone_into(&mut self.sheet);
        self.layout = layout;
        // Positions beyond a sheet's edge do not exist.
        self.layout.pins.retain(|at, _| at.0 < MAX_ROWS && at.1 < MAX_COLUMNS);
        (self.current, self.open, self.blank_rows, self.merged_until) = (0, false, 0, 0);
        self.merged.clear();
        self.sink.sheet_start(name, visibility)
    }

    /// The first row that may come next, counted from 0.
    pub fn next_row(&self) -> usize {
        self.current + usize::from(self.open)
    }

    /// Whether the sink accepts more rows.
    pub fn is_open(&self) -> bool {
        self.sink.is_open()
    }

    /// Whether the file was written by `convert`, and is therefore read back as the document that it was.
    pub fn is_round_trip(&self) -> bool {
        self.sink.is_round_trip()
    }

    /// Starts a row, which is counted from 0 and must not be before [`Rows::next_row`].
    pub fn row(&mut self, index: usize, here: Here<'_>) -> Result<()> {
        if index >= MAX_ROWS {
            return Err(self.too_long(here));
        }
        self.end_row(here)?;
        self.skip_to(index, here)?;
        self.open_row(1);
        Ok(())
    }

    /// Starts the next row, which occurs this many times.
    pub fn next_rows(&mut self, repeated: usize, kind: RowKind, here: Here<'_>) -> Result<()> {
        self.end_row(here)?;
        if kind.is_header() {
            let end = self.current.saturating_add(repeated);
            let known = self.layout.header.clone();
            self.layout.header = if known.is_empty() { self.current..end } else { known.start..end };
        }
        self.open_row(repeated);
        Ok(())
    }

    /// Adds a cell to the current row. The file may hold its text once for many cells.
    pub fn cell(&mut self, column: usize, cell: Cell<'_>, here: Here<'_>) -> Result<()> {
        if column >= MAX_COLUMNS {
            return Err(self.too_wide(here));
        }
        let is_blank = cell.text.is_empty() && matches!(cell.kind, Kind::Null | Kind::Text | Kind::Missing);
        if self.is_covered(column) {
            if is_blank {
                self.covered(column..column + 1);
            } else {
                self.hidden(column..column + 1);
            }
            return Ok(());
        }
        if column < self.row.len() {
            return self.replace(column, &cell, here);
        }
        let pin = self.layout.pins.get(&(self.current, column)).cloned();
        if is_blank && pin.is_none() {
            return self.blank(column..column + 1, Some(cell.style), here);
        }
        self.spend_text(cell.text.len(), here)?;
        self.put(column..column + 1, cell, pin, here)
    }

    /// Ends the rows of a file that leaves out blank rows: rows after the last one are added as far as merged cells and
    /// notes reach.
    pub fn skip_to_the_end(&mut self, here: Here<'_>) -> Result<()> {
        self.end_row(here)?;
        let last_pin = self.layout.pins.last_key_value().map_or(0, |(at, _)| at.0 + 1);
        let mut end = last_pin.max(self.merged_until);
        while self.current < end && self.is_open() {
            self.skip_to(end, here)?;
            end = end.max(self.merged_until);
        }
        Ok(())
    }

    /// Ends the sheet, unless the sink does not accept more rows.
    pub fn sheet_end(&mut self, here: Here<'_>) -> Result<()> {
        self.end_row(here)?;
        if self.is_open() { self.sink.sheet_end() } else { Ok(()) }
    }

    /// Reports content that is not visible, after all sheets have been read.
    pub fn end(self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if self.hidden_content == 0 {
            return Ok(());
        }
        let message = plural(
            self.hidden_content,
            "cell under a merged cell has content that is not visible",
            "cells under merged cells have content that is not visible",
        );
        diagnostics.report(
            Diagnostic::warning("sheet-under-merge", message)
                .hint("the text of the merged cell is used instead"),
        )
    }

    fn open_row(&mut self, repeated: usize) {
        self.row.clear();
        self.plain.clear();
        (self.has_content, self.open, self.repeated) = (false, true, repeated);
        self.drop_merged();
    }

    /// Forgets merged cells that end above the current row.
    fn drop_merged(&mut self) {
        if self.merged_until <= self.current && !self.merged.is_empty() {
            self.merged.clear();
        }
    }

    /// Adds the rows before this one that the file leaves out.
    fn skip_to(&mut self, index: usize, here: Here<'_>) -> Result<()> {
        while self.current < index && self.is_open() {
            let pinned =
                self.layout.pins.range((self.current, 0)..).next().map_or(usize::MAX, |(at, _)| at.0);
            if self.merged_until > self.current || pinned == self.current {
                self.open_row(1);
                self.end_row(here)?;
            } else {
                let next = index.min(pinned);
                self.blank_rows += next - self.current;
                self.current = next;
            }
        }
        Ok(())
    }

    /// Ends the open row, if any. Starting the next row does so too, but at the place of that row.
    pub fn end_row(&mut self, here: Here<'_>) -> Result<()> {
        if !self.open {
            return Ok(());
        }
        self.open = false;
        let is_blank = !self.has_content;
        let mut left = self.repeated;
        while left > 0 && self.is_open() {
            if is_blank {
                self.row.clear();
                self.has_content = false;
            }
            self.drop_merged();
            self.fill_to_the_end(here)?;
            if self.has_content {
                if !is_blank && left < self.repeated {
                    self.spend_again(here)?;
                }
                self.emit(here)?;
            } else if self.merged_until <= self.current {
                // The remaining repetitions are blank too, and may never count.
                self.blank_rows = self.blank_rows.saturating_add(left);
                self.current = self.current.saturating_add(left);
                return Ok(());
            } else {
                self.blank_rows += 1;
            }
            // Pins up to this row are not needed any more.
            while let Some(entry) = self.layout.pins.first_entry()
                && entry.key().0 <= self.current
            {
                entry.remove();
            }
            self.current += 1;
            left -= 1;
        }
        Ok(())
    }

    /// Passes the row to the sink, after the blank rows before it.
    fn emit(&mut self, here: Here<'_>) -> Result<()> {
        if self.current >= MAX_ROWS {
            return Err(self.too_long(here));
        }
        self.emit_blank_rows(here)?;
        self.sink.row(&mut self.row, self.layout.kind_of(self.current), self.current + 1)
    }

    /// Passes pending blank rows to the sink, as another row follows.
    fn emit_blank_rows(&mut self, here: Here<'_>) -> Result<()> {
        if self.blank_rows == 0 {
            return Ok(());
        }
        let mut blank = RowBuf::default();
        for index in self.current - self.blank_rows..self.current {
            if !self.is_open() {
                break;
            }
            self.spend(1, here)?;
            blank.clear();
            self.sink.row(&mut blank, self.layout.kind_of(index), index + 1)?;
        }
        self.blank_rows = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
