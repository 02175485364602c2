//! How a conversion reads its input, decided from the job alone.
//!
//! Most inputs are read once, and written at the same time. Some outputs begin with something that only the end of the
//! input tells: all columns, or all tables. Then as little as possible has to wait: rows, the output, or the documents;
//! or the input is read twice.

use crate::{Job, View};

/// How a conversion reads its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// One pass: what is read is written at once. For records the input must turn out to be one table, unless the
    /// output takes late columns.
    Straight,
    /// One pass: the rows of many documents wait until all columns are known.
    RowsSpooled,
    /// One pass: the output waits until it is clear that no columns turned up late.
    OutputSpooled,
    /// One pass: the parts of the documents that records need wait until their outline is known.
    Buffered,
    /// A first look finds the outline, a second one converts.
    TwoLooks,
}

impl Strategy {
    /// The strategy that a job begins with.
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

    /// The next strategy, if this one turns out not to suit the input, or too much has to wait.
    pub(crate) fn otherwise(self, job: &Job) -> Option<Self> {
        match (self, job.view()) {
            (Strategy::Straight | Strategy::OutputSpooled, View::Records) => Some(Strategy::Buffered),
            (Strategy::Straight | Strategy::Buffered, _) => Some(Strategy::TwoLooks),
            (Strategy::OutputSpooled, View::Document) | (Strategy::RowsSpooled | Strategy::TwoLooks, _) => {
                None
            }
        }
    }

    /// Whether a stream has to be kept before it is read, because it may have to be read again.
    pub(crate) fn keeps_stream(self, job: &Job) -> bool {
        match self {
            Strategy::Straight | Strategy::RowsSpooled => job.reader.seek,
            Strategy::OutputSpooled | Strategy::Buffered | Strategy::TwoLooks => true,
        }
    }
}

/// Whether an outline is needed whatever the input contains.
fn needs_outline(job: &Job) -> bool {
    let document = job.view() == View::Document;
    (!job.options.tables.is_empty() && tables_by_number(job).is_none())
        || (document && (job.writer.survey || job.options.infobox))
}

/// Whether rows can be written before all columns are known: the output takes late columns, or the columns are named.
pub(crate) fn takes_late_columns(job: &Job) -> bool {
    job.writer.late_columns || !job.options.columns.names.is_empty()
}

/// The indices of the selected tables, if all are selected by number: reading can then stop after the last one.
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
