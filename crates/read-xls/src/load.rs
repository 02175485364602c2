//! What calamine finds in a file.

use crate::guard::{damaged, guarded};
use crate::size;
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError};
use model::{Result, Source};
use std::io::Cursor;
use workbook::read::Limits;

/// A workbook, whole.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) title: Option<String>,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) epoch_1904: bool,
    /// Sheets without cells: name, and what each is.
    pub(crate) left_out: Vec<(String, &'static str)>,
}

/// A position: row and column, from 0.
type Position = (usize, usize);

/// A sheet: its cells by row and column, in order.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) merges: Vec<(Position, Position)>,
    pub(crate) cells: Vec<(usize, usize, Data)>,
}

/// Loads a workbook.
pub(crate) type Load = fn(&mut dyn Source, Limits) -> Result<Book>;

/// Loads `.xls`.
pub(crate) fn xls(bytes: &mut dyn Source, limits: Limits) -> Result<Book> {
    let bytes = size::checked_xls(bytes, limits)?;
    guarded(|| {
        let mut file = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsError::Password => size::encrypted(),
            error => damaged(error),
        })?;
        let title = file.workbook_properties().ok().and_then(|properties| properties.title);
        let mut book = Book { title, epoch_1904: file.has_1904_epoch(), ..Book::default() };
        for (name, hidden) in book.tables(file.sheets_metadata()) {
            let range = file.worksheet_range(&name).map_err(damaged)?;
            let (top, left) = range.start().unwrap_or_default();
            let cells = range
                .used_cells()
                .map(|(row, column, data)| (top as usize + row, left as usize + column, data.clone()));
            let cells = cells.collect();
            let merges = file.merge_cells_by_sheet_name(&name).unwrap_or_default();
            let position = |(row, column): (u32, u32)| (row as usize, column as usize);
            let merges = merges
                .into_iter()
                .filter(|merge| merge.end.0 >= merge.start.0 && merge.end.1 >= merge.start.1);
            let merges = merges.map(|merge| (position(merge.start), position(merge.end))).collect();
            book.sheets.push(Sheet { name, hidden, merges, cells });
        }
        Ok(book)
    })
}

/// Loads `.xlsb`.
pub(crate) fn xlsb(bytes: &mut dyn Source, limits: Limits) -> Result<Book> {
    if bytes.fill_buf()?.starts_with(crate::COMPOUND_FILE) {
        // An encrypted package is a compound file; `.xls` by another name says so.
        size::checked_xls(bytes, limits)?;
        return Err(damaged("it is an .xls file: read it with --from xls"));
    }
    size::check_xlsb(bytes, limits)?;
    guarded(|| {
        let mut file: Xlsb<_> = Xlsb::new(bytes).map_err(|error| match error {
            XlsbError::Password => size::encrypted(),
            error => damaged(error),
        })?;
        let title = file.workbook_properties().ok().and_then(|properties| properties.title);
        let mut book = Book { title, epoch_1904: file.has_1904_epoch(), ..Book::default() };
        let mut left = limits.cells;
        for (name, hidden) in book.tables(file.sheets_metadata()) {
            let mut cells = Vec::new();
            let mut reader = file.worksheet_cells_reader(&name).map_err(damaged)?;
            while let Some(cell) = reader.next_cell().map_err(damaged)? {
                if matches!(cell.get_value(), DataRef::Empty) {
                    continue;
                }
                left = left.checked_sub(1).ok_or_else(|| size::too_many(limits.cells))?;
                let (row, column) = cell.get_position();
                cells.push((row as usize, column as usize, Data::from(cell.get_value().clone())));
            }
            cells.sort_by_key(|(row, column, _)| (*row, *column));
            book.sheets.push(Sheet { name, hidden, merges: Vec::new(), cells });
        }
        Ok(book)
    })
}

impl Book {
    /// The sheets that hold cells, with whether each is hidden.
    fn tables(&mut self, sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
        let mut tables = Vec::new();
        for sheet in sheets {
            let what = match sheet.typ {
                SheetType::ChartSheet => "a chart",
                SheetType::DialogSheet => "a dialog",
                SheetType::Vba => "a program",
                _ => {
                    tables.push((sheet.name.clone(), sheet.visible != SheetVisible::Visible));
                    continue;
                }
            };
            self.left_out.push((sheet.name.clone(), what));
        }
        tables
    }
}
