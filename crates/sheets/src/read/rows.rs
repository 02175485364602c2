//! The layout of a sheet's rows: whole rows from cells at positions.
//!
//! What is blank counts only where something follows or a style says so; repeated rows and cells are expanded only
//! where they count; merged cells are laid out; everything stays within limits. Two kinds of files come here:
//!
//! - those that hold only the cells that are there (`.xlsx`, `.xls`, `.xlsb`) name rows and cells by their place
//!   ([`Rows::row`], [`Rows::cell`]), and what is merged is known before ([`Layout::pins`]);
//! - those that hold every position in order (`.ods`, `.fods`) repeat rows ([`Rows::next_rows`]) and cells
//!   ([`Rows::blank`], [`Rows::covered`], [`Rows::put`]), and a cell comes with its own [`Pin`].

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

/// What is pinned to a position of a sheet, whether or not there is a cell.
#[derive(Clone, Debug, Default)]
pub struct Pin {
    /// Columns of the merged cell that starts here; 0 and 1 both mean none.
    pub columns: usize,
    /// Rows of the merged cell that starts here.
    pub rows: usize,
    /// A note.
    pub note: Option<Text>,
}

/// What is known of a sheet before its rows.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// By row and column, both from 0.
    pub pins: BTreeMap<(usize, usize), Pin>,
    /// The rows that are headers, where the sheet says so.
    pub header: Range<usize>,
    /// What the styles of whole columns say, up to a column (exclusive).
    columns: Vec<(usize, CellStyle)>,
}

impl Layout {
    fn kind_of(&self, row: usize) -> RowKind {
        if self.header.contains(&row) { RowKind::Header } else { RowKind::Body }
    }

    /// Takes what the style of columns says, after those to their left.
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
    /// What it is.
    pub kind: Kind,
    /// What its style says.
    pub style: CellStyle,
    /// Markup over its text.
    pub marks: Vec<Mark>,
    /// Its value, where the text does not say it.
    pub value: Option<String>,
}

/// The place of what is being read, asked for where there is something to say.
pub type Here<'h> = &'h dyn Fn() -> Place;

#[derive(Clone)]
struct MergedCell {
    until: usize,
    cell: Rc<(String, Kind, bool)>,
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// It is.
    Shown,
    /// It is out of sight.
    Hidden,
}

impl Visibility {
    /// That of a sheet, by whether it is hidden.
    pub fn of_hidden(hidden: bool) -> Visibility {
        if hidden { Visibility::Hidden } else { Visibility::Shown }
    }
}

/// Takes the sheets of a file row by row.
pub trait SheetSink {
    /// Starts a sheet.
    fn sheet_start(&mut self, name: &str, visibility: Visibility) -> Result<()>;
    /// Takes a row, which it may change. `number` counts from 1.
    fn row(&mut self, row: &mut RowBuf, kind: RowKind, number: usize) -> Result<()>;
    /// Ends the sheet.
    fn sheet_end(&mut self) -> Result<()>;
    /// Whether it wants more. After the last row that it wants, not even the end of the sheet is sent.
    fn is_open(&self) -> bool;
    /// Whether the file was written by `convert`, and so comes back as the document it was.
    fn is_round_trip(&self) -> bool;
    /// Whether the sheet that is being read holds a table, as far as that is known.
    fn in_table(&self) -> bool;
}

/// Makes rows of cells.
pub struct Rows<'r, S> {
    sink: &'r mut S,
    budget: Budget,
    sheet: String,
    layout: Layout,
    /// The row that is open, or comes next.
    current: usize,
    open: bool,
    /// How often the row that is open is repeated.
    repeated: usize,
    /// Blank rows that count only if another row follows.
    blank_rows: usize,
    row: RowBuf,
    /// Whether a cell of the row says something by itself.
    has_content: bool,
    /// Blank cells of the row whose own style says nothing, where styles of columns might.
    plain: Vec<Range<usize>>,
    /// For each column, the merged cell that covers it.
    merged: Vec<Option<MergedCell>>,
    /// The first row that no merged cell covers.
    merged_until: usize,
    hidden_content: usize,
}

impl<'r, S: SheetSink> Rows<'r, S> {
    /// Hands rows to this sink.
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

    /// Takes what the style of columns of the sheet says, after those to their left and before the rows.
    pub fn style_columns(&mut self, columns: Range<usize>, style: CellStyle) {
        self.layout.style_columns(columns, style);
    }

    /// What the rows are handed to.
    pub fn sink(&mut self) -> &mut S {
        self.sink
    }

    /// Starts a sheet.
    pub fn sheet_start(&mut self, name: &str, visibility: Visibility, layout: Layout) -> Result<()> {
        name.clone_into(&mut self.sheet);
        self.layout = layout;
        // What is pinned beyond a sheet's edge is nowhere.
        self.layout.pins.retain(|at, _| at.0 < MAX_ROWS && at.1 < MAX_COLUMNS);
        (self.current, self.open, self.blank_rows, self.merged_until) = (0, false, 0, 0);
        self.merged.clear();
        self.sink.sheet_start(name, visibility)
    }

    /// The first row that may come next, from 0.
    pub fn next_row(&self) -> usize {
        self.current + usize::from(self.open)
    }

    /// Whether more rows are wanted.
    pub fn is_open(&self) -> bool {
        self.sink.is_open()
    }

    /// Whether the file was written by `convert`, and so comes back as the document it was.
    pub fn is_round_trip(&self) -> bool {
        self.sink.is_round_trip()
    }

    /// Starts a row, from 0; not before [`Rows::next_row`].
    pub fn row(&mut self, index: usize, here: Here<'_>) -> Result<()> {
        if index >= MAX_ROWS {
            return Err(self.too_long(here));
        }
        self.end_row(here)?;
        self.skip_to(index, here)?;
        self.open_row(1);
        Ok(())
    }

    /// Starts the next row, which stands for so many.
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

    /// Takes a cell of the current row. Its text may be one that the file holds once for many cells.
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

    /// Ends the rows. Those after the last one that merged cells and notes reach are there too, in a file that leaves
    /// out what is blank.
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

    /// Ends the sheet, unless nothing more of it is wanted.
    pub fn sheet_end(&mut self, here: Here<'_>) -> Result<()> {
        self.end_row(here)?;
        if self.is_open() { self.sink.sheet_end() } else { Ok(()) }
    }

    /// Says what no one sees, once all sheets are read.
    pub fn end(self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if self.hidden_content == 0 {
            return Ok(());
        }
        let message = format!(
            "{} under merged cells with content that no one sees",
            plural(self.hidden_content, "cell", "cells")
        );
        diagnostics.report(
            Diagnostic::warning("sheet-under-merge", message).hint("the merged cell's text is taken instead"),
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

    /// The rows before this one that the file leaves out.
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

    /// Ends the row that is open, where its end is; the next row would end it too.
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
                // Nothing changes from here: the rest may never count.
                self.blank_rows = self.blank_rows.saturating_add(left);
                self.current = self.current.saturating_add(left);
                return Ok(());
            } else {
                self.blank_rows += 1;
            }
            // What is behind is not looked at again.
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

    /// Hands the row over, and the blank rows before it.
    fn emit(&mut self, here: Here<'_>) -> Result<()> {
        if self.current >= MAX_ROWS {
            return Err(self.too_long(here));
        }
        self.emit_blank_rows(here)?;
        self.sink.row(&mut self.row, self.layout.kind_of(self.current), self.current + 1)
    }

    /// Blank rows that turn out to have others after them.
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
