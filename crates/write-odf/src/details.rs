//! Details that cells cannot express: a hidden sheet with one row per cell with details.

use crate::outline_sheet::{start, string};
use crate::xml::Inline;
use model::{Cell, Row};
use outline::{CELLS_HEADER, pieces};
use outline::{cell_details, noted_cell_details, row_details};

/// The rows of a details sheet, as XML.
#[derive(Debug, Default)]
pub(crate) struct CellDetails {
    rows: Vec<u8>,
}

impl CellDetails {
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds the details of a cell. Row and column count from 1; `references` is the text of its footnotes in its note.
    pub(crate) fn cell(
        &mut self,
        table: usize,
        (row, column): (usize, usize),
        cell: Cell<'_>,
        references: Option<&str>,
        line: &str,
    ) {
        let json = references.map_or_else(|| cell_details(cell), |shown| noted_cell_details(cell, shown));
        self.push(table, row, &column.to_string(), &json, line);
    }

    /// Adds digests of the rows from `number` on.
    pub(crate) fn row_digests(&mut self, table: usize, (number, json): (usize, String), line: &str) {
        self.push(table, number, "", &json, line);
    }

    /// Adds the attributes of a row.
    pub(crate) fn row(&mut self, table: usize, number: usize, row: Row<'_>, line: &str) {
        self.push(table, number, "", &row_details(row), line);
    }

    fn push(&mut self, table: usize, row: usize, column: &str, json: &str, line: &str) {
        let range = outline::table_range(table);
        let row = row.to_string();
        for (at, piece) in pieces(json).enumerate() {
            let place = if at == 0 { [range.as_str(), &row, column] } else { ["", "", ""] };
            self.rows.extend_from_slice(b"<table:table-row table:style-name=\"ro1\">");
            for text in place.into_iter().chain([piece]) {
                string(&mut self.rows, "Default", text, &Inline::default());
            }
            self.rows.extend_from_slice(b"</table:table-row>");
            self.rows.extend_from_slice(line.as_bytes());
        }
    }

    /// Appends the sheet and clears its rows.
    pub(crate) fn write(&mut self, out: &mut Vec<u8>, name: &str, line: &str) {
        start(out, name, "ta2", ["coKey", "coKind", "coKind"], &CELLS_HEADER, line);
        out.append(&mut self.rows);
        out.extend_from_slice(b"</table:table>");
        out.extend_from_slice(line.as_bytes());
    }
}
