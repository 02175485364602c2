//! Splits large pages into parts: threads read ahead, and their events are sent in page order.
//!
//! Each of two threads reads every second part (of three every third, …) and waits if it gets too far ahead of the
//! sink. A page is split by its blocks alone, so the number of threads does not affect the result.

use crate::report::{Log, Report};
use crate::syntax::blocks::BlockRange;
use crate::tables::Buffers;
use crate::templates::Budget;
use crate::text::Context;
use model::{Diagnostics, Flow, Outlet, ReadAhead, Result};
use std::io;
use std::thread::{self, Scope};

/// The length in bytes from which a page is split; a shorter one is read before the threads have started.
const LARGE: usize = 1 << 18;
/// The minimum length of a part in bytes.
const PART: usize = 1 << 15;
/// The maximum number of threads: beyond it, the sink is the bottleneck.
const MOST_THREADS: usize = 4;

/// The number of threads for a page of this length.
pub(crate) fn threads(length: usize) -> usize {
    match length {
        0..LARGE => 1,
        _ => thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS),
    }
}

/// Sends the blocks of a page.
pub(crate) fn send(
    context: &Context<'_, '_>,
    blocks: &[BlockRange],
    threads: usize,
    sink: &mut Outlet<'_>,
) -> Result<()> {
    let parts = split(context, blocks);
    let threads = threads.min(parts.len());
    if threads > 1
        && sink.is_open()
        && let Some(sent) = send_ahead(context, &parts, threads, sink)
    {
        return sent;
    }
    let mut buffers = Buffers::default();
    parts.iter().try_for_each(|part| part.send(context, &mut buffers, sink))
}

/// Blocks that are read together.
struct Part<'p> {
    blocks: &'p [BlockRange],
    length: usize,
    /// How much text its templates may produce.
    budget: usize,
}

/// Groups blocks into parts.
fn split<'p>(context: &Context<'_, '_>, blocks: &'p [BlockRange]) -> Vec<Part<'p>> {
    let whole = context.source.text.len();
    let least = if whole < LARGE { whole } else { PART };
    let mut parts = Vec::new();
    let (mut first, mut start) = (0, 0);
    for (index, block) in blocks.iter().enumerate() {
        let length = block.range.end.saturating_sub(start);
        if length >= least || index + 1 == blocks.len() {
            let budget = context.budget.share(length, whole);
            parts.push(Part { blocks: &blocks[first..=index], length, budget });
            (first, start) = (index + 1, block.range.end);
        }
    }
    parts
}

impl Part<'_> {
    fn send(&self, context: &Context<'_, '_>, buffers: &mut Buffers, sink: &mut Outlet<'_>) -> Result<()> {
        context.budget.set(self.budget);
        buffers.make_room(self.length);
        for block in self.blocks {
            if !sink.is_open() {
                break;
            }
            context.block(block, buffers, sink)?;
        }
        Ok(())
    }
}

/// Sends parts that threads read ahead; `None` if threads cannot be started.
fn send_ahead(
    context: &Context<'_, '_>,
    parts: &[Part<'_>],
    count: usize,
    sink: &mut Outlet<'_>,
) -> Option<Result<()>> {
    let diagnostics = Diagnostics::passing(|diagnostic| context.report.pass(diagnostic));
    thread::scope(|scope| {
        let own = |number| parts.iter().skip(number).step_by(count);
        let threads = (0..count).map(|number| read_ahead(scope, context, own(number)));
        let threads: Vec<ReadAhead> = threads.collect::<io::Result<_>>().ok()?;
        for (_, thread) in parts.iter().zip(threads.iter().cycle()) {
            match thread.send_part(sink, &diagnostics) {
                Ok(Flow::Continue) => {}
                Ok(Flow::Stop) => break,
                Err(error) => return Some(Err(error)),
            }
        }
        Some(Ok(()))
    })
}

/// Starts a thread that reads the given parts.
fn read_ahead<'scope, 'p: 'scope>(
    scope: &'scope Scope<'scope, '_>,
    context: &'p Context<'_, '_>,
    parts: impl Iterator<Item = &'p Part<'p>> + Send + 'scope,
) -> io::Result<ReadAhead> {
    let (source, options, wants_marks) = (context.source.share(), context.options, context.wants_marks);
    let ((text, before, origin), all) = (context.report.origin(), context.report.is_all());
    ReadAhead::start(scope, wants_marks, move |mut ahead, diagnostics| {
        let log = Log::new(text, diagnostics).after(before).all(all).of_part();
        let (report, budget) = (Report::with_origin(&log, origin), Budget::default());
        let context = Context { source, report, options, budget: &budget, in_rule: false, wants_marks };
        let mut buffers = Buffers::default();
        for part in parts {
            let done = part.send(&context, &mut buffers, &mut Outlet::new(&mut ahead));
            if ahead.end_part(done) == Flow::Stop {
                break;
            }
        }
    })
}
