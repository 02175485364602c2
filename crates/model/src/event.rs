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

/// Whether a sink wants more.
#[must_use = "a sink that wants nothing more is sent nothing more"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// It has all that it wants: send nothing more.
    Stop,
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
///
/// A sink ends the stream by its answer: after [`Flow::Stop`] it is sent nothing more, not even the ends of what is
/// open. The reader returns as if the input had ended there, and a writer is finished as usual. A stream that stops
/// early is not an error.
///
/// After an error the sink is dead: call nothing more, not even `finish`.
///
/// ```
/// use convert_model::{Block, Document, Event, Flow, Result, Sink, Table};
///
/// /// Counts the cells of the first hundred rows.
/// #[derive(Default)]
/// struct Count {
///     rows: usize,
///     cells: usize,
/// }
///
/// impl Sink for Count {
///     fn event(&mut self, event: Event<'_>) -> Result<Flow> {
///         if let Event::Row(row) = event {
///             self.rows += 1;
///             self.cells += row.len();
///         }
///         Ok(if self.rows < 100 { Flow::Continue } else { Flow::Stop })
///     }
/// }
///
/// let table = Table { rows: vec![["1", "Sun Long"].into_iter().collect(); 1000], ..Table::default() };
/// let document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
/// let mut count = Count::default();
/// assert_eq!(document.replay(&mut count)?, Flow::Stop);
/// assert_eq!((count.rows, count.cells), (100, 200));
/// # Ok::<(), convert_model::Error>(())
/// ```
pub trait Sink {
    /// Takes the next event, and answers whether it wants more.
    fn event(&mut self, event: Event<'_>) -> Result<Flow>;

    /// Takes a row that its sender has no more use for: a sink that keeps rows may take its buffers, and leave others.
    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.event(Event::Row(row.as_row()))
    }

    /// Whether it looks into marks and attributes. For a sink that does not, a reader may leave out what they hold: a
    /// mark then says what it is and where, but not which link or template it is; rows and cells have no attributes.
    fn wants_marks(&self) -> bool {
        true
    }

    /// Passes on what it has gathered only to save calls: the input may be about to wait. Bytes go to the output, so
    /// that the rows of a slow stream appear as they arrive. What has to wait for later events stays.
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// A sink that ends. Finishing is explicit, so that no `Drop` writes anything.
pub trait Writer: Sink {
    /// Writes what is still held back and flushes.
    fn finish(self: Box<Self>) -> Result<()>;
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        (**self).event(event)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        (**self).row(row)
    }

    fn wants_marks(&self) -> bool {
        (**self).wants_marks()
    }

    fn flush(&mut self) -> Result<()> {
        (**self).flush()
    }
}

impl<S: Sink + ?Sized> Sink for Box<S> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        (**self).event(event)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        (**self).row(row)
    }

    fn wants_marks(&self) -> bool {
        (**self).wants_marks()
    }

    fn flush(&mut self) -> Result<()> {
        (**self).flush()
    }
}

/// The sender's side of a sink: it remembers a [`Flow::Stop`] and drops what is sent after it.
///
/// Code that sends many events, deep in calls, sends them here without looking at each answer, and asks
/// [`is_open`](Outlet::is_open) where a loop over the input begins anew.
///
/// ```
/// use convert_model::{Documents, Event, Meta, Outlet, Result, Sink, TableHead};
///
/// fn read(lines: &str, sink: &mut dyn Sink) -> Result<()> {
///     let mut outlet = Outlet::new(sink);
///     outlet.event(Event::DocumentStart(&Meta::default()))?;
///     outlet.event(Event::TableStart(&TableHead::with_names(["Name"])))?;
///     for line in lines.lines().take_while(|_| outlet.is_open()).collect::<Vec<_>>() {
///         outlet.row(&mut [line].into_iter().collect())?;
///     }
///     outlet.event(Event::TableEnd)?;
///     outlet.event(Event::DocumentEnd)
/// }
/// # read("Sun Long", &mut Documents::default())?;
/// # Ok::<(), convert_model::Error>(())
/// ```
pub struct Outlet<'s> {
    sink: &'s mut dyn Sink,
    flow: Flow,
}

impl std::fmt::Debug for Outlet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outlet").field("flow", &self.flow).finish_non_exhaustive()
    }
}

impl<'s> Outlet<'s> {
    /// Sends to a sink.
    pub fn new(sink: &'s mut dyn Sink) -> Self {
        Outlet { sink, flow: Flow::Continue }
    }

    /// Sends an event, unless the sink wants nothing more.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn event(&mut self, event: Event<'_>) -> Result<()> {
        if self.flow == Flow::Continue {
            self.flow = self.sink.event(event)?;
        }
        Ok(())
    }

    /// Sends a row that the sink may take the buffers of.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn row(&mut self, row: &mut RowBuf) -> Result<()> {
        if self.flow == Flow::Continue {
            self.flow = self.sink.row(row)?;
        }
        Ok(())
    }

    /// Whether the sink wants more.
    pub fn is_open(&self) -> bool {
        self.flow == Flow::Continue
    }

    /// What the sink answered last; for a sink that sends on to this one, its own answer.
    pub fn flow(&self) -> Flow {
        self.flow
    }

    /// Sends no more events: whoever sends them has all that it wants.
    pub fn close(&mut self) {
        self.flow = Flow::Stop;
    }

    /// Whether the sink looks into marks and attributes.
    pub fn wants_marks(&self) -> bool {
        self.sink.wants_marks()
    }
}

/// An outlet is a sink too, for whoever it is lent to.
impl Sink for Outlet<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        Outlet::event(self, event)?;
        Ok(self.flow)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        Outlet::row(self, row)?;
        Ok(self.flow)
    }

    fn wants_marks(&self) -> bool {
        Outlet::wants_marks(self)
    }

    fn flush(&mut self) -> Result<()> {
        self.sink.flush()
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
    Stopped,
}

impl<S: Sink> Checked<S> {
    /// Guards a sink.
    pub fn new(inner: S) -> Self {
        Checked { inner, state: State::Outside }
    }

    /// The guarded sink, once the stream is over; `Err` gives back the text of what is still open.
    pub fn into_inner(self) -> std::result::Result<S, String> {
        match self.state {
            State::Outside | State::Stopped => Ok(self.inner),
            state => Err(format!("the stream ended inside a {state:?}")),
        }
    }
}

impl<S: Sink> Sink for Checked<S> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
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
        let flow = self.inner.event(event)?;
        if flow == Flow::Stop {
            self.state = State::Stopped;
        }
        Ok(flow)
    }
}
