//! Receives sheets and rows.

use super::{Assembler, BufferedSheet, Sheet};
use crate::read::assemble::regions::Regions;
use model::{Result, RowBuf};
use sheets::RowKind;
use sheets::read::{SheetSink, Visibility};

impl SheetSink for Assembler<'_> {
    fn sheet_start(&mut self, name: &str, visibility: Visibility) -> Result<()> {
        self.sheet = Sheet::Unknown;
        let hidden = visibility == Visibility::Hidden;
        self.current = BufferedSheet { name: name.to_owned(), hidden, ..BufferedSheet::default() };
        self.place = None;
        self.regions = Regions::of_sheet(name, hidden);
        Ok(())
    }

    fn row(&mut self, row: &mut RowBuf, kind: RowKind, number: usize) -> Result<()> {
        if self.by_region && !self.round_trip {
            self.region_row(row, kind, number)
        } else {
            self.sheet_row(row, kind, number)
        }
    }

    fn sheet_end(&mut self) -> Result<()> {
        if self.by_region && !self.round_trip { self.region_end() } else { self.table_sheet_end() }
    }

    fn is_open(&self) -> bool {
        self.sink.is_open()
    }

    fn is_round_trip(&self) -> bool {
        self.round_trip
    }

    fn in_table(&self) -> bool {
        !matches!(self.sheet, Sheet::Outline)
    }
}
