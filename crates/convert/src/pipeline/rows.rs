//! Rows without a format: those that a program reads, and those that it writes.

use super::nothing;
use model::{FormatInfo, Holds, WriterSpec, Writing};
#[cfg(feature = "serde")]
use {
    super::Opened,
    crate::stage::{Reshape, SettledColumns, Stages},
    crate::{Job, View},
    model::{Diagnostics, Result, Shape, Sink},
    std::io::Write,
};

/// The writer of a job that returns the rows of one table to the program.
pub(crate) const ROWS: WriterSpec = WriterSpec::new(
    FormatInfo::new("rows", "rows in memory"),
    Holds::TABLES.types(true).markup(true),
    &Writing(nothing),
)
.streaming()
.late_columns();

/// Writes one document of rows, which `send` sends, and whose columns may turn up late.
///
/// # Errors
/// Those of `send`; what the output cannot hold; I/O.
#[cfg(feature = "serde")]
pub(crate) fn rows(
    job: &Job,
    output: &mut dyn Write,
    diagnostics: &Diagnostics<'_>,
    send: impl FnOnce(&mut dyn Sink) -> Result<()>,
) -> Result<()> {
    let stages = Stages::default()
        .then_if((job.view() == View::Records).then_some(Reshape(Shape::Records)))
        .then_if((!job.writer.late_columns).then(SettledColumns::default));
    let mut way = stages.before(Box::new(Opened::new(job, diagnostics, None, output)));
    send(&mut way)?;
    way.finish()
}
