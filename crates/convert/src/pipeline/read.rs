//! Runs the reader of a job; a large file is read in another thread.

use crate::counter::Counted;
use crate::{Job, Source, View};
use model::{Diagnostics, Event, Flow, Input, Purpose, ReadAhead, ReadSeek, Resources, Result, RowBuf, Sink};
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

/// Smaller files are read before a thread would have started.
const SMALLEST: u64 = 1 << 20;
/// Bytes read at a time.
const BLOCK: usize = 64 << 10;

/// Sends everything that the job's reader finds in a source to a sink.
///
/// # Errors
/// A fault of the input, with its place; errors of the sink.
pub(super) fn read(
    source: &mut Source,
    job: &Job,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let counter = source.counter().clone();
    if let Some(file) = source.plain_file().filter(|file| is_worth_a_thread(job, file)) {
        let open = || -> Result<_> {
            Ok(BufReader::with_capacity(BLOCK, Counted::new(File::open(file)?, &counter)))
        };
        let (mut ahead, wants_marks) = (open()?, sink.wants_marks());
        let done = std::thread::scope(|scope| {
            let reading = ReadAhead::start(scope, wants_marks, move |mut sink, diagnostics| {
                let _ = sink.end_part(with(job, &mut ahead, diagnostics, &mut sink));
            });
            reading.ok().map(|reading| reading.send_part(sink, diagnostics))
        });
        return match done {
            Some(done) => done.map(|_| ()),
            // No thread can be started.
            None => with(job, &mut open()?, diagnostics, sink),
        };
    }
    // Before a stream waits for more bytes, the rows so far are written out.
    let (sink, failed) = (RefCell::new(sink), Cell::new(None));
    let flush = || {
        let done = sink.borrow_mut().flush();
        done.map_err(|error| {
            failed.set(Some(error));
            io::Error::other("the output failed")
        })
    };
    let mut bytes = source.open(&flush)?;
    let done = with(job, &mut *bytes, diagnostics, &mut Shared(&sink));
    drop(bytes);
    match failed.take() {
        Some(error) => Err(error),
        None => done.map_err(|error| job.explained(source, error)),
    }
}

/// A sink that is sent events, and flushed between two of them.
struct Shared<'a, 's>(&'a RefCell<&'s mut dyn Sink>);

impl Sink for Shared<'_, '_> {
    fn event(&mut self, event: Event<'_>) -> Result<Flow> {
        self.0.borrow_mut().event(event)
    }

    fn row(&mut self, row: &mut RowBuf) -> Result<Flow> {
        self.0.borrow_mut().row(row)
    }

    fn wants_marks(&self) -> bool {
        self.0.borrow().wants_marks()
    }

    fn flush(&mut self) -> Result<()> {
        self.0.borrow_mut().flush()
    }
}

/// Whether another thread makes a job faster: for streams of rows from a large file.
fn is_worth_a_thread(job: &Job, file: &Path) -> bool {
    let rows = job.reader.one_table || job.reader.late_columns;
    rows && std::fs::metadata(file).is_ok_and(|metadata| metadata.is_file() && metadata.len() >= SMALLEST)
}

fn with(
    job: &Job,
    bytes: &mut dyn ReadSeek,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let purpose = match job.view() {
        View::Document => Purpose::Document,
        View::Records if job.writer.late_columns && job.writer.holds.many => Purpose::Data,
        View::Records => Purpose::Tables,
    };
    let mut input = Input::new(bytes, diagnostics).header(job.options.header).purpose(purpose);
    input.reports_all = job.chooses();
    input.resources = job.folder.as_ref().map(|folder| folder as &dyn Resources);
    job.reader.read(input, &job.read_options, sink)
}
