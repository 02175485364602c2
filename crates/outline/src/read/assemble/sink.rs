//! How sheets and rows come.

use super::{Assembler, Held, Sheet};
use crate::read::assemble::regions::Regions;
use model::{Result, RowBuf};
use sheets::read::SheetSink;

impl SheetSink for Assembler<'_> {
    fn sheet_start(&mut self, name: &str, hidden: bool) -> Result<()> {
        self.sheet = Sheet::Unknown;
        self.current = Held { name: name.to_owned(), hidden, ..Held::default() };
        self.place = None;
        self.regions = Regions::of_sheet(name, hidden);
        Ok(())
    }

    fn row(&mut self, row: &mut RowBuf, header: bool, number: usize) -> Result<()> {
        if self.about.regions && !self.round_trip {
            self.region_row(row, header, number)
        } else {
            self.sheet_row(row, header, number)
        }
    }

    fn sheet_end(&mut self) -> Result<()> {
        if self.about.regions && !self.round_trip { self.region_end() } else { self.table_sheet_end() }
    }

    fn is_round_trip(&self) -> bool {
        self.round_trip
    }

    fn in_table(&self) -> bool {
        !matches!(self.sheet, Sheet::Outline)
    }
}
