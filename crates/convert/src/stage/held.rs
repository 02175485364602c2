//! Documents held back, as far as records need them.

use super::spool::Spool;
use crate::Outline;
use model::{Block, Error, Event, Meta, Result, Row, Sink, TableHead};
use std::cell::Cell;

/// How many bytes of rows are put aside at most.
const MOST: u64 = 1 << 30;

/// How many headings, tables and the like are held at most.
const MOST_STEPS: usize = 100_000;

/// Collects documents and their outline, rows on the side; asks for an outline when there is too much of them.
///
/// Of the blocks only headings and infoboxes are kept, of the cells only text, kind and value: records have no more.
pub(crate) struct Held<'w> {
    pub(crate) outline: Outline,
    steps: Vec<Step>,
    rows: Spool,
    /// However large they are, the reader holds more than this does.
    unbounded: bool,
    wanted: &'w Cell<bool>,
}

enum Step {
    Start(Meta),
    Block(Block),
    /// What its columns are is in the outline.
    Table,
    /// So many of the rows.
    Rows(usize),
    TableEnd,
    End,
}

impl<'w> Held<'w> {
    /// `unbounded`: the reader holds its whole input anyway.
    pub(crate) fn new(wanted: &'w Cell<bool>, unbounded: bool) -> Self {
        let (outline, rows) = (Outline::default(), Spool::default());
        Held { outline, steps: Vec::new(), rows, unbounded, wanted }
    }

    /// Sends what is held.
    pub(crate) fn replay(&self, sink: &mut dyn Sink) -> Result<()> {
        let mut rows = self.rows.rows()?;
        let head = TableHead::default();
        self.steps.iter().try_for_each(|step| match step {
            Step::Start(meta) => sink.event(Event::DocumentStart(meta)),
            Step::Block(block) => sink.event(Event::Block(block, None)),
            Step::Table => sink.event(Event::TableStart(&head)),
            Step::Rows(count) => (0..*count).try_for_each(|_| sink.event(Event::Row(rows.next()?))),
            Step::TableEnd => sink.event(Event::TableEnd),
            Step::End => sink.event(Event::DocumentEnd),
        })
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        let full = !self.unbounded && (self.rows.size() > MOST || self.steps.len() > MOST_STEPS);
        // Where there is no room for them on the disk, rows are read again as well.
        if full || self.rows.push(row).is_err() {
            self.wanted.set(true);
            return Err(Error::enough());
        }
        match self.steps.last_mut() {
            Some(Step::Rows(count)) => *count += 1,
            _ => self.steps.push(Step::Rows(1)),
        }
        Ok(())
    }
}

impl Sink for Held<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.outline.event(event)?;
        match event {
            Event::DocumentStart(meta) => self.steps.push(Step::Start(meta.clone())),
            Event::Block(block @ (Block::Heading(_) | Block::Infobox(_)), _) => {
                self.steps.push(Step::Block(block.clone()));
            }
            Event::Block(..) | Event::Columns(_) => {}
            Event::TableStart(_) => self.steps.push(Step::Table),
            Event::Row(row) => self.row(row)?,
            Event::TableEnd => self.steps.push(Step::TableEnd),
            Event::DocumentEnd => self.steps.push(Step::End),
        }
        Ok(())
    }

    fn wants_marks(&self) -> bool {
        false
    }
}
