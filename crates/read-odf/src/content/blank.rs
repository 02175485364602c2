//! What shows nothing: blank cells and rows, which count only where something follows or a style says so, and the
//! positions that merged cells cover.

use super::Content;
use crate::Xml;
use crate::styles::CellStyle;
use model::{Extra, Kind, Result, RowBuf};
use std::io::Read;
use std::rc::Rc;
use workbook::Carrier;
use workbook::names::{MAX_COLUMNS, MAX_ROWS};

impl Content<'_, '_> {
    pub(super) fn is_held(&self, column: usize) -> bool {
        self.held.get(column).is_some_and(|held| held.as_ref().is_some_and(|held| held.until > self.rows))
    }

    /// Positions under merged cells repeat their text; positions past them are blank.
    pub(super) fn cover<R: Read>(&mut self, xml: &Xml<R>, column: usize, end: usize) -> Result<()> {
        self.fill_blanks(xml, column)?;
        for at in column..end.min(MAX_COLUMNS) {
            match self.held.get(at) {
                Some(Some(held)) if held.until > self.rows => {
                    let cell = Rc::clone(&held.cell);
                    if self.blank_cells > 0 {
                        self.fill_blanks(xml, at)?;
                    }
                    self.spend(xml, 1)?;
                    self.budget.repeat(xml, &self.sheet, self.rows, &self.row, cell.0.len(), 1)?;
                    self.budget.spend_bytes(xml, &self.sheet, self.rows, cell.0.len())?;
                    self.solid = true;
                    let extra = Extra { covered: true, header: cell.2, ..Extra::default() };
                    self.row.push_with(&cell.0, cell.1, extra);
                }
                _ => {
                    if at >= self.held.len() {
                        self.blank_cells = self.blank_cells.saturating_add(end - at);
                        break;
                    }
                    self.blank_cells += 1;
                }
            }
        }
        Ok(())
    }

    /// Blank cells that turn out to have others after them.
    pub(super) fn fill_blanks<R: Read>(&mut self, xml: &Xml<R>, column: usize) -> Result<()> {
        if self.blank_cells > 0 {
            let width = column.min(MAX_COLUMNS);
            self.spend(xml, width.saturating_sub(self.row.len()))?;
            self.row.pad(width, Kind::Null);
            self.blank_cells = 0;
        }
        Ok(())
    }

    /// Whether a style says something about a blank cell.
    pub(super) fn says_something(&self, carrier: Carrier) -> bool {
        match carrier {
            Carrier::None | Carrier::NumberText | Carrier::AsText | Carrier::Seconds | Carrier::JsonText => {
                false
            }
            Carrier::Header => self.names,
            _ => true,
        }
    }

    /// The style that a column hands down, and the first column that may have another.
    pub(super) fn column_style(&self, column: usize) -> (CellStyle, usize) {
        let found = self.columns.iter().find(|(end, _)| column < *end);
        found.map_or((CellStyle::default(), usize::MAX), |(end, style)| (*style, *end))
    }

    /// Blank cells whose styles are those of their columns, in so many rows. LibreOffice gives a column the style that
    /// most of its cells have; in rows that go on to the sheet's end it says nothing about a cell.
    pub(super) fn blank_by_columns<R: Read>(
        &mut self,
        xml: &Xml<R>,
        column: usize,
        end: usize,
        rows: usize,
    ) -> Result<()> {
        let mut at = column;
        while at < end {
            let (style, next) = self.column_style(at);
            let next = next.min(end);
            self.solid |= rows < MAX_ROWS / 2 && self.says_something(style.carrier);
            self.blank(xml, at, next, style.carrier)?;
            at = next;
        }
        Ok(())
    }

    /// Blank cells of one style.
    pub(super) fn blank<R: Read>(
        &mut self,
        xml: &Xml<R>,
        column: usize,
        end: usize,
        carrier: Carrier,
    ) -> Result<()> {
        if !self.says_something(carrier) || carrier == Carrier::BlankRow || end - column > MAX_COLUMNS / 2 {
            self.blank_cells = self.blank_cells.saturating_add(end - column);
            return Ok(());
        }
        self.fill_blanks(xml, column)?;
        self.solid |= carrier == Carrier::Header;
        let end = end.min(MAX_COLUMNS);
        self.spend(xml, end.saturating_sub(column))?;
        for _ in column..end {
            let (kind, header) = match carrier {
                Carrier::EmptyText => (Kind::Text, false),
                Carrier::Missing => (Kind::Missing, false),
                carrier => (Kind::Null, carrier == Carrier::RowHeader),
            };
            self.row.push_with("", kind, Extra { header, ..Extra::default() });
        }
        Ok(())
    }

    pub(super) fn end_row<R: Read>(&mut self, xml: &Xml<R>, repeated: usize, header: bool) -> Result<()> {
        let mut left = repeated;
        while left > 0 {
            // What merged cells above cover is there even where the row says nothing.
            if self.free_from > self.rows {
                let last = self
                    .held
                    .iter()
                    .rposition(|held| held.as_ref().is_some_and(|held| held.until > self.rows));
                if let Some(last) = last
                    && last >= self.row.len()
                {
                    self.blank_cells = self.blank_cells.max(1);
                    let start = self.row.len();
                    self.cover(xml, start, last + 1)?;
                }
            } else if !self.held.is_empty() {
                self.held.clear();
            }
            if !self.solid {
                self.row.clear();
            }
            let blank = !self.solid;
            let held_on = self.free_from > self.rows + 1;
            if blank && !held_on {
                // Nothing changes from here: the rest may never count.
                self.rows = self.rows.saturating_add(left);
                self.blank_rows = self.blank_rows.saturating_add(left);
                return Ok(());
            }
            if blank {
                self.blank_rows += 1;
            } else {
                self.emit_blank_rows(xml, header)?;
                if self.rows >= MAX_ROWS {
                    return Err(xml.error(
                        "odf-too-long",
                        format!("sheet '{}' has more than {MAX_ROWS} rows", self.sheet),
                    ));
                }
                if left < repeated {
                    self.spend_row(xml)?;
                }
                self.assembler.row(&mut self.row, header, self.rows + 1)?;
            }
            self.rows += 1;
            left -= 1;
        }
        Ok(())
    }

    /// Blank rows that turn out to have others after them.
    pub(super) fn emit_blank_rows<R: Read>(&mut self, xml: &Xml<R>, header: bool) -> Result<()> {
        if self.blank_rows == 0 {
            return Ok(());
        }
        if self.rows >= MAX_ROWS {
            return Err(
                xml.error("odf-too-long", format!("sheet '{}' has more than {MAX_ROWS} rows", self.sheet))
            );
        }
        let mut blank = RowBuf::default();
        let first = self.rows - self.blank_rows + 1;
        for number in first..=self.rows {
            self.spend(xml, 1)?;
            blank.clear();
            self.assembler.row(&mut blank, header, number)?;
        }
        self.blank_rows = 0;
        Ok(())
    }
}
