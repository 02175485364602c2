//! What wiki text cannot hold of tables, each reported once.

use crate::table;
use model::{Block, Cell, Diagnostic, Diagnostics, Extra, Result, Row, TableHead, codes};

/// What was reported of the tables so far.
#[derive(Debug, Default)]
pub(crate) struct Losses {
    names: bool,
    notes: bool,
    blocks: bool,
    covered_rows: bool,
}

impl Losses {
    /// Looks at what stands above a table's body.
    pub(crate) fn head(&mut self, head: &TableHead, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if (head.name.is_some() || head.hidden) && !self.names {
            self.names = true;
            let message = "wiki text does not hold the names of tables, nor that one is hidden";
            diagnostics.report(codes::NOT_HELD.note(message))?;
        }
        head.header.iter().try_for_each(|row| self.cells(row.as_row().extras(), diagnostics))
    }

    /// Looks at a row.
    pub(crate) fn row(&mut self, row: Row<'_>, diagnostics: &Diagnostics<'_>) -> Result<()> {
        self.cells(row.extras(), diagnostics)?;
        // MediaWiki shows no row for a `|-` without cells.
        if !row.is_empty() && row.cells().all(Cell::is_covered) && !self.covered_rows {
            self.covered_rows = true;
            let warning =
                Diagnostic::warning("wiki-covered-row", "wiki text has no row that is all merged cells");
            diagnostics.report(warning.hint("it is left out, and the cells above end before it"))?;
        }
        Ok(())
    }

    fn cells(&mut self, extras: &[Extra], diagnostics: &Diagnostics<'_>) -> Result<()> {
        for extra in extras.iter().filter(|extra| extra.note.is_some() || !extra.blocks.is_empty()) {
            if extra.note.is_some() && !self.notes {
                self.notes = true;
                let warning = codes::NOT_HELD.warning("wiki text does not hold notes of cells");
                diagnostics.report(warning.hint("they are left out"))?;
            }
            for block in &extra.blocks {
                if let Block::Table(table) = block {
                    for row in table.head.header.iter().chain(&table.rows) {
                        self.cells(row.as_row().extras(), diagnostics)?;
                    }
                } else if !self.blocks && !table::inner_block(&mut String::new(), block) {
                    self.blocks = true;
                    let message = "a cell holds what wiki text can only say outside of tables";
                    let hint = "source is written as text, facts about the page are left out";
                    diagnostics.report(codes::CELL_BLOCK.warning(message).hint(hint))?;
                }
            }
        }
        Ok(())
    }
}
