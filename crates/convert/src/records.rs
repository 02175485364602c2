//! Rows as they are asked for: a thread reads ahead, and an iterator takes.

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
/// A thread of its own reads ahead, by a few hundred kilobytes at most. An error of the input is the last item, after the
/// rows before it. Dropping the iterator ends the work.
pub struct Records<'a> {
    /// What the thread hands over; `None` once all is taken.
    ahead: Option<ReadAhead>,
    thread: Option<JoinHandle<()>>,
    /// The thread may wait for its input for as long as it likes.
    is_live: bool,
    batch: Batch,
    failed: Option<Error>,
    /// The columns of the row that was given last.
    columns: Arc<Columns>,
    text: Text,
    reports: Reports<'a>,
}

/// Where the notes and warnings of an iterator go.
pub(crate) struct Reports<'a> {
    /// The function that they are sent to.
    pub(crate) to: Option<Box<dyn FnMut(Diagnostic) + Send + 'a>>,
    /// Which of them are reported, and which are errors.
    pub(crate) rules: Rules,
    /// Those that are sent nowhere.
    pub(crate) kept: Vec<Diagnostic>,
}

impl fmt::Debug for Records<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("columns", &self.columns()).finish_non_exhaustive()
    }
}

impl<'a> Records<'a> {
    /// Starts the work, which sends one table, and waits until that begins. `first` is the number of its first row.
    pub(crate) fn start(
        work: impl FnOnce(&AheadSink, &Diagnostics<'_>) -> Result<()> + Send + 'static,
        first: usize,
        (is_live, text): (bool, Text),
        reports: Reports<'a>,
    ) -> Result<Self> {
        let (ahead, thread) = ReadAhead::detached(true, move |sink, diagnostics| {
            // Whoever takes has stopped, or sees the end.
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

    /// The names of the columns as records have them: unique, and none is empty. There are none where the table has no
    /// header. Columns that turn up late (in JSON) are there from the first row that has them.
    pub fn columns(&self) -> &[String] {
        self.columns.names()
    }

    /// Notes and warnings so far; none where they [go to a function](crate::Conversion::on_diagnostic).
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.reports.kept
    }

    /// The line in which a row begins, where its [source](Record::source) is known and is a file that is not packed, or
    /// bytes. The file is looked at again for it.
    pub fn place(&self, record: &Record) -> Option<Place> {
        self.text.place(record.source()?.start)
    }

    /// Takes the next piece of what the thread has found.
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

    /// Ends the work: the thread finds that nothing more is wanted.
    fn end(&mut self) {
        self.ahead = None;
        if let Some(thread) = self.thread.take()
            && !self.is_live
        {
            // That it has panicked is known by now: it has handed over no end.
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
