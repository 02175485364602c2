//! From the cells of sheets to rows.

use crate::value::{Value, show};
use model::{Diagnostics, Place, Result, codes, plural};
use number_format::{DateSystem, NumberFormat};
use outline::Assembler;
use sheets::read::{Cell, Layout, Pin, Rows, SheetReadOptions, Visibility};

/// A merged cell: the first and the last row and column, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merge {
    pub(crate) first: (usize, usize),
    pub(crate) last: (usize, usize),
}

/// Passes the cells of sheets on as rows.
pub(crate) struct Sheets<'r, 's> {
    rows: Rows<'r, Assembler<'s>>,
    date_system: DateSystem,
    row: Option<usize>,
    text: String,
    formulas: usize,
}

impl<'r, 's> Sheets<'r, 's> {
    /// Passes rows to this assembler.
    pub(crate) fn new(
        assembler: &'r mut Assembler<'s>,
        options: &SheetReadOptions,
        date_system: DateSystem,
    ) -> Self {
        let rows = Rows::new(assembler, options);
        Sheets { rows, date_system, row: None, text: String::new(), formulas: 0 }
    }

    /// Starts a sheet.
    pub(crate) fn start(&mut self, name: &str, hidden: bool, merges: &[Merge]) -> Result<()> {
        let mut layout = Layout::default();
        for Merge { first, last } in merges {
            if last.0 >= first.0 && last.1 >= first.1 {
                let pin = Pin { columns: last.1 - first.1 + 1, rows: last.0 - first.0 + 1, note: None };
                layout.pins.insert(*first, pin);
            }
        }
        self.row = None;
        self.rows.sheet_start(name, Visibility::of_hidden(hidden), layout)
    }

    /// Whether more cells are accepted.
    pub(crate) fn is_open(&self) -> bool {
        self.rows.is_open()
    }

    /// Adds a cell; rows must be added in order.
    pub(crate) fn cell(
        &mut self,
        (row, column): (usize, usize),
        value: Value<'_>,
        format: &NumberFormat,
    ) -> Result<()> {
        if self.row != Some(row) {
            self.rows.row(row, &Place::default)?;
            self.row = Some(row);
        }
        let (kind, value) = show(value, format, self.date_system, &mut self.text);
        let cell = Cell { text: &self.text, kind, value, ..Cell::default() };
        self.rows.cell(column, cell, &Place::default)
    }

    /// Ends a sheet that has this many formulas.
    pub(crate) fn end(&mut self, formulas: usize) -> Result<()> {
        self.formulas += formulas;
        self.rows.skip_to_the_end(&Place::default)?;
        self.rows.sheet_end(&Place::default)
    }

    /// Reports what is reported once, after all sheets have been read.
    pub(crate) fn finish(self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if self.formulas > 0 {
            let message = plural(
                self.formulas,
                "cell has a formula; its stored value is read",
                "cells have formulas; their stored values are read",
            );
            diagnostics.report(codes::FORMULA.note(message))?;
        }
        self.rows.end(diagnostics)
    }
}

/// Reports a sheet without cells.
pub(crate) fn left_out(name: &str, what: &str, diagnostics: &Diagnostics<'_>) -> Result<()> {
    let message = format!("sheet '{name}' is {what} and is left out");
    diagnostics.report(codes::OTHER_SHEET.note(message))
}
