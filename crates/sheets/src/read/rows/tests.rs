//! Rows from both kinds of files.

use super::*;
use crate::read::text_kind;
use model::Mebibytes;

const LIMITS: SheetReadOptions = SheetReadOptions { max_cells: 1000, max_size: Mebibytes(1), regions: false };

/// Keeps the texts of rows.
#[derive(Default)]
struct Kept(Vec<String>);

impl SheetSink for Kept {
    fn sheet_start(&mut self, _: &str, _: Visibility) -> Result<()> {
        Ok(())
    }

    fn row(&mut self, row: &mut RowBuf, _: RowKind, number: usize) -> Result<()> {
        self.0.push(row.as_row().texts().collect::<Vec<_>>().join(","));
        assert_eq!(self.0.len(), number);
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<()> {
        Ok(())
    }

    fn is_open(&self) -> bool {
        true
    }

    fn is_round_trip(&self) -> bool {
        true
    }

    fn in_table(&self) -> bool {
        true
    }
}

/// The rows of a sheet, with their texts joined by commas.
fn rows(add: impl Fn(&mut Rows<'_, Kept>) -> Result<()>) -> Vec<String> {
    let (mut kept, diagnostics) = (Kept::default(), Diagnostics::ignore());
    let mut rows = Rows::new(&mut kept, &LIMITS);
    let result = rows
        .sheet_start("S", Visibility::Shown, Layout::default())
        .and_then(|()| add(&mut rows))
        .and_then(|()| rows.sheet_end(&Place::default))
        .and_then(|()| rows.end(&diagnostics));
    result.unwrap_or_else(|error| panic!("{error}"));
    kept.0
}

fn cell(text: &str, style: CellStyle) -> Cell<'_> {
    Cell { text, kind: text_kind(style, text), style, ..Cell::default() }
}

/// Styles that tell how a text is read or shown, and so do not make a cell count once its text is deleted.
const LEFT_BEHIND: [CellStyle; 5] =
    [CellStyle::None, CellStyle::AsText, CellStyle::Seconds, CellStyle::NumberText, CellStyle::JsonText];

#[test]
fn a_cleared_last_row_of_a_sparse_file_is_dropped() {
    for style in LEFT_BEHIND {
        let found = rows(|rows| {
            for (at, texts) in [["a", "b"], ["007", "1"], ["", ""]].iter().enumerate() {
                rows.row(at, &Place::default)?;
                for (column, text) in texts.iter().enumerate() {
                    rows.cell(column, cell(text, style), &Place::default)?;
                }
            }
            rows.skip_to_the_end(&Place::default)
        });
        assert_eq!(found, ["a,b", "007,1"], "{style:?}");
    }
}

#[test]
fn a_cleared_last_row_of_a_dense_file_is_dropped() {
    for style in LEFT_BEHIND {
        let found = rows(|rows| {
            rows.style_columns(0..2, style);
            for text in ["a", "7"] {
                rows.next_rows(1, RowKind::Body, &Place::default)?;
                rows.put(0..2, cell(text, style), None, &Place::default)?;
            }
            rows.next_rows(1, RowKind::Body, &Place::default)?;
            rows.blank(0..2, Some(style), &Place::default)?;
            rows.next_rows(1_000_000, RowKind::Body, &Place::default)?;
            rows.blank(0..16_384, None, &Place::default)
        });
        assert_eq!(found, ["a,a", "7,7"], "{style:?}");
    }
}

#[test]
fn blank_cells_with_a_meaning_count() {
    for style in [CellStyle::EmptyText, CellStyle::Missing, CellStyle::BlankCell, CellStyle::BlankRow] {
        let sparse = rows(|rows| {
            rows.row(0, &Place::default)?;
            rows.cell(0, cell("a", CellStyle::None), &Place::default)?;
            rows.row(1, &Place::default)?;
            rows.cell(0, cell("", style), &Place::default)
        });
        let dense = rows(|rows| {
            rows.next_rows(1, RowKind::Body, &Place::default)?;
            rows.put(0..1, cell("a", CellStyle::None), None, &Place::default)?;
            rows.next_rows(1, RowKind::Body, &Place::default)?;
            rows.blank(0..1, Some(style), &Place::default)
        });
        assert_eq!((&sparse, &dense), (&vec!["a".to_owned(), String::new()], &sparse), "{style:?}");
    }
}

#[test]
fn blank_rows_count_if_another_row_follows() {
    let found = rows(|rows| {
        rows.next_rows(1, RowKind::Body, &Place::default)?;
        rows.put(0..1, cell("a", CellStyle::None), None, &Place::default)?;
        rows.next_rows(2, RowKind::Body, &Place::default)?;
        rows.next_rows(2, RowKind::Body, &Place::default)?;
        rows.put(0..1, cell("b", CellStyle::None), None, &Place::default)?;
        rows.next_rows(usize::MAX, RowKind::Body, &Place::default)
    });
    assert_eq!(found, ["a", "", "", "b", "b"]);
}

#[test]
fn blank_rows_under_a_merged_cell_end_with_it() {
    let found = rows(|rows| {
        rows.next_rows(1, RowKind::Body, &Place::default)?;
        rows.put(0..1, cell("a", CellStyle::None), None, &Place::default)?;
        rows.next_rows(1, RowKind::Body, &Place::default)?;
        let pin = Pin { columns: 1, rows: 3, note: None };
        rows.put(0..1, cell("b", CellStyle::None), Some(pin), &Place::default)?;
        rows.next_rows(1_000_000, RowKind::Body, &Place::default)?;
        rows.blank(0..1, None, &Place::default)
    });
    assert_eq!(found, ["a", "b", "b", "b"]);
}
