//! The stream: a document as a well-nested sequence of events.

use crate::{Block, Column, Meta, Result, Row, RowBuf, SourceRange, TableHead};

/// One step of a document, borrowed from its sender.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    /// A document begins.
    DocumentStart(&'a Meta),
    /// A block that is not a table, and where in the source it is.
    Block(&'a Block, Option<SourceRange>),
    /// A table begins.
    TableStart(&'a TableHead),
    /// The table turns out to have these columns: the ones it had, then new ones. Only readers of formats whose records
    /// name their own keys send this, and only to writers that accept it
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
#[must_use = "a sink that answered `Stop` must not be sent anything more"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Send more.
    Continue,
    /// The sink has all it wants: send nothing more.
    Stop,
}

/// Consumes events: a writer, a tree builder, a filter or a checker.
///
/// The events follow this grammar:
///
/// ```text
/// stream   := document*
/// document := DocumentStart (Block | table)* DocumentEnd
/// table    := TableStart (Row | Columns)* TableEnd
/// ```
///
/// A sink ends the stream through what it returns: after [`Flow::Stop`] it is sent nothing more, not even the ends of
/// what is open. The reader returns as if the input had ended there, and a writer is finished as usual. A stream that
/// stops early is not an error.
///
/// After an error the sink is unusable: do not call it again, not even `finish`.
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
    /// Takes the next event, and returns whether the sink wants more.
    fn event(&mut self, event: Event<'_>) -> Result<Flow>;

    /// Takes a row that its sender no longer needs: a sink that keeps rows may take its buffers and leave others in
    /// their place.
    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.event(Event::Row(row.as_row()))
    }

    /// Whether the sink looks at marks and attributes. If it does not, a reader may leave out their contents: a mark
    /// then has its type and range, but not which link or template it is, and rows and cells have no attributes.
    fn wants_marks(&self) -> bool {
        true
    }

    /// Passes on what it has gathered only to save calls: the input may be about to wait. Bytes go to the output, so
    /// that the rows of a slow stream appear as they arrive. What has to wait for later events stays.
    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// A sink that must be finished. Finishing is explicit, so that no `Drop` writes anything.
pub trait Writer: Sink {
    /// Writes whatever is still held back, and flushes.
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

/// The sender's side of a sink: it remembers a [`Flow::Stop`] and drops everything sent after it.
///
/// Code that sends many events from deep within its calls sends them here without checking each result, and checks
/// [`is_open`](Outlet::is_open) at the start of each turn of a loop over the input.
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
    /// An outlet that sends to a sink.
    pub fn new(sink: &'s mut dyn Sink) -> Self {
        Outlet { sink, flow: Flow::Continue }
    }

    /// Sends an event, unless the sink wants nothing more.
    ///
    /// # Errors
    /// Returns any error of the sink.
    pub fn event(&mut self, event: Event<'_>) -> Result<()> {
        if self.flow == Flow::Continue {
            self.flow = self.sink.event(event)?;
        }
        Ok(())
    }

    /// Sends a row, whose buffers the sink may take.
    ///
    /// # Errors
    /// Returns any error of the sink.
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

    /// The last answer of the sink; a sink that forwards to this outlet returns it as its own.
    pub fn flow(&self) -> Flow {
        self.flow
    }

    /// Sends no more events, because the sender has all it wants.
    pub fn close(&mut self) {
        self.flow = Flow::Stop;
    }

    /// Whether the sink looks at marks and attributes.
    pub fn wants_marks(&self) -> bool {
        self.sink.wants_marks()
    }
}

/// An outlet is a sink too, so it can be lent to code that takes one.
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

/// A sink that forwards events and refuses those out of order by the grammar of [`Sink`]; for tests.
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
    /// Wraps a sink.
    pub fn new(inner: S) -> Self {
        Checked { inner, state: State::Outside }
    }

    /// Returns the wrapped sink once the stream is complete; `Err` names what is still open.
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
                return Err(crate::Error::internal("a table was sent as a block"));
            }
            (State::Document, Event::Block(..)) => State::Document,
            (State::Document, Event::TableStart(_)) => State::Table,
            (State::Document, Event::DocumentEnd) => State::Outside,
            (State::Table, Event::Row(_) | Event::Columns(_)) => State::Table,
            (State::Table, Event::TableEnd) => State::Document,
            (state, event) => {
                return Err(crate::Error::internal(format!(
                    "{event:?} is out of order in the state {state:?}"
                )));
            }
        };
        let flow = self.inner.event(event)?;
        if flow == Flow::Stop {
            self.state = State::Stopped;
        }
        Ok(flow)
    }
}
