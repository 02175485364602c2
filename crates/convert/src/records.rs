//! Rows on demand: a thread reads ahead, and an iterator returns its rows.

mod batch;
mod place;
mod record;

pub(crate) use place::Text;
pub use record::Record;

use batch::Batch;
use model::{AheadSink, Diagnostic, Diagnostics, Error, Place, ReadAhead, Result, Rules};
use record::Columns;
use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;
use std::thread::JoinHandle;

/// The rows of a table, each a [`Record`]; made by [`Conversion::records`](crate::Conversion::records).
///
/// A thread reads ahead, by a few hundred kilobytes at most; of a stream, each row is there as soon as it has arrived.
/// An error of the input is the last item, after the rows before it. Dropping the iterator ends the work.
pub struct Records<'a> {
    /// The pieces that the thread sends; `None` once all are taken.
    ahead: Option<ReadAhead>,
    thread: Option<JoinHandle<()>>,
    /// The thread may wait for its input indefinitely.
    is_live: bool,
    batch: Batch,
    failed: Option<Error>,
    /// The columns of the row that was returned last.
    columns: Arc<Columns>,
    text: Text,
    reports: Reports<'a>,
}

/// Where the notes and warnings of an iterator go.
pub(crate) struct Reports<'a> {
    /// The function that takes them.
    pub(crate) to: Option<Box<dyn FnMut(Diagnostic) + Send + 'a>>,
    /// Which of them are reported, and which are errors.
    pub(crate) rules: Rules,
    /// Those that no function takes.
    pub(crate) kept: Vec<Diagnostic>,
}

impl fmt::Debug for Records<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("columns", &self.columns()).finish_non_exhaustive()
    }
}

impl<'a> Records<'a> {
    /// Starts the work, which sends one table, and waits for the table to begin. `first` is the number of its first
    /// row.
    pub(crate) fn start(
        work: impl FnOnce(&AheadSink, &Diagnostics<'_>) -> Result<()> + Send + 'static,
        first: usize,
        (is_live, text): (bool, Text),
        reports: Reports<'a>,
    ) -> Result<Self> {
        let (ahead, thread) = ReadAhead::detached(true, move |sink, diagnostics| {
            // The iterator has been dropped, or sees the end.
            let _ = sink.end_part(work(sink, diagnostics));
        })?;
        let mut records = Records {
            ahead: Some(ahead),
            thread: Some(thread),
            is_live,
            batch: Batch::new(first),
            failed: None,
            columns: Arc::default(),
            text,
            reports,
        };
        while !records.batch.has_begun() && records.ahead.is_some() {
            records.fetch();
        }
        records.columns = Arc::clone(records.batch.columns());
        match records.failed.take_if(|_| !records.batch.has_begun()) {
            Some(error) => Err(error),
            None => Ok(records),
        }
    }

    /// The names of the columns as records have them: unique and not empty. A table without a header has none. Columns
    /// that turn up late (in JSON) are listed from the first row that has them.
    pub fn columns(&self) -> &[String] {
        self.columns.names()
    }

    /// Notes and warnings so far; none if they [go to a function](crate::Conversion::on_diagnostic).
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.reports.kept
    }

    /// The line in which a row begins, if its [source](Record::source) is known and is an uncompressed file or bytes in
    /// memory. The file is read again to count the lines.
    pub fn place(&self, record: &Record) -> Option<Place> {
        self.text.place(record.source()?.start)
    }

    /// Takes the next piece that the thread sends.
    fn fetch(&mut self) {
        let Some(ahead) = &self.ahead else { return };
        let Reports { to, rules, kept } = &mut self.reports;
        let report = |diagnostic| match to {
            Some(report) => report(diagnostic),
            None => kept.push(diagnostic),
        };
        let diagnostics = Diagnostics::new(report).rules(rules.clone());
        match ahead.send_piece(&mut self.batch, &diagnostics) {
            Ok(Some(_)) => return,
            Ok(None) => {}
            Err(error) => self.failed = Some(error),
        }
        drop(diagnostics);
        self.end();
    }

    /// Ends the work: the thread stops when it finds that nobody listens any more.
    fn end(&mut self) {
        self.ahead = None;
        if let Some(thread) = self.thread.take()
            && !self.is_live
        {
            // If it panicked, that is known already: the end is missing.
            let _ = thread.join();
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.batch.pop() {
                self.columns = Arc::clone(&record.columns);
                return Some(Ok(record));
            }
            if self.ahead.is_none() {
                return self.failed.take().map(Err);
            }
            self.fetch();
        }
    }
}

impl FusedIterator for Records<'_> {}

impl Drop for Records<'_> {
    fn drop(&mut self) {
        self.end();
    }
}
