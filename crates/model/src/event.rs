//! The stream: a document as a well-nested sequence of events.

use crate::{Block, Column, Meta, Result, Row, RowBuf, SourceRange, TableHead};

/// One step of a document, borrowed from whoever found it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    /// A document begins.
    DocumentStart(&'a Meta),
    /// A block that is not a table, and where in the source it is.
    Block(&'a Block, Option<SourceRange>),
    /// A table begins.
    TableStart(&'a TableHead),
    /// The table turns out to have these columns: those it had, and new ones at the end. Only readers of formats
    /// whose records name their own keys send this, and only to writers that can take it
    /// ([`WriterSpec::late_columns`](crate::WriterSpec::late_columns)).
    Columns(&'a [Column]),
    /// The next body row.
    Row(Row<'a>),
    /// The table ends.
    TableEnd,
    /// The document ends.
    DocumentEnd,
}

/// Takes events: a writer, a tree builder, a filter, a checker.
///
/// The events follow this grammar:
///
/// ```text
/// stream   := document*
/// document := DocumentStart (Block | table)* DocumentEnd
/// table    := TableStart (Row | Columns)* TableEnd
/// ```
pub trait Sink {
    /// Takes the next event. After an error the sink is dead: call nothing more, not even `finish`.
    fn event(&mut self, event: Event<'_>) -> Result<()>;

    /// Takes a row that its sender has no more use for: a sink that keeps rows may take its buffers, and leave others.
    fn row(&mut self, row: &mut RowBuf) -> Result<()> {
        self.event(Event::Row(row.as_row()))
    }

    /// Whether it looks into marks and attributes. For a sink that does not, a reader may leave out what they hold: a
    /// mark then says what it is and where, but not which link or template it is; rows and cells have no attributes.
    fn wants_marks(&self) -> bool {
        true
    }
}

/// A sink that ends. Finishing is explicit, so that no `Drop` writes anything.
pub trait Writer: Sink {
    /// Writes what is still held back and flushes.
    fn finish(self: Box<Self>) -> Result<()>;
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        (**self).event(event)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<()> {
        (**self).row(row)
    }

    fn wants_marks(&self) -> bool {
        (**self).wants_marks()
    }
}

impl<S: Sink + ?Sized> Sink for Box<S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        (**self).event(event)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<()> {
        (**self).row(row)
    }

    fn wants_marks(&self) -> bool {
        (**self).wants_marks()
    }
}

/// A sink that passes events on and refuses those out of order: the grammar of [`Sink`], for tests.
#[derive(Debug)]
pub struct Checked<S> {
    inner: S,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Outside,
    Document,
    Table,
}

impl<S: Sink> Checked<S> {
    /// Guards a sink.
    pub fn new(inner: S) -> Self {
        Checked { inner, state: State::Outside }
    }

    /// The guarded sink, once the stream is over; `Err` gives back the text of what is still open.
    pub fn into_inner(self) -> std::result::Result<S, String> {
        match self.state {
            State::Outside => Ok(self.inner),
            state => Err(format!("the stream ended inside a {state:?}")),
        }
    }
}

impl<S: Sink> Sink for Checked<S> {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.state = match (self.state, event) {
            (State::Outside, Event::DocumentStart(_)) => State::Document,
            (State::Document, Event::Block(Block::Table(_), _)) => {
                return Err(crate::Error::internal("a table travelled as a block"));
            }
            (State::Document, Event::Block(..)) => State::Document,
            (State::Document, Event::TableStart(_)) => State::Table,
            (State::Document, Event::DocumentEnd) => State::Outside,
            (State::Table, Event::Row(_) | Event::Columns(_)) => State::Table,
            (State::Table, Event::TableEnd) => State::Document,
            (state, event) => {
                return Err(crate::Error::internal(format!("{event:?} is out of order, in {state:?}")));
            }
        };
        self.inner.event(event)
    }
}
