//! Reading ahead: one thread reads while another writes what was read before.

use crate::{Diagnostics, Error, Event, EventBuf, Flow, Result, RowBuf, Sink};
use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Builder, JoinHandle, Scope};

/// How much is handed over at once, by [`EventBuf::size`]: little enough to still be in a core's cache when it is sent
/// on.
const PIECE: usize = 64 << 10;
/// How many pieces may wait in the channel.
const WAITING: usize = 4;

/// What is handed over.
struct Message {
    events: EventBuf,
    /// Set if a part of the input ends with these events. An error ends the reading as well.
    end: Option<Result<()>>,
}

/// The receiving side of a reading thread, which hands over what it finds and waits when it gets too far ahead.
#[derive(Debug)]
pub struct ReadAhead {
    messages: Receiver<Message>,
    /// Returns buffers to the thread that made them, for reuse.
    used: Sender<EventBuf>,
}

impl ReadAhead {
    /// Starts a thread that reads the parts of an input one after the other into the sink that it is given, and
    /// [ends](AheadSink::end_part) each. `wants_marks` is the [`wants_marks`](Sink::wants_marks) of the sink that
    /// everything is sent to.
    ///
    /// # Errors
    /// Returns an error if no thread can be started.
    pub fn start<'scope>(
        scope: &'scope Scope<'scope, '_>,
        wants_marks: bool,
        read: impl FnOnce(&AheadSink, &Diagnostics<'_>) + Send + 'scope,
    ) -> io::Result<Self> {
        let (reading, run) = parts(wants_marks, read);
        Builder::new().spawn_scoped(scope, run)?;
        Ok(reading)
    }

    /// Like [`start`](ReadAhead::start), in a thread that may outlive its caller. It ends soon after this value is
    /// dropped, unless it waits for its input.
    ///
    /// # Errors
    /// Returns an error if no thread can be started.
    pub fn detached(
        wants_marks: bool,
        read: impl FnOnce(&AheadSink, &Diagnostics<'_>) + Send + 'static,
    ) -> io::Result<(Self, JoinHandle<()>)> {
        let (reading, run) = parts(wants_marks, read);
        Ok((reading, Builder::new().spawn(run)?))
    }

    /// Sends on what the thread finds in the next part.
    ///
    /// # Errors
    /// Returns any error of the reader or the sink, and a warning in strict mode.
    pub fn send_part(&self, sink: &mut dyn Sink, diagnostics: &Diagnostics<'_>) -> Result<Flow> {
        loop {
            match self.send_piece(sink, diagnostics)? {
                Some(Flow::Continue) => {}
                Some(Flow::Stop) => return Ok(Flow::Stop),
                None => return Ok(Flow::Continue),
            }
        }
    }

    /// Sends on the next piece of what the thread finds; returns `None` at the end of a part.
    ///
    /// # Errors
    /// The same as for [`send_part`](ReadAhead::send_part).
    pub fn send_piece(&self, sink: &mut dyn Sink, diagnostics: &Diagnostics<'_>) -> Result<Option<Flow>> {
        let stopped = |_| Error::internal("the reading thread has stopped");
        let Message { mut events, end } = self.messages.recv().map_err(stopped)?;
        let flow = events.send(sink, diagnostics)?;
        // A thread that has read its last part does not take buffers back.
        let _ = self.used.send(events);
        match end {
            Some(done) if flow == Flow::Continue => done.map(|()| None),
            _ => Ok(Some(flow)),
        }
    }
}

/// The receiving side, and what the thread runs.
fn parts(wants_marks: bool, read: impl FnOnce(&AheadSink, &Diagnostics<'_>)) -> (ReadAhead, impl FnOnce()) {
    let (sender, messages) = sync_channel(WAITING);
    let (used, returned) = channel();
    let run = move || {
        let piece = Rc::new(RefCell::new(Piece { events: EventBuf::default(), sender, returned }));
        let ahead = AheadSink { piece, wants_marks };
        let diagnostics = Diagnostics::new(|diagnostic| ahead.piece.borrow_mut().events.report(diagnostic));
        read(&ahead, &diagnostics);
    };
    (ReadAhead { messages, used }, run)
}

/// The sink that the thread reads into, as `&mut &ahead`. It wants more for as long as the receiving side does.
#[derive(Clone, Debug)]
pub struct AheadSink {
    piece: Rc<RefCell<Piece>>,
    wants_marks: bool,
}

impl AheadSink {
    /// Ends a part, and returns whether more parts are wanted. An error ends the reading.
    pub fn end_part(&self, done: Result<()>) -> Flow {
        self.piece.borrow_mut().end(done)
    }
}

#[derive(Debug)]
struct Piece {
    events: EventBuf,
    sender: SyncSender<Message>,
    returned: Receiver<EventBuf>,
}

impl Piece {
    /// If the receiver is gone, nothing more is wanted, and it has already reported its own error.
    fn hand_over(&mut self, end: Option<Result<()>>) -> Flow {
        let next = self.returned.try_recv().unwrap_or_default();
        let events = std::mem::replace(&mut self.events, next);
        self.sender.send(Message { events, end }).map_or(Flow::Stop, |()| Flow::Continue)
    }

    fn end(&mut self, done: Result<()>) -> Flow {
        let flow = if done.is_err() { Flow::Stop } else { Flow::Continue };
        match self.hand_over(Some(done)) {
            Flow::Continue => flow,
            Flow::Stop => Flow::Stop,
        }
    }

    fn full(&mut self) -> Flow {
        if self.events.size() < PIECE { Flow::Continue } else { self.hand_over(None) }
    }
}

impl Sink for &AheadSink {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        let mut piece = self.piece.borrow_mut();
        let _ = piece.events.event(event)?;
        Ok(piece.full())
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        let mut piece = self.piece.borrow_mut();
        let _ = piece.events.row(row)?;
        Ok(piece.full())
    }

    fn wants_marks(&self) -> bool {
        self.wants_marks
    }

    fn flush(&mut self) -> Result<()> {
        let mut piece = self.piece.borrow_mut();
        if !piece.events.is_empty() {
            // If nothing more is wanted, the next event is told so.
            let _ = piece.hand_over(None);
        }
        Ok(())
    }
}
