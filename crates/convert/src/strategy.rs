//! How a conversion goes about its input, decided from the job alone.
//!
//! Most inputs are read once, and what is read is written at once. Some outputs need to know at their start what only
//! the end of the input tells: all columns, or all tables. Then something has to wait, as little as will do: rows, the
//! output, or the documents; or the input is read twice.

use crate::{Job, View};

/// How a conversion goes about its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// One pass: what is read is written at once. For records the input must turn out to be one table, unless the output
    /// takes further columns as they turn up.
    Straight,
    /// One pass: the rows of many documents wait until all columns are known.
    RowsSpooled,
    /// One pass: the output waits until it is clear that no column turned up late.
    OutputSpooled,
    /// One pass: the documents wait, as far as records need them, until their outline is known.
    Buffered,
    /// A first look finds the outline, a second one converts.
    TwoLooks,
}

impl Strategy {
    /// The one that a job begins with.
    pub(crate) fn for_job(job: &Job) -> Self {
        let Job { reader, writer, .. } = job;
        match job.view() {
            _ if needs_outline(job) => Strategy::TwoLooks,
            View::Document => Strategy::Straight,
            View::Records if reader.many_documents => match takes_late_columns(job) {
                true => Strategy::Straight,
                false => Strategy::RowsSpooled,
            },
            View::Records if job.options.infobox => Strategy::Buffered,
            View::Records if reader.one_table || takes_late_columns(job) => Strategy::Straight,
            View::Records if reader.late_columns && !writer.late_columns => Strategy::OutputSpooled,
            View::Records => Strategy::Buffered,
        }
    }

    /// The one that takes its place if the input turns out to be another than it was taken for, or too large to wait.
    pub(crate) fn otherwise(self, job: &Job) -> Option<Self> {
        match (self, job.view()) {
            (Strategy::Straight | Strategy::OutputSpooled, View::Records) => Some(Strategy::Buffered),
            (Strategy::Straight | Strategy::Buffered, _) => Some(Strategy::TwoLooks),
            (Strategy::OutputSpooled, View::Document) | (Strategy::RowsSpooled | Strategy::TwoLooks, _) => {
                None
            }
        }
    }

    /// Whether a stream has to be kept before it is read, since it may be read again after much of it was.
    pub(crate) fn keeps_stream(self, job: &Job) -> bool {
        match self {
            Strategy::Straight | Strategy::RowsSpooled => job.reader.seek,
            Strategy::OutputSpooled | Strategy::Buffered | Strategy::TwoLooks => true,
        }
    }
}

/// Whether an outline is needed whatever the input holds.
fn needs_outline(job: &Job) -> bool {
    let document = job.view() == View::Document;
    (!job.options.tables.is_empty() && tables_by_number(job).is_none())
        || (document && (job.writer.survey || job.options.infobox))
}

/// Whether the columns of the output need not be known before its first row: the output takes those that turn up, or
/// they are named.
pub(crate) fn takes_late_columns(job: &Job) -> bool {
    job.writer.late_columns || !job.options.columns.names.is_empty()
}

/// The tables chosen, by index, where they are known before the input is: by number, for one who stops when he has seen
/// them.
pub(crate) fn tables_by_number(job: &Job) -> Option<Vec<usize>> {
    if job.view() == View::Records || job.writer.holds.documents {
        return None;
    }
    let number = |name: &String| name.parse::<usize>().ok()?.checked_sub(1);
    let mut chosen: Vec<usize> = job.options.tables.iter().map(number).collect::<Option<_>>()?;
    chosen.sort_unstable();
    Some(chosen)
}

#[cfg(test)]
mod tests;
