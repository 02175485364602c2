//! Whole rows of sheets whose files hold only the cells that are there.
//!
//! A reader hands over rows and cells by their place, with gaps between them. What is blank counts only where
//! something follows or a style says so; merged cells are laid out; everything stays within limits.

mod fill;

use super::{Assembler, Limits, text_kind};
use crate::Carrier;
use crate::names::{MAX_COLUMNS, MAX_ROWS};
use model::{Diagnostic, Diagnostics, Error, Extra, Kind, Mark, Place, Result, RowBuf, Text, counted};
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
    /// What the styles of whole columns say, up to a column (exclusive).
    pub columns: Vec<(usize, Carrier)>,
    /// The rows that are headers, where the sheet says so.
    pub header: Range<usize>,
}

/// One cell.
#[derive(Debug, Default)]
pub struct Cell<'t> {
    /// What it shows.
    pub text: &'t str,
    /// What it is.
    pub kind: Kind,
    /// What its style says.
    pub carrier: Carrier,
    /// Markup over its text.
    pub marks: Vec<Mark>,
    /// Its value, where the text does not say it.
    pub value: Option<String>,
}

/// The place of what is being read, asked for where there is something to say.
pub type Here<'h> = &'h dyn Fn() -> Place;

#[derive(Clone)]
struct Held {
    until: usize,
    cell: Rc<(String, Kind, bool)>,
}

/// Makes rows of cells.
pub struct Rows<'r, 's> {
    assembler: &'r mut Assembler<'s>,
    /// How many more cells there may be.
    budget: usize,
    /// How many more bytes of text.
    text_budget: u64,
    limits: Limits,
    sheet: String,
    layout: Layout,
    /// The row that is open, or comes next.
    current: usize,
    open: bool,
    /// Blank rows that count only if another row follows.
    blank_rows: usize,
    row: RowBuf,
    /// Whether a cell of the row says something by itself.
    solid: bool,
    /// Blank cells of the row that have a style of their own, which says nothing.
    plain: Vec<usize>,
    /// For each column, the merged cell that covers it.
    held: Vec<Option<Held>>,
    /// The first row that no merged cell covers.
    free_from: usize,
    hidden_content: usize,
}

impl<'r, 's> Rows<'r, 's> {
    /// Hands rows to this assembler.
    pub fn new(assembler: &'r mut Assembler<'s>, limits: Limits) -> Self {
        Rows {
            assembler,
            budget: limits.cells,
            text_budget: limits.bytes,
            limits,
            sheet: String::new(),
            layout: Layout::default(),
            current: 0,
            open: false,
            blank_rows: 0,
            row: RowBuf::default(),
            solid: false,
            plain: Vec::new(),
            held: Vec::new(),
            free_from: 0,
            hidden_content: 0,
        }
    }

    /// Starts a sheet.
    pub fn sheet_start(&mut self, name: &str, hidden: bool, layout: Layout) -> Result<()> {
        name.clone_into(&mut self.sheet);
        self.layout = layout;
        // What is pinned beyond a sheet's edge is nowhere.
        self.layout.pins.retain(|at, _| at.0 < MAX_ROWS && at.1 < MAX_COLUMNS);
        (self.current, self.open, self.blank_rows, self.free_from) = (0, false, 0, 0);
        self.held.clear();
        self.assembler.sheet_start(name, hidden)
    }

    /// The first row that may come next, from 0.
    pub fn next_row(&self) -> usize {
        self.current + usize::from(self.open)
    }

    /// Whether the file is one of ours.
    pub fn is_ours(&self) -> bool {
        self.assembler.is_ours()
    }

    /// Starts a row, from 0; not before [`Rows::next_row`].
    pub fn row(&mut self, index: usize, here: Here<'_>) -> Result<()> {
        if index >= MAX_ROWS {
            return Err(self.too_long(here));
        }
        self.end_row(here)?;
        self.skip_to(index, here)?;
        self.open_row();
        Ok(())
    }

    /// Takes a cell of the current row.
    pub fn cell(&mut self, column: usize, cell: Cell<'_>, here: Here<'_>) -> Result<()> {
        if column >= MAX_COLUMNS {
            let row = self.current + 1;
            let message = format!("sheet '{}', row {row}: more than {MAX_COLUMNS} columns", self.sheet);
            return Err(Error::input(Diagnostic::error("sheet-too-wide", message).at(here())));
        }
        let is_blank = cell.text.is_empty() && matches!(cell.kind, Kind::Null | Kind::Text | Kind::Missing);
        if self.is_held(column) {
            self.hidden_content += usize::from(!is_blank);
            return Ok(());
        }
        if column < self.row.len() {
            return self.replace(column, &cell, here);
        }
        let pin = self.layout.pins.get(&(self.current, column)).cloned();
        if is_blank && pin.is_none() {
            return self.blank(column, cell.carrier, here);
        }
        self.fill(column, here)?;
        self.push(column, cell, pin, here)
    }

    /// Ends the sheet.
    pub fn sheet_end(&mut self, here: Here<'_>) -> Result<()> {
        self.end_row(here)?;
        let last_pin = self.layout.pins.last_key_value().map_or(0, |(at, _)| at.0 + 1);
        let mut end = last_pin.max(self.free_from);
        while self.current < end {
            self.skip_to(end, here)?;
            end = end.max(self.free_from);
        }
        self.assembler.sheet_end()
    }

    /// Says what no one sees, once all sheets are read.
    pub fn end(self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if self.hidden_content == 0 {
            return Ok(());
        }
        let message = format!(
            "{} under merged cells with content that no one sees",
            counted(self.hidden_content, "cell")
        );
        diagnostics.report(
            Diagnostic::warning("sheet-under-merge", message).hint("the merged cell's text is taken instead"),
        )
    }

    fn open_row(&mut self) {
        self.row.clear();
        self.plain.clear();
        (self.solid, self.open) = (false, true);
        if self.free_from <= self.current && !self.held.is_empty() {
            self.held.clear();
        }
    }

    /// The rows before this one that the file leaves out.
    fn skip_to(&mut self, index: usize, here: Here<'_>) -> Result<()> {
        while self.current < index {
            let pinned =
                self.layout.pins.range((self.current, 0)..).next().map_or(usize::MAX, |(at, _)| at.0);
            if self.free_from > self.current || pinned == self.current {
                self.open_row();
                self.end_row(here)?;
            } else {
                let next = index.min(pinned);
                self.blank_rows += next - self.current;
                self.current = next;
            }
        }
        Ok(())
    }

    fn end_row(&mut self, here: Here<'_>) -> Result<()> {
        if !self.open {
            return Ok(());
        }
        self.fill_to_the_end(here)?;
        if self.solid {
            if self.current >= MAX_ROWS {
                return Err(self.too_long(here));
            }
            self.emit_blank_rows(here)?;
            let header = self.layout.header.contains(&self.current);
            self.assembler.row(&mut self.row, header, self.current + 1)?;
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
        self.open = false;
        Ok(())
    }

    /// Blank rows that turn out to have others after them.
    fn emit_blank_rows(&mut self, here: Here<'_>) -> Result<()> {
        if self.blank_rows == 0 {
            return Ok(());
        }
        let mut blank = RowBuf::default();
        for index in self.current - self.blank_rows..self.current {
            self.spend(1, here)?;
            blank.clear();
            let header = self.layout.header.contains(&index);
            self.assembler.row(&mut blank, header, index + 1)?;
        }
        self.blank_rows = 0;
        Ok(())
    }

    fn push(&mut self, column: usize, cell: Cell<'_>, pin: Option<Pin>, here: Here<'_>) -> Result<()> {
        self.solid = true;
        self.spend(1, here)?;
        self.spend_text(cell.text, here)?;
        let header = cell.carrier == Carrier::RowHeader && !self.assembler.in_outline();
        if pin.is_none() && !header && cell.marks.is_empty() && cell.value.is_none() {
            self.row.push(cell.text, cell.kind);
            return Ok(());
        }
        let pin = pin.unwrap_or_default();
        let (columns, rows) = (pin.columns.min(MAX_COLUMNS - column), pin.rows.min(MAX_ROWS));
        let merged = columns > 1 || rows > 1;
        if merged {
            let held = Held {
                until: self.current.saturating_add(rows.max(1)).min(MAX_ROWS),
                cell: Rc::new((cell.text.to_owned(), cell.kind, header)),
            };
            self.free_from = self.free_from.max(held.until);
            let end = column + columns.max(1);
            self.spend(end - column, here)?;
            if self.held.len() < end {
                self.held.resize(end, None);
            }
            self.held[column..end].fill(Some(held));
        }
        let extra = Extra {
            marks: cell.marks,
            columns: if merged { columns.max(1) } else { 0 },
            rows: if merged { rows.max(1) } else { 0 },
            header,
            value: cell.value,
            note: pin.note,
            ..Extra::default()
        };
        self.row.push_with(cell.text, cell.kind, extra);
        Ok(())
    }

    /// A cell that comes after ones to its right, or again: the row is made anew.
    fn replace(&mut self, column: usize, cell: &Cell<'_>, here: Here<'_>) -> Result<()> {
        self.spend(self.row.len(), here)?;
        let before = std::mem::take(&mut self.row);
        for (at, old) in before.as_row().cells().enumerate() {
            let mut extra = old.extra.cloned().unwrap_or_default();
            if at == column {
                extra.marks.clone_from(&cell.marks);
                extra.value.clone_from(&cell.value);
                extra.header = cell.carrier == Carrier::RowHeader && !self.assembler.in_outline();
                let kind = if cell.text.is_empty() { text_kind(cell.carrier, "") } else { cell.kind };
                self.row.push_with(cell.text, kind, extra);
            } else {
                self.row.push_with(old.text, old.kind, extra);
            }
        }
        self.solid = true;
        Ok(())
    }

    fn spend(&mut self, cells: usize, here: Here<'_>) -> Result<()> {
        match self.budget.checked_sub(cells) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => {
                let message = format!(
                    "sheet '{}', row {}: more than {} cells",
                    self.sheet,
                    self.current + 1,
                    self.limits.cells
                );
                let diagnostic = Diagnostic::error("sheet-too-many-cells", message).at(here());
                Err(Error::input(diagnostic.hint("if they are meant, raise --max-cells")))
            }
        }
    }

    /// Counts text: a text that many cells share, or that a merged cell repeats, takes little room in a file.
    fn spend_text(&mut self, text: &str, here: Here<'_>) -> Result<()> {
        match self.text_budget.checked_sub(text.len() as u64) {
            Some(left) => {
                self.text_budget = left;
                Ok(())
            }
            None => {
                let most = self.limits.bytes >> 20;
                let message =
                    format!("sheet '{}', row {}: more than {most} MiB of text", self.sheet, self.current + 1);
                let diagnostic = Diagnostic::error("sheet-too-large", message).at(here());
                Err(Error::input(diagnostic.hint("if it is meant, raise --max-size")))
            }
        }
    }

    fn too_long(&self, here: Here<'_>) -> Error {
        let message = format!("sheet '{}' has more than {MAX_ROWS} rows", self.sheet);
        Error::input(Diagnostic::error("sheet-too-long", message).at(here()))
    }
}
