//! The reader of a large file in a thread of its own: while its rows are written, it reads the next ones.

use crate::Job;
use crate::counter::{Counted, Counter};
use model::{
    Block, Column, Diagnostic, Diagnostics, Error, Event, Input, Kind, Meta, Params, Result, Row, RowBuf,
    Sink, SourceRange, TableHead,
};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Files that are smaller are read before a thread has begun.
const SMALLEST: u64 = 1 << 20;
/// How much text goes over at once.
const BATCH: usize = 64 << 10;
/// How many messages may wait.
const WAITING: usize = 4;
/// Bytes read at a time.
const BLOCK: usize = 64 << 10;

/// What goes over.
enum Message {
    Start(Meta),
    Block(Block, Option<SourceRange>),
    Table(TableHead),
    Columns(Vec<Column>),
    Rows(Batch),
    /// A row with more than text and kinds.
    Row(RowBuf),
    TableEnd,
    End,
    Said(Diagnostic),
    Done(Result<()>),
}

/// Rows of text and kinds.
#[derive(Default)]
struct Batch {
    text: String,
    ends: Vec<usize>,
    kinds: Vec<Kind>,
    /// Where each row ends in the three of them, and where it came from.
    rows: Vec<(usize, usize, usize, Option<SourceRange>)>,
}

/// Whether a job reads its file faster so: streams of rows, from a file that is worth it.
pub(crate) fn is_worth_it(job: &Job, file: &Path) -> bool {
    let rows = job.reader.one_table || job.reader.late_columns;
    rows && std::fs::metadata(file).is_ok_and(|metadata| metadata.is_file() && metadata.len() >= SMALLEST)
}

/// Reads a file into a sink.
///
/// # Errors
/// What the reader returns, or the sink.
pub(crate) fn read(
    file: &Path,
    counter: &Counter,
    job: &Job,
    params: &Params,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    let open = || File::open(file).map(|file| BufReader::with_capacity(BLOCK, Counted::new(file, counter)));
    let bytes = open()?;
    let (sender, receiver) = sync_channel(WAITING);
    let (used, fresh) = channel();
    let wants_marks = sink.wants_marks();
    let ahead = |mut bytes: BufReader<Counted<File>>, sender: SyncSender<Message>, fresh| {
        let said = sender.clone();
        let mut ahead = Ahead { sender, fresh, batch: Batch::default(), wants_marks };
        let diagnostics = Diagnostics::new(move |diagnostic| {
            // Whoever does not listen any more has an error of his own.
            let _ = said.send(Message::Said(diagnostic));
        });
        let done =
            (job.reader.read)(Input { bytes: &mut bytes, diagnostics: &diagnostics }, params, &mut ahead);
        let done = done.and_then(|()| ahead.flush());
        let _ = ahead.sender.send(Message::Done(done));
    };
    std::thread::scope(|scope| {
        match std::thread::Builder::new().spawn_scoped(scope, move || ahead(bytes, sender, fresh)) {
            Ok(_) => take(receiver, &used, diagnostics, sink),
            // There is no thread to be had.
            Err(_) => (job.reader.read)(Input { bytes: &mut open()?, diagnostics }, params, sink),
        }
    })
}

/// Sends on what comes.
fn take(
    receiver: Receiver<Message>,
    used: &Sender<Batch>,
    diagnostics: &Diagnostics<'_>,
    sink: &mut dyn Sink,
) -> Result<()> {
    for message in receiver {
        match message {
            Message::Start(meta) => sink.event(Event::DocumentStart(&meta))?,
            Message::Block(block, source) => sink.event(Event::Block(&block, source))?,
            Message::Table(head) => sink.event(Event::TableStart(&head))?,
            Message::Columns(columns) => sink.event(Event::Columns(&columns))?,
            Message::Row(row) => sink.event(Event::Row(row.as_row()))?,
            Message::TableEnd => sink.event(Event::TableEnd)?,
            Message::End => sink.event(Event::DocumentEnd)?,
            Message::Said(diagnostic) => diagnostics.report(diagnostic)?,
            Message::Done(done) => return done,
            Message::Rows(mut batch) => {
                batch.replay(sink)?;
                batch.clear();
                // Nobody may be there to fill it again.
                let _ = used.send(batch);
            }
        }
    }
    Err(Error::internal("the reader ended without a word"))
}

impl Batch {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
        self.rows.clear();
    }

    fn push(&mut self, row: Row<'_>) {
        self.text.push_str(row.joined());
        self.ends.extend_from_slice(row.ends());
        self.kinds.extend_from_slice(row.kinds());
        self.rows.push((self.text.len(), self.ends.len(), self.kinds.len(), row.source()));
    }

    fn replay(&self, sink: &mut dyn Sink) -> Result<()> {
        let mut from = (0, 0, 0);
        for &(text, ends, kinds, source) in &self.rows {
            let row = Row::new(&self.text[from.0..text], &self.ends[from.1..ends]);
            let row = row.with_kinds(&self.kinds[from.2..kinds]).with_source(source);
            sink.event(Event::Row(row))?;
            from = (text, ends, kinds);
        }
        Ok(())
    }
}

/// The sink of the reader.
struct Ahead {
    sender: SyncSender<Message>,
    fresh: Receiver<Batch>,
    batch: Batch,
    wants_marks: bool,
}

impl Ahead {
    fn send(&self, message: Message) -> Result<()> {
        self.sender.send(message).map_err(|_| Error::enough())
    }

    /// Sends the rows so far, before anything that comes after them.
    fn flush(&mut self) -> Result<()> {
        if self.batch.rows.is_empty() {
            return Ok(());
        }
        let fresh = self.fresh.try_recv().unwrap_or_default();
        let batch = std::mem::replace(&mut self.batch, fresh);
        self.send(Message::Rows(batch))
    }
}

impl Sink for Ahead {
    fn event(&mut self, event: Event<'_>) -> Result<()> {
        if let Event::Row(row) = event
            && row.extras().is_empty()
            && row.attributes().is_empty()
        {
            self.batch.push(row);
            return if self.batch.text.len() >= BATCH { self.flush() } else { Ok(()) };
        }
        self.flush()?;
        self.send(match event {
            Event::DocumentStart(meta) => Message::Start(meta.clone()),
            Event::Block(block, source) => Message::Block(block.clone(), source),
            Event::TableStart(head) => Message::Table(head.clone()),
            Event::Columns(columns) => Message::Columns(columns.to_vec()),
            Event::Row(row) => Message::Row(RowBuf::from(row)),
            Event::TableEnd => Message::TableEnd,
            Event::DocumentEnd => Message::End,
        })
    }

    fn wants_marks(&self) -> bool {
        self.wants_marks
    }
}
