//! The number formats of cells, which calamine does not provide.

use super::compound::{u16_at, u32_at};
use super::records::{BOF, EOF, Records};
use number_format::{NumberFormat, NumberFormats};
use std::rc::Rc;

/// The formats of a workbook, and where its sheets start.
pub(super) struct Formats {
    stream: Vec<u8>,
    sheets: Vec<usize>,
    general: Rc<NumberFormat>,
    /// For each cell format, its number format; `None` if it is the general one.
    cells: Vec<Option<Rc<NumberFormat>>>,
}

/// A cell whose format is not the general one: row, column, and the index of the cell format.
type Formatted = (u16, u16, u16);

/// What a sheet has for its cells other than their values.
pub(super) struct SheetFormats<'f> {
    formats: &'f Formats,
    /// In order.
    cells: Vec<Formatted>,
    next: usize,
    pub(super) formulas: usize,
}

impl Formats {
    /// Reads the formats in a workbook's stream.
    pub(super) fn new(stream: Vec<u8>) -> Formats {
        let mut codes = NumberFormats::default();
        let (mut sheets, mut cells) = (Vec::new(), Vec::new());
        let mut wide = true;
        for (kind, data) in (Records { stream: &stream }) {
            match kind {
                BOF => wide = u16_at(data, 0) == Some(0x0600),
                EOF => break,
                0x0085 => sheets.extend(u32_at(data, 0).map(|start| start as usize)),
                0x041E => {
                    if let Some(id) = u16_at(data, 0) {
                        let code = if wide { unicode(&data[2..]) } else { ansi(&data[2..]) };
                        codes.define(id.into(), code);
                    }
                }
                0x00E0 => cells.push(u16_at(data, 2).unwrap_or(0)),
                _ => {}
            }
        }
        let cells = cells.iter().map(|&id| (id != 0).then(|| codes.get(id.into()))).collect();
        Formats { general: codes.get(0), stream, sheets, cells }
    }

    /// Reads the formats of a sheet.
    pub(super) fn sheet(&self, index: usize) -> SheetFormats<'_> {
        let stream = self.sheets.get(index).and_then(|&start| self.stream.get(start..)).unwrap_or(&[]);
        let mut sheet = SheetFormats { formats: self, cells: Vec::new(), next: 0, formulas: 0 };
        let mut depth = 0;
        for (kind, data) in (Records { stream }) {
            match kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // Records in charts are not cells of the sheet.
                _ if depth > 1 => {}
                0x0006 | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                    sheet.formulas += usize::from(kind == 0x0006);
                    sheet.cell(data, 4, 0);
                }
                // Several numbers: a format and four bytes each.
                0x00BD => {
                    for (column, at) in (4..data.len().saturating_sub(7)).step_by(6).enumerate() {
                        sheet.cell(data, at, column);
                    }
                }
                _ => {}
            }
        }
        if !sheet.cells.is_sorted() {
            sheet.cells.sort_by_key(|&(row, column, _)| (row, column));
        }
        sheet
    }
}

impl<'f> SheetFormats<'f> {
    /// Adds the format of a cell, which is this many columns after the one that its record starts with.
    fn cell(&mut self, data: &[u8], format_at: usize, after: usize) {
        let (Some(row), Some(column), Some(format)) =
            (u16_at(data, 0), u16_at(data, 2), u16_at(data, format_at))
        else {
            return;
        };
        if matches!(self.formats.cells.get(usize::from(format)), Some(Some(_)))
            && let Ok(column) = u16::try_from(usize::from(column) + after)
        {
            self.cells.push((row, column, format));
        }
    }

    /// The format of a cell. Cells must be asked for in order.
    pub(super) fn get(&mut self, (row, column): (usize, usize)) -> &'f NumberFormat {
        let mut found = None;
        while let Some(&(at_row, at_column, format)) = self.cells.get(self.next) {
            let at = (usize::from(at_row), usize::from(at_column));
            if at > (row, column) {
                break;
            }
            found = (at == (row, column)).then_some(format);
            self.next += 1;
        }
        let format = found.and_then(|format| self.formats.cells.get(usize::from(format))?.as_ref());
        format.unwrap_or(&self.formats.general)
    }
}

/// A text of Excel 97 and later: its length, the width of its characters, and the characters.
fn unicode(data: &[u8]) -> String {
    let length = usize::from(u16_at(data, 0).unwrap_or(0));
    let units = data.get(3..).unwrap_or(&[]);
    if data.get(2).is_some_and(|flags| flags & 1 == 0) {
        return units.iter().take(length).map(|&byte| char::from(byte)).collect();
    }
    let units: Vec<u16> = (0..length).map_while(|at| u16_at(units, 2 * at)).collect();
    String::from_utf16_lossy(&units)
}

/// A text of Excel 5 and 95: its length, and bytes in a Western European encoding.
fn ansi(data: &[u8]) -> String {
    let Some((&length, bytes)) = data.split_first() else { return String::new() };
    let character = |&byte: &u8| if byte == 0x80 { '€' } else { char::from(byte) };
    bytes.iter().take(length.into()).map(character).collect()
}
