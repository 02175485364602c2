//! Counts what records leave out of documents, and reports it once.

use crate::outline::{CellCounts, Entry};
use crate::{Outline, TableInfo};
use model::{Block, Diagnostic, Diagnostics, Hint, Result, Row, codes, plural};

/// Counts of what documents contain besides records.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    /// Documents.
    pub(crate) documents: usize,
    /// Those that have a title.
    pub(crate) titles: usize,
    /// Tables.
    pub(crate) tables: usize,
    /// Entries of infoboxes.
    pub(crate) entries: usize,
    /// Other blocks of text.
    pub(crate) blocks: usize,
    /// Values that are not tables.
    pub(crate) data: usize,
    /// The contents of table cells.
    pub(crate) cells: CellCounts,
}

impl LeftOut {
    /// Counts what a first look found in the documents, and in the selected tables.
    pub(crate) fn of<'o>(outline: &Outline, tables: impl Iterator<Item = &'o TableInfo>) -> Self {
        let mut left_out = LeftOut { documents: outline.documents, ..LeftOut::default() };
        for entry in &outline.entries {
            match entry {
                Entry::Document(title) => left_out.titles += usize::from(title.is_some()),
                Entry::Infobox(entries) => left_out.entries += entries,
                Entry::Data => left_out.data += 1,
                Entry::Block => left_out.blocks += 1,
                Entry::Table(_) => left_out.tables += 1,
                Entry::Heading(..) => {}
            }
        }
        tables.for_each(|table| left_out.cells += table.cells);
        left_out
    }

    /// Only what is in cells: if only some tables are selected, everything else is left out on purpose.
    pub(crate) fn of_cells(self) -> Self {
        LeftOut { tables: self.tables, cells: self.cells, ..LeftOut::default() }
    }

    /// Counts a document as it begins.
    pub(crate) fn document(&mut self, has_title: bool) {
        self.documents += 1;
        self.titles += usize::from(has_title);
    }

    /// Counts a block.
    pub(crate) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(_) => {}
            Block::Infobox(infobox) => self.entries += infobox.entries.len(),
            Block::Data(_) => self.data += 1,
            _ => self.blocks += 1,
        }
    }

    /// Counts the contents of the cells of a row.
    pub(crate) fn row(&mut self, row: Row<'_>) {
        row.extras().iter().for_each(|extra| self.cells.count(extra));
    }

    /// Reports the tables inside cells.
    ///
    /// # Errors
    /// A warning under strict rules.
    pub(crate) fn report_nested(&self, diagnostics: &Diagnostics<'_>) -> Result<()> {
        if self.cells.nested == 0 {
            return Ok(());
        }
        let message = plural(
            self.cells.nested,
            "table inside a table cell is left out",
            "tables inside table cells are left out",
        );
        let hint = Hint::default().setting("view", "document").text(" keeps them");
        diagnostics.report(Diagnostic::warning("records-nested-table", message).hint(hint))
    }

    /// Reports the rest.
    ///
    /// # Errors
    /// A warning under strict rules.
    pub(crate) fn report(&self, format: &str, diagnostics: &Diagnostics<'_>) -> Result<()> {
        let hint = || Hint::default().setting("view", "document").text(" keeps everything");
        if self.data > 0 {
            let message = plural(
                self.data,
                "value that is not a table is left out",
                "values that are not tables are left out",
            );
            diagnostics.report(Diagnostic::warning("records-data", message).hint(hint()))?;
        }
        let mut entries = self.entries;
        if self.tables == 0 && entries > 0 {
            let message = format!("the input has no table; the {format} records are its named values");
            diagnostics.report(Diagnostic::note("records-infobox", message).hint(hint()))?;
            entries = 0;
        } else if self.tables == 0 {
            let message = format!("the input has no table and no named values; the {format} output is empty");
            return diagnostics.report(Diagnostic::warning("records-nothing", message).hint(hint()));
        }
        let mut left: Vec<String> = Vec::new();
        // With several documents, each row has the title of its document.
        if self.titles > 0 && self.documents == 1 {
            left.push("the title".into());
        }
        if entries > 0 {
            left.push(format!("the infobox ({})", plural(entries, "entry", "entries")));
        }
        if self.blocks > 0 {
            left.push(plural(self.blocks, "block", "blocks") + " of text");
        }
        let CellCounts { notes, marked, textless, .. } = self.cells;
        if notes > 0 {
            left.push(plural(notes, "note", "notes"));
        }
        if marked > 0 {
            let flags = match textless {
                0 => String::new(),
                _ => format!(", {textless} of them with flags or other templates without text"),
            };
            left.push(format!("markup in {}{flags}", plural(marked, "cell", "cells")));
        }
        if left.is_empty() {
            return Ok(());
        }
        let message = format!("{format} records hold only the tables; left out: {}", left.join(", "));
        diagnostics.report(codes::BESIDE_TABLES.note(message).hint(hint()))
    }
}
