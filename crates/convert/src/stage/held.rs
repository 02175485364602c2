//! Documents held in memory, as far as records need them.

use crate::Outline;
use model::{Block, Error, Event, Kind, Meta, Result, Row, RowBuf, Sink, TableHead};
use std::cell::Cell;

/// The most text of rows that is held, in bytes.
const MOST: usize = 8 << 20;

/// The most rows that are held.
const MOST_ROWS: usize = 100_000;

/// Collects documents and their outline; asks for an outline when they grow too large to be held.
///
/// Of the blocks only headings and infoboxes are kept, of the cells only text, kind and value: records have no more.
pub(crate) struct Held<'w> {
    pub(crate) outline: Outline,
    steps: Vec<Step>,
    rows: Rows,
    count: usize,
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
    /// A row whose cells have values beside their text.
    Row(RowBuf),
    TableEnd,
    End,
}

/// Rows end to end.
#[derive(Default)]
struct Rows {
    text: String,
    /// Where each cell ends in the text of its row.
    ends: Vec<usize>,
    kinds: Vec<Kind>,
    /// How many bytes, cells and kinds each row has.
    sizes: Vec<(usize, usize, usize)>,
}

impl Rows {
    fn push(&mut self, row: Row<'_>) {
        self.text.push_str(row.joined());
        self.ends.extend_from_slice(row.ends());
        self.kinds.extend_from_slice(row.kinds());
        self.sizes.push((row.joined().len(), row.len(), row.kinds().len()));
    }

    fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        let (mut text, mut ends, mut kinds) = (&*self.text, &*self.ends, &*self.kinds);
        self.sizes.iter().map(move |&(bytes, cells, typed)| {
            let row = Row::new(&text[..bytes], &ends[..cells]).with_kinds(&kinds[..typed]);
            (text, ends, kinds) = (&text[bytes..], &ends[cells..], &kinds[typed..]);
            row
        })
    }
}

impl<'w> Held<'w> {
    /// `unbounded`: the reader holds its whole input anyway.
    pub(crate) fn new(wanted: &'w Cell<bool>, unbounded: bool) -> Self {
        let (outline, rows) = (Outline::default(), Rows::default());
        Held { outline, steps: Vec::new(), rows, count: 0, unbounded, wanted }
    }

    /// Sends what is held.
    pub(crate) fn replay(&self, sink: &mut dyn Sink) -> Result<()> {
        let mut rows = self.rows.iter();
        let head = TableHead::default();
        self.steps.iter().try_for_each(|step| match step {
            Step::Start(meta) => sink.event(Event::DocumentStart(meta)),
            Step::Block(block) => sink.event(Event::Block(block, None)),
            Step::Table => sink.event(Event::TableStart(&head)),
            Step::Rows(count) => rows.by_ref().take(*count).try_for_each(|row| sink.event(Event::Row(row))),
            Step::Row(row) => sink.event(Event::Row(row.as_row())),
            Step::TableEnd => sink.event(Event::TableEnd),
            Step::End => sink.event(Event::DocumentEnd),
        })
    }

    fn row(&mut self, row: Row<'_>) -> Result<()> {
        self.count += 1;
        if !self.unbounded && (self.rows.text.len() + row.joined().len() > MOST || self.count > MOST_ROWS) {
            self.wanted.set(true);
            return Err(Error::enough());
        }
        if row.extras().iter().any(|extra| extra.value.is_some()) {
            let mut own = RowBuf::default();
            (0..row.len()).for_each(|column| super::records::copy(row, column, &mut own));
            self.steps.push(Step::Row(own));
            return Ok(());
        }
        self.rows.push(row);
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
