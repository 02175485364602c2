//! Details that cells cannot express: a hidden sheet with one row per cell with details.

use crate::cell::{self, At};
use crate::frame::{self, After};
use crate::package::{Package, SheetEntry};
use model::{Cell, Result, Row};
use outline::{CELLS_HEADER, pieces};
use outline::{cell_details, noted_cell_details, row_details};
use std::io::Write;

/// The rows of the sheet, as XML.
#[derive(Debug, Default)]
pub(crate) struct Details {
    rows: Vec<u8>,
    count: usize,
}

impl Details {
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds the details of a cell. Row and column count from 1; `references` is the text of its footnotes in its note.
    pub(crate) fn cell(
        &mut self,
        table: usize,
        row: usize,
        column: usize,
        cell: Cell<'_>,
        references: Option<&str>,
    ) {
        let json = references.map_or_else(|| cell_details(cell), |shown| noted_cell_details(cell, shown));
        self.push(table, row, &column.to_string(), &json);
    }

    /// Adds digests of the rows from `number` on.
    pub(crate) fn row_digests(&mut self, table: usize, (number, json): (usize, String)) {
        self.push(table, number, "", &json);
    }

    /// Adds the attributes of a row.
    pub(crate) fn row(&mut self, table: usize, number: usize, row: Row<'_>) {
        self.push(table, number, "", &row_details(row));
    }

    fn push(&mut self, table: usize, row: usize, column: &str, json: &str) {
        let range = outline::table_range(table);
        let row = row.to_string();
        for (at, piece) in pieces(json).enumerate() {
            let place = if at == 0 { [range.as_str(), &row, column] } else { ["", "", ""] };
            self.line(place.into_iter().chain([piece]));
        }
    }

    fn line<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        if self.count == 0 {
            self.count = 1;
            self.line(CELLS_HEADER.into_iter());
        }
        let row = self.rows_written();
        let _ = write!(self.rows, "<row r=\"{}\">", row + 1);
        for (column, text) in texts.enumerate().filter(|(_, text)| !text.is_empty()) {
            cell::plain(&mut self.rows, At { column, row }, text);
        }
        self.rows.extend_from_slice(b"</row>");
        self.count += 1;
    }

    /// The number of rows written; `count` includes the header before it is written.
    fn rows_written(&self) -> usize {
        self.count - 1
    }

    /// Writes the sheet.
    pub(crate) fn write(self, package: &mut Package<'_>, part: usize, name: &str) -> Result<SheetEntry> {
        package.open(&format!("xl/worksheets/sheet{part}.xml"))?;
        let mut out = Vec::new();
        frame::start(&mut out, 1, [18, 8, 8, 80].into_iter(), usize::MAX);
        package.write(&out)?;
        package.write(&self.rows)?;
        After::default().write(package, part)?;
        Ok(SheetEntry {
            name: name.to_owned(),
            part,
            hidden: true,
            header_rows: 0,
            filter: None,
            range: None,
            notes: false,
            columns: Vec::new(),
        })
    }
}
