//! The number formats of cell styles.

use super::Package;
use super::records::Records;
use model::Result;
use number_format::{NumberFormat, NumberFormats};
use std::rc::Rc;

/// The number formats of cell styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: Vec<Rc<NumberFormat>>,
    general: NumberFormat,
}

/// Reads the part with styles, if the workbook has one.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Styles> {
    let mut styles = Styles::default();
    let Some(mut records) = Records::open(package, part)? else { return Ok(styles) };
    let mut codes = NumberFormats::default();
    let mut in_cell_formats = false;
    while let Some((kind, mut data)) = records.next()? {
        match kind {
            44 => {
                if let (Some(id), Some(code)) = (data.u16(), data.text()) {
                    codes.define(id.into(), code);
                }
            }
            617 => in_cell_formats = true,
            618 => in_cell_formats = false,
            47 if in_cell_formats => {
                let _named = data.u16();
                styles.cells.push(codes.get(data.u16().unwrap_or(0).into()));
            }
            _ => {}
        }
    }
    Ok(styles)
}

impl Styles {
    /// The number format of a cell.
    pub(super) fn get(&self, index: u32) -> &NumberFormat {
        self.cells.get(index as usize).map_or(&self.general, Rc::as_ref)
    }
}
