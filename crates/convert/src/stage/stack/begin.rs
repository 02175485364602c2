//! The beginning of records: what they will be, given what is known about the source.

use super::{Known, Lead, Mode, Numbered, Stack, StackedColumns, entries, start, table};
use crate::stage::left_out::LeftOut;
use crate::stage::spool::Spool;
use crate::{Context, Outline, TableInfo};
use model::{Event, Flow, Meta, Outlet, Result, Shape};

impl Stack<'_> {
    /// The first document begins.
    pub(super) fn begin(&mut self, meta: &Meta, next: &mut Outlet<'_>) -> Result<Flow> {
        let one_table = matches!(meta.shape, Shape::Records | Shape::Rows);
        match self.known {
            // Data that is not a table is passed on unchanged to a data format.
            _ if self.is_data(meta) => {
                self.mode = Mode::Data;
                self.settle();
                // It is passed on from the start.
                next.event(Event::DocumentStart(meta))?;
            }
            Known::OneTable(_) if one_table && self.job.context != Context::Always => {
                self.mode = Mode::Pass(None);
                self.settle();
                start(meta, next)?;
            }
            Known::OneTableSoFar(_)
                if meta.shape == Shape::Records && self.job.context != Context::Always =>
            {
                self.mode = Mode::Pass(None);
                start(meta, next)?;
            }
            Known::OneTable(decision) | Known::OneTableSoFar(decision) => return Ok(decision.give_up()),
            Known::ManyDocuments(_) => {
                self.settle();
                start(meta, next)?;
                self.mode = Mode::Waiting(Spool::default(), 0);
            }
            Known::Outline(outline, chosen) => {
                start(meta, next)?;
                self.begin_known(outline, chosen, one_table, next)?;
            }
        }
        Ok(next.flow())
    }

    /// The output begins, and everything that follows is known.
    fn begin_known(
        &mut self,
        outline: &Outline,
        chosen: &[usize],
        one_table: bool,
        next: &mut Outlet<'_>,
    ) -> Result<()> {
        let tables: Vec<&TableInfo> = chosen.iter().filter_map(|&index| outline.tables.get(index)).collect();
        let mut left_out = LeftOut::of(outline, tables.iter().copied());
        if self.job.selects {
            left_out = left_out.of_cells();
        }
        left_out.report_nested(self.job.diagnostics)?;
        if !self.job.infobox {
            left_out.report(self.job.format, self.job.diagnostics)?;
        }
        let (several, documents) = (tables.len() > 1, outline.documents > 1);
        let context = match self.job.context {
            Context::Auto => several && !(documents && tables.len() <= outline.documents && one_table),
            Context::Always => true,
            Context::Never => false,
        };
        let lead = Lead { document: documents && self.job.context != Context::Never, context };
        let infoboxes = outline.infoboxes();
        self.mode = match tables.as_slice() {
            _ if self.job.infobox && infoboxes == 0 => {
                self.report_no_infobox()?;
                Mode::Nothing
            }
            [] if infoboxes == 0 => Mode::Nothing,
            tables if self.job.infobox || tables.is_empty() => {
                entries(if infoboxes > 1 { Numbered::Yes } else { Numbered::No }, next)?
            }
            [table] if !lead.context && !lead.document => {
                Mode::Single { width: table.width, columns: table.header() }
            }
            tables => {
                let mut union = StackedColumns::default();
                tables.iter().for_each(|table| union.learn(&table.columns, &table.paths, &table.keys()));
                union.report_renamed(self.job.diagnostics)?;
                table(lead.columns().chain(union.columns().iter().cloned()).collect(), next)?;
                Mode::Stacked { lead, union, growing: None }
            }
        };
        Ok(())
    }
}
