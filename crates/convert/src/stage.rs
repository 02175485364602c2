//! The stages between a reader and a writer: each takes events and sends on others.

mod buffered;
mod cells;
mod columns;
mod header;
mod join;
mod left_out;
mod rows;
mod select;
mod settled;
mod shape;
mod spool;
mod stack;
mod superscript;
mod union;
mod unnest;

pub(crate) use buffered::{Buffered, Limit};
pub(crate) use cells::{BlankSpans, TextKinds};
pub use columns::{Columns, MetBy};
pub(crate) use header::HeaderRows;
pub use join::{Heads, Join, JoinColumns};
pub use rows::{After, Rows};
pub(crate) use select::{Select, Tables};
pub(crate) use settled::SettledColumns;
pub(crate) use shape::{Reshape, Whole, Widen};
pub(crate) use stack::{Known, Stack, StackJob};
pub(crate) use superscript::SuperscriptDigits;
pub use union::Union;
pub(crate) use unnest::{Cells, Unnest};

use model::{Event, Flow, Outlet, Result, RowBuf, Sink, Writer};

/// A stage: takes events, and sends others to the next stage or the writer.
pub trait Stage {
    /// Takes an event. The answer is usually that of the next stage, [`Outlet::flow`].
    ///
    /// # Errors
    /// Its own, and those of the next stage.
    fn event(&mut self, event: Event<'_>, next: &mut Outlet<'_>) -> Result<Flow>;

    /// Takes a row that its sender does not need any more.
    ///
    /// # Errors
    /// As [`event`](Stage::event).
    fn row(&mut self, row: &mut RowBuf, next: &mut Outlet<'_>) -> Result<Flow> {
        self.event(Event::Row(row.as_row()), next)
    }

    /// The stream is over: sends the rest of what was held back. If the next stage is not [open](Outlet::is_open), the
    /// stream was not read to its end.
    ///
    /// # Errors
    /// As [`event`](Stage::event).
    fn end(&mut self, next: &mut Outlet<'_>) -> Result<()> {
        let _ = next;
        Ok(())
    }

    /// Whether it wants [marks](Sink::wants_marks), given whether the next stage does.
    fn wants_marks(&self, next: bool) -> bool {
        next
    }
}

/// Stages in the order in which data passes through them.
#[derive(Default)]
pub struct Stages<'a>(Vec<Box<dyn Stage + 'a>>);

impl<'a> Stages<'a> {
    /// Adds a stage after the others.
    pub fn then(mut self, stage: impl Stage + 'a) -> Self {
        self.0.push(Box::new(stage));
        self
    }

    /// Adds a stage after the others, if there is one.
    pub fn then_if(self, stage: Option<impl Stage + 'a>) -> Self {
        match stage {
            Some(stage) => self.then(stage),
            None => self,
        }
    }

    /// Puts the stages before a writer.
    pub fn before(self, writer: Box<dyn Writer + 'a>) -> Box<dyn Writer + 'a> {
        self.0
            .into_iter()
            .rev()
            .fold(writer, |next, stage| Box::new(Staged { stage, next, flow: Flow::Continue }))
    }
}

/// A stage and everything after it.
struct Staged<'a> {
    stage: Box<dyn Stage + 'a>,
    next: Box<dyn Writer + 'a>,
    /// The last answer of the next stage.
    flow: Flow,
}

impl Sink for Staged<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        let mut next = Outlet::new(&mut self.next);
        let flow = self.stage.event(event, &mut next);
        self.flow = next.flow();
        flow
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        let mut next = Outlet::new(&mut self.next);
        let flow = self.stage.row(row, &mut next);
        self.flow = next.flow();
        flow
    }

    fn wants_marks(&self) -> bool {
        self.stage.wants_marks(self.next.wants_marks())
    }

    fn flush(&mut self) -> Result<()> {
        self.next.flush()
    }
}

impl Writer for Staged<'_> {
    fn finish(mut self: Box<Self>) -> Result<()> {
        let mut next = Outlet::new(&mut self.next);
        if self.flow == Flow::Stop {
            next.close();
        }
        self.stage.end(&mut next)?;
        self.next.finish()
    }
}

/// A sink that the caller ends.
pub(crate) struct Lent<'s>(pub &'s mut dyn Sink);

impl Sink for Lent<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        self.0.event(event)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.0.row(row)
    }

    fn wants_marks(&self) -> bool {
        self.0.wants_marks()
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

impl Writer for Lent<'_> {
    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}
