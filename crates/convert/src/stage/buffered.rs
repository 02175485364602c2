//! Documents that wait, reduced to what records need.

use super::spool::Spool;
use crate::Outline;
use crate::decision::Decision;
use model::{Block, Diagnostics, Event, EventBuf, Flow, Outlet, Result, Row, Sink, TableHead};

/// How many bytes of rows may wait.
const MOST: u64 = 1 << 30;

/// How many headings, tables and other events may wait.
const MOST_EVENTS: usize = 100_000;

/// Collects documents and their outline; gives the strategy up if they are too large.
///
/// Of the blocks only headings and infoboxes are kept, and of the cells only text, kind and value: records need no
/// more.
pub(crate) struct Buffered<'d> {
    pub(crate) outline: Outline,
    pieces: Vec<Piece>,
    events: usize,
    rows: Spool,
    limit: Limit,
    decision: &'d Decision<'d>,
}

/// Some events, and how many of the rows follow them.
#[derive(Default)]
struct Piece {
    events: EventBuf,
    rows: usize,
}

/// How much may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// A limited amount: a stream may be of any length.
    Bounded,
    /// Any amount: the reader already holds its whole input, which is larger.
    Unbounded,
}

impl<'d> Buffered<'d> {
    pub(crate) fn new(limit: Limit, decision: &'d Decision<'d>) -> Self {
        let (outline, rows, pieces) = (Outline::default(), Spool::default(), vec![Piece::default()]);
        Buffered { outline, pieces, events: 0, rows, limit, decision }
    }

    /// Sends the documents.
    pub(crate) fn replay(self, sink: &mut dyn Sink) -> Result<()> {
        let (mut rows, mut sink) = (self.rows.rows()?, Outlet::new(sink));
        let nothing_reported = Diagnostics::ignore();
        for mut piece in self.pieces {
            let _ = piece.events.send(&mut sink, &nothing_reported)?;
            for _ in 0..piece.rows {
                if !sink.is_open() {
                    return Ok(());
                }
                sink.event(Event::Row(rows.next()?))?;
            }
        }
        Ok(())
    }

    fn body_row(&mut self, row: Row<'_>) -> Flow {
        let full = self.limit == Limit::Bounded && (self.rows.size() > MOST || self.events > MOST_EVENTS);
        // If there is no room on the disk, the rows are read again, too.
        if full || self.rows.push(row).is_err() {
            return self.decision.give_up();
        }
        self.pieces.last_mut().into_iter().for_each(|piece| piece.rows += 1);
        Flow::Continue
    }

    fn keep(&mut self, event: Event<'_>) -> Result<Flow> {
        self.events += 1;
        if self.pieces.last().is_none_or(|piece| piece.rows > 0) {
            self.pieces.push(Piece::default());
        }
        match self.pieces.last_mut() {
            Some(piece) => piece.events.event(event),
            None => Ok(Flow::Continue),
        }
    }
}

impl Sink for Buffered<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        let _ = self.outline.event(event)?;
        match event {
            Event::Row(row) => Ok(self.body_row(row)),
            Event::Block(Block::Heading(_) | Block::Infobox(_), _) => self.keep(event),
            Event::Block(..) | Event::Columns(_) => Ok(Flow::Continue),
            // The outline has the columns.
            Event::TableStart(_) => self.keep(Event::TableStart(&TableHead::default())),
            Event::DocumentStart(_) | Event::TableEnd | Event::DocumentEnd => self.keep(event),
        }
    }

    fn wants_marks(&self) -> bool {
        false
    }
}
