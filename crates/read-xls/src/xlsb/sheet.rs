//! The cells of a sheet.

use super::Package;
use super::records::{Data, Records};
use crate::rows::Merge;
use crate::value::Value;
use crate::xls::too_many;
use model::Result;

/// The last row that a sheet may have, counted from 0.
const LAST_ROW: u32 = (1 << 20) - 1;

/// The parts of a sheet that determine what its cells show.
#[derive(Default)]
pub(super) struct Sheet {
    /// In order of rows and columns.
    pub(super) cells: Vec<Cell>,
    pub(super) merges: Vec<Merge>,
    pub(super) formulas: usize,
}

/// A cell that is not blank.
pub(super) struct Cell {
    row: u32,
    column: u32,
    /// The index of its cell format.
    pub(super) style: u32,
    content: Content,
}

enum Content {
    Number(f64),
    Boolean(bool),
    Error(u8),
    /// The index of a shared text.
    Shared(u32),
    Text(Box<str>),
}

impl Sheet {
    /// Reads a part, if the package has it. `left` is how many more cells are allowed.
    pub(super) fn read(
        package: &mut Package<'_>,
        part: &str,
        left: &mut u64,
        most: u64,
    ) -> Result<Option<Sheet>> {
        let Some(mut records) = Records::open(package, part)? else { return Ok(None) };
        let mut sheet = Sheet::default();
        let (mut row, mut column) = (0, 0);
        while let Some((kind, mut data)) = records.next()? {
            match kind {
                0 => row = data.u32().unwrap_or(u32::MAX),
                1..=18 | 62 if row <= LAST_ROW => {
                    // The short forms do not have a column: it is the next one.
                    if !(12..=18).contains(&kind) {
                        let Some(found) = data.u32() else { continue };
                        column = found;
                    }
                    let Some(style) = data.u32() else { continue };
                    if let Some(content) = content(kind, data) {
                        *left = left.checked_sub(1).ok_or_else(|| too_many(most))?;
                        sheet.formulas += usize::from(matches!(kind, 8..=11));
                        sheet.cells.push(Cell { row, column, style: style & 0xFF_FFFF, content });
                    }
                    column = column.saturating_add(1);
                }
                176 => sheet.merges.extend(merge(data)),
                _ => {}
            }
        }
        if !sheet.cells.is_sorted_by_key(|cell| cell.at()) {
            sheet.cells.sort_by_key(Cell::at);
        }
        Ok(Some(sheet))
    }
}

/// The content of a cell, which comes after its position and style. `None` if the cell is blank.
fn content(kind: u16, mut data: Data<'_>) -> Option<Content> {
    Some(match kind {
        2 | 13 => Content::Number(compressed(data.u32()?)),
        3 | 11 | 14 => Content::Error(data.u8()?),
        4 | 10 | 15 => Content::Boolean(data.u8()? != 0),
        5 | 9 | 16 => Content::Number(data.f64()?),
        6 | 8 | 17 => Content::Text(data.text()?.into()),
        7 | 18 => Content::Shared(data.u32()?),
        62 => {
            let _flags = data.u8()?;
            Content::Text(data.text()?.into())
        }
        _ => return None,
    })
}

/// A number in four bytes: an integer, or the upper half of a double, either of which may be divided by 100.
fn compressed(stored: u32) -> f64 {
    let number = if stored & 2 != 0 {
        f64::from(stored.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(stored & !3) << 32)
    };
    if stored & 1 != 0 { number / 100.0 } else { number }
}

fn merge(mut data: Data<'_>) -> Option<Merge> {
    let mut next = || data.u32().map(|number| number as usize);
    let (first_row, last_row, first_column, last_column) = (next()?, next()?, next()?, next()?);
    Some(Merge { first: (first_row, first_column), last: (last_row, last_column) })
}

impl Cell {
    /// The row and the column, counted from 0.
    pub(super) fn at(&self) -> (usize, usize) {
        (self.row as usize, self.column as usize)
    }

    /// Its value.
    pub(super) fn value<'v>(&'v self, strings: &'v [String]) -> Value<'v> {
        match &self.content {
            Content::Number(number) => Value::Number(*number),
            Content::Boolean(on) => Value::Boolean(*on),
            Content::Shared(index) => Value::Text(strings.get(*index as usize).map_or("", String::as_str)),
            Content::Text(text) => Value::Text(text),
            Content::Error(code) => Value::Error(match code {
                0x00 => "#NULL!",
                0x07 => "#DIV/0!",
                0x0F => "#VALUE!",
                0x17 => "#REF!",
                0x1D => "#NAME?",
                0x24 => "#NUM!",
                0x2A => "#N/A",
                0x2B => "#GETTING_DATA",
                _ => "#ERROR!",
            }),
        }
    }
}
