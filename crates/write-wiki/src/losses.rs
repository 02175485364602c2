//! What is lost when tables are written as wiki text; each kind of loss is reported once.

use crate::table;
use model::{Block, Cell, Diagnostic, Diagnostics, Extra, Result, Row, TableHead, codes};

/// The losses reported so far.
#[derive(Debug, Default)]
pub(crate) struct Losses {
    names: bool,
    notes: bool,
    blocks: bool,
    covered_rows: bool,
}

impl Losses {
    /// Checks the part of a table above its body.
    pub(crate) fn head(&mut self, head: &TableHead, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if (head.name.is_some() || head.hidden) && !self.names {
            self.names = true;
            let message = "wiki text cannot represent table names or hidden tables";
            diagnostics.report(codes::NOT_HELD.note(message))?;
        }
        head.header.iter().try_for_each(|row| self.cells(row.as_row().extras(), diagnostics))
    }

    /// Checks a row.
    pub(crate) fn row(&mut self, row: Row<'_>, diagnostics: &Diagnostics<'_>) -> Result<()> {
        self.cells(row.extras(), diagnostics)?;
        // MediaWiki shows no row for a `|-` without cells.
        if !row.is_empty() && row.cells().all(Cell::is_covered) && !self.covered_rows {
            self.covered_rows = true;
            let warning = Diagnostic::warning(
                "wiki-covered-row",
                "wiki text cannot represent a row that consists only of merged cells",
            );
            diagnostics.report(warning.hint("the row is left out, and the cells above end before it"))?;
        }
        Ok(())
    }

    fn cells(&mut self, extras: &[Extra], diagnostics: &Diagnostics<'_>) -> Result<()> {
        for extra in extras.iter().filter(|extra| extra.note.is_some() || !extra.blocks.is_empty()) {
            if extra.note.is_some() && !self.notes {
                self.notes = true;
                let warning = codes::NOT_HELD.warning("wiki text cannot represent cell notes");
                diagnostics.report(warning.hint("they are left out"))?;
            }
            for block in &extra.blocks {
                if let Block::Table(table) = block {
                    for row in table.head.header.iter().chain(&table.rows) {
                        self.cells(row.as_row().extras(), diagnostics)?;
                    }
                } else if !self.blocks && !table::inner_block(&mut String::new(), block) {
                    self.blocks = true;
                    let message = "a cell contains a block that wiki text allows only outside tables";
                    let hint = "source is written as text, page properties are left out";
                    diagnostics.report(codes::CELL_BLOCK.warning(message).hint(hint))?;
                }
            }
        }
        Ok(())
    }
}
