//! Large pages in parts: threads read ahead, what they find is sent on in the page's order.
//!
//! Each thread reads every second (third, …) part, and waits where it gets far ahead of the sink. A page is taken apart
//! by its blocks alone: how many threads read it changes nothing in what is sent.

use crate::report::{Log, Report};
use crate::syntax::blocks::BlockRange;
use crate::tables::Buffers;
use crate::templates::Budget;
use crate::text::Page;
use model::{Block, Diagnostic, Diagnostics, Error, Event, Result, RowBuf, Sink, SourceRange, TableHead};
use std::cell::RefCell;
use std::io;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, Scope};

/// From which length on a page is taken apart, in bytes: a shorter one is read before threads are at work.
const LARGE: usize = 1 << 18;
/// How much of a page makes a part, in bytes, if its blocks are small enough.
const PART: usize = 1 << 15;
/// The most threads that read: with more, the sink is what takes the time.
const MOST_THREADS: usize = 4;
/// How many items are passed on together: few enough that they are still in a core's cache when they are used again.
const BATCH: usize = 64;
/// How many batches a thread may be ahead.
const AHEAD: usize = 4;

/// How many threads are to read a page of this length.
pub(crate) fn threads(length: usize) -> usize {
    match length {
        0..LARGE => 1,
        _ => thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS),
    }
}

/// Sends the blocks of a page.
pub(crate) fn send(
    page: &Page<'_, '_>,
    blocks: &[BlockRange],
    threads: usize,
    sink: &mut dyn Sink,
) -> Result<()> {
    let parts = split(page, blocks);
    let threads = threads.min(parts.len());
    if threads > 1
        && let Some(sent) = send_ahead(page, &parts, threads, sink)
    {
        return sent;
    }
    let mut buffers = Buffers::default();
    parts.iter().try_for_each(|part| part.send(page, &mut buffers, sink))
}

/// Blocks that are read together.
struct Part<'p> {
    blocks: &'p [BlockRange],
    length: usize,
    /// What expanding templates in them may cost.
    budget: usize,
}

/// Puts blocks together to parts.
fn split<'p>(page: &Page<'_, '_>, blocks: &'p [BlockRange]) -> Vec<Part<'p>> {
    let whole = page.source.text.len();
    let least = if whole < LARGE { whole } else { PART };
    let mut parts = Vec::new();
    let (mut first, mut start) = (0, 0);
    for (index, block) in blocks.iter().enumerate() {
        let length = block.range.end.saturating_sub(start);
        if length >= least || index + 1 == blocks.len() {
            let budget = page.budget.share(length, whole);
            parts.push(Part { blocks: &blocks[first..=index], length, budget });
            (first, start) = (index + 1, block.range.end);
        }
    }
    parts
}

impl Part<'_> {
    fn send(&self, page: &Page<'_, '_>, buffers: &mut Buffers, sink: &mut dyn Sink) -> Result<()> {
        page.budget.set(self.budget);
        buffers.make_room(self.length);
        self.blocks.iter().try_for_each(|block| page.block(block, buffers, sink))
    }
}

/// Sends parts that threads read ahead: nothing, where threads cannot be made.
fn send_ahead(
    page: &Page<'_, '_>,
    parts: &[Part<'_>],
    count: usize,
    sink: &mut dyn Sink,
) -> Option<Result<()>> {
    thread::scope(|scope| {
        let own = |number| parts.iter().skip(number).step_by(count);
        let threads = (0..count).map(|number| Thread::start(scope, page, own(number)));
        let threads: Vec<Thread> = threads.collect::<io::Result<_>>().ok()?;
        let mut turns = parts.iter().zip(threads.iter().cycle());
        Some(turns.try_for_each(|(_, thread)| thread.send_part(page, sink)))
    })
}

/// What a thread passes on.
enum Item {
    Block(Block, Option<SourceRange>),
    TableStart(TableHead),
    Row(RowBuf),
    TableEnd,
    Said(Diagnostic),
    /// The part ends.
    End,
    Failed(Error),
}

/// What the sending side knows of a thread that reads.
struct Thread {
    batches: Receiver<Vec<Item>>,
    /// Batches go back, so that the thread that made their rows fills them again.
    used: Sender<Vec<Item>>,
}

impl Thread {
    fn start<'scope, 'p: 'scope>(
        scope: &'scope Scope<'scope, '_>,
        page: &'p Page<'_, '_>,
        parts: impl Iterator<Item = &'p Part<'p>> + Send + 'scope,
    ) -> io::Result<Self> {
        let (sender, batches) = sync_channel(AHEAD);
        let (used, returned) = channel();
        let (source, options, wants_marks) = (page.source.share(), page.options, page.wants_marks);
        let (text, origin) = page.report.origin();
        let read = move || {
            let batches = Batches { items: Vec::new(), rows: Vec::new(), sender, returned };
            let ahead = Ahead(RefCell::new(batches));
            let diagnostics = Diagnostics::new(|said| ahead.0.borrow_mut().items.push(Item::Said(said)));
            let log = Log::of_part(text, &diagnostics);
            let (report, budget) = (Report::with_origin(&log, origin), Budget::default());
            let page = Page { source, report, options, budget: &budget, in_rule: false, wants_marks };
            let mut buffers = Buffers::default();
            for part in parts {
                let done = part.send(&page, &mut buffers, &mut &ahead);
                let mut batches = ahead.0.borrow_mut();
                batches.items.push(done.map_or_else(Item::Failed, |()| Item::End));
                if batches.pass_on().is_err() {
                    // Nobody wants more.
                    return;
                }
            }
        };
        thread::Builder::new().spawn_scoped(scope, read)?;
        Ok(Thread { batches, used })
    }

    /// Sends what the thread finds in its next part.
    fn send_part(&self, page: &Page<'_, '_>, sink: &mut dyn Sink) -> Result<()> {
        loop {
            let stopped = |_| Error::internal("a thread that reads has stopped");
            let mut batch = self.batches.recv().map_err(stopped)?;
            for item in &mut batch {
                match item {
                    Item::Block(block, source) => sink.event(Event::Block(block, *source))?,
                    Item::TableStart(head) => sink.event(Event::TableStart(head))?,
                    Item::Row(row) => sink.row(row)?,
                    Item::TableEnd => sink.event(Event::TableEnd)?,
                    Item::Said(said) => page.report.pass(said.clone())?,
                    Item::Failed(error) => return Err(std::mem::replace(error, Error::enough())),
                    Item::End => {}
                }
            }
            let ended = matches!(batch.last(), Some(Item::End));
            // A thread that has read its last part wants nothing back.
            let _ = self.used.send(batch);
            if ended {
                return Ok(());
            }
        }
    }
}

/// The items of a thread, and rows to use again.
struct Batches {
    items: Vec<Item>,
    rows: Vec<RowBuf>,
    sender: SyncSender<Vec<Item>>,
    returned: Receiver<Vec<Item>>,
}

impl Batches {
    fn push(&mut self, item: Item) -> Result<()> {
        self.items.push(item);
        if self.items.len() < BATCH { Ok(()) } else { self.pass_on() }
    }

    fn pass_on(&mut self) -> Result<()> {
        let mut next = self.returned.try_recv().unwrap_or_default();
        let rows = next.drain(..).filter_map(|item| if let Item::Row(row) = item { Some(row) } else { None });
        self.rows.extend(rows);
        self.sender.send(std::mem::replace(&mut self.items, next)).map_err(|_| Error::enough())
    }
}

/// What a thread reads into.
struct Ahead(RefCell<Batches>);

impl Sink for &Ahead {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        self.0.borrow_mut().push(match event {
            Event::Block(block, source) => Item::Block(block.clone(), source),
            Event::TableStart(head) => Item::TableStart(head.clone()),
            Event::Row(row) => Item::Row(RowBuf::from(row)),
            Event::TableEnd => Item::TableEnd,
            Event::DocumentStart(_) | Event::Columns(_) | Event::DocumentEnd => {
                return Err(Error::internal("a part of a page is no document"));
            }
        })
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<()> {
        let mut batches = self.0.borrow_mut();
        let empty = batches.rows.pop().unwrap_or_default();
        batches.push(Item::Row(std::mem::replace(row, empty)))
    }
}
